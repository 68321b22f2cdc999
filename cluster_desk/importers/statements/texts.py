"""Make what banks print fit to be shown, compared and stored."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster_desk.domain.codes import Iban, InvalidCode
from cluster_desk.domain.codes.code import compact
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.refusals import TooManyMovements

NAME, TEXT, CODE = 200, 2000, 70

_NO_REFERENCE = re.compile(
    r"NOT ?PROVIDED?|NOTAVAILABLE|NONREF|NOREF|N/?A|0+|-+|[A-Z]", re.IGNORECASE
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])")
_IBAN_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_ITALIAN = re.compile(r"(?<![A-Z0-9])IT ?[0-9]{2} ?[A-Z](?: ?[0-9]){10}(?: ?[A-Z0-9]){12}")
_TAX_CODE = re.compile(r"[0-9]{11}|[A-Z]{6}[A-Z0-9]{10}")


def clean(text: str | None, limit: int = TEXT) -> str:
    """One line without control or direction signs, blanks single, cut with … beyond the limit."""
    if not text:
        return ""
    line = " ".join(text[: 4 * limit].split())
    if not line.isprintable():
        line = "".join(sign if sign.isprintable() else " " for sign in line)
        line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def lines_of(text: str) -> Iterator[str]:
    """The lines one by one, none longer than anybody writes: a list of all would cost too much.

    TooManyMovements for a file of more lines than the movements it may hold can fill.
    """
    start = 0
    for _line in range(limits.LINES):
        end = text.find("\n", start)
        if end < 0:
            yield text[start : start + limits.LINE]
            return
        yield text[start : min(end, start + limits.LINE)]
        start = end + 1
    raise TooManyMovements(limit=limits.MOVEMENTS)


def reference(text: str | None) -> str:
    """A reference, or empty where the bank only fills the place (NOTPROVIDED, NONREF…)."""
    code = clean(text, CODE)
    return "" if _NO_REFERENCE.fullmatch(code) else code


def account_code(text: str | None) -> str:
    """What a field made for IBANs holds, compact; the bank has answered for it."""
    return compact(clean(text, CODE))[:34]


def iban_or_nothing(text: str | None) -> str:
    """A field that may hold an IBAN or a plain account number: the IBAN if it is valid."""
    code = account_code(text)
    if _IBAN_SHAPE.fullmatch(code):
        # SWIFT files write the currency behind the account.
        for candidate in (code, code[:-3]):
            if _is_valid(candidate):
                return candidate
    return ""


def iban_in(text: str) -> str:
    """The first valid IBAN inside a longer text, or empty."""
    upper = text.upper()
    for found in (*_ITALIAN.finditer(upper), *_IBAN.finditer(upper)):
        if _is_valid(code := compact(found[0])):
            return code
    return ""


def tax_code(text: str | None) -> str:
    """A code that has the shape of a tax code or VAT number, without the country."""
    code = compact(clean(text, CODE)).removeprefix("IT")
    return code if _TAX_CODE.fullmatch(code) else ""


def _is_valid(code: str) -> bool:
    try:
        Iban.parse(code)
    except InvalidCode:
        return False
    return True
