"""Hands on a window: real key strokes and clicks, and the patience to wait for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.buttons import Button
from ui.shell.window import MainWindow

PATIENCE_MS = 60_000  # a busy machine lets a thing wait for seconds; one that never comes fails
_SOON_MS = 100  # what is put off for a moment: the card follows the list after 80


class PatientBot(QtBot):
    """Waits for what must come, never for a time that must be enough."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **about: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **about)


class Hands:
    """What a person at the window does and sees."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        window.activateWindow()
        qtbot.waitExposed(window)

    @property
    def page(self) -> Any:
        """The page that is seen."""
        return self.window.stack.page

    @property
    def table(self) -> Any:
        """The list of the page that is seen."""
        return self.page.body.table

    def settle(self) -> None:
        """Until every read and write has been answered and nothing is put off."""
        self.qtbot.wait(1)
        while not self._is_still():
            self.qtbot.waitUntil(self._is_still)
            self.qtbot.wait(1)  # what an answer put off till the next turn

    def _is_still(self) -> bool:
        if not self.window.workspace.is_idle:
            return False
        timers = self.window.findChildren(QTimer)
        soon = (t.isActive() and t.isSingleShot() and t.interval() <= _SOON_MS for t in timers)
        return not any(soon)

    def press(self, keys: str, target: QWidget | None = None) -> None:
        """A shortcut or key, such as `Ctrl+F` or `Down`, on whatever has the focus."""
        widget = target or QApplication.focusWidget() or self.window
        QTest.keySequence(widget, QKeySequence(keys))
        self.settle()

    def type(self, text: str) -> None:
        """Letters, where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)
        self.settle()

    def click(self, widget: QWidget, at: QPoint | None = None, held: str = "") -> None:
        """The left button; `held` is Shift or Ctrl."""
        modifiers = {
            "": Qt.KeyboardModifier.NoModifier,
            "Shift": Qt.KeyboardModifier.ShiftModifier,
            "Ctrl": Qt.KeyboardModifier.ControlModifier,
        }[held]
        point = at or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, modifiers, point)
        self.settle()

    def click_button(self, name: str) -> None:
        """The visible button of this name."""
        seen: list[Button] = []

        def look() -> bool:
            named = (b for b in self.window.findChildren(Button) if b.accessibleName() == name)
            seen[:] = [button for button in named if button.isVisible()]
            return bool(seen)

        if not look():  # a card that is still being read, on a busy machine
            self.qtbot.waitUntil(look)
            self.settle()
        assert look(), f"no button «{name}»"
        self.click(seen[0])

    def cell(self, place: int, column: str) -> QPoint:
        """The middle of a cell, for a click on the table's viewport."""
        columns = [each.key for each in self.page.list.model.columns]
        index = self.page.list.model.index(place, columns.index(column))
        centre: QPoint = self.table.visualRect(index).center()
        return centre

    def click_cell(self, place: int, column: str, held: str = "") -> None:
        """A cell of the list."""
        self.click(self.table.viewport(), self.cell(place, column), held)

    def names(self) -> list[str]:
        """What is listed, from the top."""
        model = self.page.list.model
        return [model.cache.record(row_id).name for row_id in model.ids]

    def focus(self) -> QWidget | None:
        """What has the keyboard."""
        return QApplication.focusWidget()


def press_twice(hands: Hands, keys: str) -> None:
    """In a hurry: before the first is answered."""
    focus = QApplication.focusWidget()
    assert focus is not None
    for _press in range(2):
        QTest.keySequence(focus, QKeySequence(keys))
    hands.settle()
