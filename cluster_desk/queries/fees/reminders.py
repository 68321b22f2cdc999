"""Who is late with the fees of a year, and which reminders were sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.dunning import (
    Arrears,
    SentReminder,
    Step,
    next_reminder,
)
from cluster_desk.domain.money import Money
from cluster_desk.queries.fees.addressees import Addressee, addressees
from cluster_desk.queries.fees.notices import mandates
from cluster_desk.queries.fees.open_charges import OpenChargeRow, open_charges
from cluster_desk.queries.fees.settings import reminder_ladder
from cluster_desk.store.tables.fees import Reminder, ReminderLine


@dataclass(frozen=True, kw_only=True)
class LateMember:
    """A member with something overdue, the reminders it had, and the next step."""

    member: Addressee
    charges: tuple[OpenChargeRow, ...]
    sent: tuple[SentReminder, ...]
    step: Step

    @property
    def amount(self) -> Money:
        """What is overdue."""
        return Money.total(charge.open for charge in self.charges)

    @property
    def due_on(self) -> date:
        """The oldest due day."""
        return min(charge.due_on for charge in self.charges)


@dataclass(frozen=True, kw_only=True)
class ReminderRow:
    """A reminder that was sent; void ones are forgotten by the ladder."""

    id: int
    membership_id: int
    fee_year: int
    level: int
    issued_on: date
    answer_by: date
    amount: Money
    document_id: int | None
    is_void: bool


def late_members(
    session: Session, year: int, *, on: date, members: Sequence[int] | None = None
) -> list[LateMember]:
    """Everybody late with the year on the day, or of these members, by register number; in a few
    statements."""
    overdue: dict[int, list[OpenChargeRow]] = defaultdict(list)
    for charge in open_charges(session, year=year, members=members):
        if charge.due_on < on:
            overdue[charge.membership_id].append(charge)
    who = addressees(session, sorted(overdue), on=on)
    orders = mandates(session, [c.id for charges in overdue.values() for c in charges])
    ladder = reminder_ladder(session)
    sent = _sent(session, year)
    found = []
    for member_id, charges in overdue.items():
        days = [orders[c.id][0] for c in charges if c.id in orders]
        arrears = Arrears(
            due_on=min(c.due_on for c in charges),
            sent=tuple(sent[member_id]),
            is_public_body=who[member_id].is_public_body,
            mandate_on=max((day for day in days if day is not None), default=None),
        )
        found.append(
            LateMember(
                member=who[member_id],
                charges=tuple(charges),
                sent=tuple(sent[member_id]),
                step=next_reminder(arrears, on, ladder),
            )
        )
    return sorted(found, key=lambda late: (late.member.register_number or 0, late.member.name))


def _sent(session: Session, year: int) -> dict[int, list[SentReminder]]:
    query = (
        select(Reminder)
        .where(Reminder.fee_year == year, Reminder.voided_on.is_(None))
        .order_by(Reminder.level, Reminder.id)
    )
    found: dict[int, list[SentReminder]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.membership_id].append(SentReminder(row.level, row.issued_on, row.answer_by))
    return found


def reminder_rows(
    session: Session,
    *,
    year: int | None = None,
    membership_id: int | None = None,
    charge_id: int | None = None,
) -> list[ReminderRow]:
    """What was sent, the latest first."""
    query = select(Reminder).order_by(Reminder.issued_on.desc(), Reminder.id.desc())
    if year is not None:
        query = query.where(Reminder.fee_year == year)
    if membership_id is not None:
        query = query.where(Reminder.membership_id == membership_id)
    if charge_id is not None:
        naming = select(ReminderLine.reminder_id).where(ReminderLine.charge_id == charge_id)
        query = query.where(Reminder.id.in_(naming))
    return [
        ReminderRow(
            id=row.id,
            membership_id=row.membership_id,
            fee_year=row.fee_year,
            level=row.level,
            issued_on=row.issued_on,
            answer_by=row.answer_by,
            amount=row.amount,
            document_id=row.document_id,
            is_void=row.voided_on is not None,
        )
        for row in session.scalars(query)
    ]
