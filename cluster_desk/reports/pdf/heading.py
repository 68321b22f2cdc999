"""Headings: numbered, in the outline of the file, never left alone at the end of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from cluster_desk.reports.pdf.box import Box
from cluster_desk.reports.pdf.facts import text_line
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.lettering import HEADING, SUBTITLE, TITLE, Lettering, lines
from cluster_desk.reports.pdf.sheet import Sheet

_TALL = 100_000.0
_LINES_BELOW = 46  # three lines of text, in points


class Heading(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A heading, its number hanging, in the outline of the file."""

    def __init__(
        self,
        text: str,
        lettering: Lettering = HEADING,
        *,
        number: str = "",
        before: float = 9,
        after: float = 4,
        level: int = 1,
    ) -> None:
        super().__init__()
        self.text, self.number, self.lettering, self.level = clean(text), number, lettering, level
        self.spaceBefore, self.spaceAfter = before, after
        self._hang = lettering.width(number) + 7 if number else 0
        self._lines: list[str] = []

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._lines = lines(self.text, self.lettering, available_width - self._hang)
        self.width, self.height = available_width, len(self._lines) * self.lettering.leading
        return self.width, self.height

    def draw(self) -> None:
        title = f"{self.number} {self.text}".strip()
        self.canv.bookmark(title, self.height, self.level)
        self.canv.setFont(self.lettering.font, self.lettering.size)
        self.canv.setFillColor(self.lettering.colour)
        y = self.height - self.lettering.leading + (self.lettering.leading - self.lettering.size)
        self.canv.drawString(0, y, self.number)
        for line in self._lines:
            self.canv.drawString(self._hang, y, line)
            y -= self.lettering.leading


def title_block(title: str, subtitle: str) -> list[Any]:
    """The title of a document and the line below it."""
    block = [Heading(title, TITLE, before=0, after=2, level=0)]
    return [*block, text_line(subtitle, SUBTITLE, after=9)] if subtitle else block


def with_headings_kept(story: Sequence[Any], sheet: Sheet) -> list[Any]:
    """The same story, no heading left alone at the end of a page."""
    kept: list[Any] = []
    for number, part in enumerate(story):
        if isinstance(part, Heading) and number + 1 < len(story):
            height = part.wrap(sheet.inside, _TALL)[1] + part.spaceBefore + part.spaceAfter
            kept.append(CondPageBreak(height + _least_height(story[number + 1], sheet)))
        kept.append(part)
    return kept


def _least_height(part: Any, sheet: Sheet) -> float:
    if isinstance(part, Grid | Box):
        return part.least_height(sheet.inside)
    return _LINES_BELOW
