"""Words, figures, chips and whole rows that lead to the list behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cluster_desk.formats.dates import date_text, month_name
from ui.kit.chips import chip_height, chip_width, paint_chip
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, BOLD, LABEL, MEDIUM, META, REGULAR, SEMIBOLD

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_ELIDE = Qt.TextElideMode.ElideRight
_RING = 4  # the room around words for the ring of the focus
_REASON = Qt.FocusReason
# Not where a click or the page itself put it: a ring at the start would be a mark on nothing.
_BY_KEY = (_REASON.TabFocusReason, _REASON.BacktabFocusReason, _REASON.ShortcutFocusReason)


class Link(QAbstractButton):
    """Reached by Tab, opened by a click, Space or Enter; says its name, shows its focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._came_by_key = False
        self._cut = ""  # what is told in a tip, where all of it has no room
        theme.changed.connect(self.updateGeometry)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self._cut)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_key = event.reason() in _BY_KEY
        super().focusInEvent(event)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """What it looks like, without the ring."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRectF(self.rect()))
        if self.hasFocus() and self._came_by_key:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._came_by_key = True
        self.update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class TextLink(Link):
    """Words or a figure; underlined under the mouse, shortened where room is short."""

    def __init__(
        self,
        text: str,
        size: float = LABEL,
        weight: int = MEDIUM,
        tone: str = "accent_text",
        *,
        tracking: float = 0.0,
    ) -> None:
        super().__init__(text)
        self._face, self._tone = (size, weight, tracking), tone
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, name: str = "") -> None:
        """Other words; `name` is what is spoken where they say too little alone."""
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _RING, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        font = self._font()
        if self.underMouse():
            font.setUnderline(True)
        room = rect.adjusted(_RING, 0, -_RING + 1, 0)
        shown = QFontMetrics(font).elidedText(self.text(), _ELIDE, int(room.width()) + 1)
        self._cut = "" if shown == self.text() else self.text()
        painter.setFont(font)
        painter.setPen(theme.colour(self._tone))
        painter.drawText(room, _LEFT, shown)

    def _font(self) -> QFont:
        size, weight, tracking = self._face
        return QFont(theme.font(size, weight, tabular=True, tracking=tracking))


class ChipLink(Link):
    """A chip that leads somewhere."""

    def __init__(self) -> None:
        super().__init__("")
        self._tone = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tone: str = "neutral", name: str = "") -> None:
        """Another state."""
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.text(), dot=False) + 4, chip_height() + 4)

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        paint_chip(painter, rect.adjusted(2, 2, -2, -2), self.text(), self._tone, dot=False)
        if self.underMouse():
            painter.setPen(QPen(theme.colour(f"{self._tone}_dot"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = rect.adjusted(2.5, 2.5, -2.5, -2.5)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a row says. `badge` is the tone of its badge, with the day or the icon, and of the chip.

    Without one the icon stands alone in the colour of `token`, as in a feed.
    """

    title: str
    under: str = ""
    icon: str = ""
    token: str = "text2"
    day: date | None = None
    badge: str = ""
    chip: str = ""
    aside: str = ""

    @property
    def spoken(self) -> str:
        """All of it."""
        day = date_text(self.day) if self.day else ""
        return ", ".join(filter(None, (self.title, self.under, day, self.chip or self.aside)))


