"""Show how sure something is as a number in a ring; the reasons beside it decide."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme
from ui.theme.tokens import BODY, BOLD

_SIDE = 46
_WIDTH = 4
_SURE, _LIKELY = 95, 60


def sureness_token(score: int) -> str:
    """The colour of a score from 0 to 100."""
    if score >= _SURE:
        return "ok_dot"
    return "warn_dot" if score >= _LIKELY else "neutral_dot"


class Ring(QWidget):
    """A score from 0 to 100, clockwise from the top."""

    def __init__(self, score: int) -> None:
        super().__init__()
        self._score = score
        side = theme.scaled(_SIDE)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = _WIDTH / 2 + 0.5
        circle = QRectF(self.rect()).adjusted(half, half, -half, -half)
        pen = QPen(theme.colour("neutral_bg"), _WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(circle)
        pen.setColor(theme.colour(sureness_token(self._score)))
        painter.setPen(pen)
        painter.drawArc(circle, 90 * 16, -round(self._score * 3.6 * 16))
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(BODY, BOLD, tabular=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._score))
