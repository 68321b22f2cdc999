"""Say how much of a file is read: enough for 100,000 members, too little for a bomb."""

from __future__ import annotations

from cluster_desk.importers.refusals import SheetTooLarge

MAX_BYTES = 50_000_000
MAX_UNFOLDED = 200_000_000
MAX_RATIO = 200
MAX_ROWS = 120_000
MAX_COLUMNS = 200
MAX_CELLS = 3_000_000
MAX_TEXT = 32_767  # what an Excel cell can hold


def column_letters(index: int) -> str:
    """`A` for 0, `Z` for 25, `AA` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellCount:
    """Adds up the cells of a sheet and stops at the first one too many."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.cells = 0

    def add_row(self, number: int, width: int) -> None:
        """Row `number`, counted from 1, holds `width` cells. SheetTooLarge beyond the limits."""
        self.cells += width
        within = number <= MAX_ROWS or not width
        if not within or width > MAX_COLUMNS or self.cells > MAX_CELLS:
            raise too_large(self.sheet)


def too_large(sheet: str) -> SheetTooLarge:
    """The refusal, with the limits in it."""
    return SheetTooLarge(sheet=sheet, rows=MAX_ROWS, columns=MAX_COLUMNS, cells=MAX_CELLS)
