"""The navigation at the left: the places, wide with words or narrow with icons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from ui.kit.keys import with_keys
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import column, panel, row, set_ground
from ui.pages.own_keys import own_keys
from ui.shell.mark import Mark
from ui.shell.places import Place
from ui.shell.year import YearButton
from ui.theme.icons import MIDDLE, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, BOLD, CAPTION, MEDIUM, SEMIBOLD

WIDE, NARROW = 218, 60
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RailItem(QAbstractButton):
    """A place: icon, word, and how many things are there."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._icon = place.icon
        self._count = ""
        self.is_narrow = False
        name = _(place.title)
        self.setText(name)
        self.setAccessibleName(name)
        self._place = place
        own_keys.changed.connect(self._teach)
        self._teach()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _teach(self) -> None:
        own = own_keys.of(f"go.{self._place.key}")
        self.setToolTip(with_keys(self.text(), self._place.keys if own is None else own))

    def show_count(self, count: int | None) -> None:
        """A number at the right; nothing where there is none."""
        self._count = count_text(count) if count else ""
        self.setAccessibleDescription(self._count)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(44, theme.scaled(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        self._paint_ground(painter, rect)
        on = self.isChecked()
        ratio = self.devicePixelRatioF()
        pixmap = icon_pixmap(self._icon, "accent_text" if on else "text2", MIDDLE, ratio=ratio)
        left = (rect.width() - MIDDLE) / 2 if self.is_narrow else 11
        painter.drawPixmap(QPointF(left, rect.center().y() - MIDDLE / 2), pixmap)
        if self.is_narrow:
            return
        painter.setPen(theme.colour("text" if on else "text2"))
        painter.setFont(theme.font(BODY, SEMIBOLD if on else MEDIUM))
        count_font = theme.font(CAPTION, MEDIUM, tabular=True)
        beside = QFontMetrics(count_font).horizontalAdvance(self._count) + 18
        room = rect.adjusted(42, 0, -beside, 0)
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), elide, int(room.width()) + 1)
        painter.drawText(room, _LEFT, shown)
        painter.setPen(theme.colour("text3"))
        painter.setFont(count_font)
        painter.drawText(rect.adjusted(0, 0, -12, 0), _RIGHT, self._count)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.colour("rail_item"))
            painter.drawRoundedRect(rect, 7, 7)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, 9, 3, rect.height() - 18), 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(theme.veil("text", 14))
            painter.drawRoundedRect(rect, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)


class Rail(QWidget):
    """Says which place is wanted; arrows move between the places."""

    place_wanted = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        set_ground(self, "rail")
        self.setAccessibleName(_("Main navigation"))
        self._items = {place.key: RailItem(place) for place in places}
        self._group = QButtonGroup(self)
        for key, item in self._items.items():
            self._group.addButton(item)
            item.clicked.connect(lambda _on, key=key: self.place_wanted.emit(key))
        self._association = GivingLabel("", 10.5, tone="text3")
        self._words = panel(column(Label(_("Cluster Desk"), 14, BOLD), self._association, gap=1))
        self.year = YearButton()
        self._head = row(Mark(), (self._words, 1), gap=9, margins=(2, 0, 0, 0))
        top = [self._items[place.key] for place in places if not place.foot]
        foot = [self._items[place.key] for place in places if place.foot]
        self.setLayout(column(self._head, 12, self.year, 8, *top, None, *foot, gap=2))
        self.set_narrow(narrow=False)

    def show_association(self, name: str) -> None:
        """Whose desk this is."""
        self._association.setText(name)

    def show_place(self, key: str) -> None:
        """Mark the place that is open."""
        self._items[key].setChecked(True)

    def show_count(self, key: str, count: int | None) -> None:
        """How many things are in a place."""
        self._items[key].show_count(count)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, or icons and words."""
        self.is_narrow = narrow
        self.setFixedWidth(NARROW if narrow else theme.beside(WIDE))
        side = 8 if narrow else 10
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(side, 14, side, 10)
        self._words.setVisible(not narrow)
        self.year.set_narrow(narrow=narrow)
        self._head.setContentsMargins(0 if narrow else 2, 0, 0, 0)
        for item in self._items.values():
            item.is_narrow = narrow
            item.update()
