"""Show a page of our own manual: headings, lists, tables, pictures and links."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Any

from PySide6.QtCore import QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from ui.theme.theme import theme
from ui.theme.tokens import BODY

_WIDEST = 720  # about ninety letters: longer lines are lost on the way back
_EDGE = 24
_NIGHT = QColor(0, 0, 0, 90)  # laid over a picture that was taken by day
_STYLE = Template("""
h1 { font-size: ${h1}px; font-weight: 700; margin-top: 0; margin-bottom: 10px; }
h2 { font-size: ${h2}px; font-weight: 600; margin-top: 22px; margin-bottom: 6px; }
h3 { font-size: ${h3}px; font-weight: 600; margin-top: 16px; margin-bottom: 4px; }
p, li { margin-top: 5px; margin-bottom: 5px; line-height: 145%; }
p.picture { line-height: 100%; margin-top: 8px; margin-bottom: 10px; }
a { color: $accent_text; text-decoration: none; }
code { font-family: monospace; background-color: $sunken; }
pre { font-family: monospace; background-color: $sunken; margin: 6px 0 6px 0; }
td, th { padding: 5px 10px 5px 0; border-bottom: 1px solid $border; text-align: left; }
th { color: $text2; font-weight: 600; }
""")


class Reader(QTextBrowser):
    """`followed` when a link is; only HTML that the program itself made may be given to it."""

    followed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._page: tuple[str, Path, str] = ("", Path(), "")
        self._pictures: dict[tuple[str, int, bool], QImage] = {}
        self._is_drawing = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "reader")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString()))
        theme.changed.connect(self._draw)

    def show_page(self, html: str, folder: Path, anchor: str = "") -> None:
        """A page whose pictures stand in `folder`, from its top or from a heading."""
        self._page = (html, folder, anchor)
        self._draw()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None  # nothing else is ever fetched
        return self._picture(QUrl(name).path())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # While a page is set the scroll bar goes and comes: it must not be set inside itself.
        if event.size().width() != event.oldSize().width() and not self._is_drawing:
            self._draw()

    def _draw(self) -> None:
        self._is_drawing = True
        try:
            for _again in range(2):
                width = self.viewport().width()
                self._set_page()
                if self.viewport().width() == width:
                    break
        finally:
            self._is_drawing = False

    def _set_page(self) -> None:
        html, _folder, anchor = self._page
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setFont(theme.font(BODY))
        colours = {name: theme.colour(name).name() for name in _TOKENS}
        sizes = {name: theme.scaled(size) for name, size in _SIZES.items()}
        self.document().setDefaultStyleSheet(_STYLE.substitute(colours, **sizes))
        self.setHtml(html)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setMargin(_EDGE)
        shape.setRightMargin(max(self.viewport().width() - _EDGE - _WIDEST, _EDGE))
        frame.setFrameFormat(shape)
        if anchor:
            self.scrollToAnchor(anchor)
        else:
            bar.setValue(before)

    def _picture(self, name: str) -> QImage:
        """As wide as the text at most, sharp on fine screens, in the dark no brighter than it."""
        room = min(self.viewport().width() - 2 * _EDGE, _WIDEST) - 4
        key = (name, room, theme.is_dark)
        if key not in self._pictures:
            image = QImage(str(self._page[1] / name))
            if not image.isNull():
                image = _dressed(image, room, self.devicePixelRatioF())
            kept = {k: v for k, v in self._pictures.items() if k[1:] == key[1:]}
            self._pictures = kept | {key: image}
        return self._pictures[key]


def _dressed(picture: QImage, room: int, ratio: float) -> QImage:
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    if image.width() > room:
        image = image.scaledToWidth(round(room * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    if theme.is_dark:
        painter.fillRect(image.rect(), _NIGHT)
    painter.setPen(QPen(theme.colour("border_strong"), 1))
    side = image.deviceIndependentSize()
    painter.drawRect(QRectF(0.5, 0.5, side.width() - 1, side.height() - 1))
    painter.end()
    return image


_TOKENS = ("accent_text", "sunken", "border", "text2")
_SIZES = {"h1": 21, "h2": 16, "h3": 14}
