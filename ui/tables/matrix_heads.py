"""Paint what stands around the map: names at its left, days over it, shares at its edges."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from cluster_desk.formats.dates import month_name
from cluster_desk.formats.numbers import percent_text
from cluster_desk.i18n import _, ngettext
from ui.kit.avatar import paint_avatar
from ui.tables.matrix_model import MatrixModel
from ui.tables.matrix_paint import share_font, share_token
from ui.theme.theme import theme
from ui.theme.tokens import BODY, BOLD, CAPTION, LABEL, MEDIUM, META, REGULAR, SEMIBOLD

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_EDGE = 14
_FACE, _ROUND = 24, 9
NAMES_WIDTH, SHARES_WIDTH = 236, 112
HEAD_HEIGHT, TOTALS_HEIGHT = 46, 42


class NamesHeader(QHeaderView):
    """Whose row it is: it stays where it is while the meetings scroll."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._table, self._grid_of = view, model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(NAMES_WIDTH), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        row = self._grid_of.grid.rows[logicalIndex]
        current = self._table.currentIndex().row() == logicalIndex
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.colour("hover" if current else "surface"))
        face = QRectF(rect.left() + _EDGE, rect.center().y() - _FACE / 2 + 0.5, _FACE, _FACE)
        paint_avatar(painter, face, row.name)
        room = QRect(rect)
        room.setLeft(rect.left() + _EDGE + _FACE + 10)
        room.setRight(rect.right() - 8)
        if row.under:
            half = rect.height() // 2
            over = QRect(room.left(), room.top() + 1, room.width(), half)
            under = QRect(room.left(), room.top() + half - 1, room.width(), half)
            self._line(painter, over, row.name, LABEL, MEDIUM, "text")
            words = _("guest · {name}").format(name=row.under) if row.is_guest else row.under
            self._line(painter, under, words, CAPTION - 0.5, REGULAR, "text3")
        else:
            words = _("guest") if row.is_guest else ""
            self._line(painter, room, f"{row.name} {words}".strip(), BODY, MEDIUM, "text")
        painter.restore()

    @staticmethod
    def _line(
        painter: QPainter, room: QRect, text: str, size: float, weight: int, token: str
    ) -> None:
        font = theme.font(size, weight)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)


class DaysHeader(QHeaderView):
    """The day over the month; the meeting under the cursor in bold, one to come dimmed."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._table, self._grid_of = view, model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(30)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, theme.scaled(HEAD_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        meetings = self._grid_of.grid.meetings
        meeting = meetings[logicalIndex]
        before = meetings[logicalIndex - 1].held_on.year if logicalIndex else None
        current = self._table.currentIndex().column() == logicalIndex
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        half = rect.height() // 2
        day = QRect(rect.left(), rect.top() + 6, rect.width(), half - 5)
        month = QRect(rect.left(), rect.top() + half, rect.width(), half - 6)
        weight = BOLD if current else MEDIUM
        painter.setPen(theme.colour("text" if meeting.is_held else "text3"))
        painter.setFont(theme.font(BODY, weight, tabular=True))
        painter.drawText(day, _CENTRE, str(meeting.held_on.day))
        words = month_name(meeting.held_on.month, short=True)
        if before is not None and meeting.held_on.year != before:
            words = f"{words} ’{meeting.held_on.year % 100:02d}"
        painter.setPen(theme.colour("text2" if meeting.is_held else "text3"))
        painter.setFont(theme.font(CAPTION, SEMIBOLD if current else REGULAR, tabular=True))
        painter.drawText(month, _CENTRE, words)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("border"))
        painter.restore()


class SharesStrip(QWidget):
    """At the right of the map: how often each row came; it scrolls with the rows."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        super().__init__()
        self._view, self._model = view, model
        view.verticalScrollBar().valueChanged.connect(self.update)
        theme.changed.connect(self._measure)
        self._measure()

    def say(self) -> None:
        """What is painted, for the ear."""
        share = self._model.grid.share()
        words = _("Attendance on average: {share}").format(
            share=percent_text(share.came, share.called)
        )
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface"))
        head = self._view.horizontalHeader().height()
        for row in range(self._model.rowCount()):
            top = self._view.rowViewportPosition(row)
            height = self._view.rowHeight(row)
            if top + height > 0 and top < self._view.viewport().height():
                self._paint_share(painter, QRectF(0, head + top, self.width(), height), row)
        painter.fillRect(0, 0, self.width(), head, theme.colour("surface"))
        painter.setPen(theme.colour("text3"))
        painter.setFont(theme.font(CAPTION, SEMIBOLD))
        painter.drawText(QRect(0, 0, self.width() - _EDGE, head), _RIGHT, _("Attendance rate"))
        painter.fillRect(0, head - 1, self.width(), 1, theme.colour("border"))

    def _paint_share(self, painter: QPainter, rect: QRectF, row: int) -> None:
        if self._view.currentIndex().row() == row:
            painter.fillRect(rect, theme.colour("hover"))
        share = self._model.grid.row_share(row)
        if not share.called:
            painter.setPen(theme.colour("text3"))
            painter.setFont(share_font())
            painter.drawText(rect.adjusted(0, 0, -_EDGE, 0), _RIGHT, "–")
            return
        percent = share.percent or 0
        bar = QRectF(rect.left() + 12, rect.center().y() - 3, 40, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("neutral_bg"))
        painter.drawRoundedRect(bar, 3, 3)
        if percent:
            painter.setBrush(theme.colour(share_token(percent)))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(bar.width() * percent / 100, 6), 6), 3, 3
            )
        painter.setPen(theme.colour("text"))
        painter.setFont(share_font())
        words = percent_text(share.came, share.called)
        painter.drawText(rect.adjusted(0, 0, -_EDGE, 0), _RIGHT, words)

    def _measure(self) -> None:
        self.setFixedWidth(theme.scaled(SHARES_WIDTH))
        self.update()


