"""The few ways text is set on paper, and how plain text is broken into lines of one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from cluster_desk.reports.pdf import fonts, palette

Colour = Any  # ReportLab has no types


@dataclass(frozen=True)
class Lettering:
    """A font, its size and leading in points, its colour."""

    font: str
    size: float
    leading: float
    colour: Colour = palette.INK

    def muted(self) -> Lettering:
        """The same, in the background."""
        return replace(self, colour=palette.MUTED)

    def strong(self) -> Lettering:
        """The same, heavier."""
        return replace(self, font=fonts.SANS_STRONG)

    def plain(self) -> Lettering:
        """On the same line as this, as light as a cell."""
        return replace(self, font=fonts.SANS, size=8.6)

    def coloured(self, colour: Colour) -> Lettering:
        """The same in another colour."""
        return replace(self, colour=colour)

    def width(self, text: str) -> float:
        """How wide a line of it is, in points."""
        return float(stringWidth(text, self.font, self.size))


CELL = Lettering(fonts.SANS, 8.6, 11.4)
SMALL = Lettering(fonts.SANS, 7.8, 10.2, palette.MUTED)
CAPS = Lettering(fonts.SANS_STRONG, 7.4, 9, palette.MUTED)
NAME = Lettering(fonts.SANS_STRONG, 10, 14)
TITLE = Lettering(fonts.SANS_BOLD, 19, 23)
SUBTITLE = Lettering(fonts.SANS, 10, 14, palette.MUTED)
HEADING = Lettering(fonts.SANS_STRONG, 10.5, 14, palette.PLUM)
TOTAL = Lettering(fonts.SANS_BOLD, 11, 15)
FOOT = Lettering(fonts.SANS, 7.6, 9.6, palette.MUTED)


def paragraph_style(name: str, lettering: Lettering, **settings: Any) -> ParagraphStyle:
    """For text that may carry bold and italic; Helvetica is kept out of bullets too."""
    return ParagraphStyle(
        name,
        fontName=lettering.font,
        fontSize=lettering.size,
        leading=lettering.leading,
        textColor=lettering.colour,
        bulletFontName=fonts.SANS_STRONG,
        splitLongWords=1,
        **({"allowWidows": 0, "allowOrphans": 0} | settings),
    )


_READ_ALOUD = Lettering(fonts.SERIF, 10, 14.6)
BODY = paragraph_style("body", _READ_ALOUD, alignment=TA_JUSTIFY, spaceAfter=5.5)
CHANGE = paragraph_style(
    "change", Lettering(fonts.SERIF_ITALIC, 10, 14.6), leftIndent=11, spaceBefore=1, spaceAfter=6
)
RESOLVED = paragraph_style("resolved", Lettering(fonts.SERIF, 9.8, 14), alignment=TA_JUSTIFY)
NOTE = paragraph_style("note", CELL)
SMALL_NOTE = paragraph_style("small-note", SMALL, spaceBefore=3)
AGENDA = paragraph_style(
    "agenda",
    _READ_ALOUD,
    leftIndent=16,
    spaceAfter=1.5,
    bulletFontSize=8.8,
    bulletColor=palette.PLUM,
)


def lines(text: str, lettering: Lettering, width: float) -> list[str]:
    """The text in lines no wider than this; a word that is wider is cut where it must be."""
    if "\n" in text:
        return [line for piece in text.split("\n") for line in lines(piece, lettering, width)]
    if lettering.width(text) <= width:
        return [text]
    blank = lettering.width(" ")
    found: list[str] = []
    current, used = "", 0.0
    for word in _words(text, lettering, width):
        wide = lettering.width(word)
        if current and used + blank + wide > width:
            found.append(current)
            current, used = word, wide
        else:
            used = used + blank + wide if current else wide
            current = f"{current} {word}" if current else word
    return [*found, current]


def _words(text: str, lettering: Lettering, width: float) -> list[str]:
    found: list[str] = []
    for word in text.split(" "):  # a no-break space stays inside its word
        while len(word) > 1 and lettering.width(word) > width:
            fits = _fitting(word, lettering, width)
            found.append(word[:fits])
            word = word[fits:]  # noqa: PLW2901 - what is left of it goes on
        if word:
            found.append(word)
    return found


def _fitting(word: str, lettering: Lettering, width: float) -> int:
    """How many characters fit, at least one; halving, since words may be hostile."""
    low, high = 1, min(len(word), int(width / lettering.size * 5) + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if lettering.width(word[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    return low
