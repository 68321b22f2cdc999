"""Write shortcuts as they are printed on the keyboard in front of the person."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cluster_desk.i18n import N_, _
from ui.kit.labels import Label
from ui.kit.layout import row
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, MEDIUM

# Qt writes «Shift» and «Del» in Italian too.
_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_NAMES = {
    "Shift": N_("Shift"),
    "Return": N_("Enter"),
    "Enter": N_("Enter"),
    "Del": N_("Del"),
    "Ins": N_("Ins"),
    "Space": N_("Space"),
    "PgUp": N_("Page↑"),
    "PgDown": N_("Page↓"),
    "Home": N_("Home"),
    "End": N_("End"),
    "Backspace": N_("Backspace"),
}


def key_parts(keys: str) -> list[str]:
    """`Ctrl+Shift+S` as what is printed on each key; `Ctrl++` has a plus as its last."""
    portable = QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)
    head, plus, _rest = portable.partition("++")
    parts = [*head.split("+"), "+"] if plus else portable.split("+")
    return [_printed(part) for part in parts if part]


def key_text(keys: str) -> str:
    """`Ctrl+Maiusc+S`, `Invio`, `Canc`, `Pag↓`."""
    return "+".join(key_parts(keys))


def with_keys(text: str, keys: str) -> str:
    """A tool tip that teaches the shortcut."""
    return f"{text}  ({key_text(keys)})" if keys else text


def keys_here(widget: QWidget, keys: str) -> str:
    """What these keys have become where `widget` stands: the page or window around it knows."""
    around: QWidget | None = widget if keys else None
    while around is not None:
        become = getattr(around, "keys_become", None)
        now = keys if become is None else str(become(keys))
        if now != keys:
            return now
        around = around.parentWidget()
    return keys


def _printed(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    return _(_NAMES[part]) if part in _NAMES else part


class KeyCap(QWidget):
    """One key, drawn as one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self._text) + 11
        return QSize(max(width, 18), theme.scaled(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("subtle"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("text3"))
        painter.setFont(self._font())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)

    def _font(self) -> QFont:
        return theme.font(10.5, MEDIUM)


def key_hint(keys: str, text: str, *, joined: bool = False) -> QHBoxLayout:
    """Keys and what they do; `joined` on one cap, for the status bar. Signs stay as they are."""
    parts = key_parts(keys) if keys.isascii() else [keys]
    caps = [KeyCap(part) for part in (["+".join(parts)] if joined else parts)]
    words = [Label(text, CAPTION, tone="text3")] if text else []
    return row(*caps, *words, gap=4)
