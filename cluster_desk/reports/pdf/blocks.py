"""Blocks that documents are composed of: headings, tinted boxes, lines to sign on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.images import picture
from cluster_desk.reports.pdf.legible import clean
from cluster_desk.reports.pdf.letterhead import Signature
from cluster_desk.reports.pdf.lettering import (
    CAPS,
    CELL,
    HEADING,
    SUBTITLE,
    TITLE,
    Colour,
    Lettering,
    lines,
)
from cluster_desk.reports.pdf.sheet import Sheet
from cluster_desk.reports.pdf.table import Column, Rules, Run

_TALL = 100_000.0
_LINES_BELOW_HEADING = 46  # three lines of text, in points
_BREAKABLE = 0.45  # of a page: a lower box moves to the next page in one piece
_ROOM_TO_SIGN = 32
_ACROSS = 3
_LOGO_HEIGHT = 34.0
_LOGO_GAP = 18.0
_WIDEST_LINE = 225.0

STRIP = Rules(
    above=0,
    below=7,
    gap=10,
    head_above=6,
    head_below=2,
    head=None,
    between=(0.5, palette.LINE),
    top=(0.5, palette.LINE),
)
SUMS = Rules(above=4, below=4, head=None, between=None)
_SIDES = Rules(above=8, below=9, head=None, between=(0.5, palette.LINE), top=(0.5, palette.LINE))


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


class Box(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A tinted ground with a bar at its left; goes over a page's end only when it is tall."""

    def __init__(
        self, content: Sequence[Any], sheet: Sheet, *, bar: Colour = palette.PLUM, pad: float = 9
    ) -> None:
        super().__init__()
        self.content, self.sheet, self.bar, self.pad = list(content), sheet, bar, pad
        self.spaceBefore, self.spaceAfter = 2, 7
        self._heights: list[float] = []

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        inside = available_width - 22
        self._heights = [part.wrapOn(None, inside, _TALL)[1] for part in self.content]
        self.width, self.height = available_width, sum(self._heights) + 2 * self.pad
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Any]:
        self.wrap(available_width, available_height)
        if self.height < self.sheet.whole * _BREAKABLE:
            return []
        room = available_height - 2 * self.pad
        before: list[Any] = []
        after = list(self.content)
        for part, height in zip(self.content, self._heights, strict=True):
            if height > room:
                pieces = part.splitOn(None, available_width - 22, room)
                if len(pieces) > 1:
                    before.append(pieces[0])
                    after[:1] = pieces[1:]
                break
            room -= height
            before.append(after.pop(0))
        return [self._with(before), self._with(after)] if before and after else []

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(palette.SOFT)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(self.bar)
        canvas.rect(0, 0, 2.2, self.height, stroke=0, fill=1)
        canvas.restoreState()
        y = self.height - self.pad
        for part, height in zip(self.content, self._heights, strict=True):
            y -= height
            part.drawOn(canvas, 11, y)

    def _with(self, content: list[Any]) -> Box:
        return Box(content, self.sheet, bar=self.bar, pad=self.pad)


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


class LogoRow(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Logos of a programme side by side, equally high."""

    def __init__(self, logos: Sequence[bytes]) -> None:
        super().__init__()
        self._images = [picture(logo) for logo in logos]
        self.spaceAfter = 6

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width, self.height = available_width, _LOGO_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        x, most = 0.0, self.width / max(len(self._images), 1) - _LOGO_GAP
        for image in self._images:
            wide, high = image.getSize()
            width = min(wide * _LOGO_HEIGHT / high, most)
            settings = {"preserveAspectRatio": True, "anchor": "sw"}
            self.canv.drawImage(image, x, 0, width, _LOGO_HEIGHT, **settings)
            x += width + _LOGO_GAP


def _signing_height(row: list[tuple[list[str], list[str]]]) -> float:
    titles = max(len(title) for title, _ in row)
    names = max(len(name) for _, name in row)
    return (titles + names) * CELL.leading + _ROOM_TO_SIGN + 12


def _column(canvas: Any, lettering: Lettering, x: float, top: float, words: list[str]) -> None:
    canvas.setFont(lettering.font, lettering.size)
    canvas.setFillColor(lettering.colour)
    for number, line in enumerate(words):
        canvas.drawString(x, top - lettering.size - number * lettering.leading, line)


def title_block(title: str, subtitle: str) -> list[Any]:
    """The title of a document and the line below it."""
    block = [Heading(title, TITLE, before=0, after=2, level=0)]
    return [*block, text_line(subtitle, SUBTITLE, after=9)] if subtitle else block


def text_line(text: str, lettering: Lettering, *, after: float = 0) -> Any:
    """Plain text in one lettering, as wide as the page."""
    bare = Rules(above=0, below=0, gap=0, head=None, between=None)
    line = Grid([Column("", 1, lettering=lettering)], [(text,)], bare)
    line.spaceAfter = after
    return line


def strip(facts: Sequence[tuple[str, str, float]]) -> Grid:
    """Facts side by side between two hairlines: label, text, share of the width."""
    columns = [Column(label, share) for label, _, share in facts]
    return Grid(columns, [[text for _, text, _ in facts]], STRIP)


def sides(left: tuple[Run, ...], right: tuple[Run, ...]) -> Grid:
    """Two columns between hairlines: who, and how."""
    return Grid([Column("", 52), Column("", 48)], [(left, right)], _SIDES)


def labelled(label: str, name: str, details: Iterable[str]) -> tuple[Run, ...]:
    """A cell with a small label, a name and the lines below it."""
    strong = Lettering(CELL.strong().font, 10, 14)
    return (Run(label.upper(), CAPS), Run(name, strong), *(Run(line) for line in details))


def with_headings_kept(story: Sequence[Any], sheet: Sheet) -> list[Any]:
    """The same story, no heading left alone at the end of a page."""
    kept: list[Any] = []
    for number, part in enumerate(story):
        if isinstance(part, Heading) and number + 1 < len(story):
            height = part.wrap(sheet.inside, _TALL)[1] + part.spaceBefore + part.spaceAfter
            kept.append(CondPageBreak(height + _least_height(story[number + 1], sheet)))
        kept.append(part)
    return kept


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


def _least_height(part: Any, sheet: Sheet) -> float:
    if isinstance(part, Grid):
        return part.least_height(sheet.inside)
    if isinstance(part, Box):
        return float(min(part.wrap(sheet.inside, _TALL)[1], sheet.whole * _BREAKABLE))
    return _LINES_BELOW_HEADING
