"""The agenda at the left of a meeting: each item with its place, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from cluster_desk.domain.meetings import ItemOutcome
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.facts import ItemFacts
from ui.kit.layout import clear, column
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, LABEL, MEDIUM, SEMIBOLD

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_SIGNS = {
    ItemOutcome.RESOLVED: ("check", "ok_dot", "ok_bg"),
    ItemOutcome.REJECTED: ("x", "bad_dot", "bad_bg"),
    ItemOutcome.ACKNOWLEDGED: ("check", "ok_dot", "ok_bg"),
    ItemOutcome.DISCUSSED: ("check", "ok_dot", "ok_bg"),
    ItemOutcome.POSTPONED: ("clock", "warn_dot", "warn_bg"),
}


class ItemButton(QAbstractButton):
    """One item: a circle with its place or how it ended, its title, its outcome in words."""

    def __init__(self, item: ItemFacts) -> None:
        super().__init__()
        self._item = item
        self._under = outcome_line(item)
        self.setText(item.title)
        self.setAccessibleName(f"{item.position}. {item.title}, {self._under}")
        self.setToolTip(item.title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(120, theme.scaled(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, on = QRectF(self.rect()), self.isChecked()
        if on or self.hasFocus() or self.underMouse():
            wide = 2 if self.hasFocus() else 1
            edge = "accent" if self.hasFocus() else "accent_line" if on else "hover"
            painter.setPen(QPen(theme.colour(edge), wide))
            painter.setBrush(theme.colour("accent_soft" if on else "hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 8, 8)
        self._paint_circle(painter, QPointF(24, rect.center().y()), on=on)
        left, room = 46.0, rect.width() - 46 - 12
        middle = rect.center().y()
        font = theme.font(LABEL, SEMIBOLD if on else MEDIUM)
        painter.setFont(font)
        painter.setPen(theme.colour("text" if on else "text2"))
        title = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room))
        half = theme.scaled(19)
        painter.drawText(QRectF(left, middle - half, room, half), _LEFT, title)
        small = theme.font(CAPTION, tabular=True)
        painter.setFont(small)
        painter.setPen(theme.colour("accent_text" if on else "text3"))
        under = QFontMetrics(small).elidedText(self._under, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, middle, room, half), _LEFT, under)

    def _paint_circle(self, painter: QPainter, at: QPointF, *, on: bool) -> None:
        sign = _SIGNS.get(self._item.outcome)
        if sign is not None:
            icon, token, ground = sign
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawEllipse(at, 12, 12)
            pixmap = icon_pixmap(icon, token, SMALL, ratio=self.devicePixelRatioF())
            painter.drawPixmap(QPointF(at.x() - SMALL / 2, at.y() - SMALL / 2), pixmap)
            return
        painter.setPen(QPen(theme.colour("accent" if on else "border_strong"), 1.3))
        painter.setBrush(theme.colour("accent" if on else "surface"))
        painter.drawEllipse(at, 11.5, 11.5)
        painter.setPen(theme.colour("on_accent" if on else "text2"))
        painter.setFont(theme.font(CAPTION, SEMIBOLD, tabular=True))
        box = QRectF(at.x() - 12, at.y() - 12, 24, 24)
        painter.drawText(box, _CENTRE, str(self._item.position))


class ItemList(QWidget):
    """`chosen` with the id of the item a person goes to."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Agenda"))
        self._buttons: dict[int, ItemButton] = {}
        self._group = QButtonGroup(self)
        self._lines = column(gap=4)
        self.setLayout(column(self._lines, None, gap=0))

    def show_items(self, items: Sequence[ItemFacts], current: int | None) -> None:
        """These, with this one chosen."""
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        clear(self._lines)
        self._buttons = {item.id: ItemButton(item) for item in items}
        for item_id, button in self._buttons.items():
            self._group.addButton(button)
            self._lines.addWidget(button)
            button.clicked.connect(lambda _on, item_id=item_id: self.chosen.emit(item_id))
        self.show_current(current)
        if had_focus and current in self._buttons:
            self._buttons[current].setFocus()

    def show_current(self, item_id: int | None) -> None:
        """The one that is worked on."""
        if item_id in self._buttons:
            self._buttons[item_id].setChecked(True)


def outcome_line(item: ItemFacts) -> str:
    """`15:16 · approvato 171 / 0 / 4`, or what is still to do."""
    if item.ballots:
        last = item.ballots[-1]
        votes = f"{last.in_favour} / {last.against} / {last.abstained}"
        return f"{item.outcome.label} · {votes}"
    if item.outcome is ItemOutcome.OPEN:
        return item.kind.label
    return item.outcome.label
