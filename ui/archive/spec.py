"""Describe the archive's list: its queries, views, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_desk.domain.documents import DocumentKind, DocumentState
from cluster_desk.formats.numbers import count_text, count_words, file_size_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.documents import (
    ArchivedDocument,
    DocumentFilter,
    DocumentTotals,
    archived_documents,
    document_ids,
    document_totals,
    document_view_counts,
    document_years,
)
from ui.archive.columns import COLUMNS
from ui.kit.entry_fields import choices_of
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words


def _filter(question: Question) -> DocumentFilter:
    chosen = question.chosen
    return DocumentFilter(
        text=question.text,
        view=question.view,
        year=question.year,
        kinds=chosen.get("kinds", ()),
        years=tuple(map(int, chosen.get("years", ()))),
        states=tuple(map(DocumentState, chosen.get("states", ()))),
    )


def _ids(session: Any, question: Question) -> Sequence[int]:
    return document_ids(
        session,
        filter=_filter(question),
        sort=question.sort,
        descending=question.descending,
    )


def _rows(session: Any, ids: Sequence[int], _question: Question) -> Sequence[ArchivedDocument]:
    return archived_documents(session, ids)


def _totals(session: Any, question: Question) -> DocumentTotals:
    return document_totals(session, filter=_filter(question))


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return document_view_counts(session, year=question.year)


def _choices(session: Any, _question: Question) -> Mapping[str, Choices]:
    return {"years": [(str(year), str(year)) for year in document_years(session)]}


def _views(year: int) -> Sequence[View]:
    return (
        View(key="all", text=_("All documents")),
        View(key="year", text=_("Issued in {year}").format(year=year)),
        View(key="fees", text=_("About fees")),
        View(key="meetings", text=_("About meetings")),
        View(key="gone", text=_("Voided or replaced")),
    )


def meta_line(counts: Mapping[str, int], question: Question) -> str:
    """`140 documenti emessi · 31 nel 2026 · conservati byte per byte`."""
    every, of_year = counts["all"], counts["year"]
    if not every:
        return _("What is issued is kept byte for byte")
    parts = [count_words("{count} document issued", "{count} documents issued", every)]
    if of_year != every:
        text = _("{count} in {year}")
        parts.append(text.format(count=count_text(of_year), year=question.year))
    return " · ".join([*parts, _("kept byte for byte")])


def totals_texts(totals: DocumentTotals, _question: Question) -> Totals:
    """The count and how large they are; spoken the same."""
    size = file_size_text(totals.size)
    count = count_words("{count} document", "{count} documents", totals.count)
    return count, {"size": size}, _("{documents}, {size} in all").format(documents=count, size=size)


DOCUMENTS = ListSpec(
    name="archive",
    columns=COLUMNS,
    source=Source(ids=_ids, rows=_rows, totals=_totals, counts=_counts, choices=_choices),
    views=_views,
    chips=(
        Chip(key="kinds", title=N_("Type"), choices=lambda: choices_of(DocumentKind)),
        Chip(key="years", title=N_("Year")),
        Chip(key="states", title=N_("Status"), choices=lambda: choices_of(DocumentState)),
    ),
    sort="issued_on",
    descending=True,
    words=Words(
        title=N_("Archive"),
        table=N_("List of documents"),
        icon="archive",
        first_title=N_("No documents yet"),
        first_text=N_(
            "Receipts, requests of payment, reminders and minutes come here by themselves when "
            "they are issued, and stay as they were that day."
        ),
        first_actions=("archive.history",),
        empty_title=N_("No document is in this view"),
        empty_view=N_("There is no document in «{view}»."),
        no_match_title=N_("No document with these filters"),
        no_match=N_("{filters} in «{view}»: no document is like that."),
        hint_title=N_("No document chosen"),
        hint_text=N_("Choose a document in the list to see its first page."),
        file_name=N_("documents"),
        ticked=lambda count: count_words(
            "{count} document selected", "{count} documents selected", count
        ),
        exported=lambda count: ngettext(
            "The list of {count} document was exported to «{file}»",
            "The list of {count} documents was exported to «{file}»",
            count,
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
