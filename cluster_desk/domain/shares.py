"""Write the fractions of quorums and majorities in words: «tre quarti», not 0.75."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

_CANONICAL = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})")
_WORDS = {
    (1, 10): N_("one tenth"),
    (1, 5): N_("one fifth"),
    (1, 4): N_("one quarter"),
    (1, 3): N_("one third"),
    (1, 2): N_("half"),
    (3, 5): N_("three fifths"),
    (2, 3): N_("two thirds"),
    (3, 4): N_("three quarters"),
    (4, 5): N_("four fifths"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction above zero and up to one; ValueError otherwise."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator:
            raise ValueError("a share lies between zero and one")

    @classmethod
    def parse(cls, text: str) -> Share:
        """From `3/4`; ValueError otherwise."""
        found = _CANONICAL.fullmatch(text)
        if found is None:
            raise ValueError("not a fraction")
        return cls(int(found[1]), int(found[2]))

    @property
    def code(self) -> str:
        """`3/4`: what is stored."""
        return f"{self.numerator}/{self.denominator}"

    @property
    def words(self) -> Sentence:
        """«tre quarti»; figures where no word is usual."""
        return say(_WORDS.get((self.numerator, self.denominator), self.code))

    def of(self, base: int) -> int:
        """The smallest whole number that is at least this share of the base."""
        return -(-base * self.numerator // self.denominator)
