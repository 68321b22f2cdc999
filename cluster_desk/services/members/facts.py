"""Check and normalise what is known of an organisation, all problems at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from cluster_desk.domain.codes import (
    EmailAddress,
    FiscalCode,
    Iban,
    InvalidCode,
    PostalCode,
    SdiCode,
    VatNumber,
)
from cluster_desk.domain.folding import fold, sort_key
from cluster_desk.domain.members import ChannelKind, OrganisationKind
from cluster_desk.errors import Problem
from cluster_desk.i18n import _
from cluster_desk.importers.member_codes import LONGEST_TAX_CODE
from cluster_desk.importers.member_fields import clean

LIMITS = {
    "name": 300,
    "short_name": 80,
    "address": 200,
    "city": 100,
    "province": 2,
    "website": 200,
    "ipa_code": 20,
    "sector": 100,
    "salutation": 100,
    "phone": 40,
    "tax_code": LONGEST_TAX_CODE,
    "postal_code": 10,
    "pec": 200,
    "email": 200,
}
_CODES = ("province", "tax_code", "postal_code", "pec", "email")
_LINES = tuple(field for field in LIMITS if field not in _CODES)
CHANNELS = {
    "pec": ChannelKind.PEC,
    "email": ChannelKind.EMAIL,
    "phone": ChannelKind.PHONE,
}


@dataclass(frozen=True, kw_only=True)
class OrganisationFacts:
    """What a form or a file says of an organisation; texts as typed, empty where unknown."""

    name: str
    kind: OrganisationKind = OrganisationKind.COMPANY
    short_name: str = ""
    public_body: bool = False
    tax_code: str = ""
    vat_number: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    province: str = ""
    country: str = "IT"
    website: str = ""
    sdi_code: str = ""
    ipa_code: str = ""
    sector: str = ""
    iban: str = ""
    salutation: str = ""
    notes: str = ""
    pec: str = ""
    email: str = ""
    phone: str = ""

    def columns(self) -> dict[str, Any]:
        """The values of the organisation's own row."""
        values = {name: getattr(self, name) for name in _COLUMNS}
        values["search_text"] = self.search_text()
        values["sort_key"] = sort_key(self.name)[:300]
        return values

    def search_text(self) -> str:
        """What a search finds it by."""
        # a company's VAT number is mostly its tax code: once is enough, and sooner read
        vat = "" if self.vat_number == self.tax_code else self.vat_number
        parts = (self.name, self.short_name, self.tax_code, vat, self.city)
        return fold(" ".join((*parts, self.province, self.pec, self.email)))


_COLUMNS = tuple(each.name for each in fields(OrganisationFacts) if each.name not in CHANNELS)


def checked(facts: OrganisationFacts) -> tuple[OrganisationFacts, list[Problem]]:
    """The facts with codes in canonical form, and what cannot be accepted, field by field."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}

    def parse(field: str, canonical: Callable[[str], str]) -> None:
        text = getattr(facts, field).strip()
        if not text:
            values[field] = ""
            return
        try:
            values[field] = canonical(text)
        except InvalidCode as error:
            problems.append(Problem(field=field, message=str(error)))

    for field in _LINES:
        values[field] = clean(getattr(facts, field))
    if not values["name"]:
        problems.append(Problem(field="name", message=_("Write the name.")))
    country = facts.country.strip().upper() or "IT"
    values["country"] = country
    if country == "IT":
        parse("tax_code", lambda text: FiscalCode.parse(text).text)
    else:
        values["tax_code"] = clean(facts.tax_code)
    parse("vat_number", lambda text: VatNumber.parse(text, country).text)
    parse("postal_code", lambda text: PostalCode.parse(text, country).text)
    parse("sdi_code", lambda text: SdiCode.parse(text).text)
    parse("iban", lambda text: Iban.parse(text).text)
    parse("pec", lambda text: EmailAddress.parse(text).text)
    parse("email", lambda text: EmailAddress.parse(text).text)
    values["province"] = facts.province.strip().upper()
    for field, limit in LIMITS.items():
        if len(values.get(field, "")) > limit:
            message = _("Too long: at most {limit} characters.").format(limit=limit)
            problems.append(Problem(field=field, message=message))
    return replace(facts, **values), problems
