"""Draw Lucide's icons in a token's colour, sharp at every scale, once each."""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cluster_desk import paths
from ui.theme.theme import theme

SMALL, MIDDLE, LARGE = 16, 20, 24
"""Multiples of four alone: others clip by a pixel at 125 and 150 %."""

_THIN_FROM = 20
_drawn: dict[tuple[str, str, int, float, float], QPixmap] = {}


def icon_pixmap(
    name: str, token: str = "text2", size: int = SMALL, *, ratio: float = 0.0, stroke: float = 0.0
) -> QPixmap:
    """The icon in so many logical pixels; `ratio` is the device's, the screen's by default."""
    ratio = ratio or cast("QGuiApplication", QGuiApplication.instance()).devicePixelRatio()
    stroke = stroke or (1.75 if size >= _THIN_FROM else 1.9)
    key = (name, theme.colour(token).name(), size, ratio, stroke)
    if key not in _drawn:
        _drawn[key] = _draw(*key)
    return _drawn[key]


def make_icon(name: str, token: str = "text2", size: int = SMALL, *, checked: str = "") -> QIcon:
    """For buttons and menus, with its greyed form; `checked` is the token while it is on."""
    icon = QIcon()
    icon.addPixmap(icon_pixmap(name, token, size))
    icon.addPixmap(icon_pixmap(name, "disabled", size), QIcon.Mode.Disabled)
    if checked:
        icon.addPixmap(icon_pixmap(name, checked, size), QIcon.Mode.Normal, QIcon.State.On)
    return icon


def _draw(name: str, colour: str, size: int, ratio: float, stroke: float) -> QPixmap:
    source = _source(name).replace("currentColor", colour)
    source = source.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _source(name: str) -> str:
    return paths.resource(f"icons/{name}.svg").read_text(encoding="utf-8")
