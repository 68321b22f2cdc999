"""Paint every cell of every table, by kind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.kit.avatar import paint_avatar
from ui.kit.chips import chip_font, chip_height, chip_width, paint_chip
from ui.kit.table.columns import Cell, CellKind
from ui.kit.table.model import Index, RowsModel
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import BODY, LABEL, MEDIUM, META

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
EDGE = 8
LEAD = 8  # more before the words of the first column, which stand under those of the page's head
_FACE = 24


class CellDelegate(QStyledItemDelegate):
    """Knows no page: what it paints is the Cell of the model."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered_row = -1
        self.first_column = 0  # of those that are seen, at the left

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, RowsModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = index.row()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        checked = model.ids[place] in model.ticks
        rect = QRectF(option.rect)
        self._paint_ground(painter, rect, place, chosen=chosen, checked=checked)
        is_first = index.column() == self.first_column
        if chosen and is_first:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height() - 1), self._bar())
        cell = model.cell(place, index.column())
        inner = rect.adjusted(EDGE + LEAD * is_first, 0, -EDGE, -1)
        if cell.kind is CellKind.CHECK:
            state = Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
            paint_check(painter, rect, state)
        elif cell.kind is CellKind.NAME:
            _paint_name(painter, inner, cell)
        elif cell.kind is CellKind.CHIP:
            _paint_chip(painter, inner, cell)
        elif cell.kind is CellKind.TWO_LINES:
            _paint_two_lines(painter, inner, cell)
        else:
            _paint_text(painter, inner, cell, right=model.columns[index.column()].right)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._view.verticalHeader().defaultSectionSize())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The whole text in a tip, where the cell has no room for it."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        model = index.model()
        assert isinstance(model, RowsModel)
        cell = model.cell(index.row(), index.column())
        tip = cell.text if width_of(cell) > option.rect.width() else ""
        QToolTip.showText(event.globalPos(), tip, view)
        return True

    @staticmethod
    def _bar() -> QColor:
        return theme.colour("accent")

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, place: int, *, chosen: bool, checked: bool
    ) -> None:
        if chosen or checked:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif place == self.hovered_row:
            painter.fillRect(rect, theme.colour("hover"))
        focused = chosen and self._view.hasFocus()
        line = theme.colour("accent") if focused else theme.veil("border", 150)
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom()), QPointF(rect.right(), rect.bottom()))
        if focused:
            top = rect.top() + 0.5
            painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))


def width_of(cell: Cell) -> int:
    """What a cell needs to be seen whole."""
    return QFontMetrics(_font_of(cell)).horizontalAdvance(cell.text) + _beside(cell)


def paint_check(painter: QPainter, rect: QRectF, state: Qt.CheckState) -> None:
    """A box of 16 px in the middle of `rect`."""
    box = QRectF(round(rect.center().x() - 8), round(rect.center().y() - 8.5), 16, 16)
    if state is Qt.CheckState.Unchecked:
        painter.setPen(QPen(theme.colour("input_line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(box, 4, 4)
    sign = "check" if state is Qt.CheckState.Checked else "minus"
    ratio = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(sign, "on_accent", 12, ratio=ratio, stroke=3)
    painter.drawPixmap(QPointF(box.left() + 2, box.top() + 2), pixmap)


def _paint_text(painter: QPainter, rect: QRectF, cell: Cell, *, right: bool) -> None:
    font = _text_font(cell)
    painter.setFont(font)
    painter.setPen(theme.colour(cell.tone))
    shown = QFontMetrics(font).elidedText(
        cell.text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1
    )
    painter.drawText(rect, _RIGHT if right else _LEFT, shown)


def _paint_two_lines(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    top, low = theme.font(LABEL, MEDIUM), theme.font(META)
    heights = [QFontMetrics(top).height(), QFontMetrics(low).height() if cell.under else 0]
    line = QRectF(rect)
    line.setTop(round(rect.center().y() - sum(heights) / 2))
    for font, height, text, tone in (
        (top, heights[0], cell.text, cell.tone),
        (low, heights[1], cell.under, "text2"),
    ):
        line.setHeight(height)
        painter.setFont(font)
        painter.setPen(theme.colour(tone))
        elide = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, elide, int(rect.width()))
        painter.drawText(line, _LEFT, shown)
        line.moveTop(line.bottom())


def _font_of(cell: Cell) -> QFont:
    if cell.kind in (CellKind.NAME, CellKind.TWO_LINES):
        return theme.font(BODY, MEDIUM)
    return chip_font() if cell.kind is CellKind.CHIP else _text_font(cell)


def _beside(cell: Cell) -> int:
    """What a cell needs beside its text: edges, a face, a badge, a dot."""
    face = _FACE + EDGE if cell.kind is CellKind.NAME else 0
    dot = 20 if cell.kind is CellKind.CHIP else 0
    return 2 * EDGE + face + dot + (22 if cell.badge else 0)


def _text_font(cell: Cell) -> QFont:
    if cell.kind is CellKind.NUMBER:
        return theme.font(LABEL, cell.weight, tabular=True)
    return theme.font(BODY, cell.weight, tabular=cell.kind is CellKind.MONEY)


def _paint_chip(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    if cell.text:
        height = chip_height()
        width = min(chip_width(cell.text), rect.width() + 6)
        top = round(rect.center().y() - height / 2)
        paint_chip(painter, QRectF(rect.left(), top, width, height), cell.text, cell.tone)


def _paint_name(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """The middle of a long name is what tells least: it gives way."""
    if not cell.text:
        return
    face = QRectF(rect.left(), round(rect.center().y() - _FACE / 2), _FACE, _FACE)
    paint_avatar(painter, face, cell.text)
    rect = rect.adjusted(_FACE + EDGE, 0, 0, 0)
    font = theme.font(BODY, MEDIUM)
    painter.setFont(font)
    painter.setPen(theme.colour(cell.tone))
    metrics = QFontMetrics(font)
    room = int(rect.width()) - (22 if cell.badge else 0)
    shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(rect, _LEFT, shown)
    if cell.badge:
        ratio = painter.device().devicePixelRatioF()
        left = rect.left() + metrics.horizontalAdvance(shown) + 6
        pixmap = icon_pixmap(cell.badge, "accent_text", 16, ratio=ratio)
        painter.drawPixmap(QPointF(left, round(rect.center().y() - 8)), pixmap)
