"""Show a picture within a frame, as large as it fits and never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme

_EDGE = 10


class Picture(QWidget):
    """On white in both themes: so it is printed."""

    def __init__(self, name: str, width: int, height: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedSize(width, height)
        self._pixmap = QPixmap()
        theme.changed.connect(self.update)

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Another picture."""
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._pixmap.isNull():
            return
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = self._pixmap.size().toSizeF()
        share = min(room.width() / size.width(), room.height() / size.height(), 1.0)
        shown = QRectF(0, 0, size.width() * share, size.height() * share)
        shown.moveCenter(room.center())
        painter.drawPixmap(shown, self._pixmap, QRectF(self._pixmap.rect()))
