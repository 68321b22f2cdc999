"""Find in a remittance text what names a debt: a creditor reference, a number, a tax code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from cluster_desk.domain.codes.code import Code, InvalidCode, compact
from cluster_desk.domain.codes.tax import FiscalCode
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.i18n import N_

_REFERENCE = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}")
_BODY = re.compile(r"[A-Z0-9]{1,21}")
_DIGITS = 6
_LONGEST = 25
_SHORTEST = 5
_BEGINNING = re.compile(r"(?<![A-Z])R[\s.-]?F[\s.-]{0,2}[0-9][\s.-]?[0-9]")
_SEPARATORS = " \t\r\n\u00a0.-"
_TAX_CODE = re.compile(
    r"(?=([A-Z]{6}[0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z])(?![A-Z0-9]))"
    r"|(?<![0-9])(?=([0-9]{11})(?![0-9]))"
)


class WrongReference(InvalidCode):
    """Not RF, check digits and one to twenty-one letters and digits (ISO 11649)."""

    message = N_("The reference begins with RF and its check digits must match: check it again.")


@dataclass(frozen=True, slots=True)
class CreditorReference(Code):
    """An ISO 11649 structured creditor reference, compact."""

    @classmethod
    def of(cls, series: str, number: int) -> Self:
        """For one number of a series: `of("2026", 17)` has the body 2026000017.

        Two numbers of one series never share a reference. ValueError for a negative number or
        a body longer than twenty-one letters and digits.
        """
        if number < 0:
            raise ValueError("numbers count from zero")
        return cls.of_body(f"{series}{number:0{_DIGITS}d}")

    @classmethod
    def of_body(cls, body: str) -> Self:
        """With its check digits computed; InvalidCode for a body that does not fit."""
        from stdnum.iso7064 import mod_97_10  # a window starts without stdnum

        plain = compact(body)
        if not _BODY.fullmatch(plain):
            raise WrongReference
        return cls(f"RF{mod_97_10.calc_check_digits(plain + 'RF')}{plain}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what people type, in groups or not; InvalidCode if the check digits fail."""
        code = compact(text)
        if not _holds(code):
            raise WrongReference
        return cls(code)

    @property
    def body(self) -> str:
        """What stands behind the check digits."""
        return self.text[4:]

    @property
    def grouped(self) -> str:
        """In fours, as it is printed."""
        return " ".join(self.text[at : at + 4] for at in range(0, len(self.text), 4))


def find_references(free_text: str) -> tuple[CreditorReference, ...]:
    """Every reading whose check digits hold, in the order of the text, shortest first.

    Banks fold the text, break it anywhere and put the next word beside it, so one reference may
    have a second, accidental reading (one in ninety-seven): whoever matches looks them all up.
    """
    text = free_text.upper()
    found: dict[CreditorReference, None] = {}
    for start in _BEGINNING.finditer(text):
        for reading in _readings(text, start.start()):
            if _holds(reading):
                found[CreditorReference(reading)] = None
    return tuple(found)


def find_numbers(free_text: str, series: Iterable[str] = ("RV", "RIC")) -> tuple[SeriesNumber, ...]:
    """Document numbers of these series, however spaced: `rv2026/1`, `RV n. 2026 - 0001`."""
    names = "|".join(re.escape(name) for name in sorted(series, key=len, reverse=True))
    if not names:
        return ()
    pattern = re.compile(
        rf"(?<![A-Z0-9])({names})[\s.:]*(?:N[R.°º\s]*)?"
        # Without a sign between them, only a number printed in full is one: `RV 2026 50,00`.
        r"(20[0-9]{2})(?:\s*[/.–-]\s*([0-9]{1,6})|\s*([0-9]{4,6}))(?![0-9]|,[0-9])",
        re.IGNORECASE,
    )
    found: dict[SeriesNumber, None] = {}
    for name, year, apart, joined in pattern.findall(free_text):
        number = int(apart or joined)
        if number:
            found[SeriesNumber(name.upper(), int(year), number)] = None
    return tuple(found)


def find_fiscal_codes(free_text: str) -> tuple[FiscalCode, ...]:
    """Tax codes of persons and bodies that pass every check; VAT numbers are among them."""
    found: dict[FiscalCode, None] = {}
    for personal, eleven in _TAX_CODE.findall(free_text.upper()):
        try:
            found[FiscalCode.parse(personal or eleven)] = None
        except InvalidCode:
            continue  # an account or a telephone number
    return tuple(found)


def _holds(code: str) -> bool:
    from stdnum.iso7064 import mod_97_10  # as above

    return bool(_REFERENCE.fullmatch(code)) and mod_97_10.is_valid(code[4:] + code[:4])


def _readings(text: str, start: int) -> Iterator[str]:
    """What could be a reference from here on: it ends with a word, or where digits end."""
    plain = ""
    for at in range(start, len(text)):
        sign = text[at]
        if sign in _SEPARATORS:
            continue
        if not (sign.isascii() and sign.isalnum()) or len(plain) == _LONGEST:
            return
        plain += sign
        after = text[at + 1 : at + 2]
        ends = not after.isalnum() or (sign.isdigit() and not after.isdigit())
        if ends and len(plain) >= _SHORTEST:
            yield plain
