"""Show a vote as a bar: in favour, against, abstained, and the votes that approve."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.ballots import BallotCount
from ui.theme.theme import theme

_HEIGHT = 11
_OVER = 4


class VoteBar(QWidget):
    """The words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT + 2 * _OVER)
        self._parts: tuple[tuple[int, str], ...] = ()
        self._whole, self._needed = 0, 0
        theme.changed.connect(self.update)

    def show_votes(self, count: BallotCount, voters: int, needed: int) -> None:
        """Of so many who may vote, and with so many in favour it is approved."""
        self._parts = (
            (count.in_favour, "ok_dot"),
            (count.against, "bad_dot"),
            (count.abstained, "neutral_dot"),
            (count.blank + count.void, "warn_dot"),
        )
        self._whole, self._needed = max(voters, count.total), needed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(0, _OVER, self.width(), _HEIGHT)
        outline = QPainterPath()
        outline.addRoundedRect(rect, _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(outline)
        painter.fillRect(rect, theme.colour("neutral_bg"))
        if not self._whole:
            return
        left = 0.0
        for count, token in self._parts:
            width = rect.width() * count / self._whole
            gap = 2 if left and count else 0
            painter.fillRect(
                QRectF(left + gap, rect.top(), max(width - gap, 0), rect.height()),
                theme.colour(token),
            )
            left += width
        painter.setClipping(False)
        at = rect.width() * min(self._needed, self._whole) / self._whole
        painter.setPen(QPen(theme.colour("text"), 2))
        painter.drawLine(round(at), 0, round(at), self.height())
