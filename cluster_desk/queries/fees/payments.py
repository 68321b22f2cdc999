"""Payments as of a day: whose, how much of them is credit, and under which receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.fees import Allocation, Charge, Payment, Receipt
from cluster_desk.store.tables.members import Membership, Organisation, Person


@dataclass(frozen=True, kw_only=True)
class PaymentRow:
    """A payment; `credit` met no charge. `void_from` where it was returned or taken back."""

    id: int
    received_on: date
    amount: Money
    allocated: Money
    method: PaymentMethod
    membership_id: int | None
    member: str
    payer_name: str
    bank_reference: str
    movement_id: int | None
    void_from: date | None
    void_reason: str
    receipt_id: int | None
    receipt_number: str
    receipt_document_id: int | None

    @property
    def credit(self) -> Money:
        """What can still be allocated; nothing of a void payment."""
        return Money(0) if self.void_from else self.amount - self.allocated


@dataclass(frozen=True, kw_only=True)
class ReceiptRow:
    """A receipt; a void one keeps its number."""

    id: int
    number: str
    issued_on: date
    payment_id: int
    member: str
    amount: Money
    stamp: Money
    document_id: int | None
    voided_on: date | None
    void_reason: str


def payment_rows(
    session: Session,
    *,
    on: date,
    membership_id: int | None = None,
    year: int | None = None,
    with_credit: bool = False,
) -> list[PaymentRow]:
    """Received by the day, the latest first. `year` is that of the calendar."""
    query = _payments(on)
    if membership_id is not None:
        theirs = (
            select(Allocation.payment_id)
            .join(Charge, Charge.id == Allocation.charge_id)
            .where(Charge.membership_id == membership_id)
        )
        query = query.where(or_(Payment.membership_id == membership_id, Payment.id.in_(theirs)))
    if year is not None:
        query = query.where(Payment.received_on.between(date(year, 1, 1), date(year, 12, 31)))
    rows = [_payment(*row) for row in session.execute(query)]
    return [row for row in rows if row.credit] if with_credit else rows


def credit_of(session: Session, membership_id: int, *, on: date) -> Money:
    """What the member paid beyond its charges: offered, never spent by itself."""
    rows = payment_rows(session, on=on, membership_id=membership_id, with_credit=True)
    return Money.total(row.credit for row in rows if row.membership_id == membership_id)


def _payments(on: date) -> Select[Any]:
    allocated = (
        select(Allocation.payment_id, func.sum(standing.cents(Allocation.amount)).label("cents"))
        .join(Charge, Charge.id == Allocation.charge_id)
        .where(Charge.issued_on <= on)  # what it pays of a later year was still credit
        .group_by(Allocation.payment_id)
        .subquery()
    )
    return (
        select(Payment, allocated.c.cents, Organisation.name, Person, Receipt)
        .outerjoin(allocated, allocated.c.payment_id == Payment.id)
        .outerjoin(Membership, Membership.id == Payment.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & Receipt.voided_on.is_(None))
        .where(Payment.received_on <= on)
        .order_by(Payment.received_on.desc(), Payment.id.desc())
    )


def _payment(
    payment: Payment, cents: Any, name: str | None, person: Person | None, receipt: Receipt | None
) -> PaymentRow:
    return PaymentRow(
        id=payment.id,
        received_on=payment.received_on,
        amount=payment.amount,
        allocated=Money(int(cents or 0)),
        method=payment.method,
        membership_id=payment.membership_id,
        member=_member(name, person),
        payer_name=payment.payer_name,
        bank_reference=payment.bank_reference,
        movement_id=payment.movement_id,
        void_from=payment.void_from,
        void_reason=payment.void_reason,
        receipt_id=receipt.id if receipt else None,
        receipt_number=_number(receipt) if receipt else "",
        receipt_document_id=receipt.document_id if receipt else None,
    )


def receipt_rows(
    session: Session,
    *,
    year: int | None = None,
    membership_id: int | None = None,
    charge_id: int | None = None,
    payment_id: int | None = None,
) -> list[ReceiptRow]:
    """The latest number first; the payer's name where the payment is of no single member."""
    query = (
        select(Receipt, Organisation.name, Person, Payment.payer_name)
        .join(Payment, Payment.id == Receipt.payment_id)
        .outerjoin(Membership, Membership.id == Payment.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .order_by(Receipt.year.desc(), Receipt.number.desc())
    )
    if year is not None:
        query = query.where(Receipt.year == year)
    if membership_id is not None:
        query = query.where(Payment.membership_id == membership_id)
    if payment_id is not None:
        query = query.where(Receipt.payment_id == payment_id)
    if charge_id is not None:
        paying = select(Allocation.payment_id).where(Allocation.charge_id == charge_id)
        query = query.where(Payment.id.in_(paying))
    return [
        ReceiptRow(
            id=receipt.id,
            number=_number(receipt),
            issued_on=receipt.issued_on,
            payment_id=receipt.payment_id,
            member=_member(name, person) or payer,
            amount=receipt.amount,
            stamp=receipt.stamp,
            document_id=receipt.document_id,
            voided_on=receipt.voided_on,
            void_reason=receipt.void_reason,
        )
        for receipt, name, person, payer in session.execute(query)
    ]


def _member(name: str | None, person: Person | None) -> str:
    return name or (full_name(person) if person else "")


def _number(receipt: Receipt) -> str:
    return SeriesNumber("RIC", receipt.year, receipt.number).text
