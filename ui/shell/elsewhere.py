"""Show what a colleague or the command line wrote into the desk, without being asked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_EVERY_MS = 4_000


class Elsewhere(QObject):
    """Asks when the program comes to the front, and every few seconds while it is there.

    What was touched is told as if it had been written here: who shows it reads it again. While
    the keyboard is in a form with something unsaved nothing is read again: it waits until then.
    """

    def __init__(self, window: Any) -> None:
        """Of a MainWindow, with which it ends; made before anything is read there."""
        super().__init__(window)
        self._window = window
        self._is_asking = False
        self._untold: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._state_changed)
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Ask beside the event loop, one question at a time."""
        if not self._is_asking:
            self._is_asking = True
            self._window.workspace.outlook.looks()
            self._window.workspace.ask(lambda desk: desk.elsewhere.look(), self._take)

    def _take(self, topics: frozenset[str]) -> None:
        self._is_asking = False
        self._untold |= topics
        if self._untold and not any(map(_is_typing, self._window.records.windows())):
            told, self._untold = self._untold, frozenset()
            self._window.workspace.touched.emit(told)
        if not self._untold:
            self._window.workspace.outlook.shows()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()


def _is_typing(window: QWidget) -> bool:
    """Whether its keyboard is in what would be lost: a form, or a part of the settings."""
    inside: QWidget | None = window.focusWidget()
    while inside is not None:
        holders = (inside, getattr(inside, "form", None))
        if any(getattr(holder, "is_dirty", False) for holder in holders):
            return True
        inside = inside.parentWidget()
    return False
