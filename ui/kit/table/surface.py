"""How a table looks: no grid, rows of one height, columns that give way by priority."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QEvent
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from ui.kit.table.columns import ROW_HEIGHTS, CellKind, Column, Density
from ui.kit.table.delegate import CellDelegate
from ui.kit.table.figures import FigureRoom
from ui.kit.table.header import TableHeader
from ui.kit.table.model import RowsModel
from ui.theme.theme import theme

_NAME_MIN = 230
_SCROLLBAR = 12


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
            min(column.width, _NAME_MIN)
            if column.stretch
            else max(column.width, wide.get(column.key, 0))
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
        self._sized_for = 0  # the text size the columns were measured for
        self._hidden = {column.key for column in model.columns if not column.shown}
        self.figures = FigureRoom(self, model)
        self.setModel(model)
        self.setAccessibleName(name)
        self.head = TableHeader(model, self)
        self.setHorizontalHeader(self.head)
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self._build()
        self.figures.widened.connect(self._fit)
        self.head.sectionMoved.connect(self._fit)
        theme.changed.connect(self._measure)
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
            self.figures.keep()
            self._fit()
        else:
            self._sized_for = 0
            self._measure()

    def reset(self) -> None:
        """Another list: where one was in it is kept as far as it goes."""
        before = self.verticalScrollBar().value()
        super().reset()
        self.updateGeometries()
        self.verticalScrollBar().setValue(before)
        self.figures.look()

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
        usual, wide = room * 100 // theme.text_size, self.figures.wide()
        shown = fitting(self._rows.columns, self._hidden, usual, wide)
        for place, column in enumerate(self._rows.columns):
            self.setColumnHidden(place, column.key not in shown)
        places = map(self.head.logicalIndex, range(self.head.count()))
        first = next((place for place in places if not self.isColumnHidden(place)), 0)
        self._cells.first_column = self.head.first_column = first

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
            self.figures.forget()
            for place, column in enumerate(self._rows.columns):
                self.head.moveSection(self.head.visualIndex(place), place)
                if column.key == CellKind.CHECK:  # the box is as large as ever
                    self.setColumnWidth(place, column.width)
                elif not column.stretch:
                    self.setColumnWidth(place, theme.scaled(column.width))
        self._fit()
        self.viewport().update()
