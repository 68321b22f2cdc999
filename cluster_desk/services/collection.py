"""Collect a payment in one gesture: what it pays, the movement of the cash journal, the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from cluster_desk.domain.collecting import FEES_CATEGORY
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.queries.association import setting
from cluster_desk.queries.fees.addressees import addressees
from cluster_desk.queries.fees.open_charges import members_of
from cluster_desk.services.fees.corrections import VoidPayment, void_payment
from cluster_desk.services.fees.payments import PaymentResult, RecordPayment, record_payment
from cluster_desk.services.fees.receipts import IssuedReceipt, IssueReceipt, issue_receipt
from cluster_desk.services.treasury.movements import (
    PostMovement,
    ReverseMovement,
    Split,
    post_movement,
    reverse_movement,
)
from cluster_desk.store.tables.fees import Charge, Payment
from cluster_desk.store.tables.treasury import Movement
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class CollectPayment:
    """`account` is the code of where the money was put; without one nothing is posted now, because
    the bank's statement will bring the movement. `receipt` asks for the receipt at once."""

    payment: RecordPayment
    account: str = ""
    receipt: bool = False


@dataclass(frozen=True, kw_only=True)
class Collected:
    """Where the payment went, and its receipt where one was asked for."""

    payment: PaymentResult
    receipt: IssuedReceipt | None


@dataclass(frozen=True, kw_only=True)
class TakeBackPayment:
    """A payment that should never have been recorded, with the movement that was posted for it."""

    payment_id: int
    reason: str


def collect_payment(tx: Tx, command: CollectPayment) -> Collected:
    """Invalid with the fields where it cannot be; YearClosed where that day’s accounts are."""
    payment = command.payment
    result = record_payment(tx, payment)
    if command.account:
        charges = [part.charge_id for part in result.parts]
        row = tx.get(Payment, result.payment_id, _("payment"))
        row.movement_id = post_movement(tx, _movement(tx, command, charges))
        tx.session.flush()
    receipt = None
    if command.receipt:
        receipt = issue_receipt(tx, IssueReceipt(payment_id=result.payment_id))
        label = _("Payment recorded, receipt {number}").format(number=receipt.number)
        tx.describe(label)
    else:
        tx.describe(_("Payment recorded"))
    return Collected(payment=result, receipt=receipt)


def _movement(tx: Tx, command: CollectPayment, charges: list[int]) -> PostMovement:
    payment = command.payment
    years = tx.session.scalars(select(Charge.fee_year).where(Charge.id.in_(charges)).distinct())
    members = set(members_of(tx.session, charges))
    if payment.membership_id is not None:
        members.add(payment.membership_id)
    known = addressees(tx.session, sorted(members), on=payment.received_on).values()
    names = payment.payer_name or ", ".join(who.name for who in known)
    shown = ", ".join(map(str, sorted(years)))
    text = _("Fee {years}: {name}").format(years=shown, name=names)
    if not shown:
        text = _("Payment in advance: {name}").format(name=names)
    category = setting(tx.session, "fees_category", FEES_CATEGORY)
    return PostMovement(
        account=command.account,
        booked_on=payment.received_on,
        amount=payment.amount,
        description=text,
        counterparty=names,
        document_ref=payment.bank_reference,
        splits=(Split(category=category, amount=payment.amount),),
    )


def take_back_payment(tx: Tx, command: TakeBackPayment) -> None:
    """HasReceipt while its receipt is valid; a movement the bank confirmed is refused: the
    transfer came, so it is the reconciliation that has to be undone."""
    payment = tx.get(Payment, command.payment_id, _("payment"))
    movement = tx.session.get(Movement, payment.movement_id) if payment.movement_id else None
    if movement is not None and movement.reconciled:
        message = _("The bank’s statement confirms this payment: undo its reconciliation instead.")
        raise Invalid([Problem(field="", message=message)])
    void_payment(tx, VoidPayment(payment_id=command.payment_id, reason=command.reason))
    if movement is not None:
        reverse_movement(
            tx,
            ReverseMovement(
                movement_id=movement.id, booked_on=movement.booked_on, reason=command.reason
            ),
        )
    tx.describe(_("Payment taken back"))
