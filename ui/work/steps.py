"""Take back and bring again, with the words of the person's own gestures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cluster_desk.desk import Outcome

if TYPE_CHECKING:
    from cluster_desk.store.undoing import Step
    from ui.work.workspace import Workspace


class Steps(QObject):
    """What undo and redo would do now; looked up after every write."""

    changed = Signal()
    reversed = Signal(object)  # the outcome of an undo or a redo

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.undoable: Step | None = None
        self.redoable: Step | None = None
        workspace.touched.connect(lambda _topics: self.look())

    def look(self) -> None:
        """Find out what undo and redo would do."""
        self._workspace.read_with(lambda desk: (desk.undoable(), desk.redoable()), then=self._take)

    def undo(self, change_set_id: int | None = None) -> None:
        """Take back a change set, the last by default."""
        desk = self._workspace.desk
        self._reverse(lambda: desk.undo(change_set_id))

    def redo(self) -> None:
        """Bring the last undo again."""
        self._reverse(self._workspace.desk.redo)

    def _reverse(self, call: Callable[[], Outcome[None]]) -> None:
        self._workspace.reverse(call, self.reversed.emit)

    def _take(self, steps: tuple[Step | None, Step | None]) -> None:
        self.undoable, self.redoable = steps
        self.changed.emit()
