"""A box over the whole window, with the window dimmed under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.kit.shadow import paint_shadow
from ui.theme.theme import theme

_WIDTH, _TOP, _SHADOW, _RADIUS = 680, 92, 28, 12
_VEIL = 96


class Overlay(QWidget):
    """A child of `host` and no window of its own, so that it works in remote sessions too.

    What it shows stands in `box`; a click beside it closes, and the focus goes back.
    """

    resized = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._came_from: QWidget | None = None
        self.box = QWidget(self)
        self.hide()
        host.installEventFilter(self)
        theme.changed.connect(self.update)

    def appear(self) -> None:
        """Over everything; open already, it only comes to the front."""
        if not self.isVisible():
            self._came_from = self.window().focusWidget()
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()

    def leave(self) -> bool:
        """Away with it; False where it was away already."""
        if not self.isVisible():
            return False
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()
        self._came_from = None
        return True

    def room(self) -> int:
        """How high the box may be."""
        return self._host.height() - self._top() - 40

    def settle(self) -> None:
        """Fit the box to what is in it now."""
        layout = self.box.layout()
        assert layout is not None
        width = min(_WIDTH, self._host.width() - 40)
        self.box.setFixedWidth(width)
        layout.activate()
        needed = layout.sizeHint().height()
        if layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(width)
        height = min(needed, self.room())
        self.box.setGeometry((self._host.width() - width) // 2, self._top(), width, height)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._host.rect())
            self.resized.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.box.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.veil("scrim", _VEIL))
        box = QRectF(self.box.geometry())
        paint_shadow(painter, box, _SHADOW, _RADIUS)
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _top(self) -> int:
        return min(_TOP, self._host.height() // 8)
