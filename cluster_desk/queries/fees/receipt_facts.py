"""Everything a receipt says of a payment, for one or for a thousand in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.queries.fees.open_charges import ALWAYS, chunks
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Allocation, Charge, FeeSchedule, Payment, Receipt
from cluster_desk.store.tables.treasury import Account, Movement


@dataclass(frozen=True, kw_only=True)
class PaidPart:
    """What of a payment met a charge; `residue` is what is open of the charge after all."""

    charge_id: int
    membership_id: int
    kind: ChargeKind
    fee_year: int
    description: str
    owed: Money
    paid: Money
    residue: Money


@dataclass(frozen=True, kw_only=True)
class ReceiptFacts:
    """A payment, its parts, and the receipt that is valid for it, if any."""

    payment_id: int
    received_on: date
    amount: Money
    method: PaymentMethod
    membership_id: int | None
    payer_name: str
    payer_tax_code: str
    bank_reference: str
    account: str
    is_void: bool
    receipt_number: tuple[int, int] | None
    parts: tuple[PaidPart, ...]
    resolutions: tuple[tuple[str, date | None], ...]

    @property
    def credit(self) -> Money:
        """What met no charge."""
        return self.amount - Money.total(part.paid for part in self.parts)

    @property
    def outstanding(self) -> Money:
        """What is still open of the charges it met."""
        return Money.total(part.residue for part in self.parts)

    @property
    def members(self) -> tuple[int, ...]:
        """For whom it was paid, in the order of the parts."""
        found = [part.membership_id for part in self.parts]
        if not found and self.membership_id is not None:
            found = [self.membership_id]
        return tuple(dict.fromkeys(found))


def pending_payments(session: Session, *, until: date) -> list[int]:
    """Payments up to a day that count and have no valid receipt, in the order they came."""
    receipted = select(Receipt.payment_id).where(Receipt.voided_on.is_(None))
    query = (
        select(Payment.id)
        .where(
            Payment.received_on <= until,
            Payment.void_from.is_(None),
            Payment.id.not_in(receipted),
        )
        .order_by(Payment.received_on, Payment.id)
    )
    return list(session.scalars(query))


def receipt_facts(session: Session, payment_ids: Sequence[int]) -> dict[int, ReceiptFacts]:
    """By payment; unknown ids are left out."""
    resolutions = {
        year: (text, on)
        for year, text, on in session.execute(
            select(FeeSchedule.year, FeeSchedule.resolution_text, FeeSchedule.resolution_on)
        )
        if text
    }
    return {
        facts.payment_id: facts
        for part in chunks(payment_ids)
        for facts in _facts(session, part, resolutions)
    }


def _facts(
    session: Session, ids: Sequence[int], resolutions: dict[int, tuple[str, date | None]]
) -> Iterator[ReceiptFacts]:
    parts = _parts(session, ids)
    query = (
        select(Payment, Account.name, Receipt.year, Receipt.number)
        .outerjoin(Movement, Movement.id == Payment.movement_id)
        .outerjoin(Account, Account.id == Movement.account_id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & Receipt.voided_on.is_(None))
        .where(Payment.id.in_(ids))
    )
    for payment, account, year, number in session.execute(query):
        own = tuple(parts[payment.id])
        fees = {p.fee_year for p in own if p.kind is ChargeKind.MEMBERSHIP_FEE}
        yield ReceiptFacts(
            payment_id=payment.id,
            received_on=payment.received_on,
            amount=payment.amount,
            method=payment.method,
            membership_id=payment.membership_id,
            payer_name=payment.payer_name,
            payer_tax_code=payment.payer_tax_code,
            bank_reference=payment.bank_reference,
            account=account or "",
            is_void=payment.void_from is not None,
            receipt_number=(year, number) if number else None,
            parts=own,
            resolutions=tuple(resolutions[y] for y in sorted(fees) if y in resolutions),
        )


def _parts(session: Session, ids: Sequence[int]) -> dict[int, list[PaidPart]]:
    members = list(
        session.scalars(
            select(Charge.membership_id)
            .join(Allocation, Allocation.charge_id == Charge.id)
            .where(Allocation.payment_id.in_(ids))
            .distinct()
        )
    )
    found: dict[int, list[PaidPart]] = defaultdict(list)
    balance = standing.charge_balances(ALWAYS, members)
    query = (
        select(Allocation.payment_id, Allocation.amount, Charge, balance.c.owed, balance.c.paid)
        .join(Charge, Charge.id == Allocation.charge_id)
        .join(balance, balance.c.id == Charge.id)
        .where(Allocation.payment_id.in_(ids))
        .order_by(Charge.due_on, Charge.id)
    )
    for payment_id, amount, charge, owed, paid in session.execute(query):
        found[payment_id].append(
            PaidPart(
                charge_id=charge.id,
                membership_id=charge.membership_id,
                kind=charge.kind,
                fee_year=charge.fee_year,
                description=charge.description,
                owed=Money(int(owed)),
                paid=amount,
                residue=max(Money(int(owed)) - Money(int(paid)), ZERO),
            )
        )
    return found
