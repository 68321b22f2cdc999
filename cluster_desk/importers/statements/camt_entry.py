"""Turn one camt entry, with the payments inside it, into a line."""

from __future__ import annotations

from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from cluster_desk.domain.money import Money
from cluster_desk.i18n import _
from cluster_desk.importers.statements.amounts import plain_amount
from cluster_desk.importers.statements.days import iso_day
from cluster_desk.importers.statements.drafts import DetailDraft, LineDraft
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.texts import (
    CODE,
    NAME,
    account_code,
    clean,
    iban_or_nothing,
    reference,
    tax_code,
)
from cluster_desk.importers.statements.xml_stream import every, find, first_text, text

NOT_BOOKED: Final = frozenset({"PDNG", "INFO", "FUTR"})
# ISO 20022 external codes of sub-families that take back an earlier payment.
_TAKEN_BACK: Final = frozenset({"UPDD", "PRDD", "RCDD", "RPCR", "RRTN", "UPCQ", "UPCT", "RIMB"})
_TRUE: Final = frozenset({"true", "1"})


def entry_line(
    entry: Element,
    *,
    row: int,
    position: int,
    own_iban: str,
    otherwise_on: date | None,
    problems: Problems,
) -> LineDraft | None:
    """The line, or None with the reason among the problems."""
    amount, currency = _signed_amount(entry, row, problems)
    booked_on, value_on = _days(entry, otherwise_on, row, problems)
    if amount is None or booked_on is None:
        return None
    payments = list(every(entry, "TxDtls"))
    is_reversal = _is_reversal(entry)
    incoming = (amount.cents > 0) != is_reversal
    details = [_detail(one, amount, currency, incoming, own_iban) for one in payments]
    single = details[0] if len(details) == 1 else None
    line = LineDraft(
        position=position,
        booked_on=booked_on,
        value_on=value_on,
        amount=amount,
        currency=currency,
        counterparty=single.counterparty if single else "",
        iban=single.iban if single else "",
        tax_code=single.tax_code if single else "",
        remittance=(single.remittance if single else "") or clean(text(entry, "AddtlNtryInf")),
        reference=single.reference if single else "",
        bank_reference=_bank_reference(entry, payments),
        bank_code=_bank_code(entry),
        reversal=is_reversal,
        reason=_reason(entry),
        details=() if single else tuple(details),
    )
    if line.details and not line.is_divisible:
        told = _("The details of this collective entry do not add up: it stays whole.")
        problems.add(told, field="details", row=row)
    return line


def _signed_amount(entry: Element, row: int, problems: Problems) -> tuple[Money | None, str]:
    element = find(entry, "Amt")
    written = clean(element.text if element is not None else "", 40)
    side = text(entry, "CdtDbtInd").upper()
    currency = element.get("Ccy", "").upper()[:3] if element is not None else ""
    try:
        amount = plain_amount(written)
    except ValueError:
        told = _("The amount «{text}» cannot be read: the movement was left out.")
        problems.add(told.format(text=written), field="amount", row=row)
        return None, currency
    if side not in ("CRDT", "DBIT") or amount.cents < 0:
        told = _("It is not said whether {text} is money in or out: the movement was left out.")
        problems.add(told.format(text=written), field="amount", row=row)
        return None, currency
    # RvslInd says what the entry takes back; CdtDbtInd already says which way the money went.
    return (amount if side == "CRDT" else -amount), currency


def _days(
    entry: Element, otherwise_on: date | None, row: int, problems: Problems
) -> tuple[date | None, date | None]:
    booked_on = _day(entry, "BookgDt")
    value_on = _day(entry, "ValDt")
    if booked_on is not None:
        return booked_on, value_on
    told = _("The booking date is missing: the value date or the day of the file was taken.")
    stand_in = value_on or otherwise_on
    if stand_in is None:
        told = _("The movement has no date: it was left out.")
    problems.add(told, field="booked_on", row=row)
    return stand_in, value_on


def _day(entry: Element, name: str) -> date | None:
    try:
        return iso_day(first_text(entry, (name, "Dt"), (name, "DtTm"), (name,)))
    except ValueError:
        return None