class TotalsStrip(QWidget):
    """Under the map: how many came to each meeting; it scrolls with the meetings."""

    def __init__(self, view: QTableView, model: MatrixModel) -> None:
        super().__init__()
        self._view, self._model = view, model
        view.horizontalScrollBar().valueChanged.connect(self.update)
        view.horizontalHeader().sectionResized.connect(self.update)
        theme.changed.connect(self._measure)
        self._measure()

    def say(self) -> None:
        """What is painted, for the ear."""
        grid = self._model.grid
        share = grid.share()
        meetings = sum(meeting.is_held for meeting in grid.meetings)
        words = ngettext("{count} meeting held", "{count} meetings held", meetings)
        self.setAccessibleName(
            f"{words.format(count=meetings)}, {percent_text(share.came, share.called)}"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QPainterPath()  # as round below as the card around it
        ground.addRoundedRect(QRectF(self.rect()).adjusted(0, -_ROUND, 0, 0), _ROUND, _ROUND)
        painter.setClipRect(self.rect())
        painter.fillPath(ground, theme.colour("subtle"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("border"))
        left = self._view.verticalHeader().width()
        right = left + self._view.viewport().width()
        painter.setClipRect(left, 0, right - left, self.height())
        for column in range(self._model.columnCount()):
            x = left + self._view.columnViewportPosition(column)
            width = self._view.columnWidth(column)
            if x + width > left and x < right:
                self._paint_column(painter, QRect(x, 0, width, self.height()), column)
        painter.setClipping(False)
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(META, SEMIBOLD))
        painter.drawText(QRect(_EDGE, 0, left - _EDGE, self.height()), _LEFT, _("Came to each"))
        share = self._model.grid.share()
        painter.setPen(theme.colour("accent_text"))
        painter.setFont(theme.font(BODY, BOLD, tabular=True))
        end = self._view.width() + theme.scaled(SHARES_WIDTH) - _EDGE
        edge = QRect(QPoint(0, 0), QSize(end, self.height()))
        painter.drawText(edge, _RIGHT, percent_text(share.came, share.called))

    def _paint_column(self, painter: QPainter, rect: QRect, column: int) -> None:
        share, guests = self._model.grid.column_share(column)
        if not self._model.grid.meetings[column].is_held:
            return
        half = rect.height() // 2
        count = f"{share.came}+{guests}" if guests else str(share.came)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(BODY, BOLD, tabular=True))
        painter.drawText(rect.adjusted(0, 4, 0, -half + 2), _CENTRE, count)
        painter.setPen(theme.colour("text2"))
        painter.setFont(theme.font(CAPTION - 0.5, REGULAR, tabular=True))
        words = percent_text(share.came, share.called)
        painter.drawText(rect.adjusted(0, half, 0, -4), _CENTRE, words)

    def _measure(self) -> None:
        self.setFixedHeight(theme.scaled(TOTALS_HEIGHT))
        self.update()
