"""Show a chart's figures as a table in a sheet, for who reads better than they look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.charts.figures import Figures
from ui.kit.layout import column, panel, row
from ui.kit.sheet import SideSheet
from ui.theme.theme import theme
from ui.theme.tokens import BODY, CAPTION, SEMIBOLD

_ROW = 30


class FiguresTable(QTableWidget):
    """Read-only; Ctrl+C copies all of it, as a spreadsheet takes it."""

    def __init__(self, figures: Figures) -> None:
        rows = figures.rows()
        super().__init__(len(rows), len(figures.heads))
        self._figures = figures
        self.setAccessibleName(figures.title)
        for number, text in enumerate(figures.heads):
            self.setHorizontalHeaderItem(number, _item(text, is_label=not number))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place, cells in enumerate(rows):
            for number, text in enumerate(cells):
                self.setItem(place, number, _item(text, is_label=not number))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setFont(theme.font(CAPTION, SEMIBOLD))
        height = theme.scaled(_ROW)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(height * (len(rows) + 1) + 12)
        self.setCurrentCell(0, 0)

    def copy(self) -> None:
        """To the clipboard."""
        QApplication.clipboard().setText(self._figures.as_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def show_figures(host: QWidget, figures: Figures) -> SideSheet:
    """Open the sheet over the page."""
    table = FiguresTable(figures)
    copy = Button(_("Copy the table"), "copy", run=table.copy)
    content = panel(column(table, row(copy, None), gap=12))
    content.setFocusProxy(table)
    return SideSheet(host, figures.title, content)


def _side(*, is_label: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if is_label else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _item(text: str, *, is_label: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFont(theme.font(BODY, tabular=not is_label))
    item.setTextAlignment(_side(is_label=is_label))
    return item
