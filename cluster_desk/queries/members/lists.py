"""The list of members: ids in order for a view and filters, rows by page, totals, counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import MemberCategory, OrganisationKind, PaymentStatus
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.money import Money
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.members import (
    Classification,
    Membership,
    MembershipEvent,
    Organisation,
)

VIEWS = ("members", "overdue", "new", "applicants", "founders", "former", "everyone")


@dataclass(frozen=True, kw_only=True)
class MemberFilter:
    """Which members: a saved view, what was typed, and chips. Empty tuples do not restrict."""

    text: str = ""
    view: str = "members"
    statuses: tuple[Status, ...] = ()
    kinds: tuple[OrganisationKind, ...] = ()
    categories: tuple[MemberCategory, ...] = ()
    payments: tuple[PaymentStatus, ...] = ()
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MemberSort:
    """By which column, named as the fields of MemberRow."""

    column: str = "number"
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class MemberTotals:
    """Of the members of a filter, for the year; `balance` is what is open at all."""

    count: int
    charged: Money
    paid: Money
    balance: Money


def matching(text: str) -> ColumnElement[bool]:
    """Every word somewhere in what a member is searched by."""
    words = fold(text).split()
    # fold leaves no sign that LIKE gives a meaning to
    return and_(true(), *(Membership.search_text.like(f"%{word}%") for word in words))


def member_matches(session: Session, text: str) -> set[int]:
    """Ids whose search text has every word; the query of a keystroke, on one index alone."""
    return set(session.scalars(select(Membership.id).where(matching(text))))


def member_ids(
    session: Session,
    *,
    on: date,
    year: int,
    filter: MemberFilter | None = None,
    sort: MemberSort | None = None,
) -> list[int]:
    """The memberships of a filter, in order."""
    chosen = filter or MemberFilter()
    order = sort or MemberSort()
    query, columns = _standing_query(on, year, chosen, order)
    key = columns[order.column]
    direction = key.desc().nulls_last() if order.descending else key.asc().nulls_last()
    return list(session.scalars(query.order_by(direction, Membership.sort_key, Membership.id)))


def member_totals(
    session: Session, *, on: date, year: int, filter: MemberFilter | None = None
) -> MemberTotals:
    """Sums over the whole filter, not only the page on the screen."""
    chosen = filter or MemberFilter()
    found = select(Membership.id).where(matching(chosen.text)) if chosen.text else None
    balance = standing.member_balances(on, year, found)
    sums: Any = (
        select(
            func.count(Membership.id),
            func.sum(balance.c.charged),
            func.sum(balance.c.paid),
            func.sum(balance.c.open),
        )
        .select_from(Membership)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(balance, balance.c.membership_id == Membership.id)
    )
    query = _narrowed(sums, on, year, chosen, balance)
    count, charged, paid, open_ = session.execute(query).one()
    return MemberTotals(
        count=count,
        charged=Money(int(charged or 0)),
        paid=Money(int(paid or 0)),
        balance=Money(int(open_ or 0)),
    )


def member_view_counts(session: Session, *, on: date, year: int) -> dict[str, int]:
    """How many members each view has, in one pass."""
    balance = standing.member_balances(on, year)
    facts: tuple[ColumnElement[Any], ...] = (
        standing.status_code(on).label("has_status"),
        standing.payment_code(balance).label("has_paid"),
        _founder(on).label("is_founder"),
        _admitted_in(year).label("is_new"),
    )
    # grouped, so that each fact of a member is worked out once
    grouped = (
        select(*facts, func.count())
        .select_from(Membership)
        .outerjoin(balance, balance.c.membership_id == Membership.id)
        .group_by(*(fact.name for fact in facts))
    )
    counts = dict.fromkeys(VIEWS, 0)
    for *told, count in session.execute(grouped):
        for view in _views_of(*told):
            counts[view] += count
    return counts


def _views_of(status: str | None, payment: str, founder: bool, new: bool) -> Iterator[str]:
    yield "everyone"
    if status == Status.APPLICANT.value:
        yield "applicants"
    if status in {former.value for former in _FORMER}:
        yield "former"
    if status in {registered.value for registered in standing.REGISTERED}:
        yield "members"
        asked = {"overdue": payment == PaymentStatus.OVERDUE.value, "new": new, "founders": founder}
        yield from (view for view, belongs in asked.items() if belongs)


_FORMER = (Status.WITHDRAWN, Status.EXCLUDED, Status.LAPSED, Status.REFUSED)


def _founder(on: date) -> ColumnElement[bool]:
    category = standing.classified(on, Classification.category)
    return or_(Membership.founder, category == MemberCategory.FOUNDER)


def _admitted_in(year: int) -> ColumnElement[bool]:
    return (
        select(MembershipEvent.id)
        .where(
            MembershipEvent.membership_id == Membership.id,
            MembershipEvent.kind == Kind.ADMISSION,
            MembershipEvent.on_day.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .correlate(Membership)
        .exists()
    )


def _standing_query(
    on: date, year: int, chosen: MemberFilter, order: MemberSort
) -> tuple[Select[Any], dict[str, Any]]:
    balance = standing.member_balances(on, year)
    columns: dict[str, Any] = {
        "number": Membership.register_number,
        "name": Membership.sort_key,
        "kind": Organisation.kind,
        "sector": func.lower(Organisation.sector),
        "city": func.lower(Organisation.city),
        "province": Organisation.province,
        "category": standing.classified(on, Classification.category),
        "size": standing.classified(on, Classification.size),
        "status": standing.status_code(on),
        "charged": balance.c.charged,
        "paid": balance.c.paid,
        "balance": balance.c.open,
        "payment": standing.payment_code(balance),
        "member_since": member_since(on),
    }
    query: Select[Any] = select(Membership.id).select_from(Membership)
    if order.column in _OF_ORGANISATION or chosen.kinds or chosen.provinces:
        query = query.outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    money = order.column in _OF_MONEY or chosen.payments or chosen.view == "overdue"
    if money:
        query = query.outerjoin(balance, balance.c.membership_id == Membership.id)
    return _narrowed(query, on, year, chosen, balance), columns


_OF_ORGANISATION = frozenset({"kind", "sector", "city", "province"})
_OF_MONEY = frozenset({"charged", "paid", "balance", "payment"})


def member_since(on: date) -> ColumnElement[Any]:
    """The day of the first admission known by the day."""
    return (
        select(func.min(MembershipEvent.on_day))
        .where(
            MembershipEvent.membership_id == Membership.id,
            MembershipEvent.kind == Kind.ADMISSION,
            MembershipEvent.on_day <= on,
        )
        .correlate(Membership)
        .scalar_subquery()
    )


def _narrowed(
    query: Select[Any], on: date, year: int, chosen: MemberFilter, balance: Any
) -> Select[Any]:
    status = standing.status_code(on)
    payment = standing.payment_code(balance)
    wanted = _of_view(chosen.view, on, year, status, payment)
    if chosen.text:
        wanted.append(matching(chosen.text))
    category = standing.classified(on, Classification.category)
    for column, values in (
        (status, chosen.statuses),
        (payment, chosen.payments),
        (category, chosen.categories),
        (Organisation.kind, chosen.kinds),
        (Organisation.province, chosen.provinces),
    ):
        if values:
            wanted.append(column.in_([str(value) for value in values]))
    return query.where(*wanted)


def _of_view(
    view: str, on: date, year: int, status: ColumnElement[Any], payment: ColumnElement[str]
) -> list[ColumnElement[bool]]:
    member = standing.is_member(status)
    match view:
        case "members":
            return [member]
        case "overdue":
            return [member, payment == PaymentStatus.OVERDUE.value]
        case "new":
            return [member, _admitted_in(year)]
        case "applicants":
            return [status == Status.APPLICANT.value]
        case "founders":
            return [member, _founder(on)]
        case "former":
            return [status.in_([s.value for s in _FORMER])]
    return []
