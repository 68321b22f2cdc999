"""Measure a table of plain text for one width: cells in lines, rows in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.lettering import CAPS, CELL, Colour, Lettering, lines

_MOST_LINES = 30  # a row that is taller is continued in another, so that no row exceeds a page


@dataclass(frozen=True)
class Run:
    """A piece of a cell on lines of its own, in its own lettering."""

    text: str
    lettering: Lettering = CELL


Cell = str | Run | tuple[Run, ...]


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width, `left`, `right` or `center`."""

    title: str
    share: float
    align: str = "left"
    lettering: Lettering = CELL


@dataclass(frozen=True)
class Rules:
    """Lines and air of a table, in points. `boxed` draws the columns too: sheets to write on."""

    above: float = 2.4
    below: float = 3
    gap: float = 7
    head_above: float = 3
    head_below: float = 3
    head: tuple[float, Colour] | None = (0.8, palette.INK)
    between: tuple[float, Colour] | None = (0.4, palette.LINE)
    top: tuple[float, Colour] | None = None
    boxed: bool = False
    lowest: float = 0  # no row is less high
    centred: bool = False  # text stands in the middle of a row's height


PLAIN = Rules()

Line = tuple[str, Lettering]


@dataclass(frozen=True)
class LaidRow:
    """A row as drawn: each cell's lines; `is_continued` when its rest follows in another."""

    cells: tuple[tuple[Line, ...], ...]
    height: float
    is_continued: bool = False


class Laid:
    """A table measured: `ends[n]` is the height of the first n rows."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        rules: Rules,
        width: float,
    ) -> None:
        self.width, self.columns, self.rules = width, columns, rules
        whole = sum(column.share for column in columns)
        widths = [width * column.share / whole for column in columns]
        self.edges = [0.0, *accumulate(widths)][: len(columns)]
        before, after = (rules.gap / 2, rules.gap / 2) if rules.boxed else (0, rules.gap)
        last = after if rules.boxed else 0
        self.lefts = [edge + before for edge in self.edges]
        self.insides = [w - before - after for w in widths[:-1]] + [widths[-1] - before - last]
        self.head = self._heading()
        self.head_height = self.head.height if self.head else 0.0
        self.rows: list[LaidRow] = []
        self.origin: list[int] = []  # the row as given that each laid row belongs to
        for number, row in enumerate(rows):
            pieces = self._row(row)
            self.rows += pieces
            self.origin += [number] * len(pieces)
        self.ends = [0.0, *accumulate(row.height for row in self.rows)]

    def _heading(self) -> LaidRow | None:
        if not any(column.title for column in self.columns):
            return None
        cells = tuple(
            tuple((line, CAPS) for line in lines(clean(column.title).upper(), CAPS, inside))
            for column, inside in zip(self.columns, self.insides, strict=True)
        )
        text = max(len(cell) for cell in cells) * CAPS.leading
        return LaidRow(cells, self.rules.head_above + text + self.rules.head_below)

    def _row(self, row: Sequence[Cell]) -> list[LaidRow]:
        cells = [
            self._cell(cell, column, inside)
            for cell, column, inside in zip(row, self.columns, self.insides, strict=True)
        ]
        pieces = []
        while True:
            now = tuple(cell[:_MOST_LINES] for cell in cells)
            cells = [cell[_MOST_LINES:] for cell in cells]
            tallest = max(sum(lettering.leading for _, lettering in cell) for cell in now)
            height = max(tallest + self.rules.above + self.rules.below, self.rules.lowest)
            pieces.append(LaidRow(now, height, is_continued=any(cells)))
            if not any(cells):
                return pieces

    def _cell(self, cell: Cell, column: Column, inside: float) -> tuple[Line, ...]:
        if isinstance(cell, str):
            cell = Run(cell, column.lettering)
        runs = cell if isinstance(cell, tuple) else (cell,)
        return tuple(
            (line, run.lettering)
            for run in runs
            if run.text
            for line in lines(clean(run.text), run.lettering, inside)
        )
