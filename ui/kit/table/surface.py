"""How a table looks: no grid, rows of one height, columns that give way by priority."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QEvent, QModelIndex
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from ui.kit.table.columns import ROW_HEIGHTS, Cell, CellKind, Column, Density
from ui.kit.table.delegate import CellDelegate, width_of
from ui.kit.table.header import TableHeader
from ui.kit.table.model import RowsModel
from ui.theme.theme import theme

_NAME_MIN = 230
_SCROLLBAR = 12
_LOOKED_AT = 200  # rows whose figures are measured


def fitting(
    columns: Sequence[Column],
    hidden: Collection[str],
    room: int,
    wide: Mapping[str, int] = MappingProxyType({}),
) -> set[str]:
    """The keys of the columns to show in so many pixels; priority 0 is never hidden.

    `wide` are those whose figures need more than usual.
    """
    wanted = [column for column in columns if column.key not in hidden]

    def needed() -> int:
        return sum(
            _NAME_MIN if column.stretch else max(column.width, wide.get(column.key, 0))
            for column in wanted
        )

    while needed() > room and any(column.priority for column in wanted):
        wanted.remove(max(wanted, key=lambda column: column.priority))
    return {column.key for column in wanted}


class TableSurface(QTableView):
    """What is seen; TableView adds what hands do."""

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__()
        self._rows = model
        self._density = Density.NORMAL
        self._wide: dict[str, int] = {}  # columns whose figures need more than usual
        self._sized_for = 0  # the text size the columns were measured for
        self._hidden = {column.key for column in model.columns if not column.shown}
        self.setModel(model)
        self.setAccessibleName(name)
        self.head = TableHeader(model, self)
        self.setHorizontalHeader(self.head)
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self._build()
        theme.changed.connect(self._measure)
        model.dataChanged.connect(self._figures_came)
        self._measure()

    def _build(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        for place, column in enumerate(self._rows.columns):
            if column.stretch:
                self.head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            elif column.key == CellKind.CHECK:
                self.head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)

    @property
    def hidden(self) -> frozenset[str]:
        """The columns the person does not want."""
        return frozenset(self._hidden)

    def set_hidden(self, keys: Collection[str]) -> None:
        """Columns the person does not want."""
        self._hidden = set(keys)
        self._fit()

    @property
    def density(self) -> Density:
        """How high the rows are."""
        return self._density

    def set_density(self, density: Density) -> None:
        """Higher or lower rows."""
        self._density = density
        self._measure()

    def arrangement(self) -> str:
        """Order and widths of the columns, for `arrange`."""
        return bytes(self.head.saveState().toHex().data()).decode()

    def arrange(self, arrangement: str) -> None:
        """As they were; of an unknown arrangement nothing is taken."""
        if arrangement:
            self.head.restoreState(QByteArray.fromHex(arrangement.encode()))
            self._fit()
        else:
            self._sized_for = 0
            self._measure()

    def make_room(self, needed: Mapping[str, int]) -> None:
        """A figure is never cut: columns by key that need so many pixels, where they have less."""
        grown = {key: wide for key, wide in needed.items() if wide > self._wide.get(key, 0)}
        if not grown:
            return
        self._wide.update(grown)
        for place, column in enumerate(self._rows.columns):
            if not column.stretch and grown.get(column.key, 0) > self.head.sectionSize(place):
                self.setColumnWidth(place, grown[column.key])
        self._fit()

    def reset(self) -> None:
        """Another list: where one was in it is kept as far as it goes."""
        before = self.verticalScrollBar().value()
        super().reset()
        self.updateGeometries()
        self.verticalScrollBar().setValue(before)
        self._measure_figures(range(min(len(self._rows.ids), _LOOKED_AT)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # The scroll bar may come and go with the rows: its room is always kept.
        room = self.width() - _SCROLLBAR
        wide = {key: needed * 100 // theme.text_size for key, needed in self._wide.items()}
        shown = fitting(self._rows.columns, self._hidden, room * 100 // theme.text_size, wide)
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, column.key not in shown)

    def _figures_came(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        if not roles:
            self._measure_figures(range(first.row(), min(last.row(), first.row() + _LOOKED_AT) + 1))

    def _measure_figures(self, places: range) -> None:
        rows = [cells for cells in map(self._rows.cache.cells, places) if cells is not None]
        self.make_room(
            {
                column.key: width_of(max((cells[at] for cells in rows), key=_length))
                for at, column in enumerate(self._rows.columns)
                if column.right and rows
            }
        )

    def _hover(self, place: int) -> None:
        if place != self._cells.hovered_row:
            self._cells.hovered_row = place
            self.viewport().update()

    def _measure(self) -> None:
        height = theme.scaled(ROW_HEIGHTS[self._density])
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        if self._sized_for != theme.text_size:  # what a person widened stays so, until then
            self._sized_for = theme.text_size
            self._wide.clear()
            for place, column in enumerate(self._rows.columns):
                self.head.moveSection(self.head.visualIndex(place), place)
                if not column.stretch:
                    self.setColumnWidth(place, theme.scaled(column.width))
        self._fit()
        self.viewport().update()


def _length(cell: Cell) -> int:
    return len(cell.text)
