"""Give offices and bodies their Italian article, so that a template never has to guess one."""

from __future__ import annotations

from dataclasses import dataclass

_VOWELS = "aeiouàèéìòùAEIOUÀÈÉÌÒÙ"
_TAKES_LO = ("gn", "pn", "ps", "x", "y", "z")


@dataclass(frozen=True)
class OfficeTitle:
    """The name of an office and the gender of who holds it: «Presidente», «Tesoriera»."""

    noun: str
    is_feminine: bool = False

    @property
    def plain(self) -> str:
        """«il Presidente», «la Presidente», «l’Amministratore»."""
        return _joined(_article(self.noun, self.is_feminine), self.noun)

    @property
    def of(self) -> str:
        """«del Presidente», «della Presidente», «dell’Amministratore»."""
        return _joined(_WITH_DI[_article(self.noun, self.is_feminine)], self.noun)

    @property
    def to(self) -> str:
        """«al Presidente», «alla Presidente», «all’Amministratore»."""
        return _joined(_WITH_A[_article(self.noun, self.is_feminine)], self.noun)

    @property
    def capital(self) -> str:
        """«Il Presidente», at the beginning of a sentence."""
        return self.plain[:1].upper() + self.plain[1:]


class BodyTitle(OfficeTitle):
    """The name of a body: «Consiglio Direttivo», «assemblea dei soci»."""


ASSEMBLY = BodyTitle("assemblea dei soci", is_feminine=True)
BOARD = BodyTitle("Consiglio Direttivo")

_WITH_DI = {"il": "del", "lo": "dello", "la": "della", "l’": "dell’"}
_WITH_A = {"il": "al", "lo": "allo", "la": "alla", "l’": "all’"}


def _article(noun: str, is_feminine: bool) -> str:
    if noun[:1] in _VOWELS:
        return "l’"
    if is_feminine:
        return "la"
    low = noun.lower()
    takes_lo = low.startswith(_TAKES_LO) or (low[:1] == "s" and low[1:2] not in _VOWELS)
    return "lo" if takes_lo else "il"


def _joined(article: str, noun: str) -> str:
    return article + noun if article.endswith("’") else f"{article} {noun}"
