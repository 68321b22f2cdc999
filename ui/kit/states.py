"""What a page shows when there is nothing to show: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import column, row
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, SECTION, SEMIBOLD


class Emblem(QWidget):
    """A large icon on its own soft ground; the words under it say what it means."""

    def __init__(self, icon: str, token: str) -> None:
        super().__init__()
        self._icon, self._token = icon, token
        self.setFixedSize(64, 64)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.veil(self._token, 24))
        painter.drawRoundedRect(QRectF(0, 0, 64, 64), 18, 18)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            18, 18, icon_pixmap(self._icon, self._token, 28, ratio=ratio, stroke=1.6)
        )


class StatePanel(QWidget):
    """First use, nothing found, something wrong: one shape for all three."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        buttons: Sequence[Button] = (),
        *,
        token: str = "accent",
        width: int = 360,
    ) -> None:
        super().__init__()
        self._title = Label(title, SECTION, SEMIBOLD)
        self._text = Label(text, LABEL, tone="text2", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(width)
        parts = (
            row(None, Emblem(icon, token), None),
            4,
            row(None, self._title, None),
            row(None, self._text, None),
            6,
            row(None, *buttons, None),
        )
        self.setLayout(column(None, *parts, None, None, gap=7, margins=(24, 24, 24, 24)))

    def say(self, title: str, text: str) -> None:
        """Other words."""
        self._title.setText(title)
        self._text.setText(text)


class Skeleton(QWidget):
    """Grey lines where rows will be, for the moment before they come."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        height = theme.scaled(36)
        for line in range(min(self.height() // height, 8)):
            painter.setBrush(theme.veil("neutral_bg", 255 - line * 28))
            top = line * height + 8
            painter.drawRoundedRect(QRectF(16, top, 20, 20), 5, 5)
            left, room = 52.0, self.width() - 68
            for place, share in enumerate((0.30, 0.14, 0.16, 0.10, 0.12)):
                width = room * share * (0.75 + (line * 7 + place * 3) % 5 * 0.06)
                painter.drawRoundedRect(QRectF(left, top + 5, width, 10), 5, 5)
                left += room * share + 12
