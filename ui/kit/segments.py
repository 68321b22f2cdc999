"""Choose one of a few in place: the words side by side, the chosen one raised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from ui.kit.layout import row
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, SEMIBOLD

_EDGE = 11


class Segment(QAbstractButton):
    """One of the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(LABEL, SEMIBOLD)).horizontalAdvance(self.text())
        return QSize(width + 2 * _EDGE, theme.scaled(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.hasFocus():
            wide = 2 if self.hasFocus() else 1
            edge = "accent" if self.hasFocus() else "border_strong"
            painter.setPen(QPen(theme.colour(edge), wide))
            painter.setBrush(theme.colour("surface" if on else "sunken"))
            half = wide / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 5, 5)
        painter.setPen(theme.colour("text" if on else "text2"))
        painter.setFont(theme.font(LABEL, SEMIBOLD if on else MEDIUM))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())


class Segments(QWidget):
    """`chosen` with the key when a person chooses; Tab reaches the chosen one, arrows the others.

    None may be chosen: then what is so is said elsewhere.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._parts = {key: Segment(text) for key, text in choices}
        self._group = QButtonGroup(self)
        for key, part in self._parts.items():
            self._group.addButton(part)
            part.clicked.connect(lambda _on, key=key: self.chosen.emit(key))
        self.setLayout(row(*self._parts.values(), gap=0, margins=(2, 2, 2, 2)))
        theme.changed.connect(self.update)
        self.choose("")

    def choose(self, key: str) -> None:
        """Show this one as chosen, or with an unknown key none."""
        self._group.setExclusive(False)
        for name, part in self._parts.items():
            part.setChecked(name == key)
        self._group.setExclusive(True)
        # Who comes to the whole of them stands on one: the arrows go on from there.
        self.setFocusProxy(self._parts.get(key) or next(iter(self._parts.values())))

    def current(self) -> str:
        """The key of the chosen one, empty where none is."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = list(self._parts)
        focused = next((n for n, part in enumerate(self._parts.values()) if part.hasFocus()), None)
        if steps is None or focused is None:
            super().keyPressEvent(event)
            return
        part = self._parts[keys[(focused + steps) % len(keys)]]
        part.setFocus()
        part.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
