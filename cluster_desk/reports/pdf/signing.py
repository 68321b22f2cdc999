"""Lines to sign on, kept with the last words: a signature never stands alone on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, Spacer

from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.letterhead import Signature
from cluster_desk.reports.pdf.lettering import CELL, Lettering, lines

_ROOM_TO_SIGN = 32
_ACROSS = 3
_WIDEST_LINE = 225.0


class SignatureLines(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Up to three across: the office, room to sign, a line, the name."""

    def __init__(self, signatures: Sequence[Signature], *, from_right: bool = False) -> None:
        super().__init__()
        self.signatures, self.from_right = signatures, from_right
        self.spaceBefore, self.spaceAfter = 4, 0
        self._rows: list[list[tuple[list[str], list[str]]]] = []

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._across = min(max(len(self.signatures), 2), _ACROSS)
        self._gap = 26.0
        self._step = (available_width + self._gap) / self._across
        self._one = min(self._step - self._gap, _WIDEST_LINE)
        fitted = [
            (lines(clean(one.title), CELL, self._one), lines(clean(one.name), CELL, self._one))
            for one in self.signatures
        ]
        self._rows = [fitted[i : i + self._across] for i in range(0, len(fitted), self._across)]
        self.width, self.height = available_width, sum(map(_signing_height, self._rows))
        return self.width, self.height

    def draw(self) -> None:
        top = self.height
        for row in self._rows:
            titles = max(len(title) for title, _ in row) * CELL.leading
            for number, (title, name) in enumerate(row):
                column = self._across - len(row) + number if self.from_right else number
                x = column * self._step
                if self.from_right:
                    x = self.width - (self._across - column) * (self._one + self._gap) + self._gap
                self._draw_one(x, top, titles, (title, name))
            top -= _signing_height(row)

    def _draw_one(
        self, x: float, top: float, titles: float, words: tuple[list[str], list[str]]
    ) -> None:
        title, name = words
        _column(self.canv, CELL.muted(), x, top, title)
        y = top - titles - _ROOM_TO_SIGN
        self.canv.setStrokeColor(palette.INK)
        self.canv.setLineWidth(0.7)
        self.canv.line(x, y, x + self._one, y)
        _column(self.canv, CELL.strong(), x, y - 2.5, name)


def signed(
    last_words: Sequence[Any],
    place_and_date: Any,
    signatures: Sequence[Signature],
    *,
    from_right: bool = False,
) -> list[Any]:
    """The last words and the lines to sign on, on one page: signatures never stand alone."""
    if not signatures:
        return [*last_words, *([place_and_date] if place_and_date else [])]
    ending = [*last_words, Spacer(1, 8)]
    if place_and_date:
        ending += [place_and_date, Spacer(1, 6)]
    return [KeepTogether([*ending, SignatureLines(signatures, from_right=from_right)])]


def _signing_height(row: list[tuple[list[str], list[str]]]) -> float:
    titles = max(len(title) for title, _ in row)
    names = max(len(name) for _, name in row)
    return (titles + names) * CELL.leading + _ROOM_TO_SIGN + 12


def _column(canvas: Any, lettering: Lettering, x: float, top: float, words: list[str]) -> None:
    canvas.setFont(lettering.font, lettering.size)
    canvas.setFillColor(lettering.colour)
    for number, line in enumerate(words):
        canvas.drawString(x, top - lettering.size - number * lettering.leading, line)
