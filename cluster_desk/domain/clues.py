"""Read a bank line for everything that may name a member, a charge or a year."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from cluster_desk.domain.folding import fold
from cluster_desk.domain.proposals import BankLine
from cluster_desk.domain.references import find_fiscal_codes, find_numbers, find_references

# Words that many names share: they neither make two names alike nor tell them apart.
_COMMON_WORDS = frozenset(
    fold(
        """
        a al alla co da dal dei del della delle di e ed gli i il in la le lo per the
        srl srls spa sapa snc sas scarl scrl scpa soc società sb benefit coop cooperativa
        ltd gmbh sa sarl bv inc ag responsabilità limitata azioni consortile unipersonale
        """
    ).split()
)
_YEAR_RANGE = re.compile(r"(?<![0-9/.-])(20[0-9]{2}) ?[/-] ?(20[0-9]{2})(?![0-9/.-])")
# Not a year of a date, of a document number or of a longer number.
_YEAR = re.compile(r"(?<![0-9/.-])(20[0-9]{2})(?![0-9]|[/.-] ?[0-9])")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Clues:
    """What a line says: codes as found, names as their telling words in order."""

    references: tuple[str, ...]
    numbers: tuple[str, ...]
    fiscal_codes: tuple[str, ...]
    iban: str
    payer: str
    payer_words: tuple[str, ...]
    text_words: tuple[str, ...]
    years: frozenset[int]


def clues_of(line: BankLine, series: Collection[str]) -> Clues:
    """Everything a line says, read once; `series` are those of the requests of payment."""
    written = f"{line.remittance} {line.reference}"
    payer = fold(line.counterparty)
    codes = [code.text for code in find_fiscal_codes(f"{written} {line.counterparty}")]
    years = {int(year) for pair in _YEAR_RANGE.findall(written) for year in pair}
    return Clues(
        references=tuple(reference.text for reference in find_references(written)),
        numbers=tuple(number.text for number in find_numbers(written, series)),
        fiscal_codes=tuple(dict.fromkeys((*line.fiscal_codes, *codes))),
        iban=_SPACES.sub("", line.iban).upper(),
        payer=payer,
        payer_words=telling_words(payer),
        text_words=telling_words(f"{payer} {fold(written)}"),
        years=frozenset(years | {int(year) for year in _YEAR.findall(written)}),
    )


def telling_words(folded: str) -> tuple[str, ...]:
    """The words of a folded name that tell it from others: without legal forms and particles."""
    words = folded.split()
    return tuple(word for word in words if word not in _COMMON_WORDS) or tuple(words)