def _detail(
    payment: Element, whole: Money, currency: str, incoming: bool, own_iban: str
) -> DetailDraft:
    parties = find(payment, "RltdPties")
    side = _other_side(parties, incoming, own_iban)
    party = find(parties, side)
    amount, in_currency = _detail_amount(payment, whole, currency)
    structured = " ".join(
        clean(element.text, CODE)
        for information in every(payment, "CdtrRefInf")
        for element in every(information, "Ref")
    )
    return DetailDraft(
        amount=amount,
        currency=in_currency,
        counterparty=clean(
            first_text(party, ("Nm",), ("Pty", "Nm"))
            or first_text(parties, (f"Ultmt{side}", "Nm"), (f"Ultmt{side}", "Pty", "Nm")),
            NAME,
        ),
        iban=_party_iban(parties, side),
        tax_code=_party_tax_code(party),
        remittance=_remittance(payment, structured),
        reference=structured or reference(text(payment, "Refs", "EndToEndId")),
    )


def _other_side(parties: Element | None, incoming: bool, own_iban: str) -> str:
    """Dbtr or Cdtr: the one that is not us; a returned payment keeps its original parties."""
    if own_iban:
        debtor, creditor = (_party_iban(parties, side) for side in ("Dbtr", "Cdtr"))
        if debtor == own_iban != creditor:
            return "Cdtr"
        if creditor == own_iban != debtor:
            return "Dbtr"
    return "Dbtr" if incoming else "Cdtr"


def _party_iban(parties: Element | None, side: str) -> str:
    account = find(parties, f"{side}Acct", "Id")
    return account_code(text(account, "IBAN")) or iban_or_nothing(text(account, "Othr", "Id"))


def _party_tax_code(party: Element | None) -> str:
    codes = (tax_code(text(other, "Id")) for other in every(party, "Othr"))
    return next((code for code in codes if code), "")


def _detail_amount(payment: Element, whole: Money, currency: str) -> tuple[Money | None, str]:
    """Signed like the entry unless the payment says its own side."""
    element = find(payment, "Amt")
    if element is None:
        element = find(payment, "AmtDtls", "TxAmt", "Amt")
    if element is None:
        return None, currency
    try:
        amount = plain_amount(element.text or "")
    except ValueError:
        return None, currency
    side = text(payment, "CdtDbtInd").upper()
    outgoing = whole.cents < 0 if side not in ("CRDT", "DBIT") else side == "DBIT"
    return (-amount if outgoing else amount), element.get("Ccy", currency).upper()[:3]


def _remittance(payment: Element, structured: str) -> str:
    free = [element.text or "" for element in every(payment, "Ustrd")]
    more = [element.text or "" for element in every(payment, "AddtlRmtInf")]
    words = clean(" ".join((*free, *more)))
    if structured and structured not in words:
        words = clean(f"{words} {structured}")
    return words or clean(text(payment, "AddtlTxInf"))


def _bank_reference(entry: Element, payments: list[Element]) -> str:
    inside = text(payments[0], "Refs", "AcctSvcrRef") if len(payments) == 1 else ""
    return reference(first_text(entry, ("AcctSvcrRef",), ("NtryRef",)) or inside)


def _bank_code(entry: Element) -> str:
    code = find(entry, "BkTxCd")
    domain = [
        text(code, "Domn", "Cd"),
        text(code, "Domn", "Fmly", "Cd"),
        text(code, "Domn", "Fmly", "SubFmlyCd"),
    ]
    return clean("/".join(part for part in domain if part) or text(code, "Prtry", "Cd"), CODE)


def _is_reversal(entry: Element) -> bool:
    if text(entry, "RvslInd").lower() in _TRUE:
        return True
    if any(code.text in _TAKEN_BACK for code in every(find(entry, "BkTxCd"), "SubFmlyCd")):
        return True
    return next(every(entry, "RtrInf"), None) is not None


def _reason(entry: Element) -> str:
    information = next(every(entry, "RtrInf"), None)
    return clean(first_text(information, ("Rsn", "*"), ("Rsn",)), CODE)
