"""Describe the journal as a list: its queries, views, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cluster_desk.formats.dates import month_name
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_words
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.treasury.movements import (
    Choice,
    MovementFilter,
    MovementListRow,
    MovementSort,
    MovementTotals,
    movement_choices,
    movement_ids,
    movement_list_rows,
    movement_totals,
    movement_view_counts,
)
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words
from ui.treasury.columns import COLUMNS

_DECEMBER = 12
UNMATCHED = "unmatched"
"""Of a Target: the bank's lines that wait, which have a page of their own."""


def _filter(question: Question) -> MovementFilter:
    chosen = question.chosen
    return MovementFilter(
        year=question.year,
        view=question.view or "all",
        text=question.text,
        accounts=chosen.get("accounts", ()),
        categories=chosen.get("categories", ()),
        projects=chosen.get("projects", ()),
        months=tuple(map(date.fromisoformat, chosen.get("months", ()))),
    )


def _ids(session: Any, question: Question) -> Sequence[int]:
    sort = MovementSort(column=question.sort, descending=question.descending)
    return movement_ids(session, filter=_filter(question), sort=sort)


def _rows(session: Any, ids: Sequence[int], _question: Question) -> Sequence[MovementListRow]:
    return movement_list_rows(session, ids)


def _totals(session: Any, question: Question) -> MovementTotals:
    return movement_totals(session, filter=_filter(question), on=question.on)


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return movement_view_counts(session, year=question.year)


def _choices(session: Any, question: Question) -> Mapping[str, Choices]:
    found = movement_choices(session)
    return {
        "accounts": [(each.code, each.name) for each in found if each.kind == "account"],
        "categories": [
            (each.code, each.name) for each in found if each.kind in ("income", "expense")
        ],
        "projects": [(each.code, each.code) for each in found if each.kind == "project"],
        "months": [
            (day.isoformat(), f"{month_name(day.month)} {day.year}")
            for day in months_of(found, question.year)
        ],
    }


def months_of(choices: Sequence[Choice], year: int) -> list[date]:
    """The first days of the months of a year of accounts, or of the calendar's without one."""
    spans = [
        each.name.split() for each in choices if each.kind == "year" and each.code == str(year)
    ]
    first, last = spans[0] if spans else (f"{year}-01-01", f"{year}-12-31")
    day, end = date.fromisoformat(first).replace(day=1), date.fromisoformat(last)
    months = []
    while day <= end:
        months.append(day)
        turns = day.month == _DECEMBER
        day = date(day.year + turns, 1 if turns else day.month + 1, 1)
    return months


def _views(_year: int) -> Sequence[View]:
    return (
        View(key="all", text=_("All movements")),
        View(key="income", text=_("Money in")),
        View(key="expenses", text=_("Money out")),
        View(key="transfers", text=_("Internal transfers")),
        View(key="unreconciled", text=_("To reconcile")),
    )


def meta_line(counts: Mapping[str, int], question: Question) -> str:
    """`136 movimenti del 2026 · 5 righe della banca da abbinare`."""
    if not counts:
        return ""
    every, waiting = counts["all"], counts["lines"]
    parts = [
        count_words(
            "{count} movement of {year}", "{count} movements of {year}", every, year=question.year
        )
    ]
    if waiting:
        parts.append(
            count_words(
                "{count} bank line to be matched", "{count} bank lines to be matched", waiting
            )
        )
    return " · ".join(parts)


def totals_texts(totals: MovementTotals, _question: Question) -> Totals:
    """The count and the sums of both sides, and the whole as one spoken sentence."""
    count = count_words("{count} movement", "{count} movements", totals.count)
    income, expenses = money_text(totals.income), money_text(totals.expenses)
    sums = {"income": income, "expenses": expenses}
    spoken = _("{movements}; in {income} €, out {expenses} €").format(
        movements=count, income=income, expenses=expenses
    )
    return count, sums, spoken


TREASURY = ListSpec(
    name="treasury",
    columns=COLUMNS,
    source=Source(ids=_ids, rows=_rows, totals=_totals, counts=_counts, choices=_choices),
    views=_views,
    chips=(
        Chip(key="accounts", title=N_("Account")),
        Chip(key="months", title=N_("Month")),
        Chip(key="categories", title=N_("Category")),
        Chip(key="projects", title=N_("Project")),
    ),
    sort="booked_on",
    descending=True,
    counted="lines",
    words=Words(
        title=N_("Bank and journal"),
        table=N_("List of movements"),
        icon="landmark",
        first_title=N_("No movement yet"),
        first_text=N_(
            "Open the bank account and the cash box, then import the bank’s statement: you see "
            "what is in it before anything is written. Or post the first movement by hand."
        ),
        first_actions=("treasury.account", "treasury.import", "treasury.new"),
        empty_title=N_("Nothing in this view"),
        empty_view=N_("There is no movement in «{view}»."),
        no_match_title=N_("No movement with these filters"),
        no_match=N_("{filters} in «{view}»: no movement is like that."),
        hint_title=N_("No movement chosen"),
        hint_text=N_("Choose a movement in the list to see its card."),
        file_name=N_("movements"),
        ticked=lambda count: count_words(
            "{count} movement selected", "{count} movements selected", count
        ),
        exported=lambda count: ngettext(
            "{count} movement exported to «{file}»", "{count} movements exported to «{file}»", count
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
