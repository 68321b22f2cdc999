"""Show a mark at once, save it beside the event loop, take it back where it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from cluster_desk.domain.tables import CAME, Mark
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_text
from cluster_desk.queries.tables.register import LineKey
from cluster_desk.running import Outcome
from cluster_desk.services.tables.register import (
    MarkPresences,
    NotHeld,
    PresenceMark,
    mark_presences,
)
from ui.tables.grid import Grid
from ui.work.workspace import Workspace

Cell = tuple[int, int]


class RegisterEdits(QObject):
    """What was typed and is on its way; writes go in order, so the last word is the last kept.

    `turn` is another after every step: who read the register meanwhile read an older one.
    """

    changed = Signal()  # cells show something else, or everything is saved
    refused = Signal(str)  # and why; what was shown is not so
    unclear = Signal(int, int, object)  # row, column, mark: an organisation with several people

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._pending: dict[int, tuple[PresenceMark, ...]] = {}
        self.turn = 0
        self.wrote_now = False  # the next news of a change is our own

    @property
    def is_saving(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._pending)

    def mark(self, grid: Grid, cells: Sequence[Cell], mark: Mark) -> None:
        """One gesture: these cells get this mark, as far as they can."""
        wanted = []
        for row, column in cells:
            meeting = grid.meetings[column]
            if mark in CAME and not meeting.is_held:
                self.refused.emit(str(NotHeld(date=date_text(meeting.held_on))))
                return
            if self._whose(grid, row, column, mark) is not None:
                wanted.append((row, column, mark))
            elif len(cells) == 1:
                self.unclear.emit(row, column, mark)
        self.put(grid, wanted)

    def put(self, grid: Grid, wanted: Sequence[tuple[int, int, Mark]]) -> None:
        """One gesture with a mark for each cell, of which it was checked that they can."""
        marks = [
            PresenceMark(meeting_id=meeting.id, person_id=who, organisation_id=of, mark=mark)
            for row, column, mark in wanted
            for meeting in (grid.meetings[column],)
            for who, of in self._whose(grid, row, column, mark) or ()
            if not _says(grid, (who, of), meeting.id, mark)
        ]
        if marks:
            self._save(grid, tuple(marks))

    def lay_over(self, grid: Grid) -> None:
        """What is still on its way, on a register that was read before it arrived."""
        for marks in self._pending.values():
            _put(grid, marks)

    def _save(self, grid: Grid, marks: tuple[PresenceMark, ...]) -> None:
        _put(grid, marks)
        self.turn += 1
        turn = self.turn
        self._pending[turn] = marks
        self.changed.emit()
        self._workspace.write(
            mark_presences,
            MarkPresences(marks=marks),
            then=partial(self._saved, turn),
            refused=partial(self._failed, turn),
        )

    def _saved(self, turn: int, outcome: Outcome[Any]) -> None:
        self._pending.pop(turn, None)
        self.turn += 1
        self.wrote_now = bool(outcome.touched)
        self.changed.emit()

    def _failed(self, turn: int, error: DeskError) -> None:
        self._pending.pop(turn, None)
        self.turn += 1
        self.refused.emit(str(error))

    @staticmethod
    def _whose(grid: Grid, row: int, column: int, mark: Mark) -> list[LineKey] | None:
        """Whom a mark concerns; None where several could have come and none is said to have."""
        called = grid.lines_at(row, column)
        cell = grid.cell(row, column)
        if mark not in CAME:
            return [line.key for line in called] if cell is not None else []
        there = grid.came_at(row, column)
        if there or len(called) == 1:
            return [line.key for line in there or called]
        return None


def _says(grid: Grid, key: LineKey, meeting_id: int, mark: Mark) -> bool:
    cell = grid.at((key, meeting_id))
    if cell is None:
        return mark not in CAME  # nobody called them: nothing to take back
    return cell.mark is mark


def _put(grid: Grid, marks: Sequence[PresenceMark]) -> None:
    for each in marks:
        grid.put(((each.person_id, each.organisation_id), each.meeting_id), each.mark)
