"""Draw the program's mark, at any size."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Mark(QWidget):
    """The program's mark: petals around a core."""

    _FROM, _TO = "#9C3A86", "#5A1550"

    def __init__(self, side: int = 30) -> None:
        super().__init__()
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.width()
        ground = QLinearGradient(0, 0, side, side)
        ground.setColorAt(0, QColor(self._FROM))
        ground.setColorAt(1, QColor(self._TO))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.27, side * 0.27)
        painter.setBrush(QColor(255, 255, 255, 235))
        middle = QPointF(side / 2, side / 2)
        for petal in range(6):
            angle = math.radians(60 * petal - 90)
            away = QPointF(math.cos(angle), math.sin(angle)) * (side * 0.25)
            painter.drawEllipse(middle + away, side * 0.085, side * 0.085)
        painter.drawEllipse(middle, side * 0.115, side * 0.115)
