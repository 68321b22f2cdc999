"""Turn what a member owes into the letter of its step on the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.dunning import FORMAL_NOTICE, sent_on
from cluster_desk.domain.interest import legal_interest
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, speaking
from cluster_desk.queries.fees.addressees import Addressee
from cluster_desk.queries.fees.reminders import LateMember
from cluster_desk.reports.documents.letter_document import LetterDocument, LetterRow
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.services.fees.notice_making import charge_lines
from cluster_desk.services.fees.wording import SPEAKS, Wording, around

TEXTS = {1: TextKey.REMINDER_1, 2: TextKey.REMINDER_2, 3: TextKey.REMINDER_3}


@dataclass(frozen=True, kw_only=True)
class ReminderSheet:
    """What a letter is made of: who is late, at which step, until when it may pay."""

    late: LateMember
    level: int
    on: date
    answer_by: date
    grace_days: int
    notice_number: str
    interest_rates: Mapping[int, int] | None

    @property
    def interest(self) -> Money:
        """At the legal rate, only where the association asks for it."""
        if self.interest_rates is None:
            return ZERO
        rates = self.interest_rates
        return Money.total(
            legal_interest(charge.open, charge.due_on, self.on, rates)
            for charge in self.late.charges
        )


def reminder_document(sheet: ReminderSheet, wording: Wording) -> LetterDocument:
    """TextIncomplete, RuleUnconfirmed where the association's text needs more."""
    member = sheet.late.member
    template = wording.template(TEXTS[sheet.level])
    before, after = around(template, "charge_lines")
    as_table = before.body != template.body
    with speaking(SPEAKS):
        values = _values(sheet, wording)
        whole = wording.say(template, values)
        return LetterDocument(
            recipient_lines=tuple(filter(None, (member.name, member.address, member.place))),
            place_and_date=", ".join(filter(None, (wording.association.city, date_text(sheet.on)))),
            channel=_channel(member, sheet.level),
            subject=whole.part("subject"),
            paragraphs=_paragraphs(wording.say(before, values).prose),
            rows=_rows(sheet) if as_table else (),
            after_list=_paragraphs(wording.say(after, values).prose),
            signature=wording.signature(
                *((SeatRole.PRESIDENT,) if sheet.level == FORMAL_NOTICE else _TREASURER_FIRST)
            ),
            stamp=DocumentStamp(document_id=whole.part("subject"), issued_on=sheet.on),
        )


# the formal notice is signed by the legal representative (TEXTS, reminder.3)
_TREASURER_FIRST = (SeatRole.TREASURER, SeatRole.PRESIDENT)


def _paragraphs(prose: str) -> tuple[str, ...]:
    return tuple(line for line in prose.split("\n") if line)


def _rows(sheet: ReminderSheet) -> tuple[LetterRow, ...]:
    return tuple(
        LetterRow(text=charge.description, amount=charge.open) for charge in sheet.late.charges
    )


def _channel(member: Addressee, level: int) -> str:
    """By e-mail the first, by certified e-mail or registered letter the others (DOMAIN §10)."""
    if level == 1 and member.email:
        return _("By e-mail: {address}").format(address=member.email)
    if level > 1 and member.pec:
        return _("By certified e-mail: {address}").format(address=member.pec)
    return _("By registered letter with advice of receipt") if level > 1 else ""


def _values(sheet: ReminderSheet, wording: Wording) -> Mapping[str, object]:
    late = sheet.late
    charges = late.charges
    return {
        "fee_year": charges[0].fee_year,
        "member_name": late.member.name,
        "salutation": late.member.salutation or _("Dear Sir or Madam"),
        "amount_outstanding": late.amount,
        "due_date": late.due_on,
        "new_due_date": sheet.answer_by,
        "payment_notice_number": sheet.notice_number,
        "payment_reference": CreditorReference(charges[0].reference).grouped,
        "charge_lines": charge_lines(charges),
        "previous_reminder_date": sent_on(late.sent, sheet.level - 1),
        "first_reminder_date": sent_on(late.sent, 1),
        "second_reminder_date": sent_on(late.sent, 2),
        "arrears_suspend_vote": wording.flag("arrears_vote"),
        "interest": bool(sheet.interest),
        "interest_amount": sheet.interest,
        "interest_date": sheet.on,
        "grace_days": sheet.grace_days,
        "deciding_body": wording.deciding_body("exclusion"),
    }
