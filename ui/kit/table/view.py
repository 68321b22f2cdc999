"""The table of every list: one line is looked at, any number may be ticked."""

from __future__ import annotations

from PySide6.QtCore import QMetaMethod, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.kit.table.columns import CellKind
from ui.kit.table.model import Index, RowsModel
from ui.kit.table.surface import TableSurface

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableView(TableSurface):
    """Arrows move, Enter opens, Space ticks, Shift ticks a run, Ctrl+click one.

    Where somebody listens to `apart_wanted`, Enter with Ctrl opens in another window.
    """

    looked_at = Signal(object)  # id, or None
    opened = Signal(object)  # id
    apart_wanted = Signal()  # the line that is looked at in a window of its own

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__(model, name)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.head.all_asked.connect(self.toggle_all)

    def current_id(self) -> int | None:
        """The id of the line that is looked at."""
        return self._rows.id_at(self.currentIndex().row())

    def look_at(self, row_id: int | None) -> bool:
        """Go to this id; without it, or where it is not listed, nowhere."""
        place = -1 if row_id is None else self._rows.cache.place_of(row_id)
        if place < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return False
        self._go(place)
        return True

    def step(self, steps: int) -> None:
        """The line so many after this one, not beyond the ends."""
        place = self.currentIndex().row() + steps
        if 0 <= place < len(self._rows.ids):
            self._go(place)

    def toggle_all(self) -> None:
        """Tick all that is listed, or, where all is ticked, nothing."""
        every = self._rows.ticks.state(self._rows.ids) is Qt.CheckState.Checked
        self._rows.ticks.put_only([] if every else self._rows.ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, place = Qt.Key(event.key()), self.currentIndex().row()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if place >= 0 and key == Qt.Key.Key_Space:
            self._rows.ticks.toggle(self._rows.ids[place])
        elif place >= 0 and key in _OPENS:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            listened = self.isSignalConnected(QMetaMethod.fromSignal(self.apart_wanted))
            (self.apart_wanted.emit() if control and listened else self._open(place))
        elif place >= 0 and shift and key in _MOVES:
            self._tick_run(place, place + _MOVES[key])
        elif place >= 0 and key in _ENDS:  # Qt would go to the ends of the row
            end = 0 if key == Qt.Key.Key_Home else len(self._rows.ids) - 1
            (self._tick_run(place, end) if shift else self._go(end))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._tick_run(max(self.currentIndex().row(), 0), index.row())
        elif self._ticks(index) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._rows.ticks.toggle(self._rows.ids[index.row()])
            self._go(index.row())
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._ticks(index):
            self._open(index.row())
        else:
            self.mousePressEvent(event)  # two quick clicks on a box are two clicks

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.looked_at.emit(self._rows.id_at(current.row()))

    def _ticks(self, index: QModelIndex) -> bool:
        return self._rows.columns[index.column()].key == CellKind.CHECK

    def _go(self, place: int) -> None:
        names = [at for at, column in enumerate(self._rows.columns) if column.stretch]
        index = self._rows.index(place, names[0] if names else 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _tick_run(self, start: int, end: int) -> None:
        end = max(0, min(end, len(self._rows.ids) - 1))
        first, last = sorted((start, end))
        self._rows.ticks.put(self._rows.ids[first : last + 1], on=True)
        self._go(end)

    def _open(self, place: int) -> None:
        row_id = self._rows.id_at(place)
        if row_id is not None:
            self.opened.emit(row_id)
