"""Keep money exact: integer cents of euro, never a float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

_CANONICAL = re.compile(r"([+-]?)(\d{1,15})(?:\.(\d{1,2}))?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount of euro in integer cents; compares, adds and splits exactly."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError("cents must be an int")

    @classmethod
    def parse(cls, text: str) -> Money:
        """From canonical text: `1234.5`, `-0.01`, `12`. ValueError otherwise.

        What people type (`1.234,50`) goes through `cluster_desk.formats.money`.
        """
        found = _CANONICAL.fullmatch(text.strip())
        if found is None:
            raise ValueError("not an amount")
        sign, euro, cents = found.groups()
        value = int(euro) * 100 + int((cents or "").ljust(2, "0"))
        return cls(-value if sign == "-" else value)

    @classmethod
    def total(cls, amounts: Iterable[Money]) -> Money:
        """The sum; zero of nothing."""
        return cls(sum(amount.cents for amount in amounts))

    def split(self, parts: int) -> tuple[Money, ...]:
        """Into this many parts that differ by at most one cent and sum back exactly."""
        return self.allocate([1] * parts)

    def allocate(self, weights: Iterable[int]) -> tuple[Money, ...]:
        """In proportion to the weights, by largest remainder; sums back exactly.

        ValueError without weights, with a negative one, or when all are zero.
        """
        shares = list(weights)
        whole = sum(shares)
        if whole <= 0 or min(shares) < 0:
            raise ValueError("weights must be positive")
        sign = -1 if self.cents < 0 else 1
        size = abs(self.cents)
        floors = [size * share // whole for share in shares]
        remainders = sorted(range(len(shares)), key=lambda i: (-(size * shares[i] % whole), i))
        for i in remainders[: size - sum(floors)]:
            floors[i] += 1
        return tuple(Money(sign * floor) for floor in floors)

    def portion(self, numerator: int, denominator: int) -> Money:
        """A fraction of it, half a cent rounded away from zero."""
        size = abs(self.cents) * numerator * 2 + denominator
        cents = size // (2 * denominator)
        return Money(-cents if self.cents < 0 else cents)

    def canonical(self) -> str:
        """`1234.50`: what JSON and files carry; `parse` takes it back."""
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __mul__(self, count: int) -> Money:
        return Money(self.cents * count)

    def __lt__(self, other: Money) -> bool:
        return self.cents < other.cents

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        return self.canonical()


ZERO = Money(0)
