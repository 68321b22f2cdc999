"""Let Qt ask for the cells of the register, in words a screen reader says."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cluster_desk.domain.tables import CAME, Mark
from cluster_desk.formats.dates import date_long, date_text, time_text
from cluster_desk.i18n import _
from cluster_desk.queries.tables.register import Register, RegisterCell, RegisterMeeting
from ui.tables.grid import By, Grid

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_NOTHING = Register(body_id=0, meetings=(), lines=())


class MatrixModel(QAbstractTableModel):
    """Rows are people or organisations, columns are meetings."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid(_NOTHING, By.PERSON)

    def show(self, grid: Grid) -> None:
        """Another register, or the same as it was read again."""
        same = (
            [row.name for row in grid.rows] == [row.name for row in self.grid.rows]
            and [m.id for m in grid.meetings] == [m.id for m in self.grid.meetings]
            and grid.by is self.grid.by
        )
        if same:  # the cursor and the scroll bars stay where they are
            self.grid = grid
            self.repaint_all()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def repaint_all(self) -> None:
        """Cells have changed."""
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as above
        return 0 if parent.isValid() else len(self.grid.meetings)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return self.spoken(index.row(), index.column())
        if role == _Role.ToolTipRole:
            return self._tip(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if role not in (_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            row = self.grid.rows[section]
            spoken = f"{row.name}, {row.under}" if row.under else row.name
            return row.name if role == _Role.DisplayRole else spoken
        meeting = self.grid.meetings[section]
        if role == _Role.DisplayRole:
            return date_text(meeting.held_on)
        return meeting_words(meeting)

    def spoken(self, row: int, column: int) -> str:
        """`Rossi Maria, 12/03/2026: presente`."""
        name, day = self.grid.rows[row].name, date_text(self.grid.meetings[column].held_on)
        cell = self.grid.cell(row, column)
        said = mark_words(cell)
        if cell is not None and cell.note:
            said = _("{mark}, note: {note}").format(mark=said, note=cell.note)
        return f"{name}, {day}: {said}"

    def _tip(self, row: int, column: int) -> str:
        meeting = self.grid.meetings[column]
        cell = self.grid.cell(row, column)
        words = f"{date_long(meeting.held_on)} · {mark_words(cell)}"
        hours = hours_words(cell, meeting)
        lines = [self.grid.rows[row].name, f"{words} {hours}".strip()]
        came = [line.name for line in self.grid.came_at(row, column)]
        if self.grid.by is By.ORGANISATION and came:
            lines.append(", ".join(came))
        if cell is not None and cell.note:
            lines.append(cell.note)
        return "\n".join(lines)


def mark_words(cell: RegisterCell | None) -> str:
    """What a cell says, in words."""
    if cell is None:
        return _("not called")
    if cell.mark is None:
        return _("not held yet")
    word = cell.mark.label.lower()
    if cell.is_guest and cell.mark in CAME:
        return _("{mark} as a guest").format(mark=word)
    return word


def hours_words(cell: RegisterCell | None, meeting: RegisterMeeting) -> str:
    """`14:32–17:05`, of who was there in person or connected."""
    if cell is None or cell.mark not in (Mark.PRESENT, Mark.REMOTE) or cell.arrived_at is None:
        return ""
    end = cell.left_at or meeting.closed_at
    if end is None:
        return _("from {start}").format(start=time_text(cell.arrived_at))
    return f"{time_text(cell.arrived_at)}–{time_text(end)}"


def meeting_words(meeting: RegisterMeeting) -> str:
    """What a column stands for, in words."""
    parts = [date_long(meeting.held_on), meeting.title]
    if not meeting.is_held:
        parts.append(meeting.state.label.lower())
    return ", ".join(part for part in parts if part)
