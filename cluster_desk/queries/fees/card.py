"""Everything about one charge: what lowered it, what paid it, who asked for it and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.dunning import FORMAL_NOTICE
from cluster_desk.domain.fees import AdjustmentKind
from cluster_desk.domain.interest import limitation_on
from cluster_desk.domain.money import Money
from cluster_desk.queries.fees.charges import ChargeFilter, ChargeRow, charge_rows
from cluster_desk.queries.fees.notices import NoticeRow, notice_rows
from cluster_desk.queries.fees.payments import (
    PaymentRow,
    ReceiptRow,
    payment_rows,
    receipt_rows,
)
from cluster_desk.queries.fees.reminders import ReminderRow, reminder_rows
from cluster_desk.store.tables.fees import Allocation, Charge, ChargeAdjustment


@dataclass(frozen=True, kw_only=True)
class AdjustmentRow:
    """What lowered the charge."""

    id: int
    kind: AdjustmentKind
    amount: Money
    on_day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChargePayment:
    """A payment and the part of it that met this charge."""

    payment: PaymentRow
    part: Money


@dataclass(frozen=True, kw_only=True)
class ChargeCard:
    """What the inspector of a charge shows.

    `prescribes_on` is the last day on which it can be claimed («si prescrive il»); none once paid.
    """

    row: ChargeRow
    mandate_on: date | None
    mandate_ref: str
    prescribes_on: date | None
    adjustments: tuple[AdjustmentRow, ...]
    payments: tuple[ChargePayment, ...]
    notices: tuple[NoticeRow, ...]
    reminders: tuple[ReminderRow, ...]
    receipts: tuple[ReceiptRow, ...]


def charge_card(session: Session, charge_id: int, *, on: date) -> ChargeCard | None:
    """None where there is no such charge on the day."""
    charge = session.get(Charge, charge_id)
    if charge is None:
        return None
    member = charge.membership_id
    rows = charge_rows(session, on=on, filter=ChargeFilter(ids=(charge_id,)))
    if not rows:
        return None
    row = rows[0]
    reminders = tuple(reminder_rows(session, charge_id=charge_id))
    return ChargeCard(
        row=row,
        mandate_on=charge.mandate_on,
        mandate_ref=charge.mandate_ref,
        prescribes_on=_prescribes_on(row, reminders, on) if row.residue else None,
        adjustments=_adjustments(session, charge_id, on),
        payments=_payments(session, charge_id, member, on),
        notices=tuple(notice_rows(session, charge_id=charge_id)),
        reminders=reminders,
        receipts=tuple(receipt_rows(session, charge_id=charge_id)),
    )


def _prescribes_on(row: ChargeRow, reminders: Sequence[ReminderRow], on: date) -> date:
    """Prescription runs anew from each formal notice (art. 2943 c.c.)."""
    formal = [r.issued_on for r in reminders if r.level == FORMAL_NOTICE and not r.is_void]
    return limitation_on(row.due_on, sorted(day for day in formal if day <= on))


def _adjustments(session: Session, charge_id: int, on: date) -> tuple[AdjustmentRow, ...]:
    query = (
        select(ChargeAdjustment)
        .where(ChargeAdjustment.charge_id == charge_id, ChargeAdjustment.on_day <= on)
        .order_by(ChargeAdjustment.on_day, ChargeAdjustment.id)
    )
    return tuple(
        AdjustmentRow(
            id=row.id, kind=row.kind, amount=row.amount, on_day=row.on_day, reason=row.reason
        )
        for row in session.scalars(query)
    )


def _payments(
    session: Session, charge_id: int, membership_id: int, on: date
) -> tuple[ChargePayment, ...]:
    query = select(Allocation.payment_id, Allocation.amount).where(
        Allocation.charge_id == charge_id
    )
    parts = {row[0]: row[1] for row in session.execute(query)}
    return tuple(
        ChargePayment(payment=row, part=parts[row.id])
        for row in payment_rows(session, on=on, membership_id=membership_id)
        if row.id in parts
    )
