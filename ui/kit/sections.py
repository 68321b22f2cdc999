"""The parts of a long form at its left: where one is, and where something is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from cluster_desk.i18n import ngettext
from ui.kit.layout import column, set_ground
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, MEDIUM, SEMIBOLD

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class SectionButton(QAbstractButton):
    """One part: its name, then how many errors, or a tick where all that matters is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._errors, self._complete = 0, False
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_state(self, errors: int, *, complete: bool) -> None:
        """How many fields are in red, or whether it is complete."""
        self._errors, self._complete = errors, complete
        text = ngettext("{count} error", "{count} errors", errors).format(count=errors)
        self.setAccessibleDescription(text if errors else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, theme.scaled(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isChecked()
        if on or self.hasFocus():
            focus = QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(focus)
            painter.setBrush(theme.colour("accent_soft" if on else "surface"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 7, 7)
        painter.setPen(theme.colour("accent_text" if on else "text2"))
        painter.setFont(theme.font(BODY, SEMIBOLD if on else MEDIUM))
        room = rect.adjusted(12, 0, -34, 0)
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), elide, int(room.width()) + 1)
        painter.drawText(room, _LEFT, shown)
        middle = rect.center().y()
        if self._errors:
            box = QRectF(rect.right() - 32, middle - 9, 20, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bad_bg"))
            painter.drawRoundedRect(box, 9, 9)
            painter.setPen(theme.colour("bad_fg"))
            painter.setFont(theme.font(11, SEMIBOLD, tabular=True))
            painter.drawText(box, _CENTRE, str(self._errors))
        elif self._complete:
            ratio = self.devicePixelRatioF()
            pixmap = icon_pixmap("check", "ok_dot", SMALL, ratio=ratio, stroke=2.5)
            painter.drawPixmap(QPointF(rect.right() - 30, middle - SMALL / 2), pixmap)


class SectionNav(QWidget):
    """Buttons in a column; `wanted` when a part should be scrolled to."""

    wanted = Signal(str)

    def __init__(self, name: str, sections: Sequence[tuple[str, str]], below: QWidget) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(name)
        self._buttons = {key: SectionButton(text) for key, text in sections}
        self._group = QButtonGroup(self)
        for key, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _on, key=key: self.wanted.emit(key))
        parts = (*self._buttons.values(), None, below)
        self.setLayout(column(*parts, gap=3, margins=(12, 14, 12, 14)))
        self.show_current(next(iter(self._buttons)))
        theme.changed.connect(self._measure)
        self._measure()

    def show_current(self, key: str) -> None:
        """Where one is."""
        self._buttons[key].setChecked(True)

    def step(self, steps: int) -> str:
        """The part so many after the current one, not beyond the ends."""
        keys = list(self._buttons)
        here = next(n for n, key in enumerate(keys) if self._buttons[key].isChecked())
        return keys[max(0, min(here + steps, len(keys) - 1))]

    def show_states(self, errors: Mapping[str, int], complete: Mapping[str, bool]) -> None:
        """What is wrong or done in each part."""
        for key, button in self._buttons.items():
            button.show_state(errors.get(key, 0), complete=complete.get(key, False))

    def _measure(self) -> None:
        self.setFixedWidth(theme.beside(214))
