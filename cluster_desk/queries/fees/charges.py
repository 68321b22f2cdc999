"""The list of charges as of a day: filtered in SQL, with totals over the whole filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.codes.code import compact
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import MemberCategory, PaymentStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.lists import matching
from cluster_desk.store.tables.fees import Allocation, Charge, Payment
from cluster_desk.store.tables.members import (
    Classification,
    Membership,
    Organisation,
    Person,
)

VIEWS = ("year", "open", "overdue", "paid", "lowered", "earlier")
"""All of the year, what of it is open, late, paid, reduced or waived; what is open of before."""

OPEN_STATES = (PaymentStatus.OPEN, PaymentStatus.PARTIAL, PaymentStatus.OVERDUE)


@dataclass(frozen=True, kw_only=True)
class ChargeFilter:
    """Which charges; empty tuples do not restrict. `text` finds member and RF reference.

    A `view` is one of VIEWS and goes by the `year`; without one the year alone restricts.
    """

    text: str = ""
    year: int | None = None
    view: str = ""
    ids: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    kinds: tuple[ChargeKind, ...] = ()
    categories: tuple[MemberCategory, ...] = ()
    states: tuple[PaymentStatus, ...] = ()

    @property
    def needs_balance(self) -> bool:
        """Whether what was paid decides who belongs."""
        return bool(self.states) or self.view not in ("", "year")


@dataclass(frozen=True, kw_only=True)
class ChargeRow:
    """One charge as of a day: what was charged, is owed after adjustments, was paid by then."""

    id: int
    membership_id: int
    number: int | None
    member: str
    category: MemberCategory | None
    kind: ChargeKind
    year: int
    description: str
    reference: str
    issued_on: date
    due_on: date
    amount: Money
    owed: Money
    paid: Money
    state: PaymentStatus

    @property
    def residue(self) -> Money:
        """What is still to be paid."""
        return max(self.owed - self.paid, ZERO)


@dataclass(frozen=True, kw_only=True)
class ChargeTotals:
    """Of all the charges of a filter; `overdue` is the part of `open` that is late."""

    count: int
    charged: Money
    owed: Money
    paid: Money
    open: Money
    overdue: Money


@dataclass(frozen=True, kw_only=True)
class FeeYear:
    """A year of fees as of a day. `by_month` holds what came in, (year, month) of the payment."""

    year: int
    charges: int
    owed: Money
    paid: Money
    open: Money
    overdue: Money
    by_month: tuple[tuple[int, int, Money], ...]


def charge_rows(
    session: Session,
    *,
    on: date,
    filter: ChargeFilter | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ChargeRow]:
    """By due day, then register number; in one statement."""
    chosen = filter or ChargeFilter()
    query = (
        _matching(on, chosen, _columns(on, chosen))
        .order_by(Charge.due_on.desc(), Membership.register_number, Charge.id)
        .limit(limit)
        .offset(offset)
    )
    return [_row(row) for row in session.execute(query)]


def charge_totals(
    session: Session, *, on: date, filter: ChargeFilter | None = None
) -> ChargeTotals:
    """Sums over the whole filter, not only the page on the screen."""
    chosen = filter or ChargeFilter()
    balance = standing.charge_balances(on, only=of_years(chosen))
    residue = balance.c.owed - balance.c.paid
    late = and_(balance.c.due_on < on, residue > 0)
    columns = (
        func.count(Charge.id),
        func.sum(standing.cents(Charge.amount)),
        func.sum(balance.c.owed),
        func.sum(balance.c.paid),
        func.sum(case((residue > 0, residue), else_=0)),
        func.sum(case((late, residue), else_=0)),
    )
    query = _matching(on, chosen, (columns, balance))
    count, *sums = session.execute(query).one()
    charged, owed, paid, open_, overdue = (Money(int(cents or 0)) for cents in sums)
    return ChargeTotals(
        count=count, charged=charged, owed=owed, paid=paid, open=open_, overdue=overdue
    )


def fee_years(session: Session, *, on: date) -> list[FeeYear]:
    """Every year with charges, the latest first, in two statements."""
    balance = standing.charge_balances(on)
    residue = balance.c.owed - balance.c.paid
    lines = session.execute(select(balance.c.fee_year, balance.c.due_on, balance.c.owed, residue))
    months = _months(session, on)
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for year, due_on, owed, left in lines:
        entry = sums[year]
        entry[0] += 1
        entry[1] += int(owed)
        entry[2] += max(int(left), 0)
        entry[3] += max(int(left), 0) if due_on < on else 0
    return [
        FeeYear(
            year=year,
            charges=count,
            owed=Money(owed),
            paid=Money.total(amount for _year, _month, amount in months[year]),
            open=Money(open_),
            overdue=Money(overdue),
            by_month=tuple(months[year]),
        )
        for year, (count, owed, open_, overdue) in sorted(sums.items(), reverse=True)
    ]


def _months(session: Session, on: date) -> dict[int, list[tuple[int, int, Money]]]:
    query = (
        select(Charge.fee_year, Payment.received_on, func.sum(standing.cents(Allocation.amount)))
        .join(Charge, Charge.id == Allocation.charge_id)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(standing.received_by(on), Charge.issued_on <= on)
        .group_by(Charge.fee_year, Payment.received_on)
    )
    sums: dict[tuple[int, int, int], int] = defaultdict(int)
    for year, day, cents in session.execute(query):
        sums[year, day.year, day.month] += int(cents)
    found: dict[int, list[tuple[int, int, Money]]] = defaultdict(list)
    for (year, of_year, month), cents in sorted(sums.items()):
        found[year].append((of_year, month, Money(cents)))
    return found


def state_code(balance: Any, on: date) -> ColumnElement[str]:
    """Where one charge stands, as `charging.charge_state` says it."""
    residue = balance.c.owed - balance.c.paid
    return case(
        (and_(residue <= 0, balance.c.paid > 0), PaymentStatus.PAID.value),
        (residue <= 0, PaymentStatus.NOTHING_DUE.value),
        (balance.c.due_on < on, PaymentStatus.OVERDUE.value),
        (balance.c.paid > 0, PaymentStatus.PARTIAL.value),
        else_=PaymentStatus.OPEN.value,
    )


def _columns(on: date, chosen: ChargeFilter) -> tuple[Sequence[Any], Any]:
    balance = standing.charge_balances(on, only=of_years(chosen))
    columns = (
        Charge,
        Membership.register_number,
        Organisation.name,
        Person.given_name,
        Person.family_name,
        standing.classified(on, Classification.category).label("category"),
        balance.c.owed,
        balance.c.paid,
        state_code(balance, on).label("state"),
    )
    return columns, balance


def _matching(on: date, chosen: ChargeFilter, selected: tuple[Sequence[Any], Any]) -> Select[Any]:
    columns, balance = selected
    query: Select[Any] = (
        select(*columns)
        .select_from(Charge)
        .join(balance, balance.c.id == Charge.id)
        .join(Membership, Membership.id == Charge.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
    )
    return narrowed(query, on, chosen, balance)


def of_years(chosen: ChargeFilter) -> ColumnElement[bool] | None:
    """What the filter says of a charge without looking at its payments: the balances of so few
    need not be worked out for all."""
    known: list[ColumnElement[bool]] = []
    if chosen.ids:
        known.append(Charge.id.in_(chosen.ids))
    if chosen.members:
        known.append(Charge.membership_id.in_(chosen.members))
    if chosen.view == "earlier":
        known.append(Charge.fee_year < chosen.year)
    elif chosen.year is not None:
        known.append(Charge.fee_year == chosen.year)
    return and_(*known) if known else None


def narrowed(query: Select[Any], on: date, chosen: ChargeFilter, balance: Any) -> Select[Any]:
    """The query kept to a filter; it selects from charge, membership and, where needed, balance."""
    wanted: list[ColumnElement[bool]] = []
    known = of_years(chosen)
    if known is not None:
        wanted.append(known)
    if chosen.text.strip():
        reference = compact(chosen.text)
        wanted.append(or_(matching(chosen.text), Charge.reference == reference))
    if chosen.kinds:
        wanted.append(Charge.kind.in_(chosen.kinds))
    if chosen.categories:
        category = standing.classified(on, Classification.category)
        wanted.append(category.in_([c.value for c in chosen.categories]))
    if chosen.states:
        wanted.append(state_code(balance, on).in_([s.value for s in chosen.states]))
    wanted += _of_view(chosen.view, on, balance)
    return query.where(*wanted)


def _of_view(view: str, on: date, balance: Any) -> list[ColumnElement[bool]]:
    residue = balance.c.owed - balance.c.paid
    match view:
        case "open" | "earlier":
            return [residue > 0]
        case "overdue":
            return [residue > 0, balance.c.due_on < on]
        case "paid":
            return [residue <= 0, balance.c.paid > 0]
        case "lowered":
            return [balance.c.owed < balance.c.charged]
    return []


def _row(row: Any) -> ChargeRow:
    charge = row.Charge
    return ChargeRow(
        id=charge.id,
        membership_id=charge.membership_id,
        number=row.register_number,
        member=row.name or f"{row.given_name} {row.family_name}".strip(),
        category=row.category,
        kind=charge.kind,
        year=charge.fee_year,
        description=charge.description,
        reference=charge.reference,
        issued_on=charge.issued_on,
        due_on=charge.due_on,
        amount=charge.amount,
        owed=Money(int(row.owed)),
        paid=Money(int(row.paid)),
        state=PaymentStatus(row.state),
    )
