"""Give wide figures their room: a number that is cut says another number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QTableView

from ui.kit.table.columns import Cell, CellKind
from ui.kit.table.delegate import LEAD, width_of
from ui.kit.table.model import RowsModel
from ui.theme.theme import theme

_LOOKED_AT = 200  # rows whose figures are measured
_FIGURES = (CellKind.NUMBER, CellKind.MONEY)  # days and codes too, at the left as they stand


class FigureRoom(QObject):
    """Widens the columns of a table whose figures, or sums, need more than usual."""

    widened = Signal()  # others have less room

    def __init__(self, table: QTableView, model: RowsModel) -> None:
        super().__init__(table)
        self._table, self._rows = table, model
        self._wide: dict[str, int] = {}
        model.dataChanged.connect(self._came)

    def wide(self) -> Mapping[str, int]:
        """What the columns need by their keys, as at a text size of 100."""
        return {key: needed * 100 // theme.text_size for key, needed in self._wide.items()}

    def keep(self) -> None:
        """The columns were given other widths: what was measured is still needed."""
        self._widen(self._wide)

    def forget(self) -> None:
        """Another text size: what was measured is no more."""
        self._wide.clear()

    def make_room(self, needed: Mapping[str, int]) -> None:
        """Columns by key that need so many pixels."""
        grown = {key: wide for key, wide in needed.items() if wide > self._wide.get(key, 0)}
        self._wide.update(grown)
        self._widen(grown)
        if grown:
            self.widened.emit()

    def look(self, first: int = 0) -> None:
        """Measure the rows from here on that have come."""
        places = range(first, min(first + _LOOKED_AT, len(self._rows.ids)))
        rows = [cells for cells in map(self._rows.cache.cells, places) if cells is not None]
        if rows:
            figures = (
                (column.key, max((cells[at] for cells in rows), key=_length), LEAD * (at == 0))
                for at, column in enumerate(self._rows.columns)
                if column.right or any(cells[at].kind in _FIGURES for cells in rows)
            )
            self.make_room({key: width_of(longest) + lead for key, longest, lead in figures})

    def _widen(self, needed: Mapping[str, int]) -> None:
        for place, column in enumerate(self._rows.columns):
            # One that is hidden has no width now, and its own when it is back.
            has = self._table.columnWidth(place) or theme.scaled(column.width)
            if not column.stretch and needed.get(column.key, 0) > has:
                self._table.setColumnWidth(place, needed[column.key])

    def _came(self, first: QModelIndex, _last: QModelIndex, roles: Sequence[int]) -> None:
        if not roles:
            self.look(first.row())


def _length(cell: Cell) -> int:
    return len(cell.text)
