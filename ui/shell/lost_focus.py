"""Give the keyboard back to the page where what had it was hidden, greyed or taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class LostFocus(QObject):
    """Qt hands it to whatever comes next, often the rail, where no key of the page works."""

    def __init__(self, host: QWidget, areas: Callable[[], Sequence[QWidget]]) -> None:
        """`areas` are those of the page that is seen in the host; the first visible one gets it."""
        super().__init__(host)
        self._host, self._areas = host, areas
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is None or not self._host.isAncestorOf(before):
            return
        if now is None or not self._host.isAncestorOf(now):
            QTimer.singleShot(0, self, partial(self._give_back, before, now))

    def _give_back(self, before: QWidget, now: QWidget | None) -> None:
        is_there = isValid(before) and before.isVisible() and before.isEnabled()
        moved = QApplication.focusWidget() is not now or not self._host.window().isActiveWindow()
        if is_there or moved:
            return
        # One that is hidden would keep the keyboard, and Tab would lead back to it for ever.
        seen = next((area for area in self._areas() if area.isVisible()), None)
        if seen is not None:
            seen.setFocus()
