"""Say who issues a document and as which record, without drawing anything yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Contacts:
    """How the association is reached; empty ones are not printed."""

    email: str = ""
    pec: str = ""
    website: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The association as it stood on the day of the document (its legal form is dated).

    `legal_wording` is «associazione riconosciuta» only from the entry in the register of legal
    persons (DOMAIN §10). `logo` is a PNG or JPEG as stored; the built-in mark stands in for it.
    `sample` prints «ESEMPIO» on every page (DOMAIN §1.2).
    """

    association_name: str
    address_line: str = ""
    tax_code: str = ""
    vat_number: str | None = None
    contacts: Contacts = Contacts()
    legal_wording: str = ""
    logo: bytes | None = None
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentStamp:
    """Which record a document is, and where the history stood when it was issued.

    `document_id` is what a person quotes («Ricevuta RIC 2026/0001»); `chain_seq` and
    `chain_head` are the number and the hash of the last sealed change set, printed as an anchor
    (RELIABILITY §4.1); `facts_hash` is the SHA-256 of the facts the document was made from.
    The last three are empty on what is not a record: drafts, letters, sheets to be signed.
    """

    document_id: str
    issued_on: date
    chain_seq: int | None = None
    chain_head: str = ""
    facts_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A line to sign on: in which office, and the name under the line."""

    title: str
    name: str
