"""Name a public project by the code its funding is traced with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from cluster_desk.domain.codes.code import Code, InvalidCode, compact
from cluster_desk.i18n import N_

_CUP = re.compile(r"[A-Z][A-Z0-9]{2}[A-Z][0-9]{11}")


class WrongCup(InvalidCode):
    """Not the form of a CUP."""

    message = N_("A CUP has 15 characters, for example E41B25000010007: check it again.")


@dataclass(frozen=True, slots=True)
class Cup(Code):
    """A codice unico di progetto (law 3/2003, art. 11); it carries no check digit."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Fifteen characters: class letter, two signs, sector letter, eleven digits."""
        code = compact(text)
        if not _CUP.fullmatch(code):
            raise WrongCup
        return cls(code)
