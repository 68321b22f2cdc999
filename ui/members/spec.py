"""Describe the list of members: its queries, views, filters and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    PaymentStatus,
)
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.formats.numbers import count_words
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.members.lists import (
    MemberFilter,
    MemberSort,
    MemberTotals,
    member_ids,
    member_totals,
    member_view_counts,
)
from cluster_desk.queries.members.rows import MemberRow, member_rows
from cluster_desk.queries.members.standing import REGISTERED
from ui.kit.entry_fields import choices_of
from ui.members.columns import COLUMNS
from ui.pages.lists.near import COMPARED, nearest
from ui.pages.lists.question import Question, Source
from ui.pages.lists.spec import Chip, ListSpec, Totals, View, Words


def _filter(question: Question) -> MemberFilter:
    chosen = question.chosen
    return MemberFilter(
        text=question.text,
        view=question.view,
        kinds=tuple(map(OrganisationKind, chosen.get("kinds", ()))),
        payments=tuple(map(PaymentStatus, chosen.get("payments", ()))),
        statuses=tuple(map(MembershipStatus, chosen.get("statuses", ()))),
        categories=tuple(map(MemberCategory, chosen.get("categories", ()))),
    )


def _ids(session: Any, question: Question) -> Sequence[int]:
    sort = MemberSort(column=question.sort, descending=question.descending)
    return member_ids(
        session, on=question.on, year=question.year, filter=_filter(question), sort=sort
    )


def _rows(session: Any, ids: Sequence[int], question: Question) -> Sequence[MemberRow]:
    return member_rows(session, ids, on=question.on, year=question.year)


def _totals(session: Any, question: Question) -> MemberTotals:
    return member_totals(session, on=question.on, year=question.year, filter=_filter(question))


def _counts(session: Any, question: Question) -> Mapping[str, int]:
    return member_view_counts(session, on=question.on, year=question.year)


def _view_of(session: Any, member_id: int, question: Question) -> str:
    rows = _rows(session, [member_id], question)
    status = rows[0].status if rows else None
    if status is MembershipStatus.APPLICANT:
        return "applicants"
    return "members" if status in REGISTERED else "former"


def near_name(session: Any, question: Question) -> str:
    """The member's name that is most like what was typed, or nothing is like it."""
    wanted = MemberFilter(view=question.view)
    ids = member_ids(session, on=question.on, year=question.year, filter=wanted)[:COMPARED]
    return nearest(question.text, (row.name for row in _rows(session, ids, question)))


def _views(year: int) -> Sequence[View]:
    return (
        View(key="members", text=_("All members")),
        View(key="overdue", text=_("Fees overdue")),
        View(key="new", text=_("New in {year}").format(year=year)),
        View(key="applicants", text=_("Applications")),
        View(key="founders", text=_("Founders")),
        View(key="former", text=_("Former members")),
    )


def meta_line(counts: Mapping[str, int], _question: Question | None = None) -> str:
    """`120 soci · 3 domande da deliberare · 14 con quote scadute`."""
    if not counts:
        return ""
    members, applicants, overdue = counts["members"], counts["applicants"], counts["overdue"]
    parts = [count_words("{count} member", "{count} members", members)]
    if applicants:
        parts.append(
            count_words(
                "{count} application to decide", "{count} applications to decide", applicants
            )
        )
    if overdue:
        parts.append(count_words("{count} with fees overdue", "{count} with fees overdue", overdue))
    return " · ".join(parts)


def totals_texts(totals: MemberTotals, question: Question) -> Totals:
    """The count, the sums by column, and the whole as one spoken sentence."""
    count = count_words("{count} member", "{count} members", totals.count)
    sums = {
        "charged": money_short(totals.charged),
        "paid": money_short(totals.paid),
        "balance": money_short(totals.balance),
    }
    spoken = _(
        "{members}; fees of {year} {charged} €, received {paid} €, open in all {balance} €"
    ).format(
        members=count,
        year=question.year,
        charged=money_text(totals.charged),
        paid=money_text(totals.paid),
        balance=money_text(totals.balance),
    )
    return count, sums, spoken


MEMBERS = ListSpec(
    name="members",
    columns=COLUMNS,
    source=Source(
        ids=_ids, rows=_rows, totals=_totals, counts=_counts, near=near_name, view_of=_view_of
    ),
    views=_views,
    chips=(
        Chip(key="kinds", title=N_("Type"), choices=lambda: choices_of(OrganisationKind)),
        Chip(key="payments", title=N_("Fee status"), choices=lambda: choices_of(PaymentStatus)),
        Chip(key="statuses", title=N_("Status"), choices=lambda: choices_of(MembershipStatus)),
        Chip(key="categories", title=N_("Category"), choices=lambda: choices_of(MemberCategory)),
    ),
    sort="number",
    counted="members",
    words=Words(
        title=N_("Members"),
        table=N_("List of members"),
        icon="users",
        first_title=N_("No members yet"),
        first_text=N_(
            "Import the register from Excel or CSV: VAT numbers and doubles are checked "
            "before anything is saved. Or enter the first member by hand."
        ),
        first_actions=("members.import", "members.new"),
        empty_title=N_("Nobody is in this view"),
        empty_view=N_("There is no member in «{view}»."),
        no_match_title=N_("No member with these filters"),
        no_match=N_("{filters} in «{view}»: no member is like that."),
        hint_title=N_("No member chosen"),
        hint_text=N_("Choose a member in the list to see its card."),
        file_name=N_("members"),
        ticked=lambda count: count_words(
            "{count} member selected", "{count} members selected", count
        ),
        exported=lambda count: ngettext(
            "{count} member exported to «{file}»", "{count} members exported to «{file}»", count
        ),
        totals=totals_texts,
        meta=meta_line,
    ),
)
