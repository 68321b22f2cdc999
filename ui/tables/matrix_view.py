"""The attendance map by hand: a cursor over cells, letters that say who came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollBar, QTableView, QWidget

from cluster_desk.domain.tables import Mark
from cluster_desk.i18n import _
from ui.kit.announce import announce
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, column, panel, row
from ui.tables.grid import Grid
from ui.tables.matrix_heads import DaysHeader, NamesHeader, SharesStrip, TotalsStrip
from ui.tables.matrix_model import Index, MatrixModel
from ui.tables.matrix_paint import MarkDelegate
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, SEMIBOLD

_ROW = 36
_NARROWEST, _WIDEST = 46, 168
KEYS = {
    Qt.Key.Key_P: Mark.PRESENT,
    Qt.Key.Key_R: Mark.REMOTE,
    Qt.Key.Key_D: Mark.DELEGATED,
    Qt.Key.Key_G: Mark.EXCUSED,
    Qt.Key.Key_A: Mark.ABSENT,
}
_ROUND = list(KEYS.values())
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class MatrixTable(QTableView):
    """Arrows move, Shift and arrows take several cells; P R D G A mark them, Space goes on.

    Enter and F2 open a cell, N its note; Ctrl+C and Ctrl+V give and take a block. What was asked
    comes as signals: saving is another's.
    """

    mark_wanted = Signal(object)  # Mark, for all the cells that are taken
    detail_wanted = Signal()
    note_wanted = Signal()
    copy_wanted = Signal()
    paste_wanted = Signal()
    moved = Signal()

    def __init__(self, model: MatrixModel) -> None:
        super().__init__()
        self._cells = model
        self.setModel(model)
        self.setAccessibleName(_("Attendance register"))
        self.setHorizontalHeader(DaysHeader(self, model))
        self.setVerticalHeader(NamesHeader(self, model))
        self.setItemDelegate(MarkDelegate(self))
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.modelReset.connect(self.fit)
        theme.changed.connect(self._measure)
        self._measure()

    def offer(self, actions: Sequence[QAction]) -> None:
        """What the menu over a cell has."""
        self.addActions(list(actions))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def taken(self) -> list[tuple[int, int]]:
        """The cells that are selected, or the one under the cursor: rows and columns."""
        found = [(each.row(), each.column()) for each in self.selectedIndexes()]
        current = self.currentIndex()
        if len(found) > 1 or not current.isValid():
            return sorted(found)
        return [(current.row(), current.column())]

    def go(self, line: int, place: int) -> None:
        """Put the cursor there."""
        index = self._cells.index(line, place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in KEYS:
            self.mark_wanted.emit(KEYS[key])
        elif plain and key in _CLEARS:
            self.mark_wanted.emit(Mark.ABSENT)
        elif plain and key == Qt.Key.Key_Space:
            self.mark_wanted.emit(self._following())
        elif plain and key == Qt.Key.Key_N:
            self.note_wanted.emit()
        elif plain and (key in _OPENS or key == Qt.Key.Key_F2):
            self.detail_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters mark cells: they look for nothing."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.detail_wanted.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.moved.emit()
        if current.isValid():
            announce(self, self._cells.spoken(current.row(), current.column()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The meetings share the width, as long as each is neither narrow nor broad."""
        count = self._cells.columnCount()
        if not count:
            return
        least, most = theme.scaled(_NARROWEST), theme.scaled(_WIDEST)
        room = self.width() - self.verticalHeader().width()
        width = max(least, min(room // count, most))
        names = self.verticalHeader().width()
        self.setMaximumWidth(names + most * count)  # the shares stand beside the last meeting
        spare = room - width * count if least < width < most else 0
        for place in range(count):
            self.setColumnWidth(place, width + (1 if place < spare else 0))

    def _following(self) -> Mark:
        """What comes after the mark under the cursor, round and round."""
        line, place = self.taken()[0] if self.taken() else (0, 0)
        cell = self._cells.grid.cell(line, place) if self._cells.rowCount() else None
        if cell is None or cell.mark not in _ROUND:
            return _ROUND[0]
        return _ROUND[(_ROUND.index(cell.mark) + 1) % len(_ROUND)]

    def _measure(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(theme.scaled(_ROW))
        header.setDefaultSectionSize(theme.scaled(_ROW))
        self.horizontalHeader().updateGeometry()
        self.fit()
        self.updateGeometries()
        self.viewport().update()


class Matrix(QWidget):
    """The map with its names, days, shares and totals, which stay in sight while it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.model = MatrixModel()
        self.table = MatrixTable(self.model)
        self.shares = SharesStrip(self.table, self.model)
        self.totals = TotalsStrip(self.table, self.model)
        self._bar = QScrollBar(Qt.Orientation.Vertical)
        own = self.table.verticalScrollBar()
        own.rangeChanged.connect(self._follow)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)
        self._follow(own.minimum(), own.maximum())
        top = row((self.table, 1000), self.shares, self._bar, None, gap=0)
        self.setLayout(
            column(Card(column((panel(top), 1), self.totals, gap=0, margins=(1, 5, 1, 1))))
        )
        self.setFocusProxy(self.table)
        self._corner = Label("", CAPTION, SEMIBOLD, "text3")
        self._corner.setParent(self.table)
        self._line = Rule()
        self._line.setParent(self.table)
        theme.changed.connect(self._place_corner)
        self.table.moved.connect(self.shares.update)

    def show_grid(self, grid: Grid, corner: str) -> None:
        """Another register, or the same read again; the cursor stays where it is."""
        at = self.table.currentIndex()
        fresh = not at.isValid()
        self.model.show(grid)
        self._corner.setText(corner)
        self._place_corner()
        self.refresh()
        if grid.rows and grid.meetings and not self.table.currentIndex().isValid():
            last = max((n for n, m in enumerate(grid.meetings) if m.is_held), default=0)
            line = 0 if fresh else min(at.row(), len(grid.rows) - 1)
            self.table.go(line, last if fresh else min(at.column(), len(grid.meetings) - 1))

    def refresh(self) -> None:
        """Some cells have changed."""
        self.model.repaint_all()
        self.shares.say()
        self.totals.say()

    def cells(self) -> Sequence[tuple[int, int]]:
        """What the next mark is for."""
        return self.table.taken()

    def _place_corner(self) -> None:
        """Over the names there is no header of Qt's: its word and its line are put there."""
        head, names = self.table.horizontalHeader(), self.table.verticalHeader()
        self._corner.adjustSize()
        self._corner.move(14, (head.height() - self._corner.height()) // 2)
        self._line.setGeometry(0, head.height() - 1, names.width(), 1)

    def _follow(self, least: int, most: int) -> None:
        self._bar.setRange(least, most)
        self._bar.setPageStep(self.table.verticalScrollBar().pageStep())
        self._bar.setSingleStep(theme.scaled(_ROW))
        self._bar.setVisible(most > least)
