"""Paint the attendance map: a glyph on a colour for each cell, so that neither is alone."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cluster_desk.domain.tables import Mark
from cluster_desk.queries.tables.register import RegisterCell
from ui.tables.matrix_model import Index, MatrixModel
from ui.theme.icons import SMALL, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, MEDIUM, SEMIBOLD

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
GLYPHS = {
    Mark.PRESENT: "✓",
    Mark.REMOTE: "R",
    Mark.DELEGATED: "D",
    Mark.EXCUSED: "G",
    Mark.ABSENT: "–",
}
_GROUNDS = {
    Mark.PRESENT: ("accent", "on_accent"),
    Mark.REMOTE: ("heat_remote", "on_remote"),
    Mark.DELEGATED: ("heat2", "text"),
    Mark.EXCUSED: ("heat0", "text2"),
    Mark.ABSENT: ("heat0", "text2"),
}
_RADIUS = 5
_CORNER = 7


def paint_mark(
    painter: QPainter, rect: QRectF, cell: RegisterCell | None, *, ratio: float = 1.0
) -> None:
    """One cell of the map, in the rectangle it fills."""
    if cell is None:
        _glyph(painter, rect, "·", theme.colour("text3"))
        return
    if cell.mark is None:  # called to a meeting that is still to come
        pen = QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    else:
        ground, ink = _GROUNDS[cell.mark]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        if cell.mark is Mark.PRESENT:
            pixmap = icon_pixmap("check", ink, SMALL, ratio=ratio, stroke=2.6)
            corner = rect.center() - QPointF(SMALL / 2, SMALL / 2)
            painter.drawPixmap(corner, pixmap)
        else:
            _glyph(painter, rect, GLYPHS[cell.mark], theme.colour(ink))
    if cell.note:
        _paint_note(painter, rect, cell)


def _glyph(painter: QPainter, rect: QRectF, glyph: str, colour: QColor) -> None:
    painter.setPen(colour)
    painter.setFont(_glyph_font())
    painter.drawText(rect, _CENTRE, glyph)


def _glyph_font() -> QFont:
    """Made once for each size of text: a map of thousands of cells asks for it in every one."""
    return _made(theme.text_size)


@cache
def _made(_text_size: int) -> QFont:
    return theme.font(CAPTION, SEMIBOLD)


def _paint_note(painter: QPainter, rect: QRectF, cell: RegisterCell) -> None:
    """A folded corner: there is something to read."""
    token = _GROUNDS[cell.mark][1] if cell.mark else "text2"
    corner = rect.topRight() + QPointF(-2.5, 2.5)
    fold = [corner, corner + QPointF(-_CORNER, 0), corner + QPointF(0, _CORNER)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawPolygon(QPolygonF(fold))


class MarkDelegate(QStyledItemDelegate):
    """The map's cells, the cursor as a ring, what is selected with a thinner one."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, MatrixModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._view.currentIndex()
        if index.row() == current.row():
            painter.fillRect(option.rect, theme.colour("hover"))
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)
        ratio = self._view.devicePixelRatioF()
        paint_mark(painter, rect, model.grid.cell(index.row(), index.column()), ratio=ratio)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = index.row() == current.row() and index.column() == current.column()
        if is_current:
            width = 2.0 if self._view.hasFocus() else 1.2
            self._ring(painter, rect, "text", width)
            inner = rect.adjusted(width, width, -width, -width)
            self._ring(painter, inner, "surface", 1.4)
        elif chosen:
            self._ring(painter, rect, "text", 1.4)
        painter.restore()

    @staticmethod
    def _ring(painter: QPainter, rect: QRectF, token: str, width: float) -> None:
        painter.setPen(QPen(theme.colour(token), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)


def share_token(percent: int | None) -> str:
    """Well, middling or badly attended; the figure beside the colour says how much."""
    if percent is None:
        return "neutral_dot"
    if percent >= _WELL:
        return "ok_dot"
    return "warn_dot" if percent >= _BADLY else "bad_dot"


_WELL, _BADLY = 75, 50


def share_font() -> QFont:
    """The figures of the shares."""
    return theme.font(CAPTION + 1, MEDIUM, tabular=True)
