"""Collect Python's garbage in the window's thread alone, and never for long."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

_EVERY_MS = 200
_MOST = 150_000  # blocks of memory whose objects are walked through in a few hundredths of a second


class Collector(QObject):
    """Instead of the automatic collection, which runs in whatever thread happens to allocate.

    A Qt object that ends in a worker's thread takes the program with it. Here nobody waits either:
    what is too much to be walked through is kept out of it until the person is in another program.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        gc.disable()
        # Blocks, not objects: listing the objects would touch those that workers are building.
        self._stood = self._kept = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        application.applicationStateChanged.connect(self._state_changed)

    def collect(self) -> None:
        """The oldest generation that is due, as Python would; of all, only what is not too much."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [old for old in (2, 1, 0) if counts[old] > limits[old]]
        if not due:
            return
        if due[0] == 2 and self._kept and _grown(self._kept):
            gc.freeze()
            self._kept = sys.getallocatedblocks()
        else:
            gc.collect(due[0])

    def keep(self) -> None:
        """What is there now stays, modules and the window: no collection walks through it."""
        gc.freeze()
        self._stood = self._kept = sys.getallocatedblocks()

    def collect_after(self, gone: QObject) -> None:
        """Everything, as soon as this window is no more."""
        gone.destroyed.connect(lambda: QTimer.singleShot(0, self, self.collect_all))

    def collect_all(self) -> None:
        """Everything, what was kept too: nobody is waiting."""
        gc.unfreeze()
        gc.collect()
        self.keep()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        is_away = state is not Qt.ApplicationState.ApplicationActive
        if is_away and self._kept != self._stood and _grown(self._stood):
            self.collect_all()


def _grown(since: int) -> bool:
    return sys.getallocatedblocks() - since > _MOST
