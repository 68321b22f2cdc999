"""Paint the soft shadow of what floats; Qt's effect would redraw the whole widget each time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.theme.theme import theme

_DARKEST = 60


def paint_shadow(painter: QPainter, box: QRectF, spread: int, radius: float) -> None:
    """Rings of a colour that fades out to `spread` pixels around `box`, a little lower."""
    painter.setPen(Qt.PenStyle.NoPen)
    for ring in range(spread, 0, -1):
        share = 1 - ring / spread
        painter.setBrush(theme.veil("shadow", round(_DARKEST * share * share / spread * 4)))
        grown = box.adjusted(-ring, -ring, ring, ring).translated(0, spread / 4)
        painter.drawRoundedRect(grown, radius + ring, radius + ring)
