"""What happened to a charge, day by day: issued, asked for, reminded, paid, receipted, lowered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.queries.fees.card import ChargeCard, ChargePayment
from cluster_desk.queries.fees.payments import ReceiptRow


@dataclass(frozen=True, kw_only=True)
class ChargeFact:
    """One dated fact; `kind` is charge, adjustment, notice, reminder, payment, returned, receipt,
    voided or mandate. `document_id` is of the paper that was issued with it."""

    on: date
    kind: str
    title: str
    detail: str = ""
    amount: Money | None = None
    document_id: int | None = None


def charge_story(card: ChargeCard) -> tuple[ChargeFact, ...]:
    """Every fact of the card, the latest first."""
    facts = [
        ChargeFact(
            on=card.row.issued_on,
            kind="charge",
            title=_("Charge issued"),
            detail=card.row.description,
            amount=card.row.amount,
        ),
        *_lowered(card),
        *_asked(card),
        *(fact for paid in card.payments for fact in _paid(paid)),
        *(fact for receipt in card.receipts for fact in _receipted(receipt)),
    ]
    return tuple(sorted(facts, key=lambda fact: fact.on, reverse=True))


def _lowered(card: ChargeCard) -> Iterator[ChargeFact]:
    for row in card.adjustments:
        yield ChargeFact(
            on=row.on_day,
            kind="adjustment",
            title=row.kind.label,
            detail=row.reason,
            amount=-row.amount,
        )
    if card.mandate_on is not None:
        yield ChargeFact(
            on=card.mandate_on,
            kind="mandate",
            title=_("Payment order under way"),
            detail=card.mandate_ref,
        )


def _asked(card: ChargeCard) -> Iterator[ChargeFact]:
    for notice in card.notices:
        title = _("Request of payment {number}").format(number=notice.number)
        yield ChargeFact(
            on=notice.issued_on,
            kind="notice",
            title=title,
            detail=_("voided") if notice.is_void else "",
            document_id=notice.document_id,
        )
    for reminder in card.reminders:
        title = _("Reminder, level {level}").format(level=reminder.level)
        yield ChargeFact(
            on=reminder.issued_on,
            kind="reminder",
            title=title,
            detail=_("withdrawn") if reminder.is_void else "",
            document_id=reminder.document_id,
        )


def _paid(paid: ChargePayment) -> Iterator[ChargeFact]:
    payment = paid.payment
    if payment.void_from != payment.received_on:
        yield ChargeFact(
            on=payment.received_on,
            kind="payment",
            title=payment.method.label,
            detail=payment.payer_name,
            amount=paid.part,
        )
    if payment.void_from is not None:
        never = payment.void_from == payment.received_on
        yield ChargeFact(
            on=payment.void_from,
            kind="returned",
            title=_("Payment taken back") if never else _("Payment returned"),
            detail=payment.void_reason,
            amount=None if never else -paid.part,
        )


def _receipted(receipt: ReceiptRow) -> Iterator[ChargeFact]:
    yield ChargeFact(
        on=receipt.issued_on,
        kind="receipt",
        title=_("Receipt {number}").format(number=receipt.number),
        document_id=receipt.document_id,
    )
    if receipt.voided_on is not None:
        yield ChargeFact(
            on=receipt.voided_on,
            kind="voided",
            title=_("Receipt {number} voided").format(number=receipt.number),
            detail=receipt.void_reason,
            document_id=receipt.document_id,
        )
