"""Tabs with counts, underlined: the views of a list and the sides of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QTabBar

from cluster_desk.formats.numbers import count_text
from ui.theme.theme import theme
from ui.theme.tokens import BODY, MEDIUM, SEMIBOLD

_HEIGHT = 36
_GAP = 22
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One tab: its key, its words, and how many things it holds."""

    key: str
    text: str
    count: int | None = None


class Tabs(QTabBar):
    """A tab bar in the design's clothes; keyboard and screen reader are Qt's own."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tabs: list[Tab] = []
        self._is_tight = False
        theme.changed.connect(self._fit)
        self.currentChanged.connect(lambda _index: self._fit())

    def show_tabs(self, tabs: Sequence[Tab]) -> None:
        """Put these; the current one stays current where its key is still there."""
        current = self.current_key()
        self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for place, tab in enumerate(tabs):
            if place >= self.count():
                self.addTab(tab.text)
            self.setTabText(place, tab.text)
            spoken = tab.text if tab.count is None else f"{tab.text}, {tab.count}"
            self.setAccessibleTabName(place, spoken)
        self._tabs = list(tabs)
        self.blockSignals(False)
        self.choose(current)
        self._fit()
        self.updateGeometry()

    def current_key(self) -> str:
        """The key of the tab that is open."""
        place = self.currentIndex()
        return self._tabs[place].key if 0 <= place < len(self._tabs) else ""

    def choose(self, key: str) -> None:
        """Open the tab of this key, or leave everything as it is."""
        for place, tab in enumerate(self._tabs):
            if tab.key == key:
                self.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def tabSizeHint(self, index: int) -> QSize:
        last = _GAP if index < self.count() - 1 else 4
        return QSize(self._content_width(index) + last, theme.scaled(_HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # rolling past must not change the view

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        rect = QRectF(self.tabRect(index))
        on = index == self.currentIndex()
        font = _text_font(on=on)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if on else "text2"))
        text = self.tabText(index)
        painter.drawText(rect.adjusted(0, 0, 0, -2), _LEFT, text)
        count = self._count_text(index)
        if count:
            left = rect.left() + QFontMetrics(font).horizontalAdvance(text) + 6
            box = QRectF(left, rect.center().y() - 9.5, self._count_width(count), 17)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if on else "neutral_bg"))
            painter.drawRoundedRect(box, 8.5, 8.5)
            painter.setPen(theme.colour("accent_text" if on else "text2"))
            painter.setFont(_count_font())
            painter.drawText(box, _CENTRE, count)
        if on:
            line = QRectF(rect.left(), rect.bottom() - 2.5, self._content_width(index), 2.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(line, 1.2, 1.2)
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = QRectF(rect.left() - 1, rect.top() + 5, line.width() + 2, rect.height() - 11)
                painter.drawRoundedRect(ring.adjusted(1, 0, -1, 0), 5, 5)

    def _content_width(self, index: int) -> int:
        # Always as wide as when it is on: the row must not shift under the mouse.
        width = QFontMetrics(_text_font(on=True)).horizontalAdvance(self.tabText(index))
        count = self._count_text(index)
        return width + (6 + self._count_width(count) if count else 0)

    def _fit(self) -> None:
        """Where room is short, only the open tab keeps its count."""
        self._is_tight = False
        whole = sum(self.tabSizeHint(index).width() for index in range(self.count()))
        self._is_tight = whole > self.width()
        # The bar measures its tabs again only when it believes that something of its own changed.
        self.setIconSize(QSize(1, 3 - max(self.iconSize().height(), 1)))
        self.update()

    def _count_text(self, index: int) -> str:
        count = self._tabs[index].count if index < len(self._tabs) else None
        if self._is_tight and index != self.currentIndex():
            return ""
        return "" if count is None else count_text(count)

    def _count_width(self, text: str) -> int:
        return QFontMetrics(_count_font()).horizontalAdvance(text) + 11


def _text_font(*, on: bool) -> QFont:
    return theme.font(BODY, SEMIBOLD if on else MEDIUM)


def _count_font() -> QFont:
    return theme.font(11, MEDIUM, tabular=True)
