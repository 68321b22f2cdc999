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
    _lay(grid, _lines(fields))
    for number in range(COLUMNS):
        grid.setColumnStretch(number, 1)
        grid.setColumnMinimumWidth(number, 0)
    return grid


class FieldGrid(QWidget):
    """Such a grid that, where it is narrow, puts two fields in a line at most."""

    def __init__(self, fields: Sequence[tuple[Field, int]]) -> None:
        super().__init__()
        self._fields, self._is_narrow = fields, False
        self._grid = field_grid(fields)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < theme.scaled(_ROOMY)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for field, _span in self._fields:
                self._grid.removeWidget(field)
            lines = _lines(self._fields)
            _lay(self._grid, _in_twos(lines) if is_narrow else lines)


def _lines(fields: Sequence[tuple[Field, int]]) -> list[list[tuple[Field, int]]]:
    lines: list[list[tuple[Field, int]]] = [[]]
    for field, span in fields:
        if sum(taken for _field, taken in lines[-1]) + span > COLUMNS:
            lines.append([])
        lines[-1].append((field, span))
    return lines


def _in_twos(lines: Sequence[Sequence[tuple[Field, int]]]) -> list[list[tuple[Field, int]]]:
    """As many columns for two as three or four of them had; neither gets less than a third."""
    narrow: list[list[tuple[Field, int]]] = []
    for line in lines:
        for start in range(0, len(line), 2):
            pair = line[start : start + 2]
            (first, span), *rest = pair
            if not rest:
                narrow.append([(first, span if len(line) == 1 else min(2 * span, COLUMNS))])
                continue
            second, other = rest[0]
            share = max(4, min(round(COLUMNS * span / (span + other)), 8))
            narrow.append([(first, share), (second, COLUMNS - share)])
    return narrow


def _lay(grid: QGridLayout, lines: Sequence[Sequence[tuple[Field, int]]]) -> None:
    for number, line in enumerate(lines):
        place = 0
        for field, span in line:
            grid.addWidget(field, number, place, 1, span)
            place += span


def tab_through(fields: Sequence[Field], last: QWidget) -> None:
    """From field to field in this order, and then to `last`."""
    editors = [field.editor for field in fields] + [last]
    for before, after in pairwise(editors):
        QWidget.setTabOrder(before, after)
