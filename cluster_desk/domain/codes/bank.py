"""Accept an IBAN only if every check it carries holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from cluster_desk.domain.codes.code import Code, InvalidCode, compact
from cluster_desk.i18n import N_

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_ITALIAN_LENGTH = 27
_WITH_CIN = ("IT", "SM")


class NoCountry(InvalidCode):
    """No two letters at the beginning."""

    message = N_("An IBAN begins with the two letters of the country, for example IT60.")


class WrongItalianLength(InvalidCode):
    """An Italian IBAN with characters missing or too many; `count` is never below two."""

    message = N_("An Italian IBAN has 27 characters: you typed {count}.")


class WrongIban(InvalidCode):
    """Structure or check digits of the country (ISO 13616)."""

    message = N_("IBAN not valid: check the digits after «{country}».")


class WrongCin(InvalidCode):
    """Check digits right, the letter after them wrong: an IBAN computed on a wrong account."""

    message = N_("IBAN not valid: the letter «{letter}» (CIN) does not match the account.")


@dataclass(frozen=True, slots=True)
class Iban(Code):
    """An IBAN, compact."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what people type, in groups or not; InvalidCode says why not."""
        code = compact(text)
        country = code[:2]
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise NoCountry
        if country == "IT" and len(code) != _ITALIAN_LENGTH:
            raise WrongItalianLength(count=len(code))
        if not _IBAN.fullmatch(code) or not _is_valid(code):
            raise WrongIban(country=country)
        if country in _WITH_CIN and _cin(code) != code[4]:
            raise WrongCin(letter=code[4])
        return cls(code)

    @property
    def country(self) -> str:
        """The country of the bank, two letters."""
        return self.text[:2]

    @property
    def grouped(self) -> str:
        """In fours, as it is printed."""
        return " ".join(self.text[at : at + 4] for at in range(0, len(self.text), 4))


def _is_valid(code: str) -> bool:
    from stdnum import iban  # reads a table of countries; a window starts without it

    return iban.is_valid(code)


def _cin(code: str) -> str:
    from stdnum.it import codicefiscale  # a window starts without stdnum

    # The ABI's rule for the CIN is that of the check letter of personal tax codes.
    return codicefiscale.calc_check_digit(code[5:])
