"""Let Qt ask for the cells of a list whose rows are fetched by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from cluster_desk.i18n import _
from ui.kit.table.cache import PAGE, RowCache
from ui.kit.table.columns import NO_CELL, Cell, CellKind, Column
from ui.kit.table.ticks import Ticks

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class RowsModel(QAbstractTableModel):
    """Asks for rows with `rows_wanted` when they come into view; `take_rows` brings them."""

    rows_wanted = Signal(object)  # list of ids

    def __init__(self, columns: Sequence[Column], row_id: Callable[[Any], int]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.cache = RowCache(self.columns, row_id)
        self.ticks = Ticks()
        self.ticks.changed.connect(self._repaint_ticks)
        self._wanted: set[int] = set()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._ask)

    @property
    def ids(self) -> Sequence[int]:
        """In the order shown."""
        return self.cache.ids

    def show(self, ids: Sequence[int], rows: Iterable[Any]) -> None:
        """Another list; rows that are known already spare a question."""
        self.beginResetModel()
        self._wanted.clear()
        self.cache.list_ids(ids)
        self.cache.keep(rows)
        self.endResetModel()

    def take_rows(self, rows: Sequence[Any]) -> None:
        """Rows that were asked for; those of a list that is gone meanwhile change nothing."""
        places = self.cache.take(rows)
        if places:
            last = self.index(places[-1], len(self.columns) - 1)
            self.dataChanged.emit(self.index(places[0], 0), last)

    def id_at(self, place: int) -> int | None:
        """The id on this line."""
        return self.cache.ids[place] if 0 <= place < len(self.cache.ids) else None

    def cell(self, place: int, column: int) -> Cell:
        """What is painted there; NO_CELL until the row has come."""
        cells = self.cache.cells(place)
        if cells is None:
            self._want(place)
            return NO_CELL
        return cells[column]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.cache.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as above
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:  # asked too, though its header is hidden
            return None
        title = self.columns[section].title
        if role == _Role.DisplayRole:
            return _(title) if title else ""
        if role == _Role.AccessibleTextRole:
            return _(title) if title else _("Selected")
        return None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.CheckStateRole):
            return None
        if self.columns[index.column()].key == CellKind.CHECK:
            return self._tick_data(index.row(), role)
        if role == _Role.CheckStateRole:
            return None
        cell = self.cell(index.row(), index.column())
        return cell.text if role == _Role.DisplayRole else cell.spoken or cell.text

    def _tick_data(self, place: int, role: int) -> Any:
        on = self.cache.ids[place] in self.ticks
        if role == _Role.CheckStateRole:
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return _("selected") if on else _("not selected")

    def _want(self, place: int) -> None:
        """Rows are asked for once per turn of the event loop, a page around each."""
        self._wanted.add(place // PAGE)
        if not self._asking.isActive():
            self._asking.start(0)

    def _ask(self) -> None:
        missing = self.cache.ask_for(self._wanted)
        self._wanted.clear()
        if missing:
            self.rows_wanted.emit(missing)

    def _repaint_ticks(self) -> None:
        if self.cache.ids:
            last = self.index(len(self.cache.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [_Role.CheckStateRole])
