"""Describe the list of charges: its queries, views, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import MemberCategory, PaymentStatus
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.formats.numbers import count_words
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.fees.charges import (
    OPEN_STATES,
    ChargeFilter,
    ChargeTotals,
    charge_totals,
)
from cluster_desk.queries.fees.lists import (
    ChargeSort,
    ListedCharge,
    charge_ids,
    charge_view_counts,
    listed_charges,
)
from ui.fees.columns import COLUMNS
from ui.kit.entry_fields import choices_of
from ui.pages.lists.near import COMPARED, nearest
from ui.pages.lists.question import Choices, Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words


def charge_filter(question: Question) -> ChargeFilter:
    """What is asked for, as the queries want it."""
    chosen = question.chosen
    return ChargeFilter(
        text=question.text,
        year=question.year,
        view=question.view,
        kinds=tuple(map(ChargeKind, chosen.get("kinds", ()))),
        categories=tuple(map(MemberCategory, chosen.get("categories", ()))),
        states=tuple(map(PaymentStatus, chosen.get("states", ()))),
    )


def _ids(session: Any, question: Question) -> Sequence[int]:
    sort = ChargeSort(column=question.sort, descending=question.descending)
    return charge_ids(session, on=question.on, filter=charge_filter(question), sort=sort)


def _rows(session: Any, ids: Sequence[int], question: Question) -> Sequence[ListedCharge]:
    return listed_charges(session, ids, on=question.on)


def _totals(session: Any, question: Question) -> ChargeTotals:
    return charge_totals(session, on=question.on, filter=charge_filter(question))


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return charge_view_counts(session, on=question.on, year=question.year)


def near_name(session: Any, question: Question) -> str:
    """The member's name in this view that is most like what was typed, or nothing is like it."""
    wanted = ChargeFilter(view=question.view, year=question.year)
    ids = charge_ids(session, on=question.on, filter=wanted)[:COMPARED]
    return nearest(question.text, (row.name for row in _rows(session, ids, question)))


def _views(year: int) -> Sequence[View]:
    return (
        View(key="year", text=_("All of {year}").format(year=year)),
        View(key="open", text=_("To be collected")),
        View(key="overdue", text=_("Past due")),
        View(key="paid", text=_("Collected")),
        View(key="lowered", text=_("Reduced or waived")),
        View(key="earlier", text=_("Open from earlier years")),
    )


def _states() -> Choices:
    words = {PaymentStatus.NOTHING_DUE: _("Waived"), PaymentStatus.PARTIAL: _("In part")}
    order = (*OPEN_STATES, PaymentStatus.PAID, PaymentStatus.NOTHING_DUE)
    return [(state.value, words.get(state, state.label)) for state in order]


def meta_line(counts: Mapping[str, int], question: Question) -> str:
    """`118 quote del 2026 · 16 da incassare, 14 scadute · 3 aperte degli anni precedenti`."""
    parts = [
        count_words(
            "{count} charge of {year}",
            "{count} charges of {year}",
            counts["year"],
            year=question.year,
        )
    ]
    if counts["open"]:
        text = count_words("{count} to be collected", "{count} to be collected", counts["open"])
        if counts["overdue"]:
            late = count_words("{count} past due", "{count} past due", counts["overdue"])
            text = f"{text}, {late}"
        parts.append(text)
    if counts["earlier"]:
        parts.append(
            count_words(
                "{count} open from earlier years",
                "{count} open from earlier years",
                counts["earlier"],
            )
        )
    return " · ".join(parts)


def begin_words(counts: Mapping[str, int], question: Question) -> str:
    """What to do about a year of which nothing was issued."""
    if counts.get("year") or question.view == "earlier":
        return ""
    return _("Issue the fees of {year}").format(year=question.year)


def totals_texts(totals: ChargeTotals, _question: Question) -> Totals:
    """The count, the sums by column, and the whole as one spoken sentence."""
    count = count_words("{count} charge", "{count} charges", totals.count)
    sums = {
        "owed": money_short(totals.owed),
        "paid": money_short(totals.paid),
        "residue": money_short(totals.open),
    }
    spoken = _("{charges}; due {owed} €, received {paid} €, open {open} €, past due {overdue} €")
    return (
        count,
        sums,
        spoken.format(
            charges=count,
            owed=money_text(totals.owed),
            paid=money_text(totals.paid),
            open=money_text(totals.open),
            overdue=money_text(totals.overdue),
        ),
    )


FEES = ListSpec(
    name="fees",
    columns=COLUMNS,
    source=Source(ids=_ids, rows=_rows, totals=_totals, counts=_counts, near=near_name),
    views=_views,
    chips=(
        Chip(key="states", title=N_("Status"), choices=_states),
        Chip(key="categories", title=N_("Category"), choices=lambda: choices_of(MemberCategory)),
        Chip(key="kinds", title=N_("What for"), choices=lambda: choices_of(ChargeKind)),
    ),
    sort="member",
    counted="overdue",
    words=Words(
        title=N_("Fees"),
        table=N_("List of charges"),
        icon="receipt-euro",
        first_title=N_("No fee has been issued yet"),
        first_text=N_(
            "Issue the fees of the year: you see who pays how much, and why somebody does not, "
            "before anything is written. It can be undone."
        ),
        first_actions=("fees.issue",),
        begin=begin_words,
        begin_action="fees.issue",
        empty_title=N_("No charge is in this view"),
        empty_view=N_("There is no charge in «{view}»."),
        no_match_title=N_("No charge with these filters"),
        no_match=N_("{filters} in «{view}»: no charge is like that."),
        hint_title=N_("No charge chosen"),
        hint_text=N_("Choose a charge in the list to see what happened to it."),
        file_name=N_("charges"),
        ticked=lambda count: count_words(
            "{count} charge selected", "{count} charges selected", count
        ),
        exported=lambda count: ngettext(
            "{count} charge exported to «{file}»", "{count} charges exported to «{file}»", count
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
