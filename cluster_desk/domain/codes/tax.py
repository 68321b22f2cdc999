"""Tell real tax codes and VAT numbers from invented and mistyped ones.

Personal codes: D.M. 23 December 1976. VAT numbers: ten digits, the eighth to tenth naming the
office, and a check digit of the Luhn kind. Bodies that are not subject to VAT have a tax code of
the same form beginning with 8 or 9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from cluster_desk.domain.codes.code import Code, InvalidCode, compact
from cluster_desk.i18n import N_, ngettext

_ELEVEN = re.compile(r"[0-9]{11}")
_PERSONAL = re.compile(
    r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"
)
_PLACES = frozenset("ABCDEFGHIJKLMZ")
_OFFICES = frozenset([*range(1, 101), 120, 121, 888, 999])
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
_BODIES = "89"
_WOMAN = 40
_FREE_FORM = re.compile(r"[A-Z0-9]{2,20}")


class WrongLength(InvalidCode):
    """Neither sixteen characters nor eleven digits."""

    message = N_("A tax code has 16 characters (11 digits for bodies).")


class WrongPattern(InvalidCode):
    """Sixteen characters, a letter where a digit belongs or the reverse."""

    message = N_("Letters and digits are not where a tax code has them: check it again.")


class WrongCheckLetter(InvalidCode):
    """The last letter of a personal code, computed on the characters as printed."""

    message = N_("The check letter does not match: check the code again.")


class WrongBirthDate(InvalidCode):
    """A day that no calendar has."""

    message = N_("The date of birth in the tax code does not exist: check the code again.")


class WrongBirthplace(InvalidCode):
    """Land registry codes of places begin with A to M, or Z for foreign countries."""

    message = N_("No birthplace has a code that begins with {letter}: check the code again.")


class WrongCheckDigit(InvalidCode):
    """The last of eleven digits."""

    message = N_("The check digit does not match: check the number again.")


class NotElevenDigits(InvalidCode):
    """A VAT number too short or too long; `count` is how many digits there are."""

    def __str__(self) -> str:
        count = int(str(self.values["count"]))
        text = ngettext(
            "11 digits are needed: you typed {count}.",
            "11 digits are needed: you typed {count}.",
            count,
        )
        return text.format(count=count)


class NotOnlyDigits(InvalidCode):
    """Eleven digits and something else."""

    message = N_("A VAT number has digits alone: take the other characters away.")


class BodyTaxCode(InvalidCode):
    """Valid as a tax code, never as a VAT number."""

    message = N_("A VAT number never begins with {digit}: this is the tax code of a body.")


class UnknownOffice(InvalidCode):
    """Digits 8 to 10 are no office that ever gave out VAT numbers."""

    message = N_("No VAT office has the number {office} (digits 8–10): check the number again.")


class WrongForeignVat(InvalidCode):
    """Not a VAT number of that country."""

    message = N_("This is not a VAT number of the country {country}: check it again.")


class UnknownCountry(InvalidCode):
    """Not an ISO 3166 code of two letters."""

    message = N_("Write the country with two letters, for example IT.")


@dataclass(frozen=True, slots=True)
class FiscalCode(Code):
    """The codice fiscale of a person (16 characters) or of a body (11 digits)."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """From what people type, blanks and case aside; InvalidCode says why not."""
        code = _without_prefix(compact(text), "IT")
        if _ELEVEN.fullmatch(code):
            _check_eleven(code)
            if code[0] not in _BODIES:
                _check_office(code)
        elif len(code) == 16:
            _check_personal(code)
        else:
            raise WrongLength
        return cls(code)

    @property
    def is_personal(self) -> bool:
        """Whether it is a person's, and so personal data."""
        return len(self.text) == 16


@dataclass(frozen=True, slots=True)
class VatNumber(Code):
    """A partita IVA: eleven digits in Italy, with the country's prefix in the rest of the EU."""

    country: str = "IT"

    @classmethod
    def parse(cls, text: str, country: str = "IT") -> Self:
        """From what people type; outside the EU any two to twenty letters and digits."""
        place = country.strip().upper()
        if not re.fullmatch(r"[A-Z]{2}", place):
            raise UnknownCountry
        number = compact(text)
        if place == "IT":
            return cls(_italian_vat(_without_prefix(number, "IT")), place)
        return cls(_foreign_vat(number, place), place)


def check_digit_11(first_ten: str) -> str:
    """The eleventh digit of a VAT number or of a body's tax code."""
    from stdnum import luhn  # stdnum only where a code is checked: a window starts without it

    return luhn.calc_check_digit(first_ten)


def _without_prefix(code: str, prefix: str) -> str:
    bare = code.removeprefix(prefix)
    return bare if _ELEVEN.fullmatch(bare) else code


def _italian_vat(number: str) -> str:
    if not _ELEVEN.fullmatch(number):
        count = sum(character.isdigit() for character in number)
        raise NotOnlyDigits if count == 11 else NotElevenDigits(count=count)
    _check_eleven(number)
    if number[0] in _BODIES:
        raise BodyTaxCode(digit=number[0])
    _check_office(number)
    return number


def _check_eleven(number: str) -> None:
    if number.startswith("0000000") or check_digit_11(number[:10]) != number[10]:
        raise WrongCheckDigit


def _check_office(number: str) -> None:
    if int(number[7:10]) not in _OFFICES:
        raise UnknownOffice(office=number[7:10])


def _check_personal(code: str) -> None:
    from stdnum.exceptions import ValidationError  # as above
    from stdnum.it import codicefiscale  # as above

    if not _PERSONAL.fullmatch(code):
        raise WrongPattern
    if codicefiscale.calc_check_digit(code[:15]) != code[15]:
        raise WrongCheckLetter
    if code[11] not in _PLACES:
        raise WrongBirthplace(letter=code[11])
    day = int(code[9:11].translate(_OMOCODIA))
    if day > _WOMAN + 31:  # stdnum takes the remainder by 40, so 81 would be the first
        raise WrongBirthDate
    try:
        codicefiscale.get_birth_date(code)
    except ValidationError as error:
        raise WrongBirthDate from error


def _foreign_vat(number: str, country: str) -> str:
    from stdnum.eu import vat  # as above; it also loads a web client it never uses here
    from stdnum.exceptions import ValidationError  # as above

    if not _FREE_FORM.fullmatch(number):
        raise WrongForeignVat(country=country)
    if country.lower() not in {*vat.MEMBER_STATES, "el"}:
        return number
    prefix = "EL" if country == "GR" else country
    full = number if number.startswith((prefix, country)) else prefix + number
    try:
        return vat.validate(full)
    except ValidationError as error:
        raise WrongForeignVat(country=country) from error
