"""One movement with all that hangs on it: parts, payment and charges, bank line, story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.queries.history.log import FieldChange, record_history
from cluster_desk.queries.members.rows import full_name
from cluster_desk.queries.treasury.journal import SplitRow, split_rows
from cluster_desk.queries.treasury.movements import MovementListRow, movement_list_rows
from cluster_desk.store.tables.fees import Allocation, Charge, Payment, Receipt
from cluster_desk.store.tables.members import Membership, Organisation, Person
from cluster_desk.store.tables.treasury import Movement, Statement, StatementLine

REVERSAL = "STORNO"


@dataclass(frozen=True, kw_only=True)
class PaidCharge:
    """How much of a movement met a charge; without one, it stays the member's credit."""

    payment_id: int
    membership_id: int | None
    member: str
    charge: str
    amount: Money
    receipt_number: str
    receipt_document_id: int | None


@dataclass(frozen=True, kw_only=True)
class BankFact:
    """The line of the bank's file that confirms the movement, as the bank wrote it."""

    line_id: int
    booked_on: date
    counterparty: str
    iban: str
    remittance: str
    reference: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class MovementCard:
    """`reverses` and `reversed_by` are the movements that take each other back."""

    row: MovementListRow
    splits: tuple[SplitRow, ...]
    paid: tuple[PaidCharge, ...]
    bank: BankFact | None
    reverses: int | None
    reversed_by: int | None
    story: tuple[FieldChange, ...]

    @property
    def may_change(self) -> bool:
        """Whether its words and parts may be put right: not once the year is closed."""
        return not self.row.closed and not self.row.is_transfer

    @property
    def may_reverse(self) -> bool:
        """A movement is taken back once, and a reversal not at all."""
        return self.reverses is None and self.reversed_by is None and not self.paid


def reversal_mark(movement_id: int) -> str:
    """What stands as the document of a reversal."""
    return f"{REVERSAL} {movement_id}"


def is_reversal(document_ref: str) -> bool:
    """Whether it is the document of a reversal."""
    mark, _blank, number = document_ref.partition(" ")
    return mark == REVERSAL and number.isdigit()


def movement_card(session: Session, movement_id: int) -> MovementCard | None:
    """None where it is there no more; eight statements."""
    rows = movement_list_rows(session, [movement_id])
    if not rows:
        return None
    row = rows[0]
    reversed_id, reversal_id = _reversal(session, row)
    return MovementCard(
        row=row,
        splits=tuple(split_rows(session, movement_id)),
        paid=tuple(_paid(session, movement_id)),
        bank=_bank(session, movement_id),
        reverses=reversed_id,
        reversed_by=reversal_id,
        story=tuple(record_history(session, "movement", movement_id)),
    )


def _reversal(session: Session, row: MovementListRow) -> tuple[int | None, int | None]:
    """Which movement it takes back, and which takes it back."""
    taken_back = int(row.document_ref.split()[1]) if is_reversal(row.document_ref) else None
    query = select(Movement.id).where(
        Movement.document_ref == reversal_mark(row.id), Movement.amount == -row.amount
    )
    return taken_back, session.scalars(query.limit(1)).first()


def _bank(session: Session, movement_id: int) -> BankFact | None:
    query = (
        select(StatementLine, Statement.file_name)
        .join(Statement, Statement.id == StatementLine.statement_id)
        .where(StatementLine.movement_id == movement_id)
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    line, file_name = found
    return BankFact(
        line_id=line.id,
        booked_on=line.booked_on,
        counterparty=line.counterparty,
        iban=line.iban,
        remittance=line.remittance,
        reference=line.reference,
        file_name=file_name,
    )


def _paid(session: Session, movement_id: int) -> list[PaidCharge]:
    query = (
        select(Payment, Allocation.amount, Charge.description, Receipt, Membership.id)
        .add_columns(Organisation.name, Person)
        .select_from(Payment)
        .outerjoin(Allocation, Allocation.payment_id == Payment.id)
        .outerjoin(Charge, Charge.id == Allocation.charge_id)
        .outerjoin(
            Membership,
            or_(
                Membership.id == Charge.membership_id,
                Charge.id.is_(None) & (Membership.id == Payment.membership_id),
            ),
        )
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & Receipt.voided_on.is_(None))
        .where(Payment.movement_id == movement_id, Payment.void_from.is_(None))
        .order_by(Payment.id, Allocation.id)
    )
    paid = [_paid_charge(found) for found in session.execute(query).all()]
    return [*paid, *_credits(session, movement_id, paid)]


def _credits(session: Session, movement_id: int, paid: Sequence[PaidCharge]) -> list[PaidCharge]:
    """What of a payment met no charge, beside the charges that it met."""
    met: dict[int, Money] = {}
    for each in paid:
        met[each.payment_id] = met.get(each.payment_id, ZERO) + each.amount
    rest = {}
    if met:
        query = select(Payment.id, Payment.amount).where(Payment.movement_id == movement_id)
        rest = {i: amount - met[i] for i, amount in session.execute(query) if i in met}
    first = {each.payment_id: each for each in reversed(paid)}
    return [
        replace(first[payment_id], charge="", amount=amount)
        for payment_id, amount in rest.items()
        if amount > ZERO
    ]


def _paid_charge(found: Sequence[Any]) -> PaidCharge:
    payment, amount, description, receipt, membership_id, organisation, person = found
    number = SeriesNumber("RIC", receipt.year, receipt.number).text if receipt else ""
    return PaidCharge(
        payment_id=payment.id,
        membership_id=membership_id,
        member=organisation or (full_name(person) if person else payment.payer_name),
        charge=description or "",
        amount=payment.amount if amount is None else amount,
        receipt_number=number,
        receipt_document_id=receipt.document_id if receipt else None,
    )
