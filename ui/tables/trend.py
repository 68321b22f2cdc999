"""Draw how many in a hundred came, meeting after meeting."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from ui.kit.charts.view import ChartView
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_AXIS, _FOOT, _TOP, _EDGE = 30, 20, 8, 8
_LINES = (0, 50, 100)


class TrendView(ChartView):
    """A line from 0 to 100 with a dot for each meeting; the axis is never cut."""

    def sizeHint(self) -> QSize:
        return QSize(240, theme.scaled(112))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        plot = self._plot(rect)
        self._paint_axis(painter, plot)
        values = self.figures.series[0].values
        if not values:
            return
        points = [self._point(plot, place) for place in range(len(values))]
        line = QPainterPath(points[0])
        for point in points[1:]:
            line.lineTo(point)
        under = QPainterPath(line)
        under.lineTo(points[-1].x(), plot.bottom())
        under.lineTo(points[0].x(), plot.bottom())
        fading = QLinearGradient(plot.topLeft(), plot.bottomLeft())
        fading.setColorAt(0, theme.veil("c1", 44))
        fading.setColorAt(1, theme.veil("c1", 4))
        painter.fillPath(under, fading)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("c1"), 1.8))
        painter.drawPath(line)
        for place, point in enumerate(points):
            lit = place == self.lit
            painter.setBrush(theme.colour("c1" if lit else "surface"))
            painter.drawEllipse(point, 4 if lit else 2.8, 4 if lit else 2.8)

    def place_at(self, point: QPoint) -> int | None:
        plot, count = self._plot(QRectF(self.rect())), len(self.figures.labels)
        if not count or not plot.adjusted(-8, -8, 8, 8).contains(point):
            return None
        return min(range(count), key=lambda place: abs(self._point(plot, place).x() - point.x()))

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(theme.font(CAPTION - 0.5, tabular=True))
        for share in _LINES:
            y = plot.bottom() - plot.height() * share / 100
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("text3"))
            painter.drawText(QRectF(0, y - 8, _AXIS - 8, 16), _RIGHT, str(share))
        labels = self.figures.short_labels
        foot = QRectF(plot.left(), plot.bottom() + 3, plot.width(), _FOOT - 3)
        if labels:
            painter.drawText(foot, _LEFT, labels[0])
        if len(labels) > 1:
            painter.drawText(foot, _RIGHT, labels[-1])

    def _plot(self, rect: QRectF) -> QRectF:
        return rect.adjusted(_AXIS, _TOP, -_EDGE, -_FOOT)

    def _point(self, plot: QRectF, place: int) -> QPointF:
        values = self.figures.series[0].values
        step = plot.width() / max(len(values) - 1, 1)
        left = plot.left() + (step * place if len(values) > 1 else plot.width() / 2)
        return QPointF(left, plot.bottom() - plot.height() * values[place] / 100)
