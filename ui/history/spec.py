"""Describe the list of operations: its queries, views, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cluster_desk.domain.records import Area, OperationKind
from cluster_desk.formats.numbers import count_text, count_words
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.history.lists import (
    HistoryFilter,
    OperationRow,
    chain_head,
    operation_ids,
    operation_rows,
    operation_view_counts,
    who_and_when,
)
from cluster_desk.queries.history.record import RecordOf
from ui.history.columns import COLUMNS
from ui.kit.entry_fields import choices_of
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words

SHORT_HASH = 12


@dataclass(frozen=True, kw_only=True)
class HistoryTotals:
    """How many operations are listed, and the end of the whole chain."""

    count: int
    seq: int
    hash: str


@dataclass(frozen=True)
class Operations:
    """The queries of the history, of everything or of one record."""

    record: RecordOf | None = None

    def source(self) -> Source:
        """What the list asks."""
        return Source(
            ids=self._ids,
            rows=self._rows,
            totals=self._totals,
            counts=self._counts,
            choices=self._choices,
        )

    def _ids(self, session: Any, question: Question) -> Sequence[int]:
        chosen = question.chosen
        filter = HistoryFilter(
            on=question.on,
            text=question.text,
            view=question.view,
            actors=chosen.get("actors", ()),
            areas=chosen.get("areas", ()),
            kinds=chosen.get("kinds", ()),
            years=tuple(map(int, chosen.get("years", ()))),
            record=self.record,
        )
        ids = operation_ids(
            session, filter=filter, sort=question.sort, descending=question.descending
        )
        # Counting a hundred thousand labels again would take as long as finding them.
        session.info["listed"] = len(ids)
        return ids

    def _rows(
        self, session: Any, ids: Sequence[int], _question: Question
    ) -> Sequence[OperationRow]:
        return operation_rows(session, ids)

    def _totals(self, session: Any, _question: Question) -> HistoryTotals:
        seq, chained = chain_head(session)
        return HistoryTotals(count=session.info["listed"], seq=seq, hash=chained)

    def _counts(self, session: Any, question: Question) -> Mapping[str, int]:
        return operation_view_counts(session, on=question.on, record=self.record)

    def _choices(self, session: Any, _question: Question) -> Mapping[str, Choices]:
        actors, years = who_and_when(session)
        return {
            "actors": [(actor, actor) for actor in actors],
            "years": [(str(year), str(year)) for year in years],
        }


def _views(_year: int) -> Sequence[View]:
    return (
        View(key="all", text=_("All operations")),
        View(key="today", text=_("Today")),
        View(key="week", text=_("Last 7 days")),
        View(key="undone", text=_("Undone operations")),
        View(key="imports", text=_("Imports")),
    )


def meta_line(counts: Mapping[str, int], _question: Question) -> str:
    """`651 operazioni · 4 oggi · 12 annullate`."""
    every = counts["all"]
    if not every:
        return ""
    parts = [count_words("{count} operation", "{count} operations", every)]
    if counts["today"]:
        parts.append(_("{count} today").format(count=count_text(counts["today"])))
    if counts["undone"]:
        parts.append(count_words("{count} undone", "{count} undone", counts["undone"]))
    return " · ".join([*parts, _("each sealed to the one before")])


def totals_texts(totals: HistoryTotals, _question: Question) -> Totals:
    """The count, and where the chain ends; spoken the same."""
    count = count_words("{count} operation", "{count} operations", totals.count)
    end = _("End of the chain: no. {seq}, {hash}").format(
        seq=count_text(totals.seq), hash=totals.hash[:SHORT_HASH]
    )
    return f"{count} · {end}", {}, f"{count}. {end}"


HISTORY_LIST = ListSpec(
    name="history",
    columns=COLUMNS,
    source=Operations().source(),
    views=_views,
    chips=(
        Chip(key="areas", title=N_("Subject matter"), choices=lambda: choices_of(Area)),
        Chip(key="actors", title=N_("Who")),
        Chip(key="years", title=N_("Year")),
        Chip(key="kinds", title=N_("Type"), choices=lambda: choices_of(OperationKind)),
    ),
    sort="seq",
    descending=True,
    words=Words(
        title=N_("History of the changes"),
        table=N_("List of operations"),
        icon="history",
        first_title=N_("Nothing has been done yet"),
        first_text=N_(
            "Whatever is entered, changed or removed is told here: who, when, what was there "
            "before, and with a way back."
        ),
        empty_title=N_("No operation is in this view"),
        empty_view=N_("There is no operation in «{view}»."),
        no_match_title=N_("No operation with these filters"),
        no_match=N_("{filters} in «{view}»: no operation is like that."),
        hint_title=N_("No operation chosen"),
        hint_text=N_("Choose an operation in the list to see what it changed."),
        file_name=N_("history"),
        ticked=lambda count: count_words(
            "{count} operation selected", "{count} operations selected", count
        ),
        exported=lambda count: ngettext(
            "{count} operation exported to «{file}»",
            "{count} operations exported to «{file}»",
            count,
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)


def list_of(record: RecordOf, title: str) -> ListSpec:
    """The same list of one record alone, under its name."""
    words = replace(HISTORY_LIST.words, title=title)
    return replace(HISTORY_LIST, source=Operations(record).source(), words=words)
