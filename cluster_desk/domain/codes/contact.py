"""Accept only addresses that can be reached: post, e-mail, electronic invoices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from cluster_desk.domain.codes.code import Code, InvalidCode, compact
from cluster_desk.i18n import N_, ngettext

_FOREIGN_POSTAL = re.compile(r"[A-Z0-9][A-Z0-9 \-]{0,10}[A-Z0-9]|[A-Z0-9]")
_SDI = re.compile(r"[A-Z0-9]{6,7}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9\-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9\-]{0,61}[a-z0-9]")
_LONGEST_LOCAL, _LONGEST_ADDRESS = 64, 254


class WrongPostalCode(InvalidCode):
    """An Italian postal code that is not five digits; `count` is how many there are."""

    def __str__(self) -> str:
        count = int(str(self.values["count"]))
        text = ngettext(
            "An Italian postal code has 5 digits: you typed {count}.",
            "An Italian postal code has 5 digits: you typed {count}.",
            count,
        )
        return text.format(count=count)


class WrongForeignPostalCode(InvalidCode):
    """Not letters and digits."""

    message = N_("A postal code has at most 12 letters and digits: check it again.")


class WrongSdiCode(InvalidCode):
    """Neither seven characters nor the six of a public office."""

    message = N_("The recipient code has 7 characters (6 for public offices).")


class NoAt(InvalidCode):
    """The sign every address has."""

    message = N_("The @ is missing: write name@domain.it.")


class WrongEmail(InvalidCode):
    """Blanks, two @, a domain without a dot."""

    message = N_("This e-mail address is not valid: write name@domain.it, without blanks.")


@dataclass(frozen=True, slots=True)
class PostalCode(Code):
    """A CAP, or another country's postal code; text, because zeros lead."""

    @classmethod
    def parse(cls, text: str, country: str = "IT") -> Self:
        """Five digits in Italy, one to twelve letters, digits, blanks and hyphens elsewhere."""
        if country.strip().upper() != "IT":
            code = " ".join(text.upper().split())
            if not _FOREIGN_POSTAL.fullmatch(code):
                raise WrongForeignPostalCode
            return cls(code)
        code = compact(text)
        if not re.fullmatch(r"[0-9]{5}", code):
            raise WrongPostalCode(count=sum(character.isdigit() for character in code))
        return cls(code)


@dataclass(frozen=True, slots=True)
class SdiCode(Code):
    """The codice destinatario of electronic invoices; `0000000` means by certified e-mail."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Seven characters, or the six of a public office in the IPA index."""
        code = compact(text)
        if not _SDI.fullmatch(code):
            raise WrongSdiCode
        return cls(code)

    @property
    def is_public_office(self) -> bool:
        """Whether it is an office of the public administration."""
        return len(self.text) == 6


@dataclass(frozen=True, slots=True)
class EmailAddress(Code):
    """An e-mail address, certified or not, in small letters."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Blanks around it aside; the domain must have a dot (RFC 5321 lengths)."""
        address = text.strip().lower()
        if "@" not in address:
            raise NoAt
        local, _at, domain = address.rpartition("@")
        fits = len(local) <= _LONGEST_LOCAL and len(address) <= _LONGEST_ADDRESS
        if not (fits and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)):
            raise WrongEmail
        return cls(address)
