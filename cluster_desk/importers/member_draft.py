"""Hold what one row of a register says of a member, before anybody decides to import it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.members import (
    MemberCategory,
    MembershipStatus,
    OrganisationKind,
    SizeClass,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberDraft:
    """One row. Texts are clean and within the desk's lengths, empty where unknown.

    Codes are valid and canonical; what was wrong is in `notes` with its label, never lost, and in
    the reading's problems. None means that the file does not say. `person` is a natural person
    with `given_name` and `family_name`. `custom` holds (header, text) of unknown columns.
    `duplicate_of` is the earlier row with the same tax code, or with the same name and address;
    `chapter_of` one with the same party under another number, which came, went and came again.
    """

    row: int
    name: str
    short_name: str = ""
    person: bool = False
    given_name: str = ""
    family_name: str = ""
    kind: OrganisationKind | None = None
    public_body: bool = False
    category: MemberCategory | None = None
    founder: bool = False
    size: SizeClass | None = None
    headcount: int | None = None
    status: MembershipStatus | None = None
    register_number: int | None = None
    applied_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    tax_code: str = ""
    vat_number: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    province: str = ""
    country: str = "IT"
    pec: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    sdi_code: str = ""
    ipa_code: str = ""
    iban: str = ""
    sector: str = ""
    salutation: str = ""
    legal_representative: str = ""
    contact_person: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    notes: str = ""
    custom: tuple[tuple[str, str], ...] = ()
    duplicate_of: int | None = None
    chapter_of: int | None = None
