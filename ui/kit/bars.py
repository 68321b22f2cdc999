"""Show a share of a whole as a thin bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme


class ShareBar(QWidget):
    """So much of so much; the words beside it say the same."""

    def __init__(self, part: int = 0, whole: int = 0, token: str = "c2", height: int = 6) -> None:
        super().__init__()
        self._token = token
        self.setFixedHeight(height)
        self.setMinimumWidth(30)
        self.show_share(part, whole)
        theme.changed.connect(self.update)

    def show_share(self, part: int, whole: int, token: str = "") -> None:
        """Another share; more than the whole fills the bar."""
        self._part, self._whole = max(part, 0), max(whole, 0)
        self._token = token or self._token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setClipPath(outline)
        painter.fillRect(rect, theme.colour("neutral_bg"))
        if self._whole:
            share = min(self._part, self._whole) / self._whole
            rect.setWidth(rect.width() * share)
            painter.fillRect(rect, theme.colour(self._token))
