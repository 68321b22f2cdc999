"""The list of working tables as data: its columns, views, chip, queries and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_desk.formats.numbers import count_text, count_words
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.tables.lists import (
    TableFilter,
    TableRow,
    TableSort,
    TableTotals,
    table_ids,
    table_projects,
    table_rows,
    table_totals,
    table_view_counts,
)
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words
from ui.tables.columns import TABLES
from ui.tables.words import clock, share_text


def _filter(question: Question) -> TableFilter:
    projects = tuple(int(key) for key in question.chosen.get("projects", ()))
    return TableFilter(view=question.view, text=question.text, projects=projects)


def _ids(session: Any, question: Question) -> list[int]:
    sort = TableSort(column=question.sort, descending=question.descending)
    return table_ids(
        session, on=question.on, year=question.year, filter=_filter(question), sort=sort
    )


def _rows(session: Any, ids: Sequence[int], question: Question) -> list[TableRow]:
    return table_rows(session, ids, on=question.on, year=question.year)


def _totals(session: Any, question: Question) -> TableTotals:
    return table_totals(session, on=question.on, year=question.year, filter=_filter(question))


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return table_view_counts(session, on=question.on, year=question.year)


def _choices(session: Any, question: Question) -> Mapping[str, Choices]:
    found = table_projects(session, on=question.on, year=question.year)
    return {"projects": [(str(key), title) for key, title in found]}


def _views(_year: int) -> Sequence[View]:
    return (
        View(key="active", text=_("Active tables")),
        View(key="late", text=_("With late actions")),
        View(key="unplanned", text=_("Without a next meeting")),
        View(key="ended", text=_("Ended tables")),
        View(key="everything", text=_("All tables")),
    )


def totals_texts(totals: TableTotals, question: Question) -> Totals:
    """The count, the sums by column, and the whole as one spoken sentence."""
    count = count_words("{count} table", "{count} tables", totals.count)
    actions = str(totals.open_actions)
    if totals.late_actions:
        actions = f"{actions} ({totals.late_actions})"
    sums = {
        "people": count_text(totals.people),
        "organisations": count_text(totals.organisations),
        "meetings": count_text(totals.meetings),
        "minutes": clock(totals.minutes),
        "share": share_text(totals.share),
        "open_actions": actions,
    }
    spoken = _(
        "{tables}; {meetings} meetings in {year}, attendance {share}, {actions} open actions"
    ).format(
        tables=count,
        year=question.year,
        meetings=totals.meetings,
        share=share_text(totals.share),
        actions=totals.open_actions,
    )
    return count, sums, spoken


def meta_line(counts: Mapping[str, int], question: Question) -> str:
    """Under the title: how many work, and what waits."""
    parts = [count_words("{count} active table", "{count} active tables", counts["active"])]
    if counts["unplanned"]:
        parts.append(
            count_words(
                "{count} without a next meeting",
                "{count} without a next meeting",
                counts["unplanned"],
            )
        )
    parts.append(_("meetings and hours of {year}").format(year=question.year))
    return " · ".join(parts)


TABLES_LIST = ListSpec(
    name="tables",
    columns=TABLES,
    source=Source(ids=_ids, rows=_rows, totals=_totals, counts=_counts, choices=_choices),
    views=_views,
    chips=(Chip(key="projects", title=N_("Project")),),
    sort="name",
    counted="active",
    words=Words(
        title=N_("Working tables"),
        table=N_("List of working tables"),
        icon="messages-square",
        first_title=N_("No working table yet"),
        first_text=N_(
            "Set up the first one, add who takes part and for which organisation, and plan its "
            "meetings: the register and the sheet to sign are made of that."
        ),
        first_actions=("tables.new",),
        empty_title=N_("No table in this view"),
        empty_view=N_("There is no table in «{view}»."),
        no_match_title=N_("No table with these filters"),
        no_match=N_("{filters} in «{view}»: no table is like that."),
        hint_title=N_("No table chosen"),
        hint_text=N_("Choose a table in the list to see its card."),
        file_name=N_("working-tables"),
        ticked=lambda count: count_words(
            "{count} table selected", "{count} tables selected", count
        ),
        exported=lambda count: ngettext(
            "{count} table exported to «{file}»", "{count} tables exported to «{file}»", count
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
