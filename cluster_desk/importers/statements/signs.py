"""Decide from a whole column what its marks and signs mean, then read each amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Final

from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import Money
from cluster_desk.importers.sheets import Cell
from cluster_desk.importers.statements.amounts import decimal_mark
from cluster_desk.importers.statements.cells import is_blank, money, words
from cluster_desk.importers.statements.columns import Header, Role

Row = tuple[Cell, ...]
MONEY_ROLES: Final = (Role.AMOUNT, Role.CREDIT, Role.DEBIT)
_OUT: Final = frozenset({"d", "dare", "addebito", "uscita", "debit"})
_IN: Final = frozenset({"a", "c", "avere", "accredito", "entrata", "credit"})


class _Debits(Enum):
    """How a bank writes the column of money out: «Uscite» may be negative already."""

    POSITIVE = 1
    NEGATIVE = -1
    MIXED = 0


def cell_of(row: Row, column: int | None) -> Cell:
    """The cell of a column; rows end with their last filled cell."""
    return row[column] if column is not None and column < len(row) else None


def has_money(row: Row, header: Header) -> bool:
    """Whether any column of money is filled, readable or not."""
    return any(not is_blank(cell_of(row, header.column(role))) for role in MONEY_ROLES)


class Signs:
    """The decimal mark and the sign of money out, as all the rows of a table use them."""

    def __init__(self, rows: Sequence[tuple[int, Row, Header]]) -> None:
        self.mark = decimal_mark(_texts(rows))
        amounts = list(_column(rows, Role.DEBIT, self.mark))
        self._debits = _Debits.MIXED
        if all(amount.cents >= 0 for amount in amounts):
            self._debits = _Debits.POSITIVE
        elif all(amount.cents <= 0 for amount in amounts):
            self._debits = _Debits.NEGATIVE

    def amount(self, row: Row, header: Header) -> Money | None:
        """Signed, None where the row has none. ValueError when it has not one meaning only."""
        if Role.CREDIT in header.columns and Role.DEBIT in header.columns:
            return self._two_sided(row, header)
        amount = money(cell_of(row, header.column(Role.AMOUNT)), self.mark)
        column = header.column(Role.SIDE)
        if amount is None or column is None:
            return amount
        side = words(cell_of(row, column))
        if side == "-" or fold(side) in _OUT:
            return -_unsigned(amount)
        if side == "+" or fold(side) in _IN:
            return _unsigned(amount)
        raise ValueError("neither in nor out")

    def _two_sided(self, row: Row, header: Header) -> Money | None:
        credit = money(cell_of(row, header.column(Role.CREDIT)), self.mark)
        debit = money(cell_of(row, header.column(Role.DEBIT)), self.mark)
        if credit and debit:
            raise ValueError("money in and money out in one row")
        if not debit:
            return debit if credit is None else credit
        if self._debits is _Debits.MIXED:
            raise ValueError("the column of money out has both signs")
        return debit if self._debits is _Debits.NEGATIVE else -debit


def _unsigned(amount: Money) -> Money:
    return -amount if amount.cents < 0 else amount


def _texts(rows: Sequence[tuple[int, Row, Header]]) -> Iterator[str]:
    for _number, row, header in rows:
        for role in MONEY_ROLES:
            cell = cell_of(row, header.column(role))
            if isinstance(cell, str):
                yield cell


def _column(rows: Sequence[tuple[int, Row, Header]], role: Role, mark: str) -> Iterator[Money]:
    for _number, row, header in rows:
        try:
            amount = money(cell_of(row, header.column(role)), mark)
        except ValueError:
            continue
        if amount is not None:
            yield amount
