"""Send the reminders that are due, one step at a time, and remember them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cluster_desk.domain.dunning import FORMAL_NOTICE
from cluster_desk.domain.money import Money
from cluster_desk.errors import DeskError, Invalid, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.fees.notices import notice_numbers
from cluster_desk.queries.fees.reminders import LateMember, late_members
from cluster_desk.queries.fees.settings import interest_rates, reminder_ladder
from cluster_desk.reports.documents.letter import letter_pdf
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.services.documents import NewDocument, issue_document
from cluster_desk.services.fees.reminder_making import ReminderSheet, reminder_document
from cluster_desk.services.fees.wording import Wording
from cluster_desk.store.tables.fees import Reminder, ReminderLine
from cluster_desk.tx import Tx

DOCUMENT_KIND = "reminder"


class ReminderVoided(Refused):
    """A reminder is withdrawn once."""

    message = N_("This reminder is withdrawn already.")


@dataclass(frozen=True, kw_only=True)
class Remind:
    """About the fees of a year, as of a day: today by default.

    `membership_ids` keeps to these members, as a group of a long run does.
    """

    year: int
    on: date | None = None
    membership_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class VoidReminder:
    """A letter that should not have been sent: the ladder forgets it."""

    reminder_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class DueReminder:
    """A letter, to whom and why. `document_id` is its stored PDF."""

    membership_id: int
    member: str
    level: int
    amount: Money
    reason: str
    answer_by: date
    reminder_id: int
    document_id: int


@dataclass(frozen=True, kw_only=True)
class NotReminded:
    """A late member that gets no letter this time, and why."""

    membership_id: int
    member: str
    amount: Money
    reason: str


@dataclass(frozen=True, kw_only=True)
class RemindResult:
    """Everybody who is late, in two lists."""

    reminders: tuple[DueReminder, ...]
    skipped: tuple[NotReminded, ...]


def remind(tx: Tx, command: Remind) -> RemindResult:
    """Make and keep the letters; run again on the same day it makes none."""
    tx.allow("fees.reminders")
    on = command.on or tx.clock.today()
    if on > tx.clock.today():
        message = _("The date cannot be later than today.")
        raise Invalid([Problem(field="on", message=message)])
    late = late_members(tx.session, command.year, on=on, members=command.membership_ids)
    wording = Wording(tx, on=on)
    due, skipped = [], []
    for done, (member, sheet) in enumerate(zip(late, _sheets(tx, late, on), strict=True)):
        tx.progress.step(done, len(late))
        if sheet is None:
            skipped.append(_not_reminded(member, member.step.reason.text(_shown)))
            continue
        try:
            require_printable(reminder_document(sheet, wording))
        except DeskError as reason:
            skipped.append(_not_reminded(member, str(reason)))
            continue
        due.append(_send(tx, sheet, wording))
    sentence = ngettext("{count} reminder for {year}", "{count} reminders for {year}", len(due))
    tx.describe(sentence.format(count=count_text(len(due)), year=command.year))
    return RemindResult(reminders=tuple(due), skipped=tuple(skipped))


def void_reminder(tx: Tx, command: VoidReminder) -> None:
    """Invalid without a reason."""
    tx.allow("fees.reminders")
    reminder = tx.get(Reminder, command.reminder_id, _("reminder"))
    if reminder.voided_on is not None:
        raise ReminderVoided
    if not command.reason.strip():
        raise Invalid([Problem(field="reason", message=_("Write the reason."))])
    reminder.voided_on = tx.clock.today()
    reminder.void_reason = command.reason.strip()[:300]
    tx.describe(_("Reminder withdrawn"))


def _shown(value: object) -> str:
    return date_text(value) if isinstance(value, date) else str(value)


def _not_reminded(late: LateMember, reason: str) -> NotReminded:
    member = late.member
    return NotReminded(
        membership_id=member.membership_id, member=member.name, amount=late.amount, reason=reason
    )


def _sheets(tx: Tx, late: Sequence[LateMember], on: date) -> list[ReminderSheet | None]:
    ladder = reminder_ladder(tx.session)
    rates = interest_rates(tx.session)
    asked = notice_numbers(tx.session, [c.id for member in late for c in member.charges])
    sheets: list[ReminderSheet | None] = []
    for member in late:
        level = member.step.level
        if level is None:
            sheets.append(None)
            continue
        days = ladder.grace_days if level == FORMAL_NOTICE else ladder.days_to_answer
        sheets.append(
            ReminderSheet(
                late=member,
                level=level,
                on=on,
                answer_by=on + timedelta(days=days),
                grace_days=ladder.grace_days,
                notice_number=next(
                    (asked[charge.id] for charge in member.charges if charge.id in asked), ""
                ),
                interest_rates=rates,
            )
        )
    return sheets


def _send(tx: Tx, sheet: ReminderSheet, wording: Wording) -> DueReminder:
    document = reminder_document(sheet, wording)
    late, member = sheet.late, sheet.late.member
    stored = issue_document(
        tx,
        NewDocument(
            kind=DOCUMENT_KIND,
            title=f"{document.subject}: {member.name}"[:300],
            issued_on=sheet.on,
            facts=document,
            membership_id=member.membership_id,
        ),
        lambda stamp, letterhead: letter_pdf(replace(document, stamp=stamp), letterhead),
    )
    reminder = Reminder(
        membership_id=member.membership_id,
        fee_year=late.charges[0].fee_year,
        level=sheet.level,
        issued_on=sheet.on,
        answer_by=sheet.answer_by,
        amount=late.amount,
        document_id=stored.id,
    )
    tx.session.add(reminder)
    tx.session.flush()
    tx.session.add_all(
        ReminderLine(reminder_id=reminder.id, charge_id=charge.id, amount=charge.open)
        for charge in late.charges
    )
    tx.session.flush()
    return DueReminder(
        membership_id=member.membership_id,
        member=member.name,
        level=sheet.level,
        amount=late.amount,
        reason=late.step.reason.text(_shown),
        answer_by=sheet.answer_by,
        reminder_id=reminder.id,
        document_id=stored.id,
    )
