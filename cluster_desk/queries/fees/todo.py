"""What is still to be issued, and for whom not: receipts, requests of payment, reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.fees.addressees import Addressee, addressees
from cluster_desk.queries.fees.notices import unasked_charges
from cluster_desk.queries.fees.open_charges import OpenChargeRow
from cluster_desk.queries.fees.receipt_facts import pending_payments, receipt_facts
from cluster_desk.queries.fees.reminders import late_members


@dataclass(frozen=True, kw_only=True)
class ToDoRow:
    """One paper: `id` is of the payment for a receipt, of the membership otherwise.

    `level` is of a reminder; `reason` says why it is due, or why it is not.
    """

    id: int
    number: int | None
    name: str
    about: str
    amount: Money
    level: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """What would be issued, in the order of its numbers, and who is left out."""

    due: tuple[ToDoRow, ...]
    left_out: tuple[ToDoRow, ...] = ()


def receipts_to_issue(session: Session, *, on: date) -> ToDo:
    """Every payment that counts and has no receipt, in the order they came."""
    ids = pending_payments(session, until=on)
    facts = receipt_facts(session, ids)
    members = {facts[i].members[0] for i in ids if facts[i].members}
    known = addressees(session, sorted(members), on=on)
    rows = []
    for payment_id in ids:
        payment = facts[payment_id]
        who = known.get(payment.members[0]) if payment.members else None
        paid = _("{method} of {date}").format(
            method=payment.method.label, date=date_text(payment.received_on)
        )
        rows.append(
            ToDoRow(
                id=payment_id,
                number=who.register_number if who else None,
                name=payment.payer_name or (who.name if who else ""),
                about=", ".join(dict.fromkeys(part.description for part in payment.parts)),
                amount=payment.amount,
                reason=paid,
            )
        )
    return ToDo(due=tuple(rows))


def notices_to_issue(
    session: Session, *, year: int, on: date, members: Sequence[int] | None = None
) -> ToDo:
    """Who has something of the year to pay that was not asked for yet, by register number."""
    by_member: dict[int, list[OpenChargeRow]] = defaultdict(list)
    for charge in unasked_charges(session, year=year, members=members):
        by_member[charge.membership_id].append(charge)
    known = addressees(session, sorted(by_member), on=on)
    rows = [
        ToDoRow(
            id=member_id,
            number=known[member_id].register_number,
            name=known[member_id].name,
            about=", ".join(charge.description for charge in charges),
            amount=Money.total(charge.open for charge in charges),
            reason=_("due on {date}").format(date=date_text(charges[0].due_on)),
        )
        for member_id, charges in by_member.items()
    ]
    return ToDo(due=tuple(sorted(rows, key=lambda row: (row.number or 0, row.name))))


def reminders_to_issue(session: Session, *, year: int, on: date) -> ToDo:
    """Everybody late with the year: who is due a letter, of which level, and who is not yet."""
    due: list[ToDoRow] = []
    left_out: list[ToDoRow] = []
    for late in late_members(session, year, on=on):
        member: Addressee = late.member
        row = ToDoRow(
            id=member.membership_id,
            number=member.register_number,
            name=member.name,
            about=", ".join(charge.description for charge in late.charges),
            amount=late.amount,
            level=late.step.level or 0,
            reason=late.step.reason.text(_shown),
        )
        (due if late.step.level else left_out).append(row)
    return ToDo(due=tuple(due), left_out=tuple(left_out))


def _shown(value: object) -> str:
    return date_text(value) if isinstance(value, date) else str(value)
