"""Facts side by side: the strip below a title, two parties, an amount that is seen first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cluster_desk.reports.pdf import fonts, palette
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.lettering import CAPS, NAME, SUBTITLE, TITLE, Lettering
from cluster_desk.reports.pdf.table import Column, Rules, Run

SUMS = Rules(above=4, below=4, head=None, between=None)
_STRIP = Rules(
    above=0,
    below=7,
    gap=10,
    head_above=6,
    head_below=2,
    head=None,
    between=(0.5, palette.LINE),
    top=(0.5, palette.LINE),
)
_SIDES = Rules(above=8, below=9, head=None, between=(0.5, palette.LINE), top=(0.5, palette.LINE))
_HEAD = Rules(above=0, below=8, head=None, between=None)
_AMOUNT = Lettering(fonts.SANS_BOLD, 21, 26, palette.PLUM)


def text_line(text: str, lettering: Lettering, *, after: float = 0) -> Any:
    """Plain text in one lettering, as wide as the page."""
    bare = Rules(above=0, below=0, gap=0, head=None, between=None)
    line = Grid([Column("", 1, lettering=lettering)], [(text,)], bare)
    line.spaceAfter = after
    return line


def strip(facts: Sequence[tuple[str, str, float]]) -> Grid:
    """Facts side by side between two hairlines: label, text, share of the width."""
    columns = [Column(label, share) for label, _, share in facts]
    return Grid(columns, [[text for _, text, _ in facts]], _STRIP)


def sides(left: tuple[Run, ...], right: tuple[Run, ...]) -> Grid:
    """Two columns between hairlines: who, and how."""
    return Grid([Column("", 52), Column("", 48)], [(left, right)], _SIDES)


def labelled(label: str, name: str, details: Iterable[str]) -> tuple[Run, ...]:
    """A cell with a small label, a name and the lines below it."""
    return (Run(label.upper(), CAPS), Run(name, NAME), *(Run(line) for line in details))


def headed_amount(title: tuple[str, str], amount: tuple[str, str], entry: str) -> Grid:
    """Title and number at the left, an amount under its label at the right.

    `entry` is what the outline of the file calls it.
    """
    left = (Run(title[0], TITLE), Run(title[1], SUBTITLE))
    right = (Run(amount[0].upper(), CAPS), Run(amount[1], _AMOUNT))
    columns = [Column("", 58), Column("", 42, "right")]
    head = Grid(columns, [(left, right)], _HEAD, bookmark=lambda _first, _last: entry)
    head.spaceAfter = 0
    return head
