"""Columns and cells are data: what a page shows is a tuple of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ui.theme.tokens import REGULAR


class CellKind(StrEnum):
    """How a cell is painted."""

    TEXT = "text"
    NAME = "name"
    NUMBER = "number"
    MONEY = "money"
    CHIP = "chip"
    CHECK = "check"
    TWO_LINES = "two_lines"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One cell: the words, how they are painted, and what is said and copied instead.

    `under` is the second line of two.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    tone: str = "text"
    weight: int = REGULAR
    badge: str = ""
    spoken: str = ""
    under: str = ""


NO_CELL = Cell(text="")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `title` is a msgid; `sort` what the query calls it, empty where it cannot.

    `priority` 0 never gives way; where room is short the highest numbers hide first. Exactly
    one column of a table stretches. `value` is the plain fact for copying and exporting, where
    `book` says how a workbook writes it (a name of reports.workbook.model.Kind) and how wide;
    money is added up there unless `is_summed` says no.
    """

    key: str
    title: str
    cell: Callable[[Any], Cell]
    width: int
    sort: str = ""
    priority: int = 0
    right: bool = False
    stretch: bool = False
    shown: bool = True
    value: Callable[[Any], Any] = lambda _row: None
    book: tuple[str, float] = ("TEXT", 20.0)
    is_summed: bool = True


class Density(StrEnum):
    """How high a row is."""

    COMPACT = "compact"
    NORMAL = "normal"
    COMFORTABLE = "comfortable"
    TWO_LINES = "two_lines"


ROW_HEIGHTS = {
    Density.COMPACT: 30,
    Density.NORMAL: 36,
    Density.COMFORTABLE: 44,
    Density.TWO_LINES: 50,
}
