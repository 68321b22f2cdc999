"""Choose an axis that begins at zero and ends at a round number, in four steps."""

from __future__ import annotations

from dataclasses import dataclass

STEPS = 4
_ROUND = (10, 15, 20, 25, 30, 40, 50, 75)  # tenths of the power of ten


@dataclass(frozen=True, slots=True)
class Scale:
    """From zero to `top`."""

    step: int

    @property
    def top(self) -> int:
        """The highest line."""
        return self.step * STEPS

    @property
    def lines(self) -> tuple[int, ...]:
        """Where the lines are, zero first."""
        return tuple(self.step * number for number in range(STEPS + 1))


def round_scale(most: int, *, least: int = STEPS) -> Scale:
    """The lowest round axis that reaches `most`; at least to `least`, where there is nothing."""
    wanted = max(most, least, STEPS)
    power = 1
    while True:
        for tenths in _ROUND:
            step, rest = divmod(tenths * power, 10)
            if not rest and step * STEPS >= wanted:
                return Scale(step)
        power *= 10
