"""Give every organisation a small face: its initials on a colour of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme
from ui.theme.tokens import SEMIBOLD

_COLOURS = ("c1", "c2", "c4", "c5", "c6", "c3")
_WORD = re.compile(r"[^\W\d_]+")
# Legal forms and small words, which half the list would share.
_LEGAL_FORMS = {"srl", "srls", "spa", "sas", "snc", "scarl", "soc", "coop", "s", "r", "l", "p", "a"}
_SMALL_WORDS = {"n", "c", "d", "e", "ed", "di", "de", "il", "la", "lo", "per", "the", "of", "and"}
_ARTICLES = {"del", "della", "dei", "degli", "delle", "studi", "società"}
_PASSED_OVER = _LEGAL_FORMS | _SMALL_WORDS | _ARTICLES


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Two letters at most, legal forms passed over: `Serio Pack S.r.l.` is `SP`."""
    words: list[str] = _WORD.findall(name)
    telling = [word for word in words if word.lower() not in _PASSED_OVER] or words
    if not telling:
        return name[:1].upper()
    second = telling[1][0] if len(telling) > 1 else telling[0][1:2]
    return (telling[0][0] + second).upper()


def paint_avatar(
    painter: QPainter, rect: QRectF, name: str, *, radius: float = 6, size: float = 10.5
) -> None:
    """Draw it; the same name has the same colour, today and tomorrow."""
    token = _COLOURS[crc32(name.encode()) % len(_COLOURS)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.veil(token, 56 if theme.is_dark else 38))
    painter.drawRoundedRect(rect, radius, radius)
    colour = theme.colour(token)
    painter.setPen(colour.lighter(112) if theme.is_dark else colour.darker(125))
    painter.setFont(theme.font(size, SEMIBOLD))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), initials(name))


class Avatar(QWidget):
    """An avatar that stands alone; it only accompanies the name."""

    def __init__(self, name: str = "", side: int = 40) -> None:
        super().__init__()
        self._name, self._side = name, side
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def set_name(self, name: str) -> None:
        """Somebody else's."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, size = self._side * 0.23, self._side * 0.38
        paint_avatar(painter, QRectF(self.rect()), self._name, radius=radius, size=size)
