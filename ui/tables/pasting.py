"""Take a block of attendance letters from elsewhere, and give one away, as a sheet has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QApplication

from cluster_desk.domain.tables import CAME, Mark
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from ui.kit.toast import Notice
from ui.tables.grid import Grid

_Page = Any  # TablePage, which imports this module
_LETTERS = {
    Mark.PRESENT: "P",
    Mark.REMOTE: "R",
    Mark.DELEGATED: "D",
    Mark.EXCUSED: "G",
    Mark.ABSENT: "A",
}
_MARKS = {letter: mark for mark, letter in _LETTERS.items()}
_MARKS |= {"✓": Mark.PRESENT, "–": Mark.ABSENT, "-": Mark.ABSENT}  # as drawn
_AS_IT_IS = ("", "·")
Block = list[list[str]]


class NoMark(DeskError):
    """A cell of the block says something else."""

    message = N_("Nothing was pasted: «{text}», for {cell}, is none of P, R, D, G and A.")


class TooLarge(DeskError):
    """The block goes beyond the last row or the last meeting."""

    message = N_(
        "Nothing was pasted: the block goes beyond the register from {cell} on; it has"
        " {rows} rows and {columns} columns."
    )


class NotYet(DeskError):
    """Nobody can have been there."""

    message = N_("Nothing was pasted: {cell} is of a meeting that has not been held.")


class Unclear(DeskError):
    """An organisation with several people, of whom none is said to have come."""

    message = N_("Nothing was pasted: for {cell} say which person came, in the rows by person.")


def block_of(text: str) -> Block:
    """Rows of cells, as sheets and our own copies write them; a last empty line is none."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in lines]


def copy_marks(page: _Page) -> None:
    """The cells that are taken, as letters; what nobody said is left empty."""
    grid, cells = page.register.grid, page.register.matrix.cells()
    rows = range(min(row for row, _at in cells), max(row for row, _at in cells) + 1)
    columns = range(min(at for _row, at in cells), max(at for _row, at in cells) + 1)
    lines = ["\t".join(_letter(grid, row, at) for at in columns) for row in rows]
    QApplication.clipboard().setText("\n".join(lines))
    count = len(rows) * len(columns)
    text = ngettext("{count} cell copied", "{count} cells copied", count)
    page.noticed.emit(Notice(text=text.format(count=count_text(count))))


def paste_marks(page: _Page) -> None:
    """From the cell under the cursor on, whole or not at all; a single letter fills all taken."""
    grid, cells = page.register.grid, page.register.matrix.cells()
    text = QApplication.clipboard().text()
    if not text.strip() or not cells:
        page.refused.emit(_("There is nothing to paste: copy a block of P, R, D, G and A first."))
        return
    try:
        wanted = wanted_marks(grid, cells, block_of(text))
    except DeskError as error:
        page.refused.emit(str(error))
        return
    page.edits.put(grid, wanted)
    count = len(wanted)
    told = ngettext("{count} cell pasted", "{count} cells pasted", count)
    page.noticed.emit(Notice(text=told.format(count=count_text(count))))


def wanted_marks(
    grid: Grid, cells: Sequence[tuple[int, int]], block: Block
) -> list[tuple[int, int, Mark]]:
    """Row, column and mark of all that changes, pasted at `cells`; DeskError names a bad one."""
    if len(block) == len(block[0]) == 1:
        spots = [(row, at, block[0][0]) for row, at in cells]
    else:
        spots = _spots(grid, min(cells), block)
    found = []
    for row, at, text in spots:
        if text not in _AS_IT_IS:
            mark = _MARKS.get(text.upper())
            if mark is None:
                raise NoMark(text=text, cell=_cell(grid, row, at))
            _check(grid, row, at, mark)
            found.append((row, at, mark))
    return found


def _spots(grid: Grid, first: tuple[int, int], block: Block) -> list[tuple[int, int, str]]:
    top, left = first
    height, width = len(block), max(map(len, block))
    if top + height > len(grid.rows) or left + width > len(grid.meetings):
        raise TooLarge(cell=_cell(grid, top, left), rows=height, columns=width)
    return [
        (top + down, left + along, text)
        for down, line in enumerate(block)
        for along, text in enumerate(line)
    ]


def _check(grid: Grid, row: int, at: int, mark: Mark) -> None:
    if mark not in CAME:
        return
    if not grid.meetings[at].is_held:
        raise NotYet(cell=_cell(grid, row, at))
    if not grid.came_at(row, at) and len(grid.lines_at(row, at)) > 1:
        raise Unclear(cell=_cell(grid, row, at))


def _cell(grid: Grid, row: int, at: int) -> str:
    """`Rossi Maria, 12/03/2026`."""
    return f"{grid.rows[row].name}, {date_text(grid.meetings[at].held_on)}"


def _letter(grid: Grid, row: int, at: int) -> str:
    cell = grid.cell(row, at)
    return _LETTERS[cell.mark] if cell is not None and cell.mark is not None else ""
