"""The account between the association and one member: every charge, payment and adjustment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.i18n import _
from cluster_desk.queries.fees.addressees import Addressee, addressees
from cluster_desk.queries.fees.notices import notice_numbers
from cluster_desk.queries.fees.payments import credit_of, payment_rows
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Allocation, Charge, ChargeAdjustment


@dataclass(frozen=True, kw_only=True)
class AccountLine:
    """One fact, with what is owed after it. A credit of the member is below zero."""

    on: date
    description: str
    document: str = ""
    charged: Money | None = None
    paid: Money | None = None
    balance: Money


@dataclass(frozen=True, kw_only=True)
class MemberAccount:
    """From `since` to `until`; positive balances are owed by the member."""

    membership_id: int
    since: date
    until: date
    opening: Money
    lines: tuple[AccountLine, ...]
    charged: Money
    paid: Money
    closing: Money


@dataclass(frozen=True, kw_only=True)
class AccountView:
    """The account of one member, whose it is, and what it paid in advance."""

    member: Addressee
    account: MemberAccount
    credit: Money


@dataclass(frozen=True, kw_only=True)
class _Fact:
    on: date
    rank: int
    description: str
    document: str
    charged: Money = ZERO
    paid: Money = ZERO


def statement_of_account(
    session: Session, membership_id: int, *, on: date, since: date | None = None
) -> MemberAccount:
    """Everything up to the day; from `since` on line by line, before it as opening balance."""
    facts = sorted(
        (
            *_charges(session, membership_id, on),
            *_adjustments(session, membership_id, on),
            *_payments(session, membership_id, on),
        ),
        key=lambda fact: (fact.on, fact.rank),
    )
    start = since or min((fact.on for fact in facts), default=on)
    opening = Money.total(f.charged - f.paid for f in facts if f.on < start)
    balance, lines = opening, []
    for fact in facts:
        if fact.on < start:
            continue
        balance += fact.charged - fact.paid
        lines.append(
            AccountLine(
                on=fact.on,
                description=fact.description,
                document=fact.document,
                charged=fact.charged or None,
                paid=fact.paid or None,
                balance=balance,
            )
        )
    return MemberAccount(
        membership_id=membership_id,
        since=start,
        until=on,
        opening=opening,
        lines=tuple(lines),
        charged=Money.total(line.charged or ZERO for line in lines),
        paid=Money.total(line.paid or ZERO for line in lines),
        closing=balance,
    )


def account_view(
    session: Session, membership_id: int, *, on: date, since: date | None = None
) -> AccountView | None:
    """None where there is no such membership."""
    member = addressees(session, [membership_id], on=on).get(membership_id)
    if member is None:
        return None
    account = statement_of_account(session, membership_id, on=on, since=since)
    return AccountView(
        member=member, account=account, credit=credit_of(session, membership_id, on=on)
    )


def _charges(session: Session, membership_id: int, on: date) -> Iterator[_Fact]:
    query = select(Charge).where(Charge.membership_id == membership_id, Charge.issued_on <= on)
    charges = list(session.scalars(query.order_by(Charge.id)))
    numbers = notice_numbers(session, [charge.id for charge in charges])
    for charge in charges:
        yield _Fact(
            on=charge.issued_on,
            rank=0,
            description=charge.description,
            document=numbers.get(charge.id, ""),
            charged=charge.amount,
        )


def _adjustments(session: Session, membership_id: int, on: date) -> Iterator[_Fact]:
    query = (
        select(ChargeAdjustment)
        .join(Charge, Charge.id == ChargeAdjustment.charge_id)
        .where(
            Charge.membership_id == membership_id,
            ChargeAdjustment.on_day <= on,
            Charge.issued_on <= on,
        )
        .order_by(ChargeAdjustment.id)
    )
    for row in session.scalars(query):
        words = _("{kind}: {reason}").format(kind=row.kind.label, reason=row.reason)
        yield _Fact(on=row.on_day, rank=1, description=words, document="", charged=-row.amount)


def _payments(session: Session, membership_id: int, on: date) -> Iterator[_Fact]:
    """What was paid for this member; of a payment for several, only its own part."""
    own = _own_parts(session, membership_id, on)
    for row in payment_rows(session, on=on, membership_id=membership_id):
        part = own.get(row.id, ZERO)
        if row.membership_id == membership_id:
            part += row.amount - row.allocated
        if not part or row.void_from == row.received_on:
            continue
        paid = _Fact(
            on=row.received_on,
            rank=2,
            description=_("Payment: {method}").format(method=row.method.label),
            document=row.receipt_number,
            paid=part,
        )
        yield paid
        if row.void_from is not None and row.void_from <= on:
            words = _("Payment returned: {reason}").format(reason=row.void_reason)
            yield _Fact(on=row.void_from, rank=3, description=words, document="", paid=-part)


def _own_parts(session: Session, membership_id: int, on: date) -> dict[int, Money]:
    query = (
        select(Allocation.payment_id, func.sum(standing.cents(Allocation.amount)))
        .join(Charge, Charge.id == Allocation.charge_id)
        .where(Charge.membership_id == membership_id, Charge.issued_on <= on)
        .group_by(Allocation.payment_id)
    )
    return {row[0]: Money(int(row[1])) for row in session.execute(query)}
