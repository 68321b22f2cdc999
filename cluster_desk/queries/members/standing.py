"""Say in SQL what a member is and owes on a day, as the rules of the domain say it in Python.

A test compares both on random stories; lists of 100,000 members are filtered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.store.tables.fees import Allocation, Charge, ChargeAdjustment, Payment
from cluster_desk.store.tables.members import Classification, Membership, MembershipEvent

Members = Sequence[int] | Select[Any] | BindParameter[Any] | None
"""Whose charges to look at; None means everybody’s."""
REGISTERED = (Status.ACTIVE, Status.SUSPENDED, Status.WITHDRAWING)


def status_code(on: date) -> ColumnElement[str | None]:
    """The code of the membership's status on the day; NULL where nothing had happened yet."""
    event = MembershipEvent
    last = (
        select(event.kind)
        .where(
            event.membership_id == Membership.id,
            event.on_day <= on,
            event.kind != Kind.WITHDRAWAL,
        )
        .order_by(event.on_day.desc(), event.id.desc())
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )
    leaves: ScalarSelect[Any] = (
        select(func.min(event.on_day))
        .where(
            event.membership_id == Membership.id,
            event.kind == Kind.WITHDRAWAL,
            func.coalesce(event.received_on, event.on_day) <= on,
        )
        .correlate(Membership)
        .scalar_subquery()
    )
    # CASE with a base: SQLite evaluates a subquery as often as it is written
    return case(
        {
            "": None,
            Kind.EXCLUSION.value: Status.EXCLUDED.value,
            Kind.LAPSE.value: Status.LAPSED.value,
            Kind.REFUSAL.value: Status.REFUSED.value,
            Kind.APPLICATION.value: Status.APPLICANT.value,
            Kind.SUSPENSION.value: case(
                (leaves < on, Status.WITHDRAWN.value), else_=Status.SUSPENDED.value
            ),
        },
        value=func.coalesce(type_coerce(last, String), ""),
        else_=case(
            (leaves.is_(None), Status.ACTIVE.value),
            (leaves < on, Status.WITHDRAWN.value),
            else_=Status.WITHDRAWING.value,
        ),
    )


def classified(on: date, column: Any) -> ScalarSelect[Any]:
    """A column of the classification in force on the day."""
    return (
        select(column)
        .where(Classification.membership_id == Membership.id, Classification.from_on <= on)
        .order_by(Classification.from_on.desc())
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )


def cents(column: Any) -> ColumnElement[int]:
    """A money column as the integer it is stored as, for sums and comparisons in SQL."""
    return type_coerce(column, BigInteger)


def received_by(on: date) -> ColumnElement[bool]:
    """Whether a payment had arrived by the day, and was neither returned nor taken back."""
    counts = or_(Payment.void_from.is_(None), Payment.void_from > on)
    return and_(Payment.received_on <= on, counts)


def charge_balances(
    on: date, members: Members = None, *, only: ColumnElement[bool] | None = None
) -> Subquery:
    """One row a charge issued by the day: owed after adjustments, and paid, in cents.

    `members` keeps to their charges; of a page that is a hundredth of the table. `only` keeps to
    those for which it holds, as of one year.
    """
    wanted: list[ColumnElement[bool]] = [] if only is None else [only]
    if members is not None:
        wanted.append(Charge.membership_id.in_(members))
    changes = select(
        ChargeAdjustment.charge_id, func.sum(cents(ChargeAdjustment.amount)).label("adjusted")
    ).where(ChargeAdjustment.on_day <= on)
    payments = (
        select(Allocation.charge_id, func.sum(cents(Allocation.amount)).label("paid"))
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(received_by(on))
    )
    if wanted:  # of all charges none has to be looked at here
        changes = changes.join(Charge, Charge.id == ChargeAdjustment.charge_id).where(*wanted)
        payments = payments.join(Charge, Charge.id == Allocation.charge_id).where(*wanted)
    adjusted = changes.group_by(ChargeAdjustment.charge_id).subquery()
    paid = payments.group_by(Allocation.charge_id).subquery()
    return (
        select(
            Charge.id,
            Charge.membership_id,
            Charge.fee_year,
            Charge.due_on,
            cents(Charge.amount).label("charged"),
            (cents(Charge.amount) - func.coalesce(adjusted.c.adjusted, 0)).label("owed"),
            func.coalesce(paid.c.paid, 0).label("paid"),
        )
        .outerjoin(adjusted, adjusted.c.charge_id == Charge.id)
        .outerjoin(paid, paid.c.charge_id == Charge.id)
        .where(Charge.issued_on <= on, *wanted)
        .subquery("charge_balance")
    )


def overdue_charges(on: date) -> Subquery:
    """The charges that make a member overdue, as those of `charge_balances`."""
    line = charge_balances(on, only=Charge.due_on < on)
    return select(line).where(line.c.owed > line.c.paid).subquery("overdue_charge")


def member_balances(on: date, year: int, members: Members = None) -> Subquery:
    """One row a member: charged, paid and open for the year, open at all, overdue; in cents."""
    line = charge_balances(on, members)
    residue = line.c.owed - line.c.paid
    overdue = and_(line.c.due_on < on, residue > 0)
    return (
        select(
            line.c.membership_id,
            *sums_of(line, year),
            _sum_where(overdue, residue).label("overdue"),
            _sum_where(residue > 0, line.c.paid).label("paid_on_open"),
            func.sum(line.c.paid).label("paid_ever"),
        )
        .group_by(line.c.membership_id)
        .subquery("member_balance")
    )


def sums_of(line: Subquery, year: int) -> tuple[ColumnElement[Any], ...]:
    """Of rows of `charge_balances`: charged and paid for the year, open at all; in cents."""
    residue = line.c.owed - line.c.paid
    return (
        _sum_where(line.c.fee_year == year, line.c.owed).label("charged"),
        _sum_where(line.c.fee_year == year, line.c.paid).label("paid"),
        _sum_where(residue > 0, residue).label("open"),
    )


def _sum_where(condition: ColumnElement[bool], value: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.sum(case((condition, value), else_=0))


def payment_code(balance: Subquery) -> ColumnElement[str]:
    """The code of the payment status, worst first, as `charging.payment_status` says it."""
    return case(
        (balance.c.overdue > 0, PaymentStatus.OVERDUE.value),
        (and_(balance.c.open > 0, balance.c.paid_on_open > 0), PaymentStatus.PARTIAL.value),
        (balance.c.open > 0, PaymentStatus.OPEN.value),
        (balance.c.paid_ever > 0, PaymentStatus.PAID.value),
        else_=PaymentStatus.NOTHING_DUE.value,
    )


def is_member(status: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the status is one of the register."""
    return status.in_([s.value for s in REGISTERED])
