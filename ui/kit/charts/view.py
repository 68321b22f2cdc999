"""A chart on the screen: looked at with the mouse or the arrows, told in words, copied, tabled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from cluster_desk.i18n import _
from ui.kit.announce import announce
from ui.kit.charts.figures import Figures
from ui.kit.charts.painting import (
    Axis,
    colour_of,
    paint_bars,
    paint_sparkline,
    paint_stacked,
    parts_of,
    plot_of,
    slot_at,
)
from ui.kit.charts.scale import round_scale
from ui.kit.shadow import paint_shadow
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, META, SEMIBOLD

_IMAGE_RATIO = 3.0  # about 300 dpi where the screen has 96
_RING, _EDGE, _SMALL_WIDTH = 6, 4, 84
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class ChartView(QWidget):
    """Paints its figures. `table_wanted` when somebody asks for them as a table."""

    table_wanted = Signal(object)

    def __init__(self, figures: Figures, *, small: bool = False) -> None:
        """A `small` one stands beside a figure: its table is asked for by the page's menu."""
        super().__init__()
        self.lit: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if small else Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.show_figures(figures)
        theme.changed.connect(self.update)

    def show_figures(self, figures: Figures) -> None:
        """Other values."""
        self.figures, self.lit = figures, None
        self.setAccessibleName(figures.title)
        told = "; ".join(figures.words(place) for place in range(len(figures.labels)))
        self.setAccessibleDescription(told)
        self.update()

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """The chart itself, on whatever device."""
        raise NotImplementedError

    def place_at(self, point: QPoint) -> int | None:
        """Which value lies there."""
        raise NotImplementedError

    def image(self) -> QImage:
        """A picture on the surface's ground, sharp enough for print."""
        image = QImage(self.size() * _IMAGE_RATIO, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_IMAGE_RATIO)
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        lit, self.lit = self.lit, None
        self.paint(painter, QRectF(self.rect()))
        self.lit = lit
        painter.end()
        return image

    def copy_image(self) -> None:
        """To the clipboard."""
        QApplication.clipboard().setImage(self.image())

    def look_at(self, place: int | None) -> None:
        """Light one value, and tell it."""
        if place == self.lit:
            return
        self.lit = place
        if place is not None and self.hasFocus():
            announce(self, self.figures.words(place))
        self.update()

    # ── mouse and keys ───────────────────────────────────────────────────────────────────────
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.look_at(self.place_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self.look_at(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.look_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self.figures.labels)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.table_wanted.emit(self.figures)
        elif steps is not None and count:
            here = self.lit if self.lit is not None else (-1 if steps > 0 else count)
            self.look_at(max(0, min(here + steps, count - 1)))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with a chart."""
        menu = QMenu(self)
        menu.addAction(_("Show the figures"), lambda: self.table_wanted.emit(self.figures))
        menu.addAction(_("Copy the picture"), self.copy_image)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    # ── painting ─────────────────────────────────────────────────────────────────────────────
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(edge, _RING, _RING)


class BarsView(ChartView):
    """Groups of bars over months, with a tip beside the one that is looked at."""

    def __init__(self, figures: Figures, axis: Axis, nothing: str) -> None:
        """`axis` writes the numbers of the lines; `nothing` is said where every value is zero."""
        self._axis, self.nothing = axis, nothing
        self.bold: Sequence[int] = ()
        super().__init__(figures)
        self.setMinimumHeight(190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        inside = rect.adjusted(2, 0, -2, 0)
        paint_bars(painter, inside, self.figures, self._axis, bold=self.bold, lit=self.lit)
        if not self.figures.most:
            painter.setPen(theme.colour("text3"))
            painter.setFont(theme.font(META))
            painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter), self.nothing)
        elif self.lit is not None:
            self._paint_tip(painter, self._plot(inside), self.lit)

    def place_at(self, point: QPoint) -> int | None:
        plot = self._plot(QRectF(self.rect()).adjusted(2, 0, -2, 0))
        return slot_at(plot, len(self.figures.labels), point.x())

    def sizeHint(self) -> QSize:
        return QSize(560, 260)

    def _plot(self, rect: QRectF) -> QRectF:
        return plot_of(rect, round_scale(self.figures.most), self._axis)

    def _paint_tip(self, painter: QPainter, plot: QRectF, place: int) -> None:
        """A card with the label and its values, at the side where there is room."""
        figures = self.figures
        lines = [(s, s.told(s.values[place])) for s in figures.series]
        bold, plain = theme.font(META, SEMIBOLD, tabular=True), theme.font(CAPTION)
        values = max(QFontMetrics(bold).horizontalAdvance(text) for _s, text in lines)
        names = max(QFontMetrics(plain).horizontalAdvance(s.name) for s, _text in lines)
        title = QFontMetrics(bold).horizontalAdvance(figures.labels[place])
        line = theme.scaled(19)
        box = QRectF(0, 0, max(names + values + 14 + 20, title) + 24, line * (len(lines) + 1) + 18)
        step = plot.width() / len(figures.labels)
        left = plot.left() + step * (place + 1) + 6
        if left + box.width() > plot.right():
            left = plot.left() + step * place - box.width() - 6
        box.moveTo(left, plot.top() + 6)
        paint_shadow(painter, box, 10, 8)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 8, 8)
        inner = QRectF(box.left() + 12, box.top() + 9, box.width() - 24, line)
        painter.setPen(theme.colour("text"))
        painter.setFont(bold)
        painter.drawText(inner, _LEFT, figures.labels[place])
        for series, text in lines:
            inner.translate(0, line)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour_of(series))
            painter.drawRoundedRect(QRectF(inner.left(), inner.center().y() - 4, 8, 8), 2, 2)
            painter.setPen(theme.colour("text2"))
            painter.setFont(plain)
            painter.drawText(inner.adjusted(14, 0, 0, 0), _LEFT, series.name)
            painter.setPen(theme.colour("text"))
            painter.setFont(bold)
            painter.drawText(inner, _RIGHT, text)


class StackedView(ChartView):
    """One bar whose parts are the labels, sized by the first series."""

    def __init__(self, figures: Figures, height: int = 12, *, small: bool = False) -> None:
        super().__init__(figures, small=small)
        self.setFixedHeight(height + 2 * _EDGE)
        if small:
            self.setFixedWidth(_SMALL_WIDTH)

    def look_at(self, place: int | None) -> None:
        super().look_at(place)
        self.setToolTip("" if place is None else self.figures.words(place))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        values, tokens = self.figures.series[0].values, self.figures.tokens
        paint_stacked(painter, self._bar(rect), values, tokens, lit=self.lit)

    def place_at(self, point: QPoint) -> int | None:
        rooms = parts_of(self._bar(QRectF(self.rect())), self.figures.series[0].values)
        return next((n for n, room in enumerate(rooms) if room.contains(point)), None)

    @staticmethod
    def _bar(rect: QRectF) -> QRectF:
        return rect.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)


class SparkView(ChartView):
    """A small trend beside a figure."""

    def __init__(self, figures: Figures) -> None:
        super().__init__(figures, small=True)
        self.setFixedSize(_SMALL_WIDTH, 32)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        series = self.figures.series[0]
        paint_sparkline(painter, rect, series.values, series.token)

    def place_at(self, point: QPoint) -> int | None:
        return None
