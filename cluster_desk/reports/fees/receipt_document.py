"""Hold what a receipt says, every wording already decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who pays or is asked to pay, as named in the register on that day."""

    name: str
    address_lines: tuple[str, ...] = ()
    tax_code: str = ""
    vat_number: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptLine:
    """What the money was for; `detail` is the small line below: category, resolution, period."""

    description: str
    detail: str = ""
    due: Money | None = None
    paid: Money


@dataclass(frozen=True, kw_only=True)
class PaymentFacts:
    """When and how the money arrived."""

    paid_on: date
    method: str
    bank_reference: str = ""
    account: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptDocument:
    """One receipt (DOMAIN §3). `amount` is the sum of what the lines say was paid.

    `declaration` is the sentence of the template («dichiara di avere ricevuto da…»), prose;
    `on_behalf_of` the member when somebody else paid; `outstanding` what is still owed, zero
    included, None to say nothing. Wordings of VAT and stamp duty are printed as given, or not
    at all when empty.
    """

    number: str
    issued_on: date
    payer: Party
    on_behalf_of: str = ""
    amount: Money
    declaration: str = ""
    lines: tuple[ReceiptLine, ...]
    payment: PaymentFacts
    resolution: str = ""
    outstanding: Money | None = None
    vat_wording: str = ""
    stamp_wording: str = ""
    signature: Signature
    stamp: DocumentStamp