class RowLink(Link):
    """A row: a badge or an icon, two lines of words, and at the right a chip or a few words."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.spoken)
        self._title, self._under = line.title, line.under
        self._icon, self._token, self._day = line.icon, line.token, line.day
        self._tone, self._chip, self._aside = line.badge, line.chip, line.aside
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(220, theme.scaled(44 if self._tone else 40))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(_RING, 0, -_RING, 0)
        left = self._paint_head(painter, inner)
        right = self._paint_tail(painter, inner)
        words = QRectF(left, inner.top(), right - left, inner.height())
        self._paint_words(painter, words)

    def _paint_head(self, painter: QPainter, room: QRectF) -> float:
        """The badge or the icon; where the words begin."""
        ratio = self.devicePixelRatioF()
        if not self._tone:
            pixmap = icon_pixmap(self._icon, self._token, SMALL, ratio=ratio)
            painter.drawPixmap(QPointF(room.left(), room.center().y() - SMALL / 2), pixmap)
            return room.left() + SMALL + 12
        side = theme.scaled(38)
        box = QRectF(room.left(), room.center().y() - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._tone}_bg"))
        painter.drawRoundedRect(box, 8, 8)
        if self._day is None:
            pixmap = icon_pixmap(self._icon, f"{self._tone}_fg", SMALL, ratio=ratio)
            corner = box.center() - QPointF(SMALL / 2, SMALL / 2)
            painter.drawPixmap(corner, pixmap)
        else:
            painter.setPen(theme.colour(f"{self._tone}_fg"))
            painter.setFont(theme.font(15, BOLD, tabular=True))
            painter.drawText(box.adjusted(0, 2, 0, -side * 0.42), _CENTRE, str(self._day.day))
            painter.setFont(theme.font(10, SEMIBOLD))
            month = month_name(self._day.month, short=True).upper()
            painter.drawText(box.adjusted(0, side * 0.54, 0, -2), _CENTRE, month)
        return box.right() + 11

    def _paint_tail(self, painter: QPainter, room: QRectF) -> float:
        """The chip or the words at the right; where the other words end."""
        if self._chip:
            width, height = chip_width(self._chip, dot=False), chip_height()
            box = QRectF(room.right() - width, room.center().y() - height / 2, width, height)
            paint_chip(painter, box, self._chip, self._tone or "neutral", dot=False)
            return box.left() - 10
        if self._aside:
            painter.setFont(theme.font(META, tabular=True))
            painter.setPen(theme.colour("text3"))
            painter.drawText(room, _RIGHT, self._aside)
            return room.right() - painter.fontMetrics().horizontalAdvance(self._aside) - 10
        return room.right()

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        half = room.height() / 2
        over = QRectF(room.left(), room.top() + 3, room.width(), half - 3)
        lines = [(over if self._under else room, self._title, BODY, MEDIUM, "text")]
        if self._under:
            under = QRectF(room.left(), room.top() + half, room.width(), half - 3)
            lines.append((under, self._under, META, REGULAR, "text3"))
        self._cut = ""
        for box, text, size, weight, tone in lines:
            painter.setFont(theme.font(size, weight))
            shown = painter.fontMetrics().elidedText(text, _ELIDE, int(box.width()))
            if shown != text:
                self._cut = f"{self._title}\n{self._under}".strip()
            painter.setPen(theme.colour(tone))
            painter.drawText(box, _LEFT, shown)


class LegendLink(Link):
    """A line of a legend: colour, name, how many, how much; without a colour, their sum."""

    def __init__(self, token: str, name: str, count: str, amount: str) -> None:
        super().__init__(", ".join(part for part in (name, count, amount) if part))
        self._token, self._words = token, (name, count, amount)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, theme.scaled(26))

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse():
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        inner = rect.adjusted(_RING, 0, -_RING, 0)
        if self._token:
            painter.setBrush(theme.colour(self._token))
            swatch = QRectF(inner.left() + 2, inner.center().y() - 5, 10, 10)
            painter.drawRoundedRect(swatch, 3, 3)
        name, count, amount = self._words
        painter.setFont(theme.font(LABEL))
        painter.setPen(theme.colour("text"))
        painter.drawText(inner.adjusted(22, 0, 0, 0), _LEFT, name)
        painter.setFont(theme.font(LABEL, SEMIBOLD, tabular=True))
        painter.drawText(inner, _RIGHT, amount)
        taken = max(theme.scaled(92), painter.fontMetrics().horizontalAdvance(amount) + 14)
        painter.setFont(theme.font(LABEL, tabular=True))
        painter.setPen(theme.colour("text2"))
        painter.drawText(inner.adjusted(0, 0, -taken, 0), _RIGHT, count)
