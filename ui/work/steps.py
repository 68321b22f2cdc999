"""Take back and bring again, with the words of the person's own gestures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from cluster_desk.desk import Desk
from cluster_desk.running import Outcome
from cluster_desk.store.undoing import Step

Both = tuple[Step | None, Step | None]
Asker = Callable[[Callable[[Desk], Both], Callable[[Both], object]], object]
Reverser = Callable[[Callable[[], Outcome[None]], Callable[[Outcome[None]], object]], object]


class Steps(QObject):
    """What undo and redo would do now; looked up after every write."""

    changed = Signal()
    reversed = Signal(object)  # the outcome of an undo or a redo

    def __init__(self, desk: Desk, ask: Asker, reverse: Reverser) -> None:
        """`ask` runs a question to the desk beside the event loop, `reverse` an undo or redo."""
        super().__init__()
        self._desk, self._ask, self._reverse = desk, ask, reverse
        self.undoable: Step | None = None
        self.redoable: Step | None = None

    def look(self) -> None:
        """Find out what undo and redo would do."""
        self._ask(lambda desk: (desk.undoable(), desk.redoable()), self._take)

    def undo(self, change_set_id: int | None = None) -> None:
        """Take back a change set, the last by default."""
        self._reverse(lambda: self._desk.undo(change_set_id), self.reversed.emit)

    def redo(self) -> None:
        """Bring the last undo again."""
        self._reverse(self._desk.redo, self.reversed.emit)

    def _take(self, steps: Both) -> None:
        self.undoable, self.redoable = steps
        self.changed.emit()
