"""Read the codes of a row: zeros that Excel dropped come back, a code in the wrong column moves.

Every such change is reported; a zero is given back only where the check digit then agrees.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from cluster_desk.domain.codes import (
    FiscalCode,
    Iban,
    InvalidCode,
    PostalCode,
    SdiCode,
    VatNumber,
)
from cluster_desk.i18n import _
from cluster_desk.importers.member_fields import Row

LONGEST_TAX_CODE = 16
_ELEVEN = 11
_SHORTEST = 7  # office and check digit are never zeros dropped
_POSTAL = 5
_SDI_DIGITS = 7
_NONE = frozenset(
    ("-", "--", "/", "n.d.", "nd", "n.a.", "na", "nessuna", "nessuno", "non presente")
)
_SPLIT = re.compile(r"\s*[/;,|]\s*|\s+-\s+|\s{2,}")
_PREFIX = re.compile(r"([A-Z]{2})[\s.\-]?[0-9A-Z]{5,}")

Parse = Callable[[str], str]


def read_codes(row: Row, country: str) -> dict[str, str]:
    """tax_code, vat_number, country, postal_code, sdi_code, iban: canonical, or rejected."""
    country = _country_of_vat(row, country)
    found = {"country": country, "tax_code": "", "vat_number": ""}
    if row.text("codes"):
        _read_joined(row, found)
    _read_tax_code(row, found)
    _read_vat_number(row, found)
    found["postal_code"] = _checked(
        row, "postal_code", lambda text: PostalCode.parse(_postal(text, country), country).text
    )
    found["sdi_code"] = _checked(row, "sdi_code", lambda text: SdiCode.parse(_sdi(text)).text)
    found["iban"] = _checked(row, "iban", lambda text: Iban.parse(text).text)
    return found


def _checked(row: Row, field: str, parse: Parse) -> str:
    text = row.text(field)
    if not text or text.lower() in _NONE:
        return ""
    try:
        return parse(text)
    except InvalidCode as error:
        row.reject(field, text, str(error))
        return ""


def _read_tax_code(row: Row, found: dict[str, str]) -> None:
    foreign = found["country"] != "IT"
    code = _checked(row, "tax_code", lambda text: _tax(row, text, foreign=foreign))
    found["tax_code"] = code or found["tax_code"]


def _tax(row: Row, text: str, *, foreign: bool) -> str:
    if foreign and not _is_tax_code(text):
        if len(text) <= LONGEST_TAX_CODE:
            return text
        row.keep("tax_code", text)  # no Italian code, and no mistake either
        return ""
    return _restored(row, "tax_code", text, lambda value: FiscalCode.parse(value).text)


def _read_vat_number(row: Row, found: dict[str, str]) -> None:
    country = found["country"]
    text = row.text("vat_number")
    if not text or text.lower() in _NONE:
        return
    try:
        found["vat_number"] = _restored(
            row, "vat_number", text, lambda value: VatNumber.parse(value, country).text
        )
    except InvalidCode as error:
        if country == "IT" and _is_tax_code(text):
            _move_to_tax_code(row, text, found)
        else:
            row.reject("vat_number", text, str(error))


def _move_to_tax_code(row: Row, text: str, found: dict[str, str]) -> None:
    """A body's tax code among the VAT numbers: right code, wrong column."""
    code = FiscalCode.parse(text).text
    if not found["tax_code"]:
        found["tax_code"] = code
        row.report("vat_number", _("{code} is a tax code: it was moved there.").format(code=code))
    elif found["tax_code"] != code:
        row.reject("vat_number", text, _("{code} is a tax code.").format(code=code))


def _read_joined(row: Row, found: dict[str, str]) -> None:
    """One column for both: sixteen characters are a person's code, eleven digits serve as both."""
    for text in _SPLIT.split(row.text("codes")):
        if not text or text.lower() in _NONE:
            continue
        try:
            code = _restored(row, "codes", text, lambda value: FiscalCode.parse(value).text)
        except InvalidCode as error:
            row.reject("codes", text, str(error))
            continue
        if _is_vat(code):
            found["vat_number"] = code
            found["tax_code"] = found["tax_code"] or code
        else:
            found["tax_code"] = code


def _restored(row: Row, field: str, text: str, parse: Parse) -> str:
    """With the zeros that a spreadsheet drops from numbers, if the code is valid with them."""
    if text.isascii() and text.isdecimal() and _SHORTEST <= len(text) < _ELEVEN:
        full = text.zfill(_ELEVEN)
        try:
            code = parse(full)
        except InvalidCode:
            return parse(text)
        message = _("The zeros at the beginning were missing: {text} was read as {code}.")
        row.report(field, message.format(text=text, code=code))
        return code
    return parse(text)


def _country_of_vat(row: Row, country: str) -> str:
    """A prefix such as DE says where a member is when no column does."""
    text = row.text("vat_number").upper()
    if not text[:1].isalpha() or row.text("country"):
        return country
    prefix = _PREFIX.fullmatch(text)
    if prefix is None or prefix[1] == "IT" or _is_tax_code(text):
        return country
    try:
        return VatNumber.parse(text, prefix[1]).country
    except InvalidCode:
        return country


def _postal(text: str, country: str) -> str:
    short = text.isascii() and text.isdecimal() and 1 < len(text) < _POSTAL
    return text.zfill(_POSTAL) if short and country == "IT" else text


def _sdi(text: str) -> str:
    return text.zfill(_SDI_DIGITS) if set(text) == {"0"} else text


def _is_tax_code(text: str) -> bool:
    try:
        return bool(text) and bool(FiscalCode.parse(text))
    except InvalidCode:
        return False


def _is_vat(text: str) -> bool:
    try:
        return bool(VatNumber.parse(text))
    except InvalidCode:
        return False
