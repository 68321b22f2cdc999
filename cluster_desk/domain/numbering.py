"""Write and read the numbers of receipts, minutes and resolutions, in order and without gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DOCUMENT = re.compile(r"([A-Z][A-Z0-9]{0,7}) (\d{4})/(\d{4,9})")
_SLASHED = re.compile(r"([1-9]\d{0,8})/(\d{4})")
_YEARS = range(1900, 2200)


@dataclass(frozen=True, order=True, slots=True)
class SeriesNumber:
    """A number of a yearly series; sorts by series, year, number. ValueError if impossible."""

    series: str
    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number < 1 or self.year not in _YEARS or not self.series:
            raise ValueError("not a number of a series")

    @classmethod
    def parse(cls, text: str) -> SeriesNumber:
        """From `RIC 2026/0001`; ValueError otherwise."""
        found = _DOCUMENT.fullmatch(text)
        if found is None:
            raise ValueError("not a number of a series")
        number = cls(found[1], int(found[2]), int(found[3]))
        if number.text != text:
            raise ValueError("not a number of a series")
        return number

    @classmethod
    def parse_slashed(cls, series: str, text: str) -> SeriesNumber:
        """From `4/2026`, as minutes and resolutions are cited; ValueError otherwise."""
        found = _SLASHED.fullmatch(text)
        if found is None:
            raise ValueError("not a number of a series")
        return cls(series, int(found[2]), int(found[1]))

    @property
    def text(self) -> str:
        """`RIC 2026/0001`: receipts, requests of payment and the like."""
        return f"{self.series} {self.year}/{self.number:04d}"

    @property
    def slashed(self) -> str:
        """`4/2026`: what stands after «verbale n.» and «delibera n.»."""
        return f"{self.number}/{self.year}"

    @property
    def next(self) -> SeriesNumber:
        """The number that follows in the same series and year."""
        return SeriesNumber(self.series, self.year, self.number + 1)

    def __str__(self) -> str:
        return self.text


def missing_numbers(numbers: Iterable[int], *, first: int = 1) -> tuple[int, ...]:
    """The gaps between `first` (of a series taken over in mid-life, say) and the highest one."""
    used = set(numbers)
    return tuple(n for n in range(first, max(used, default=0) + 1) if n not in used)


def repeated_numbers(numbers: Iterable[int]) -> tuple[int, ...]:
    """The numbers that occur more than once, ascending."""
    seen: set[int] = set()
    twice: set[int] = set()
    for number in numbers:
        (twice if number in seen else seen).add(number)
    return tuple(sorted(twice))
