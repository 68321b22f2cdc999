"""Say what the colours and letters of the map mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cluster_desk.domain.tables import Mark
from cluster_desk.i18n import _
from cluster_desk.queries.tables.register import RegisterCell
from ui.tables.matrix_paint import paint_mark
from ui.theme.theme import theme
from ui.theme.tokens import META

_SIDE, _GAP, _APART = 20, 7, 16
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Legend(QWidget):
    """A cell of each kind with its word; where room is short the last ones give way."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[RegisterCell | None, str]] = [
            *((RegisterCell(mark=mark), mark.label) for mark in Mark),
            (None, _("Not called")),
        ]
        self.setAccessibleName(
            _("Key: {marks}").format(marks=", ".join(w for _c, w in self._parts))
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(300, theme.scaled(_SIDE) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(META)
        metrics = QFontMetrics(font)
        side, left = theme.scaled(_SIDE), 0.0
        top = (self.height() - side) / 2
        for cell, word in self._parts:
            width = metrics.horizontalAdvance(word)
            if left + side + _GAP + width > self.width():
                return
            box = QRectF(left, top, side, side)
            paint_mark(painter, box, cell, ratio=self.devicePixelRatioF())
            painter.setFont(font)
            painter.setPen(theme.colour("text2"))
            room = QRectF(left + side + _GAP, 0, width + 4, self.height())
            painter.drawText(room, _LEFT, word)
            left += side + _GAP + width + _APART
