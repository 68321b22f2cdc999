"""What a chart shows, as values and words: the same for the eye, the ear, and the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Series:
    """One row of values; `told` writes one. `veil` lets its colour be seen through (0 to 255)."""

    name: str
    values: Sequence[int]
    told: Callable[[int], str]
    token: str = "c1"
    veil: int = 255


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A chart's content; `label_head` says what the labels are, «Month».

    The first of the `series` is the one that matters; of bars it stands at the right of the others.

    `short_labels` stand on the axis, `labels` in tips and tables. `tokens` colour the parts of a
    stacked bar, one a label. `notes` are rows of the table that the axis does not reach.
    """

    title: str
    label_head: str
    labels: Sequence[str]
    series: Sequence[Series]
    short_labels: Sequence[str] = ()
    tokens: Sequence[str] = ()
    notes: Sequence[tuple[str, Sequence[int]]] = ()

    @property
    def most(self) -> int:
        """The highest value."""
        return max((value for series in self.series for value in series.values), default=0)

    @property
    def heads(self) -> list[str]:
        """Of the table."""
        return [self.label_head, *(series.name for series in self.series)]

    def rows(self) -> list[list[str]]:
        """Every value in words, a row for each label."""
        lines = [
            (label, [series.values[place] for series in self.series])
            for place, label in enumerate(self.labels)
        ]
        return [
            [label, *(s.told(value) for s, value in zip(self.series, values, strict=True))]
            for label, values in (*lines, *self.notes)
        ]

    def words(self, place: int) -> str:
        """One label with its values, for the ear."""
        told = (f"{series.name} {series.told(series.values[place])}" for series in self.series)
        return f"{self.labels[place]}: {', '.join(told)}"

    def as_text(self) -> str:
        """The table with tabs between its cells, as spreadsheets take it."""
        return "\n".join("\t".join(line) for line in (self.heads, *self.rows()))
