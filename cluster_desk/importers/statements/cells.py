"""Read one cell of a bank's table, whatever kind of value the spreadsheet gave it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from cluster_desk.domain.money import Money
from cluster_desk.importers.sheets import Cell
from cluster_desk.importers.statements.amounts import cell_amount, table_amount
from cluster_desk.importers.statements.days import table_day
from cluster_desk.importers.statements.texts import clean

_NOTHING = frozenset({"", "-", "--", "—", "–"})


def is_blank(cell: Cell) -> bool:
    """Empty, blanks only, or a dash that stands for nothing."""
    return cell is None or (isinstance(cell, str) and cell.strip() in _NOTHING)


def words(cell: Cell) -> str:
    """What a person reads there, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    return clean(str(cell))


def day(cell: Cell) -> date:
    """The day of a cell. ValueError if it holds none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return table_day(cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and 19800101 <= cell <= 20991231:
        return table_day(str(cell))
    raise ValueError("not a date")


def money(cell: Cell, mark: str = "") -> Money | None:
    """The amount of a cell, None if it is empty. ValueError for anything else."""
    if is_blank(cell):
        return None
    if isinstance(cell, str):
        return table_amount(cell, mark)
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        raise ValueError("not an amount")
    return cell_amount(cell)


def is_day(cell: Cell) -> bool:
    """Whether `day` reads it."""
    try:
        day(cell)
    except ValueError:
        return False
    return True


def is_money(cell: Cell) -> bool:
    """Whether `money` finds an amount in it, be it a thousand or one and a bit."""
    try:
        return money(cell, ",") is not None
    except ValueError:
        return False
