"""Put widgets in rows and columns with the design's distances, and on their grounds."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import theme

Item: TypeAlias = "QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None"
Margins: TypeAlias = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)


def row(*items: Item, gap: int = 8, margins: Margins = _NONE) -> QHBoxLayout:
    """Side by side. None stretches, a number is a distance, a pair gives a stretch factor."""
    layout = QHBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def column(*items: Item, gap: int = 8, margins: Margins = _NONE) -> QVBoxLayout:
    """One under the other; items as in `row`."""
    layout = QVBoxLayout()
    _fill(layout, items, gap, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for item in items:
        what, stretch = item if isinstance(item, tuple) else (item, 0)
        if what is None:
            layout.addStretch(1)
        elif isinstance(what, int):
            layout.addSpacing(what)
        elif isinstance(what, QLayout):
            layout.addLayout(what, stretch)
        else:
            layout.addWidget(what, stretch)


def panel(layout: QLayout, ground: str = "") -> QWidget:
    """A widget around a layout, on `app`, `surface`, `subtle` or `rail`; see-through without."""
    widget = QWidget()
    widget.setLayout(layout)
    if ground:
        set_ground(widget, ground)
    return widget


def set_ground(widget: QWidget, ground: str) -> None:
    """Let the style sheet paint this widget's ground."""
    widget.setProperty("ground", ground)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def let_shrink(widget: QWidget) -> None:
    """Let it be narrower than its content: it fits itself, or what is cut is told elsewhere."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def scrolled(widget: QWidget, name: str = "") -> QScrollArea:
    """A column that scrolls: without one its least height would become the window's."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(widget)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    area.setAccessibleName(name)
    return area


class Card(QFrame):
    """A surface with a border of one device pixel, whatever the scale: sheets lose it at 125 %."""

    def __init__(self, layout: QLayout, *, inner: bool = False, tone: str = "") -> None:
        super().__init__()
        self._radius = 8 if inner or tone else 10
        self._ground = f"{tone}_bg" if tone else "subtle" if inner else "surface"
        self._line = f"{tone}_dot" if tone else "border"
        self.setLayout(layout)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour(self._line), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(theme.colour(self._ground))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, self._radius, self._radius)


class Rule(QWidget):
    """A line between two parts, across or upright."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("border"))
