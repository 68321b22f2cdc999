"""Say a state with a dot and a word: colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, MEDIUM

_HEIGHT = 20
_EDGE = 8
_DOT = 10
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def chip_font() -> QFont:
    """The chips' letters."""
    return theme.font(CAPTION, MEDIUM)


def chip_width(text: str, *, dot: bool = True) -> int:
    """How wide a chip must be for its text."""
    return QFontMetrics(chip_font()).horizontalAdvance(text) + 2 * _EDGE + (_DOT if dot else 0)


def paint_chip(
    painter: QPainter, rect: QRectF, text: str, tone: str = "neutral", *, dot: bool = True
) -> None:
    """Draw a chip; `tone` is one of tokens.TONES."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone}_bg"))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    left = rect.left() + _EDGE
    if dot:
        painter.setBrush(theme.colour(f"{tone}_dot"))
        painter.drawEllipse(QPointF(left + 2.5, rect.center().y()), 3, 3)
        left += _DOT
    painter.setPen(theme.colour(f"{tone}_fg"))
    painter.setFont(chip_font())
    room = QRectF(left, rect.top() - 0.5, rect.right() - left - _EDGE + 4, rect.height())
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(chip_font()).elidedText(text, elide, int(room.width()) + 1)
    painter.drawText(room, _LEFT, shown)


def chip_height() -> int:
    """At the text size in use."""
    return theme.scaled(_HEIGHT)


class Chip(QWidget):
    """A chip that stands alone."""

    def __init__(self, text: str, tone: str = "neutral", *, dot: bool = True) -> None:
        super().__init__()
        self._dot = dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone)
        theme.changed.connect(self.updateGeometry)

    def say(self, text: str, tone: str = "neutral") -> None:
        """Another state."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, dot=self._dot), chip_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, dot=self._dot)
