"""Tables of plain text that a book of ten thousand lines can be set in.

ReportLab's own table makes a paragraph of every cell and measures all of them: this one knows
the widths of its columns, breaks text itself, and writes each page as one run of text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus import Flowable

from cluster_desk.reports.pdf.lettering import Colour, Lettering
from cluster_desk.reports.pdf.table import PLAIN, Cell, Column, Laid, LaidRow, Rules

_DESCENT = 0.26  # of the leading, from the baseline down: sizes side by side stand on one line


class Grid(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Rows under headings that are repeated on every page; splits between any two rows."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        rules: Rules = PLAIN,
        *,
        bookmark: Callable[[int, int], str] | None = None,
    ) -> None:
        """`bookmark` names the part of the table on one page, from its first and last row."""
        super().__init__()
        self.columns, self.rows, self.rules, self.bookmark = columns, rows, rules, bookmark
        self.spaceBefore, self.spaceAfter = 0.0, 6.0
        self._start, self._stop = 0, -1
        self._laid: Laid | None = None

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._lay(available_width)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Any]:
        laid = self._lay(available_width)
        room = available_height - laid.head_height
        stop = bisect_right(laid.ends, laid.ends[self._start] + room) - 1
        if stop <= self._start:
            return []
        if stop >= self._stop:
            return [self]
        return [self._part(self._start, stop), self._part(stop, self._stop)]

    def least_height(self, available_width: float) -> float:
        """What must fit below a heading: the headings and two rows."""
        laid = self._lay(available_width)
        second = min(self._start + 2, self._stop)
        return laid.head_height + laid.ends[second] - laid.ends[self._start]

    def draw(self) -> None:
        laid = self._laid
        assert laid is not None
        if self.bookmark and self._stop > self._start:
            title = self.bookmark(laid.origin[self._start], laid.origin[self._stop - 1])
            self.canv.bookmark(title, self.height)
        self._draw_text(laid)
        self._draw_rules(laid)

    def _lay(self, width: float) -> Laid:
        if self._laid is None or self._laid.width != width:
            self._laid = Laid(self.columns, self.rows, self.rules, width)
            self._start, self._stop = 0, len(self._laid.rows)
        laid = self._laid
        self.width = width
        self.height = laid.head_height + laid.ends[self._stop] - laid.ends[self._start]
        return laid

    def _part(self, start: int, stop: int) -> Grid:
        part = Grid(self.columns, self.rows, self.rules, bookmark=self.bookmark)
        part._laid, part._start, part._stop = self._laid, start, stop
        part.spaceAfter = self.spaceAfter
        return part

    def _draw_text(self, laid: Laid) -> None:
        pen = _Pen(self.canv)
        top = self.height
        if laid.head is not None:
            pen.row(laid, laid.head, top, centred=False)
            top -= laid.head_height
        for row in laid.rows[self._start : self._stop]:
            pen.row(laid, row, top, centred=self.rules.centred)
            top -= row.height
        pen.write()

    def _draw_rules(self, laid: Laid) -> None:
        canvas, rules = self.canv, self.rules
        canvas.saveState()
        y = self.height
        _rule(canvas, rules.top, self.width, y)
        y -= laid.head_height
        if laid.head is not None:
            _rule(canvas, rules.head, self.width, y)
        for number in range(self._start, self._stop):
            y -= laid.rows[number].height
            if not laid.rows[number].is_continued or number == self._stop - 1:
                _rule(canvas, rules.between, self.width, y)
        if rules.boxed and rules.between:
            for x in (*laid.edges, self.width):
                canvas.line(x, 0, x, self.height)
        canvas.restoreState()


class _Pen:
    """Writes a page's cells in one text object, changing font and colour only when they change."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._text = canvas.beginText()
        self._lettering: Lettering | None = None

    def row(self, laid: Laid, row: LaidRow, top: float, *, centred: bool) -> None:
        for number, cell in enumerate(row.cells):
            air = laid.rules.head_above if row is laid.head else laid.rules.above
            if centred:
                air = (row.height - sum(lettering.leading for _, lettering in cell)) / 2
            y = top - air
            for line, lettering in cell:
                y -= lettering.leading
                x = laid.lefts[number] + self._shift(laid, number, line, lettering)
                self._line(line, lettering, x, y + lettering.leading * _DESCENT)

    def write(self) -> None:
        self._canvas.drawText(self._text)

    @staticmethod
    def _shift(laid: Laid, number: int, line: str, lettering: Lettering) -> float:
        align = laid.columns[number].align
        if align == "left":
            return 0
        free = laid.insides[number] - lettering.width(line)
        return free if align == "right" else free / 2

    def _line(self, line: str, lettering: Lettering, x: float, y: float) -> None:
        text, before = self._text, self._lettering
        if before is None or (before.font, before.size) != (lettering.font, lettering.size):
            text.setFont(lettering.font, lettering.size)
        if before is None or before.colour is not lettering.colour:
            text.setFillColor(lettering.colour)
        self._lettering = lettering
        text.setTextOrigin(x, y)
        text.textOut(line)


def _rule(canvas: Any, rule: tuple[float, Colour] | None, width: float, y: float) -> None:
    if rule is not None:
        canvas.setLineWidth(rule[0])
        canvas.setStrokeColor(rule[1])
        canvas.line(0, y, width, y)
