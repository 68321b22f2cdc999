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
from PySide6.QtWidgets import QMenu, QTabBar

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from ui.kit.buttons import IconButton
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
        self._rest = IconButton("ellipsis", _("More tabs"), run=self._open_rest)
        self._rest.setParent(self)
        self._rest.hide()
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

    def sizeHint(self) -> QSize:
        """All of them with their counts, whatever has no room now."""
        was_tight, self._is_tight = self._is_tight, False
        width = sum(self.tabSizeHint(index).width() for index in range(self.count()))
        self._is_tight = was_tight
        return QSize(width, theme.scaled(_HEIGHT))

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
        if not self.isTabVisible(index):
            return
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
            box = QRectF(left, rect.center().y() - 9.5, _count_width(count), 17)
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
        return width + (6 + _count_width(count) if count else 0)

    def _fit(self) -> None:
        """Where room is short only the open tab keeps its count; the last wait in a menu."""
        every, room = range(self.count()), self.width()
        self._is_tight = self.sizeHint().width() > room
        wide = [self.tabSizeHint(index).width() for index in every]
        is_short = sum(wide) > room
        here = self.currentIndex()
        if is_short and here >= 0:
            room -= self._rest.sizeHint().width() + wide[here]
        for index in every:
            fits = not is_short or index == here
            if not fits and wide[index] <= room:
                fits, room = True, room - wide[index]
            elif not fits:
                room = 0
            self.setTabVisible(index, fits)
        self._rest.setVisible(is_short)
        # The bar measures its tabs again only when it believes that something of its own changed.
        self.setIconSize(QSize(1, 3 - max(self.iconSize().height(), 1)))
        if is_short:
            size = self._rest.sizeHint()
            left = max((self.tabRect(i).right() for i in every if self.isTabVisible(i)), default=0)
            top = (self.height() - size.height()) // 2
            self._rest.setGeometry(left + 1, top, size.width(), size.height())
        self.update()

    def _open_rest(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index, tab in enumerate(self._tabs):
            if not self.isTabVisible(index):
                count = "" if tab.count is None else f"\t{count_text(tab.count)}"
                text = tab.text.replace("&", "&&") + count
                menu.addAction(text).triggered.connect(lambda _on, key=tab.key: self.choose(key))
        menu.popup(self._rest.mapToGlobal(self._rest.rect().bottomLeft()))

    def _count_text(self, index: int) -> str:
        count = self._tabs[index].count if index < len(self._tabs) else None
        if self._is_tight and index != self.currentIndex():
            return ""
        return "" if count is None else count_text(count)


def _text_font(*, on: bool) -> QFont:
    return theme.font(BODY, SEMIBOLD if on else MEDIUM)


def _count_font() -> QFont:
    return theme.font(11, MEDIUM, tabular=True)


def _count_width(text: str) -> int:
    return QFontMetrics(_count_font()).horizontalAdvance(text) + 11
