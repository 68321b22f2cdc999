"""A box that is ticked or not, with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.kit.table.delegate import paint_check
from ui.theme.theme import theme
from ui.theme.tokens import BODY

_BOX = 24
_GAP = 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class CheckBox(QAbstractButton):
    """Space and a click tick it; without words it must be given an accessible name."""

    def __init__(self, text: str = "", *, on: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(BODY))
        width = metrics.horizontalAdvance(self.text()) + _GAP if self.text() else 0
        return QSize(_BOX + width, max(theme.scaled(_BOX), metrics.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, _BOX, self.height())
        state = Qt.CheckState.Checked if self.isChecked() else Qt.CheckState.Unchecked
        paint_check(painter, box, state)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            middle = box.center()
            painter.drawRoundedRect(QRectF(middle.x() - 11, middle.y() - 11, 22, 22), 6, 6)
        if self.text():
            painter.setFont(theme.font(BODY))
            painter.setPen(theme.colour("text" if self.isEnabled() else "text3"))
            words = QRectF(self.rect()).adjusted(_BOX + _GAP, 0, 0, 0)
            painter.drawText(words, _LEFT, self.text())
