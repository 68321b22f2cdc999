"""Read the ways to reach a member: one address a field, certified ones told from the others."""

from __future__ import annotations

import re

from cluster_desk.domain.codes import EmailAddress, InvalidCode
from cluster_desk.i18n import _
from cluster_desk.importers.member_fields import Row
from cluster_desk.importers.word_lists import word_set

_BETWEEN = re.compile(r"[\s,;<>()\[\]\"]+|\s/\s|^mailto:", re.IGNORECASE)
# The certified providers' own domains, and what public bodies call theirs.
_CERTIFIED = word_set(
    "pec|legalmail|cert|postacert|postacertificata|postecert|arubapec|argopec|legalpec|livepec|"
    "pecimprese|halleycert|actaliscertymail|sicurezzapostale|gigapec|mypec|pecveneto|"
    "postelombardia|registerpec|ticertifica|cgnpec|messaggipec|"
    "namirialpec|poliziadistatopec"
)
_MEANS_NONE = frozenset(("-", "--", "/", "n.d.", "nd", "n.a.", "na", "nessuna", "nessuno"))
_LANDLINE = range(6, 10)  # digits of an Italian landline number without its first zero


def read_contacts(row: Row) -> dict[str, str]:
    """pec, email, contact_email, phone, contact_phone, website."""
    found = {field: _address(row, field) for field in ("pec", "email", "contact_email")}
    if found["email"] and not found["pec"] and not row.each_alone and is_certified(found["email"]):
        found["pec"], found["email"] = found["email"], ""
    found["phone"] = _phone(row, "phone")
    found["contact_phone"] = _phone(row, "contact_phone")
    website = row.limited("website")
    found["website"] = "" if website.lower() in _MEANS_NONE else website
    return found


def is_certified(address: str) -> bool:
    """Whether the domain says that it is certified e-mail."""
    return not _CERTIFIED.isdisjoint(address.rpartition("@")[2].split("."))


def _address(row: Row, field: str) -> str:
    text = row.text(field)
    if not text or text.lower() in _MEANS_NONE:
        return ""
    try:
        return EmailAddress.parse(text).text
    except InvalidCode:
        return _best_address(row, field, text)


def _best_address(row: Row, field: str, text: str) -> str:
    """The first good one among several, or out of «Name <address>»."""
    candidates = [part for part in _BETWEEN.split(text) if "@" in part] or [text]
    good: list[str] = []
    for candidate in candidates:
        try:
            good.append(EmailAddress.parse(candidate.strip(".'")).text)
        except InvalidCode as error:
            row.reject(field, candidate, str(error))
    for more in good[1:]:
        row.keep(field, more)
    return good[0] if good else ""


def _phone(row: Row, field: str) -> str:
    text = row.limited(field)
    if text.lower() in _MEANS_NONE:
        return ""
    if isinstance(row.raw.get(field), int) and len(text) in _LANDLINE:
        # A number cell cannot begin with zero; every Italian landline does.
        row.report(
            field,
            _("The zero at the beginning was missing: it was added to {text}.").format(text=text),
        )
        return f"0{text}"
    return text
