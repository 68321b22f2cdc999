"""Show a share of a whole, or all its parts, as a thin bar."""

from __future__ import annotations

from collections.abc import Sequence

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


class PartsBar(QWidget):
    """A whole in its parts, each in its colour; the legend beside it says the same in words."""

    def __init__(self, height: int = 8) -> None:
        super().__init__()
        self._parts: tuple[tuple[int, str], ...] = ()
        self.setFixedHeight(height)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        """How much of each, with its token; what is nothing is left out."""
        self._parts = tuple(part for part in parts if part[0] > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setClipPath(outline)
        painter.fillRect(rect, theme.colour("neutral_bg"))
        whole = sum(size for size, _token in self._parts)
        left = 0.0
        for place, (size, token) in enumerate(self._parts):
            width = rect.width() * size / whole
            gap = 0 if place == len(self._parts) - 1 else 2
            painter.fillRect(QRectF(left, 0, width - gap, rect.height()), theme.colour(token))
            left += width
