"""Give every code one shape: a frozen value with its canonical text, and one kind of error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_

_SEPARATORS = re.compile(r"[\s.:/_'’\u200b-\u200f\u2060\ufeff\-‐-―]")


class InvalidCode(DeskError, ValueError):
    """A code that cannot exist; its sentence says what to do. One subclass per cause."""

    message = N_("This code is not valid: check it again.")


@dataclass(frozen=True, slots=True)
class Code:
    """A valid code in canonical form, as it is stored; made by its class's `parse` alone."""

    text: str

    def __str__(self) -> str:
        return self.text


def compact(text: str) -> str:
    """Capitals and digits alone: what people put between them is dropped."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
