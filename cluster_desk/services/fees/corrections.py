"""Spend a credit, take back a payment that never was, reopen what a returned transfer paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.allocation import allocate_payment as spread_over
from cluster_desk.domain.money import Money
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.open_charges import OpenChargeRow, open_charges
from cluster_desk.queries.members import standing
from cluster_desk.services.fees.charges import lock_charges
from cluster_desk.services.fees.payment_rules import named_problems, part_problems
from cluster_desk.store.tables.fees import Allocation, Payment, Receipt
from cluster_desk.tx import Tx


class HasReceipt(Refused):
    """A receipt says that the money was received."""

    message = N_("Receipt {number} was issued for this payment: void the receipt first.")


class IsVoid(Refused):
    """The payment was returned or taken back already."""

    message = N_("This payment was already returned or taken back.")


@dataclass(frozen=True, kw_only=True)
class AllocatePayment:
    """Let the credit of a payment pay charges: named, or the member's oldest, or exact parts."""

    payment_id: int
    charge_ids: tuple[int, ...] | None = None
    parts: tuple[AllocationPart, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnPayment:
    """The bank took the money back on a day: what it had paid is open again from then on."""

    payment_id: int
    returned_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class VoidPayment:
    """A payment that should never have been recorded; it counts on no day."""

    payment_id: int
    reason: str


def allocate_payment(tx: Tx, command: AllocatePayment) -> tuple[AllocationPart, ...]:
    """The new parts; together never more than the credit, nor than what is open."""
    tx.allow("fees.payments")
    payment = _valid(tx, command.payment_id)
    credit = _credit(tx, payment)
    rows = _candidates(tx, payment, command)
    problems = []
    if not credit:
        message = _("Nothing is left of this payment.")
        problems.append(Problem(field="payment_id", message=message))
    if command.parts is not None:
        problems += part_problems(command.parts, rows)
        if Money.total(part.amount for part in command.parts) > credit:
            message = _("Only {amount} are left of this payment.")
            text = money_text(credit, symbol=True)
            problems.append(Problem(field="parts", message=message.format(amount=text)))
    problems += named_problems(command.charge_ids or (), rows)
    if problems:
        raise Invalid(problems)
    parts = command.parts
    if parts is None:
        charges = [row.for_allocation for row in rows.values()]
        parts = spread_over(credit, charges, named=command.charge_ids).parts
    _add(tx, payment.id, parts)
    tx.describe(_("Credit of a payment allocated"))
    return parts


def _valid(tx: Tx, payment_id: int) -> Payment:
    payment = tx.get(Payment, payment_id, _("payment"))
    # two who spend one credit wait for one another
    tx.session.refresh(payment, with_for_update=True)
    if payment.void_from is not None:
        raise IsVoid
    return payment


def _credit(tx: Tx, payment: Payment) -> Money:
    spent = tx.session.scalar(
        select(func.sum(standing.cents(Allocation.amount))).where(
            Allocation.payment_id == payment.id
        )
    )
    return payment.amount - Money(int(spent or 0))


def _candidates(tx: Tx, payment: Payment, command: AllocatePayment) -> dict[int, OpenChargeRow]:
    wanted = list(command.charge_ids or ()) + [part.charge_id for part in command.parts or ()]
    if not wanted and payment.membership_id is None:
        message = _("Say for which member, or which charges it pays.")
        raise Invalid([Problem(field="charge_ids", message=message)])
    members = [payment.membership_id] if payment.membership_id is not None else []

    def read() -> list[OpenChargeRow]:
        if wanted:
            return open_charges(tx.session, charges=wanted)
        return open_charges(tx.session, members=members)

    lock_charges(tx, [row.id for row in read()])
    return {row.id: row for row in read()}


def _add(tx: Tx, payment_id: int, parts: tuple[AllocationPart, ...]) -> None:
    query = select(Allocation).where(Allocation.payment_id == payment_id)
    known = {row.charge_id: row for row in tx.session.scalars(query)}
    for part in parts:
        if part.charge_id in known:
            known[part.charge_id].amount += part.amount
        else:
            tx.session.add(
                Allocation(payment_id=payment_id, charge_id=part.charge_id, amount=part.amount)
            )
    tx.session.flush()


def return_payment(tx: Tx, command: ReturnPayment) -> None:
    """HasReceipt while its receipt is valid."""
    tx.allow("fees.payments")
    payment = _valid(tx, command.payment_id)
    problems = _reason_problems(command.reason)
    if command.returned_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="returned_on", message=message))
    elif command.returned_on < payment.received_on:
        message = _("A payment cannot be returned before it arrives.")
        problems.append(Problem(field="returned_on", message=message))
    _end(tx, payment, command.returned_on, command.reason, problems)
    tx.describe(_("Payment returned"))


def void_payment(tx: Tx, command: VoidPayment) -> None:
    """HasReceipt while its receipt is valid."""
    tx.allow("fees.payments")
    payment = _valid(tx, command.payment_id)
    problems = _reason_problems(command.reason)
    _end(tx, payment, payment.received_on, command.reason, problems)
    tx.describe(_("Payment taken back"))


def _reason_problems(reason: str) -> list[Problem]:
    if reason.strip():
        return []
    return [Problem(field="reason", message=_("Write the reason."))]


def _end(tx: Tx, payment: Payment, day: date, reason: str, problems: list[Problem]) -> None:
    if problems:
        raise Invalid(problems)
    receipt = tx.session.scalars(
        select(Receipt).where(Receipt.payment_id == payment.id, Receipt.voided_on.is_(None))
    ).first()
    if receipt is not None:
        raise HasReceipt(number=f"RIC {receipt.year}/{receipt.number:04d}")
    payment.void_from = day
    payment.void_reason = reason.strip()[:300]
    tx.session.flush()
