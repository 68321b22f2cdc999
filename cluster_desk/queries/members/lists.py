"""The list of members: ids in order for a view and filters, rows by page, totals, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Subquery,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import sought_words
from cluster_desk.domain.members import MemberCategory, OrganisationKind, PaymentStatus
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.money import Money
from cluster_desk.queries.members import standing
from cluster_desk.queries.narrowing import FEW, Narrowing
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
    """Every word somewhere in what a member is searched by; the rarest is looked for first."""
    words = sorted(sought_words(text), key=lambda word: (word.isalpha(), -len(word)))
    # fold leaves no sign that LIKE gives a meaning to
    return and_(true(), *(Membership.search_text.like(f"%{word}%") for word in words))


def _found(text: str) -> Select[Any]:
    """Ids that have every word: read from one index alone, in whatever order they are wanted."""
    return select(Membership.id).where(matching(text)).correlate(None)


def member_ids(
    session: Session,
    *,
    on: date,
    year: int,
    filter: MemberFilter | None = None,
    sort: MemberSort | None = None,
) -> list[int]:
    """The memberships of a filter, in order."""
    chosen, order = filter or MemberFilter(), sort or MemberSort()
    asked = (on, year, replace(chosen, text=""), order)
    former = Narrowing(session, ("members", *asked), chosen.text)
    within = former.within()
    if within is None:
        query = _with_words(_ordered(*asked), chosen.text)
        return former.found(session.scalars(query).all())
    if not chosen.text:
        return list(within)
    matches = _found(chosen.text)
    if len(within) <= FEW:
        matches = matches.where(Membership.id.in_(within))
    still = set(session.scalars(matches))
    return former.found([each for each in within if each in still])


@lru_cache(maxsize=16)
def _ordered(on: date, year: int, chosen: MemberFilter, order: MemberSort) -> Select[Any]:
    """The ids in order. Kept, since composing it takes as long as a keystroke may wait."""
    query, key = _standing_query(on, year, chosen, order.column)
    direction = key.desc().nulls_last() if order.descending else key.asc().nulls_last()
    name: ColumnElement[Any] = Membership.sort_key.expression
    if order.column == "number":  # nobody shares one: without the name, its index is enough
        name = case((Membership.register_number.is_(None), name))
    return query.order_by(direction, name, Membership.id)


def _with_words(query: Select[Any], text: str) -> Select[Any]:
    return query.where(Membership.id.in_(_found(text))) if text else query


def member_totals(
    session: Session, *, on: date, year: int, filter: MemberFilter | None = None
) -> MemberTotals:
    """Sums over the whole filter, not only the page on the screen."""
    chosen = filter or MemberFilter()
    asked, _key = _standing_query(on, year, chosen)
    members = (
        _with_words(asked, chosen.text).cte("chosen").prefix_with("MATERIALIZED")
    )  # it is asked for twice
    of_them = select(members.c.id)
    # words mostly leave few, and then few charges have to be looked at
    line = standing.charge_balances(on, of_them if chosen.text else None)
    count_of_them = select(func.count()).select_from(members).scalar_subquery()
    sums = standing.sums_of(line, year)
    query = select(count_of_them, *sums).where(line.c.membership_id.in_(of_them))
    count, charged, paid, open_ = session.execute(query).one()
    return MemberTotals(
        count=count,
        charged=Money(int(charged or 0)),
        paid=Money(int(paid or 0)),
        balance=Money(int(open_ or 0)),
    )


def member_view_counts(session: Session, *, on: date, year: int) -> dict[str, int]:
    """How many members each view has, in one statement."""
    counts = dict.fromkeys(VIEWS, 0)
    for view, status, new, count in session.execute(_counted(on, year)):
        for belongs in (view,) if view else _views_of(status, new):
            counts[belongs] += count
    return counts


def _counted(on: date, year: int) -> CompoundSelect[Any]:
    """Rows of view, status, whether new, and how many; without a view they tell all of them.

    Few are overdue or founders: their own rows ask for the status of few, and the money of none
    that is not late.
    """
    status = standing.status_code(on)

    def of_view(view: str, *wanted: ColumnElement[bool]) -> Select[Any]:
        told: tuple[Any, ...] = (literal(view), null().cast(String), literal(0))
        return select(*told, func.count(Membership.id)).where(*wanted, standing.is_member(status))

    # grouped, so that each fact of a member is worked out once
    new = case((_admitted_in(year), 1), else_=0)
    facts = (
        select(status.label("has_status"), new.label("is_new"))
        .select_from(Membership)
        .subquery("fact")
    )
    known = (literal(""), facts.c.has_status, facts.c.is_new, func.count())
    late = select(standing.overdue_charges(on).c.membership_id)
    return union_all(
        select(*known).group_by(facts.c.has_status, facts.c.is_new),
        of_view("overdue", Membership.id.in_(late)),
        of_view("founders", _founder(on)),
    )


def _views_of(status: str | None, new: int) -> Iterator[str]:
    yield "everyone"
    if status == Status.APPLICANT.value:
        yield "applicants"
    if status in {former.value for former in _FORMER}:
        yield "former"
    if status in {registered.value for registered in standing.REGISTERED}:
        yield "members"
        if new:
            yield "new"


_FORMER = (Status.WITHDRAWN, Status.EXCLUDED, Status.LAPSED, Status.REFUSED)


def _founder(on: date) -> ColumnElement[bool]:
    ever = select(Classification.membership_id).where(
        Classification.category == MemberCategory.FOUNDER
    )
    now = standing.classified(on, Classification.category) == MemberCategory.FOUNDER
    # one glance at the few who ever were, not one at the classes of everybody
    return or_(Membership.founder, and_(Membership.id.in_(ever), now))


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
    on: date, year: int, chosen: MemberFilter, column: str = "number"
) -> tuple[Select[Any], ColumnElement[Any]]:
    """The memberships of a filter, and what an order by this column goes by."""
    query: Select[Any] = select(Membership.id).select_from(Membership)
    if column in _OF_ORGANISATION or chosen.kinds or chosen.provinces:
        query = query.outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    balance = None
    if column in _OF_MONEY or chosen.payments or chosen.view == "overdue":
        balance = standing.member_balances(on, year)
        query = query.outerjoin(balance, balance.c.membership_id == Membership.id)
    query = query.where(*_wanted(on, year, chosen, balance))
    return query, _order_key(column, on, balance)


def _order_key(column: str, on: date, balance: Subquery | None) -> ColumnElement[Any]:
    """What a column is ordered by. Only what is asked for is built: a keystroke waits for it."""
    if column in _OF_MONEY:
        assert balance is not None
        named = {"charged": balance.c.charged, "paid": balance.c.paid, "balance": balance.c.open}
        return named.get(column, standing.payment_code(balance))
    match column:
        case "category" | "size":
            return standing.classified(on, getattr(Classification, column))
        case "status":
            return standing.status_code(on)
        case "member_since":
            return member_since(on)
    return _PLAIN_KEYS[column]


_PLAIN_KEYS: dict[str, ColumnElement[Any]] = {
    "number": Membership.register_number.expression,
    "name": Membership.sort_key.expression,
    "kind": Organisation.kind.expression,
    "sector": func.lower(Organisation.sector),
    "city": func.lower(Organisation.city),
    "province": Organisation.province.expression,
}
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


def _wanted(
    on: date, year: int, chosen: MemberFilter, balance: Subquery | None
) -> list[ColumnElement[bool]]:
    status = standing.status_code(on)
    payment = standing.payment_code(balance) if balance is not None else None
    wanted = _of_view(chosen.view, on, year, status, payment)
    filters: tuple[tuple[ColumnElement[Any] | None, Sequence[Any]], ...] = (
        (status, chosen.statuses),
        (payment, chosen.payments),
        (Organisation.kind.expression, chosen.kinds),
        (Organisation.province.expression, chosen.provinces),
    )
    for column, values in filters:
        if values and column is not None:
            wanted.append(column.in_([str(value) for value in values]))
    if chosen.categories:
        category = standing.classified(on, Classification.category)
        wanted.append(category.in_([str(value) for value in chosen.categories]))
    return wanted


def _of_view(
    view: str,
    on: date,
    year: int,
    status: ColumnElement[Any],
    payment: ColumnElement[str] | None,
) -> list[ColumnElement[bool]]:
    member = standing.is_member(status)
    match view:
        case "members":
            return [member]
        case "overdue":
            assert payment is not None
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
