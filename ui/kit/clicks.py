"""Tell the clicks of one hurried series from those that are meant for what has come under them."""

from __future__ import annotations

from weakref import ReferenceType, ref

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QMouseEvent
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
