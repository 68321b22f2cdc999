"""Paint the heads of the columns: name, order, and a box that ticks all."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.kit.table.columns import CellKind
from ui.kit.table.delegate import EDGE, LEAD, paint_check
from ui.kit.table.model import RowsModel
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, SEMIBOLD

_ARROW = 12
HEIGHT = 34


class TableHeader(QHeaderView):
    """A click on a name asks for an order; on the box, for all or nothing."""

    order_asked = Signal(str)  # the column's sort name
    all_asked = Signal()

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model
        self._order, self._descending = "", False
        self.first_column = 0  # of those that are seen, at the left
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.sectionClicked.connect(self._clicked)
        model.ticks.changed.connect(self.viewport().update)
        theme.changed.connect(self._measure)
        self._measure()

    def show_order(self, sort: str, *, descending: bool) -> None:
        """Put the arrow at this column."""
        self._order, self._descending = sort, descending
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if self._rows.columns[logicalIndex].key == CellKind.CHECK:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_check(painter, QRectF(rect), self._rows.ticks.state(self._rows.ids))
        else:
            edge = EDGE + LEAD * (logicalIndex == self.first_column)
            self._paint_name(painter, rect.adjusted(edge, 0, -EDGE, -1), logicalIndex)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._rows.columns[section]
        ordered = bool(column.sort) and column.sort == self._order
        font = theme.font(CAPTION, SEMIBOLD)
        metrics = QFontMetrics(font)
        name = str(self._rows.headerData(section, Qt.Orientation.Horizontal))
        room = rect.width() - (_ARROW + 3 if ordered else 0) + 4
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(theme.colour("text" if ordered else "text3"))
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        if ordered:
            left = rect.right() - width - _ARROW - 2 if column.right else rect.left() + width + 3
            arrow = "arrow-down" if self._descending else "arrow-up"
            ratio = self.devicePixelRatioF()
            pixmap = icon_pixmap(arrow, "accent_text", _ARROW, ratio=ratio)
            painter.drawPixmap(left, rect.center().y() - _ARROW // 2 + 1, pixmap)

    def _clicked(self, section: int) -> None:
        column = self._rows.columns[section]
        if column.key == CellKind.CHECK:
            self.all_asked.emit()
        elif column.sort:
            self.order_asked.emit(column.sort)

    def _measure(self) -> None:
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.viewport().update()
