"""Paint the charts of the design on any device: a widget, a picture, a page.

Bars for months, a stacked bar for composition, a line for a trend; zero is the base, four quiet
lines, the year before in the same colour seen through (DESIGN_LANGUAGE §17).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPainterPath, QPen

from ui.kit.charts.figures import Figures, Series
from ui.kit.charts.scale import Scale, round_scale
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, REGULAR, SEMIBOLD

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_ABOVE, _WIDEST_BAR, _ROUNDING = 8, 17.0, 3.0
_AXIS_TEXT = 11.0
_LEAST_SPAN = 0.2  # of the highest value: two members fewer of a hundred are no cliff
PREVIOUS = 70
"""27 %: the year before."""

Axis = Callable[[int, int], str]
"""Writes the number of a line, given the highest: where the unit stands, once."""


def plot_of(rect: QRectF, scale: Scale, axis: Axis) -> QRectF:
    """Where the bars stand, beside the numbers of the axis and above the labels."""
    metrics = QFontMetrics(theme.font(_AXIS_TEXT, tabular=True))
    left = max(metrics.horizontalAdvance(axis(line, scale.top)) for line in scale.lines) + 12
    return rect.adjusted(left, _ABOVE, -4, -theme.scaled(24))


def slot_at(plot: QRectF, count: int, x: float) -> int | None:
    """Which label's room this is; None beside the plot."""
    if not count or not plot.left() <= x < plot.right():
        return None
    return int((x - plot.left()) / plot.width() * count)


def paint_bars(
    painter: QPainter,
    rect: QRectF,
    figures: Figures,
    axis: Axis,
    *,
    bold: Sequence[int] = (),
    lit: int | None = None,
) -> None:
    """Bars side by side, a group for each label; `bold` labels are of now, `lit` is looked at."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = round_scale(figures.most)
    plot = plot_of(rect, scale, axis)
    _paint_lines(painter, rect, plot, scale, axis)
    step = plot.width() / max(len(figures.labels), 1)
    for place, label in enumerate(figures.short_labels or figures.labels):
        room = QRectF(plot.left() + step * place, plot.top(), step, plot.height())
        if place == lit or (lit is None and place in bold):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.veil("accent", 22 if place == lit else 14))
            painter.drawRoundedRect(room.adjusted(4, 0, -4, 0), 5, 5)
        _paint_group(
            painter, room, [(s, s.values[place]) for s in reversed(figures.series)], scale.top
        )
        marked = place == lit or place in bold
        painter.setPen(theme.colour("text" if marked else "text3"))
        painter.setFont(theme.font(CAPTION, SEMIBOLD if marked else REGULAR))
        under = QRectF(room.left(), plot.bottom() + 4, step, theme.scaled(18))
        painter.drawText(under, _CENTRE, label)


def _paint_lines(painter: QPainter, rect: QRectF, plot: QRectF, scale: Scale, axis: Axis) -> None:
    painter.setFont(theme.font(_AXIS_TEXT, tabular=True))
    for line in scale.lines:
        height = round(plot.bottom() - plot.height() * line / scale.top) + 0.5
        painter.setPen(QPen(theme.colour("border" if line else "border_strong"), 1))
        painter.drawLine(QPointF(plot.left(), height), QPointF(plot.right(), height))
        painter.setPen(theme.colour("text3"))
        beside = QRectF(rect.left(), height - 9, plot.left() - rect.left() - 10, 18)
        painter.drawText(beside, _RIGHT, axis(line, scale.top))


def _paint_group(
    painter: QPainter, room: QRectF, bars: Sequence[tuple[Series, int]], top: int
) -> None:
    count = len(bars)
    width = min(_WIDEST_BAR, room.width() * 0.28 * 2 / max(count, 2))
    gap = 3.0
    left = room.center().x() - (width * count + gap * (count - 1)) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for series, value in bars:
        if value > 0:
            height = max(room.height() * value / top, 1.0)
            painter.setBrush(colour_of(series))
            painter.drawPath(_bar(QRectF(left, room.bottom() - height, width, height)))
        left += width + gap


def colour_of(series: Series) -> QColor:
    """The token, seen through where the series says so."""
    return theme.veil(series.token, series.veil)


def _bar(rect: QRectF) -> QPainterPath:
    """Round above, square on the base."""
    round_ = min(_ROUNDING, rect.height())
    path = QPainterPath(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + round_)
    path.quadTo(rect.topLeft(), QPointF(rect.left() + round_, rect.top()))
    path.lineTo(rect.right() - round_, rect.top())
    path.quadTo(rect.topRight(), QPointF(rect.right(), rect.top() + round_))
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def parts_of(rect: QRectF, values: Sequence[int], gap: float = 2.0) -> list[QRectF]:
    """The room of each part of a stacked bar; none for what is zero."""
    shown = [value for value in values if value > 0]
    whole = sum(shown)
    width = rect.width() - gap * max(len(shown) - 1, 0)
    left, rooms = rect.left(), []
    for value in values:
        share = width * value / whole if whole and value > 0 else 0.0
        rooms.append(QRectF(left, rect.top(), share, rect.height()))
        left += share + gap if share else 0.0
    return rooms


def paint_stacked(
    painter: QPainter,
    rect: QRectF,
    values: Sequence[int],
    tokens: Sequence[str],
    *,
    lit: int | None = None,
) -> None:
    """One bar of several parts; what is looked at stays, the rest steps back."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    outline = QPainterPath()
    outline.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setClipPath(outline)
    if not sum(values):
        painter.fillRect(rect, theme.colour("neutral_bg"))
    for place, (token, room) in enumerate(zip(tokens, parts_of(rect, values), strict=True)):
        faded = lit is not None and lit != place
        painter.fillRect(room, theme.veil(token, 110 if faded else 255))
    painter.restore()


def paint_sparkline(
    painter: QPainter, rect: QRectF, values: Sequence[int], token: str = "c1"
) -> None:
    """A trend without an axis: the line, what lies under it fading out, a dot at its end."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if len(values) < 2:
        return
    room = rect.adjusted(2, 4, -5, -3)
    low, high = float(min(values)), float(max(values))
    span = max(high - low, high * _LEAST_SPAN, 1)
    low = (low + high - span) / 2 if span > high - low else low
    step = room.width() / (len(values) - 1)
    points = [
        QPointF(room.left() + step * place, room.bottom() - room.height() * (value - low) / span)
        for place, value in enumerate(values)
    ]
    line = QPainterPath(points[0])
    for point in points[1:]:
        line.lineTo(point)
    under = QPainterPath(line)
    under.lineTo(room.right(), rect.bottom())
    under.lineTo(room.left(), rect.bottom())
    fading = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    fading.setColorAt(0, theme.veil(token, 50))
    fading.setColorAt(1, theme.veil(token, 0))
    painter.fillPath(under, fading)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(token), 1.7))
    painter.drawPath(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawEllipse(points[-1], 2.8, 2.8)
