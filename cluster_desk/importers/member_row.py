"""Make a draft of one row: every value checked, nothing thrown away.

A wrong code does not lose the member: the field stays empty, the text goes to the notes with its
label, and a problem names row and field.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import MemberCategory, OrganisationKind
from cluster_desk.i18n import _
from cluster_desk.importers import member_words as words
from cluster_desk.importers.addresses import city_and_province, take_apart
from cluster_desk.importers.countries import country_code
from cluster_desk.importers.member_codes import read_codes
from cluster_desk.importers.member_contacts import read_contacts
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.member_fields import LIMITS, Row, clean
from cluster_desk.importers.provinces import province_code

T = TypeVar("T")

_PLAIN = ("short_name", "ipa_code", "sector", "salutation", "legal_representative")
_SIGN = 2  # letters of a province, a canton, a state
_WHOLE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:[.,]0)?")
_DAYS = ("applied_on", "joined_on", "left_on")


def draft_of(row: Row, custom: tuple[tuple[str, str], ...] = ()) -> MemberDraft:
    """The draft; what was changed or refused is in the row's problems and in the notes."""
    _settle_state(row)
    values: dict[str, Any] = {field: row.limited(field) for field in _PLAIN}
    values |= _identity(row)
    values |= {field: _word(row, field, row.raw.get(field), words.day_of) for field in _DAYS}
    values |= read_codes(row, _country(row))
    values |= _place(row, values)
    values |= read_contacts(row)
    values |= _membership(row, values["name"], person=values["person"])
    values["headcount"] = _count(row, "headcount")
    values["register_number"] = _count(row, "register_number")
    values["notes"] = _notes(row)
    return MemberDraft(row=row.number, custom=custom, **values)


def _settle_state(row: Row) -> None:
    """«Stato» is a country in some registers."""
    text = row.text("status")
    if text and not row.text("country") and words.status_of(text) is None and country_code(text):
        row.replace("country", text)
        row.replace("status", "")


def _identity(row: Row) -> dict[str, Any]:
    """Who it is: a person only if the register says so, or names nobody but a person."""
    name, given, family = (row.limited(field) for field in ("name", "given_name", "family_name"))
    contact = row.limited("contact_person")
    person = words.is_person(row.text("kind")) or (not name and bool(family))
    if not person:
        if family and not contact:
            contact = f"{given} {family}".strip()
        elif family or given:
            row.keep("contact_person", f"{given} {family}".strip())
        return {"name": name, "person": False, "contact_person": contact}
    if family and name and not given:
        given = _without(name, family)
    if not family:
        given, family = split_name(name, row.text("tax_code") or row.text("codes"))
        message = _("Read as family name «{family}», given name «{given}»: check it.")
        row.report("name", message.format(family=family, given=given))
    return {
        "name": name or f"{given} {family}".strip(),
        "person": True,
        "given_name": given,
        "family_name": family,
        "contact_person": contact,
    }


def _without(name: str, family: str) -> str:
    """The given name, before the family name or after it."""
    before = name.removesuffix(f" {family}")
    return before if before != name else name.removeprefix(f"{family} ").removesuffix(family)


def split_name(name: str, tax_code: str) -> tuple[str, str]:
    """Given and family name; a tax code begins with the consonants of the family name.

    Without one to tell, the last word is taken for the family name.
    """
    parts = name.split()
    for at in range(1, len(parts)):
        first, last = " ".join(parts[:at]), " ".join(parts[at:])
        for given, family in ((first, last), (last, first)):
            if surname_code(family) == tax_code[:3].upper():
                return given, family
    given, _blank, family = name.rpartition(" ")
    return given, family


def surname_code(family: str) -> str:
    """The three letters of a family name in a tax code: consonants, then vowels, then X."""
    letters = [letter for letter in fold(family).upper() if letter.isalpha()]
    ordered = [letter for letter in letters if letter not in "AEIOU"]
    ordered += [letter for letter in letters if letter in "AEIOU"]
    return "".join(ordered)[:3].ljust(3, "X")


def _membership(row: Row, name: str, *, person: bool) -> dict[str, Any]:
    kind: OrganisationKind | None = None
    public = False
    text = row.text("kind")
    if text and not person:
        kind, public = words.kind_of(text)
        if kind is None:
            _unknown(row, "kind")
    if kind is None and not person:
        kind, public = words.kind_of_name(name)
    said = _word(row, "public_body", row.text("public_body"), words.truth_of)
    category = _word(row, "category", row.text("category"), words.category_of)
    founder = bool(_word(row, "founder", row.text("founder"), words.truth_of))
    if founder and category is None:
        category = MemberCategory.FOUNDER
    return {
        "kind": kind,
        "public_body": public if said is None else said,
        "category": category,
        "founder": founder or category is MemberCategory.FOUNDER,
        "size": _word(row, "size", row.text("size"), words.size_of),
        "status": _word(row, "status", row.text("status"), words.status_of),
    }


def _word(row: Row, field: str, value: object, understand: Callable[[Any], T | None]) -> T | None:
    if not row.text(field):
        return None
    found = understand(value)
    if found is None:
        _unknown(row, field)
    return found


def _unknown(row: Row, field: str) -> None:
    text = row.text(field)
    row.reject(field, text, _("«{text}» is not understood.").format(text=text))


def _country(row: Row) -> str:
    code = country_code(row.text("country"))
    if code is None:
        _unknown(row, "country")
    return code or "IT"


def _place(row: Row, values: dict[str, Any]) -> dict[str, str]:
    """Street, postal code, town and province, taken apart where one cell holds them."""
    street = " ".join(filter(None, (row.text("address"), row.text("house_number"))))
    city, province = row.text("city"), row.text("province")
    postal_code = values["postal_code"]
    if values["country"] == "IT" and not row.each_alone:
        apart = take_apart(street)
        fits = _agree(apart.postal_code, postal_code) and _agree(apart.city, city)
        if apart.city and fits:
            street, postal_code, city = apart.street, apart.postal_code, city or apart.city
            province = province or apart.province
        town, sign = city_and_province(city)
        if sign and province_code(province) in (None, sign):
            city, province = town, sign
    row.replace("address", street)
    row.replace("city", city)
    return {
        "address": row.limited("address"),
        "postal_code": postal_code,
        "city": row.limited("city"),
        "province": _province(row, province, values["country"]),
    }


def _agree(one: str, other: str) -> bool:
    return not other or one.casefold() == other.casefold()


def _province(row: Row, text: str, country: str) -> str:
    if not text:
        return ""
    row.replace("province", text)
    code = province_code(text) if country == "IT" else None
    if code is not None:
        return code
    if country == "IT":
        _unknown(row, "province")
    elif len(text) <= _SIGN:
        return text.upper()
    else:
        row.keep("province", text)
    return ""


def _count(row: Row, field: str) -> int | None:
    """A whole number, also of «Socio n. 6», 1.200 and 6.0; anything else is not guessed at."""
    text = row.text(field)
    if not text:
        return None
    found = _WHOLE.fullmatch(text.lower().removeprefix("socio").strip(" n°ºr.#"))
    digits = found[1].replace(".", "") if found else ""
    if digits and len(digits) < len("1000000000"):
        return int(digits)
    _unknown(row, field)
    return None


def _notes(row: Row) -> str:
    own = row.raw.get("notes") if row.text("notes") else None
    lines = own.splitlines() if isinstance(own, str) else [row.text("notes")]
    kept = [line for line in map(clean, lines) if line]
    return "\n".join([*kept, *row.notes])[: LIMITS["notes"]]
