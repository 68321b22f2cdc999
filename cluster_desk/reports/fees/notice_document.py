"""Hold a request for payment, with all a bank needs to find its way back to the charge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.reports.fees.receipt_document import Party
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """A charge that is asked for, with what was already paid towards it."""

    description: str
    detail: str = ""
    amount: Money


@dataclass(frozen=True, kw_only=True)
class BankCoordinates:
    """Where to pay. `reference` is the ISO 11649 RF reference, compact."""

    beneficiary: str
    iban: str
    bic: str = ""
    bank_name: str = ""
    reference: str


@dataclass(frozen=True, kw_only=True)
class PaymentNoticeDocument:
    """A «richiesta di versamento». `title` is a setting («nota di debito» where chosen).

    `opening` and `closing` are prose from the template; `due` must be the sum of the lines.
    """

    title: str
    number: str
    issued_on: date
    recipient: Party
    opening: str = ""
    lines: tuple[NoticeLine, ...]
    due: Money
    due_on: date
    bank: BankCoordinates
    references: tuple[str, ...] = ()
    vat_wording: str = ""
    stamp_wording: str = ""
    closing: str = ""
    signature: Signature | None = None
    stamp: DocumentStamp
