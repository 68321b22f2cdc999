"""Turn open charges of a member into the request of payment that is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.money import Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, speaking
from cluster_desk.queries.association import setting
from cluster_desk.queries.fees.addressees import Addressee
from cluster_desk.queries.fees.open_charges import OpenChargeRow
from cluster_desk.queries.fees.schedule import FeeScheduleRow
from cluster_desk.reports.fees.notice_document import (
    BankCoordinates,
    NoticeLine,
    PaymentNoticeDocument,
)
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.reports.texts.rendering import TextIncomplete
from cluster_desk.reports.texts.vocabulary import FIELDS
from cluster_desk.services.fees.receipt_making import FEES, party_of
from cluster_desk.services.fees.wording import SPEAKS, Wording, around
from cluster_desk.tx import Tx

DOCUMENT_KIND = "payment_notice"


@dataclass(frozen=True, kw_only=True)
class NoticeSheet:
    """What a request is made of: to whom, for which charges, under which number and resolution."""

    number: str
    issued_on: date
    due_on: date
    member: Addressee
    charges: Sequence[OpenChargeRow]
    schedule: FeeScheduleRow | None
    mandate_ref: str = ""

    @property
    def amount(self) -> Money:
        """What is asked for."""
        return Money.total(charge.open for charge in self.charges)

    @property
    def reference(self) -> str:
        """The RF reference to be quoted: of the oldest charge."""
        return self.charges[0].reference


def notice_document(tx: Tx, sheet: NoticeSheet, wording: Wording) -> PaymentNoticeDocument:
    """TextIncomplete without an account to pay to, or where the text lacks something."""
    if not wording.iban:
        meaning = FIELDS["TEXT"]["iban"]
        raise TextIncomplete(("iban",), (_(meaning),))
    with speaking(SPEAKS):
        stamped = wording.stamp(DOCUMENT_KIND, sheet.amount) if _stamps(tx) else None
        values = _values(sheet, wording)
        before, after = around(
            wording.template(TextKey.PAYMENT_NOTICE), "charge_lines", "amount_due", "iban"
        )
        return PaymentNoticeDocument(
            title=setting(tx.session, "notice_title", "") or _("Request of payment"),
            number=sheet.number,
            issued_on=sheet.issued_on,
            recipient=party_of(sheet.member),
            opening=wording.say(before, values).prose,
            lines=tuple(_line(charge) for charge in sheet.charges),
            due=sheet.amount,
            due_on=sheet.due_on,
            bank=BankCoordinates(
                beneficiary=wording.association.name,
                iban=wording.iban,
                bic=setting(tx.session, "bank_bic", ""),
                bank_name=setting(tx.session, "bank_name", ""),
                reference=sheet.reference,
            ),
            references=tuple(_references(sheet)),
            vat_wording=wording.vat if all(c.kind in FEES for c in sheet.charges) else "",
            stamp_wording=stamped.wording if stamped else "",
            closing=wording.say(after, values).prose,
            signature=wording.signature(SeatRole.TREASURER, SeatRole.PRESIDENT),
            stamp=DocumentStamp(document_id=sheet.number, issued_on=sheet.issued_on),
        )


def _stamps(tx: Tx) -> bool:
    """A request owes no stamp unless the treasurer calls it a debit note (DOMAIN §3)."""
    return bool(setting(tx.session, "notice_title", ""))


def _values(sheet: NoticeSheet, wording: Wording) -> Mapping[str, object]:
    schedule = sheet.schedule
    cites = schedule is not None and schedule.resolution_text and schedule.resolution_on
    public = sheet.member.is_public_body and sheet.mandate_ref and sheet.member.ipa_code
    return {
        "payment_notice_number": sheet.number,
        "member_name": sheet.member.name,
        "member_tax_code": sheet.member.tax_code or sheet.member.vat_number,
        "resolution_number": schedule.resolution_text if schedule and cites else "",
        "resolution_date": schedule.resolution_on if schedule else None,
        "deciding_body": wording.deciding_body("fee_rule"),
        "fee_year": sheet.charges[0].fee_year,
        "due_date": sheet.due_on,
        "charge_lines": charge_lines(sheet.charges),
        "amount_due": sheet.amount,
        "payment_reference": CreditorReference(sheet.reference).grouped,
        "public_body": bool(public),
        "protocol_ref": sheet.mandate_ref,
        "ipa_code": sheet.member.ipa_code,
        "cup": "",
        "vat_wording": "",
        "stamp_wording": "",
    }


def charge_lines(charges: Sequence[OpenChargeRow]) -> list[str]:
    """One line each, as a text without a table prints them."""
    return [f"{c.description}: {money_text(c.open, symbol=True)}" for c in charges]


def _line(charge: OpenChargeRow) -> NoticeLine:
    detail = ""
    if charge.open != charge.amount:
        owed = money_text(charge.amount, symbol=True)
        detail = _("of {amount} charged").format(amount=owed)
    return NoticeLine(description=charge.description, detail=detail, amount=charge.open)


def _references(sheet: NoticeSheet) -> list[str]:
    found = []
    schedule = sheet.schedule
    if schedule is not None and schedule.resolution_text and schedule.resolution_on:
        words = _("Resolution no. {number} of {date}")
        day = date_text(schedule.resolution_on)
        found.append(words.format(number=schedule.resolution_text, date=day))
    if sheet.mandate_ref:
        found.append(_("Your reference {reference}").format(reference=sheet.mandate_ref))
    return found
