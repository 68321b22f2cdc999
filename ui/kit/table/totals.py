"""Sum up a list under its columns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit.table.delegate import EDGE
from ui.kit.table.model import RowsModel
from ui.kit.table.surface import TableSurface
from ui.theme.theme import theme
from ui.theme.tokens import LABEL, MEDIUM, META, SEMIBOLD

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MARGIN = 16


class TotalsRow(QWidget):
    """The count at the left, each sum under its column; one sentence for a screen reader."""

    def __init__(self, table: TableSurface, model: RowsModel) -> None:
        super().__init__()
        self._figures, self._head = table.figures, table.head
        self._columns = model.columns
        self._count = ""
        self._sums: Mapping[str, str] = {}
        self._head.sectionResized.connect(self.update)
        self._head.sectionMoved.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)
        theme.changed.connect(self._measure)
        self._measure()

    def show_totals(self, count: str, sums: Mapping[str, str], spoken: str) -> None:
        """`count` says how many are listed; `sums` are texts by column key."""
        self._count, self._sums = count, sums
        metrics = QFontMetrics(_sum_font())
        self._figures.make_room(
            {key: metrics.horizontalAdvance(text) + 2 * EDGE for key, text in sums.items()}
        )
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("subtle"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(META, MEDIUM, tabular=True))
        painter.drawText(self.rect().adjusted(_MARGIN, 0, 0, 0), _LEFT, self._count)
        painter.setPen(theme.colour("text"))
        painter.setFont(_sum_font())
        for place, column in enumerate(self._columns):
            text = self._sums.get(column.key)
            if text and not self._head.isSectionHidden(place):
                right = self._head.sectionViewportPosition(place) + self._head.sectionSize(place)
                room = QRect(right - EDGE - 200, 0, 200, self.height())
                painter.drawText(room, _RIGHT, text)

    def _measure(self) -> None:
        self.setFixedHeight(theme.scaled(34))
        self.update()


def _sum_font() -> QFont:
    return theme.font(LABEL, SEMIBOLD, tabular=True)
