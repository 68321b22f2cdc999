"""Give each field of a register its name for people, its longest text, and a clean beginning."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cluster_desk.errors import Problem
from cluster_desk.i18n import N_, _
from cluster_desk.importers.sheets import Cell

LABELS = {
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "given_name": N_("Given name"),
    "family_name": N_("Family name"),
    "kind": N_("Type of organisation"),
    "category": N_("Category"),
    "founder": N_("Founder"),
    "size": N_("Size class"),
    "headcount": N_("Headcount"),
    "status": N_("Membership status"),
    "register_number": N_("Number in the register"),
    "applied_on": N_("Application date"),
    "joined_on": N_("Member since"),
    "left_on": N_("Member until"),
    "codes": N_("Tax code and VAT number"),
    "tax_code": N_("Tax code"),
    "vat_number": N_("VAT number"),
    "address": N_("Address"),
    "house_number": N_("House number"),
    "postal_code": N_("Postal code"),
    "city": N_("Town"),
    "province": N_("Province"),
    "country": N_("Country"),
    "pec": N_("Certified e-mail"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "website": N_("Website"),
    "sdi_code": N_("Recipient code"),
    "ipa_code": N_("IPA code"),
    "iban": N_("IBAN"),
    "sector": N_("Sector"),
    "salutation": N_("Salutation"),
    "legal_representative": N_("Legal representative"),
    "contact_person": N_("Contact person"),
    "contact_email": N_("Contact’s e-mail"),
    "contact_phone": N_("Contact’s telephone"),
    "public_body": N_("Public body"),
    "notes": N_("Notes"),
}
# As long as the desk's own columns.
LIMITS = {
    "name": 300,
    "short_name": 80,
    "given_name": 100,
    "family_name": 100,
    "address": 200,
    "city": 100,
    "phone": 40,
    "website": 200,
    "ipa_code": 20,
    "sector": 100,
    "salutation": 100,
    "legal_representative": 200,
    "contact_person": 200,
    "contact_phone": 40,
    "notes": 20_000,
}
_NOTHING = frozenset(("", "-", "--", "---", "–", "—", "/", ".", "?"))
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ud800-\udfff\ufeff\ufffd-\uffff]"
)


def clean(value: Cell) -> str:
    """One line of text: single blanks, no invisible signs; days as 16/01/2026."""
    if isinstance(value, str):
        if value.isalnum() and value.isascii():
            return value
        if not (value.isascii() and value.isprintable()):
            value = _INVISIBLE.sub("", value)
        return " ".join(value.split())
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


class Row:
    """The values of one row by field, taken out as they are understood, and what was not.

    `raw` are the cells as the file has them: a number may be a code without its first zeros.
    Where `each_alone`, every cell holds the one thing that its header says.
    """

    def __init__(self, number: int, raw: Mapping[str, Cell], *, each_alone: bool = False) -> None:
        self.number = number
        self.each_alone = each_alone
        self.raw = raw
        texts = {field: clean(cell) for field, cell in raw.items()}
        self.texts = {field: text for field, text in texts.items() if text not in _NOTHING}
        self.notes: list[str] = []
        self.problems: list[Problem] = []

    def text(self, field: str) -> str:
        """The clean text of a field, empty where there is none."""
        return self.texts.get(field, "")

    def replace(self, field: str, text: str) -> None:
        """What a field turned out to hold."""
        self.texts[field] = text

    def limited(self, field: str) -> str:
        """The text if it fits; a longer one is kept whole in the notes and reported."""
        text = self.texts.get(field)
        if text is None:
            return ""
        limit = LIMITS[field]
        if len(text) <= limit:
            return text
        self.reject(field, text, _("Too long: at most {limit} characters.").format(limit=limit))
        return text[:limit].rstrip() if field == "name" else ""

    def reject(self, field: str, text: str, message: str) -> None:
        """The field stays empty, the text goes to the notes, the problem is told."""
        self.report(field, message)
        label = _(LABELS[field])
        self.notes.append(_("{field} to be checked: {text}").format(field=label, text=text))

    def keep(self, field: str, text: str) -> None:
        """Into the notes without a problem: right, but the desk has no place for it."""
        self.notes.append(f"{_(LABELS[field])}: {text}")

    def report(self, field: str, message: str) -> None:
        """A problem of this row."""
        self.problems.append(Problem(message=message, field=field, row=self.number))
