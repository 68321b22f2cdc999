"""The fields of a member's form: what each is called, where it stands, how it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cluster_desk.domain.codes import (
    EmailAddress,
    FiscalCode,
    Iban,
    PostalCode,
    SdiCode,
    VatNumber,
)
from cluster_desk.domain.members import MemberCategory, OrganisationKind, SizeClass
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_, _
from cluster_desk.services.members.facts import LIMITS
from ui.kit.entry_fields import day_field, term_field, yes_no_field
from ui.kit.fields import DigitsField, Field, LineField, NoteField
from ui.kit.sectioned_form import Section
from ui.pages.province_field import ProvinceField

Record = tuple[str, str, str]
"""Key, title, and the fields with their widths in the twelve columns."""

_REGISTRY = (
    "name:8 short_name:4 kind:4 sector:4 public_body:4 address:12 postal_code:3 city:6 province:3"
    " country:4 website:8"
)
_JOINING = "category:4 size:4 founder:4 applied_on:4 admitted_on:4 register_number:4"
FACTS: tuple[Record, ...] = (
    ("record", N_("Registry"), _REGISTRY),
    ("reach", N_("Contacts"), "pec:6 email:6 phone:4 salutation:8"),
    ("tax", N_("Tax and bank"), "tax_code:4 vat_number:4 sdi_code:4 ipa_code:4 iban:8"),
)
MEMBERSHIP: tuple[Record, ...] = (
    ("membership", N_("Membership"), f"{_JOINING} resolution_text:12"),
)
NOTES: tuple[Record, ...] = (("notes", N_("Notes"), "notes:12"),)

TELLING = ("tax_code", "address", "city", "pec", "email", "phone")
"""Without these a member can be entered, and its record is not complete."""


class NotANumber(DeskError):
    """Letters where a number of the register belongs."""

    message = N_("Write the number with digits alone.")


def fact_fields(text: Callable[[str], str]) -> dict[str, Field]:
    """What is known of an organisation. `text` reads another field: the country changes codes."""
    return {
        "name": LineField(
            _("Name of the member"),
            required=_("Write the name as it stands in the register of companies."),
        ),
        "short_name": _line(_("Short name"), "short_name"),
        "kind": term_field(_("Type"), OrganisationKind),
        "sector": _line(_("Sector"), "sector"),
        "public_body": yes_no_field(_("Public administration")),
        "address": _line(_("Registered seat"), "address", example=_("Via delle Essenze 24")),
        "postal_code": DigitsField(
            _("Postal code"),
            longest=12,
            parse=lambda typed: PostalCode.parse(typed, text("country") or "IT").text,
        ),
        "city": _line(_("Town"), "city"),
        "province": ProvinceField(),
        "country": LineField(_("Country"), longest=2, example="IT"),
        "website": _line(_("Website"), "website"),
        "pec": _email(_("Certified e-mail"), _("For convocations and requests of payment.")),
        "email": _email(_("E-mail"), ""),
        "phone": _line(_("Telephone"), "phone", example="+39 0373 000000"),
        "salutation": _line(
            _("Salutation in letters"), "salutation", example=_("Dear members of the board")
        ),
        "tax_code": DigitsField(
            _("Tax code"),
            longest=20,
            hint=_("11 digits for bodies, 16 characters for people."),
            parse=lambda typed: _tax_code(typed, text("country")),
        ),
        "vat_number": DigitsField(
            _("VAT number"),
            longest=20,
            parse=lambda typed: VatNumber.parse(typed, text("country") or "IT").text,
        ),
        "sdi_code": LineField(
            _("Recipient code"),
            longest=10,
            hint=_("7 characters, or 0000000 with a certified e-mail."),
            parse=lambda typed: SdiCode.parse(typed).text,
        ),
        "ipa_code": _line(_("IPA code"), "ipa_code"),
        "iban": DigitsField(_("IBAN"), longest=42, parse=lambda typed: Iban.parse(typed).text),
        "notes": NoteField(_("Notes of the secretariat"), lines=4),
    }


def membership_fields(today: Callable[[], date]) -> dict[str, Field]:
    """What is said once, when somebody comes."""
    return {
        "category": term_field(_("Category of member"), MemberCategory),
        "size": term_field(_("Size class"), SizeClass),
        "founder": yes_no_field(_("Founding member")),
        "applied_on": day_field(_("Application received on"), today),
        "admitted_on": day_field(
            _("Admitted on"),
            today,
            hint=_("Leave it empty while the application has not been decided."),
        ),
        "register_number": DigitsField(
            _("Number in the register"),
            longest=9,
            hint=_("Empty: the next one."),
            parse=whole_number,
        ),
        "resolution_text": LineField(
            _("Resolution of admission"), longest=200, example=_("Board no. 3 of 16/06/2026")
        ),
    }


def sections(records: Sequence[Record]) -> list[Section]:
    """As the form wants them, in the chosen language."""
    return [
        Section(
            key=key,
            title=_(title),
            fields=tuple((name, int(span)) for name, _colon, span in _split(names)),
        )
        for key, title, names in records
    ]


def _split(names: str) -> list[Record]:
    return [word.partition(":") for word in names.split()]


def _line(label: str, name: str, *, example: str = "") -> LineField:
    return LineField(label, longest=LIMITS[name], example=example)


def _email(label: str, hint: str) -> LineField:
    example = _("name@domain.it")
    return LineField(
        label,
        longest=254,
        hint=hint,
        example=example,
        parse=lambda typed: EmailAddress.parse(typed).text,
    )


def _tax_code(typed: str, country: str) -> str:
    return FiscalCode.parse(typed).text if country in ("", "IT", "it") else typed


def whole_number(typed: str) -> int:
    """NotANumber where there is anything but digits."""
    if not typed.isascii() or not typed.isdigit():
        raise NotANumber
    return int(typed)
