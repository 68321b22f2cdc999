"""Turn the facts of a payment into the receipt that is printed, wordings and all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.clues import telling_words
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.folding import fold
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.people import join_names
from cluster_desk.i18n import _, speaking
from cluster_desk.queries.fees.addressees import Addressee
from cluster_desk.queries.fees.receipt_facts import PaidPart, ReceiptFacts
from cluster_desk.reports.fees.receipt_document import (
    Party,
    PaymentFacts,
    ReceiptDocument,
    ReceiptLine,
)
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.services.fees.wording import SPEAKS, Stamped, Wording, around

DOCUMENT_KIND = "receipt"
FEES = frozenset(
    {ChargeKind.MEMBERSHIP_FEE, ChargeKind.ENTRY_FEE, ChargeKind.EXTRAORDINARY_CONTRIBUTION}
)
"""What is no price of anything; of a service the wording on VAT would be untrue (DOMAIN §3)."""


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet:
    """What a receipt is made of besides the facts of its payment."""

    number: str
    issued_on: date
    stamped: Stamped


def receipt_document(
    facts: ReceiptFacts,
    members: Mapping[int, Addressee],
    sheet: ReceiptSheet,
    wording: Wording,
) -> ReceiptDocument:
    """TextIncomplete where the association's text prints something that is not known."""
    named = [members[member_id] for member_id in facts.members]
    own = members.get(facts.membership_id or 0)
    payer = payer_of(facts, named, own)
    is_other = is_third_party(facts, named) or (own is not None and own not in named)
    with speaking(SPEAKS):
        behalf = join_names(member.name for member in named) if is_other else ""
        before, _after = around(wording.template(TextKey.RECEIPT), "receipt_lines")
        only_fees = all(part.kind in FEES for part in facts.parts)
        vat = wording.vat if only_fees else ""
        values = _values(facts, payer, behalf, sheet)
        said = wording.say(before, values | {"vat_wording": vat})
        return ReceiptDocument(
            number=sheet.number,
            issued_on=sheet.issued_on,
            payer=payer,
            on_behalf_of=behalf,
            amount=facts.amount,
            declaration=said.prose,
            lines=_lines(facts, members),
            payment=PaymentFacts(
                paid_on=facts.received_on,
                method=facts.method.label,
                bank_reference=facts.bank_reference,
                account=facts.account,
            ),
            resolution="; ".join(_resolution(*cited) for cited in facts.resolutions),
            outstanding=facts.outstanding if facts.parts else None,
            vat_wording=vat,
            stamp_wording=sheet.stamped.wording,
            signature=wording.signature(SeatRole.TREASURER, SeatRole.PRESIDENT),
            stamp=DocumentStamp(document_id=sheet.number, issued_on=sheet.issued_on),
        )


def is_third_party(facts: ReceiptFacts, members: list[Addressee]) -> bool:
    """Whether somebody else pays: a bank cuts and bends names, so the same words are enough."""
    if not facts.payer_name or len(members) != 1:
        return bool(facts.payer_name)
    member = members[0]
    if facts.payer_tax_code:
        return facts.payer_tax_code not in (member.tax_code, member.vat_number)
    payer = set(telling_words(fold(facts.payer_name)))
    own = set(telling_words(fold(member.name)))
    return not (payer <= own or own <= payer)


def payer_of(facts: ReceiptFacts, members: list[Addressee], own: Addressee | None) -> Party:
    """Whoever is named as the payer; else the member whose payment it is, or that it was for."""
    if is_third_party(facts, members) or not members:
        return Party(name=facts.payer_name, tax_code=facts.payer_tax_code)
    return party_of(own or members[0])


def party_of(member: Addressee) -> Party:
    """A member as documents name it."""
    return Party(
        name=member.name,
        address_lines=tuple(filter(None, (member.address, member.place))),
        tax_code=member.tax_code,
        vat_number=member.vat_number,
    )


def _values(
    facts: ReceiptFacts, payer: Party, behalf: str, sheet: ReceiptSheet
) -> dict[str, object]:
    return {
        "receipt_number": sheet.number,
        "payer_name": payer.name,
        "payer_address": ", ".join(payer.address_lines),
        "payer_tax_code": payer.tax_code or payer.vat_number,
        "amount": facts.amount,
        "payment_date": facts.received_on,
        "payment_method": facts.method.label.lower(),
        "bank_reference": facts.bank_reference,
        "third_party_payer": bool(behalf),
        "member_name": behalf or payer.name,
        "partial": bool(facts.outstanding),
        "amount_outstanding": facts.outstanding,
        "receipt_lines": [f"{p.description}: {money_text(p.paid)}" for p in facts.parts],
        "stamp_wording": sheet.stamped.wording,
    }


def _lines(facts: ReceiptFacts, members: Mapping[int, Addressee]) -> tuple[ReceiptLine, ...]:
    several = len(facts.members) > 1
    lines = [
        ReceiptLine(
            description=part.description,
            detail=_detail(part, members, several=several),
            due=part.owed,
            paid=part.paid,
        )
        for part in facts.parts
    ]
    if facts.credit:
        lines.append(ReceiptLine(description=_("On account of later fees"), paid=facts.credit))
    return tuple(lines)


def _detail(part: PaidPart, members: Mapping[int, Addressee], *, several: bool) -> str:
    member = members[part.membership_id]
    if several:
        return member.name
    if member.register_number is None:
        return ""
    return _("Member no. {number}").format(number=member.register_number)


def _resolution(text: str, on: date | None) -> str:
    if on is None:
        return _("no. {number}").format(number=text)
    return _("no. {number} of {date}").format(number=text, date=date_text(on))
