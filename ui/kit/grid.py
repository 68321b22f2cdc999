"""Put fields in the twelve columns of a form; Tab goes through them as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.kit.fields import Field
from ui.theme.theme import theme

COLUMNS = 12
_ROOMY = 520  # from this width on a form has the lines it was thought of with


def field_grid(fields: Sequence[tuple[Field, int]]) -> QGridLayout:
    """Fields with their widths in columns, row after row as they fit."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(11)
    grid.setContentsMargins(0, 0, 0, 0)
    _lay(grid, fields, 1)
    for number in range(COLUMNS):
        grid.setColumnStretch(number, 1)
        grid.setColumnMinimumWidth(number, 0)
    return grid


class FieldGrid(QWidget):
    """Such a grid that gives each field twice the columns where it is narrow."""

    def __init__(self, fields: Sequence[tuple[Field, int]]) -> None:
        super().__init__()
        self._fields, self._times = fields, 1
        self._grid = field_grid(fields)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        times = 1 if self.width() >= theme.scaled(_ROOMY) else 2
        if times != self._times:
            self._times = times
            for field, _span in self._fields:
                self._grid.removeWidget(field)
            _lay(self._grid, self._fields, times)


def _lay(grid: QGridLayout, fields: Sequence[tuple[Field, int]], times: int) -> None:
    line, place = 0, 0
    for field, columns in fields:
        span = min(columns * times, COLUMNS)
        if place + span > COLUMNS:
            line, place = line + 1, 0
        grid.addWidget(field, line, place, 1, span)
        place += span


def tab_through(fields: Sequence[Field], last: QWidget) -> None:
    """From field to field in this order, and then to `last`."""
    editors = [field.editor for field in fields] + [last]
    for before, after in pairwise(editors):
        QWidget.setTabOrder(before, after)
