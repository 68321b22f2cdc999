"""Show text as it is: never as mark-up, whoever wrote it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.style import set_property
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, BOLD, OVERLINE, REGULAR, SEMIBOLD, TITLE


class Label(QLabel):
    """A line of text, or with `wrap` several."""

    TRACKING = 0.0

    def __init__(
        self,
        text: str = "",
        size: float = BODY,
        weight: int = REGULAR,
        tone: str = "text",
        *,
        tabular: bool = False,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._face = (size, weight, tabular)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.set_tone(tone)
        self._wear_font()
        theme.changed.connect(self._wear_font)

    def set_tone(self, tone: str) -> None:
        """Colour the text by a token."""
        set_property(self, "tone", tone)
        self._tone = tone

    def _wear_font(self) -> None:
        size, weight, tabular = self._face
        self.setFont(theme.font(size, weight, tabular=tabular, tracking=self.TRACKING))


class GivingLabel(Label):
    """A line of text that gives way where room is short, and tells the rest in a tip."""

    def __init__(
        self,
        text: str = "",
        size: float = BODY,
        weight: int = REGULAR,
        tone: str = "text",
        *,
        tabular: bool = False,
    ) -> None:
        super().__init__(text, size, weight, tone, tabular=tabular)
        self.setMinimumWidth(20)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._tone))
        flags = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(flags), self._fitting())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            whole = self._fitting() == self.text()
            self.setToolTip("" if whole else self.text())
        return super().event(event)

    def _fitting(self) -> str:
        metrics = QFontMetrics(self.font())
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())


class ShyLabel(GivingLabel):
    """Asks for the room of its words, and gives way only where others have none.

    `least` is the width it keeps of them, at a text size of 100.
    """

    def __init__(
        self,
        text: str = "",
        size: float = BODY,
        weight: int = REGULAR,
        tone: str = "text",
        *,
        least: int = 40,
    ) -> None:
        super().__init__(text, size, weight, tone)
        self._least = least
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """What it keeps."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme.scaled(self._least)), whole.height())


class Overline(Label):
    """A small heading in capitals."""

    TRACKING = 0.5

    def __init__(self, text: str) -> None:
        super().__init__(text.upper(), OVERLINE, SEMIBOLD, "text3")
        self.setAccessibleName(text)


class Title(ShyLabel):
    """The name of a page or of the record it shows: the last that gives way."""

    TRACKING = -0.3

    def __init__(self, text: str) -> None:
        super().__init__(text, TITLE, BOLD, least=90)


class IconLabel(QWidget):
    """An icon that only accompanies words; nothing is said by it alone."""

    def __init__(self, name: str, token: str = "text2", size: int = SMALL) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        theme.changed.connect(self._measure)
        self._measure()

    def set_icon(self, name: str, token: str) -> None:
        """Another icon or colour."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        pixmap = icon_pixmap(self._name, self._token, self._size, ratio=ratio)
        QPainter(self).drawPixmap(0, (self.height() - self._size) // 2, pixmap)

    def _measure(self) -> None:
        # As high as a line of the text it stands before, which grows.
        self.setFixedSize(self._size, max(self._size, theme.scaled(self._size)))
        self.update()
