"""Choose one of a few ways, each explained: large, with the keyboard's arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.kit.layout import column
from ui.theme.icons import MIDDLE, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, SEMIBOLD

_EDGE = 16
_WORDS = 56  # where the words begin
_MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, kw_only=True)
class Way:
    """One of the ways, in words of this moment."""

    key: str
    icon: str
    title: str
    text: str


class WayButton(QAbstractButton):
    """A card with an icon, a title and what it means."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._way = way
        self.setText(way.title)
        self.setAccessibleName(way.title)
        self.setAccessibleDescription(way.text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(520, self.heightForWidth(520))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRectF(0, 0, width - _WORDS - _EDGE, 400).toRect()
        metrics = QFontMetrics(theme.font(LABEL))
        text = metrics.boundingRect(room, _WRAPPED, self._way.text).height()
        return theme.scaled(22) + text + 26

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, rect = self.isChecked(), QRectF(self.rect())
        wide = 2 if on or self.hasFocus() else 1
        edge = "accent" if self.hasFocus() else "accent_line" if on else "border"
        painter.setPen(QPen(theme.colour(edge), wide))
        painter.setBrush(theme.colour("accent_soft" if on else "surface"))
        half = wide / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 10, 10)
        token = "accent_text" if on else "text2"
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            18, 16, icon_pixmap(self._way.icon, token, MIDDLE, ratio=ratio, stroke=1.7)
        )
        painter.setPen(theme.colour("accent_text" if on else "text"))
        painter.setFont(theme.font(BODY + 0.5, SEMIBOLD))
        high = theme.scaled(22)
        painter.drawText(
            QRectF(_WORDS, 11, rect.width() - _WORDS - _EDGE, high), _LINE, self._way.title
        )
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(LABEL))
        room = QRectF(_WORDS, 12 + high, rect.width() - _WORDS - _EDGE, rect.height())
        painter.drawText(room, _WRAPPED, self._way.text)


class Ways(QWidget):
    """Arrows choose, Enter goes on: `taken`. Tab enters at the chosen one and leaves."""

    chosen = Signal(str)
    taken = Signal()

    def __init__(self, name: str, ways: Sequence[Way]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons = {way.key: WayButton(way) for way in ways}
        self._group = QButtonGroup(self)
        for key, button in self._buttons.items():
            self._group.addButton(button)
            button.toggled.connect(lambda on, key=key: self._tell(key, on=on))
        self.setLayout(column(*self._buttons.values(), gap=8))
        first = next(iter(self._buttons.values()))
        first.setChecked(True)
        self.setFocusProxy(first)

    def current(self) -> str:
        """The key of the chosen way."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Another way, with the focus on it."""
        button = self._buttons[key]
        button.setChecked(True)
        self.setFocusProxy(button)
        button.setFocus()

    def _tell(self, key: str, *, on: bool) -> None:
        if on:
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MOVES:
            keys = list(self._buttons)
            place = keys.index(self.current()) + _MOVES[key]
            self.choose(keys[max(0, min(place, len(keys) - 1))])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
