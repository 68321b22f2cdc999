"""Tell the clicks and presses of one hurried series from those meant for what has come since."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from weakref import ReferenceType, ref

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class _Series:
    """Presses that follow one another at one place, faster than two single ones are made."""

    def __init__(self) -> None:
        self._first: ReferenceType[QWidget] | None = None
        self._at, self._when = QPointF(), 0

    def takes(self, widget: QWidget, event: QMouseEvent) -> bool:
        """Whether the press belongs to a series that began on something else."""
        waited = event.timestamp() - self._when
        moved = (event.globalPosition() - self._at).manhattanLength()
        is_next = 0 <= waited < QApplication.doubleClickInterval()
        goes_on = is_next and moved < QApplication.startDragDistance()
        self._at, self._when = event.globalPosition(), event.timestamp()
        if goes_on:
            return self._first is None or self._first() is not widget
        # the second press of two, whose first nobody told of: it was not this widget's
        is_second = event.type() == QEvent.Type.MouseButtonDblClick
        self._first = None if is_second else ref(widget)
        return is_second


_series = _Series()


class OwnClicks:
    """For a button: takes no press that was meant for what stood there a moment ago.

    Whoever clicks twice where a page opens must not press, unread, what came under the mouse.
    """

    def mousePressEvent(self, event: QMouseEvent) -> None:
        assert isinstance(self, QWidget)
        if not _series.takes(self, event):
            super().mousePressEvent(event)  # type: ignore[misc]  # the button's, which it is


def _hurry() -> float:
    """How many seconds part two presses that belong together, at most."""
    return QApplication.doubleClickInterval() / 1000


class Unread:
    """For an act whose keys are those of the step before: presses of the same series are not its.

    Whoever presses them twice must not do, unread, what the first press only showed. A press that
    comes too soon makes the wait begin anew, so that a hand that hammers does nothing either.
    """

    def __init__(self) -> None:
        self._since = monotonic()

    def come_up(self) -> None:
        """It can be seen from now on."""
        self._since = monotonic()

    def takes(self) -> bool:
        """Whether the press came too soon to be meant for what is seen."""
        waited = monotonic() - self._since
        if waited >= _hurry():
            return False
        self._since = monotonic()
        return True

    def pass_on(self, act: Callable[[], object]) -> None:
        """What a press asks for, unless it came too soon."""
        if not self.takes():
            act()


class ShownFirst(QAction):
    """An act that can be chosen once the step before has shown what it does.

    Its keys wait until then; who chooses it with the mouse, or from a menu, has looked for it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._unread = Unread()
        self.enabledChanged.connect(self._unread.come_up)

    def event(self, event: QEvent) -> bool:
        is_press = event.type() is QEvent.Type.Shortcut
        return (is_press and self._unread.takes()) or super().event(event)
