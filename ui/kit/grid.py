"""Put fields in the twelve columns of a form; Tab goes through them as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.fields import Field

COLUMNS = 12


def field_grid(fields: Sequence[tuple[Field, int]]) -> QGridLayout:
    """Fields with their widths in columns, row after row as they fit."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(11)
    grid.setContentsMargins(0, 0, 0, 0)
    line, place = 0, 0
    for field, span in fields:
        if place + span > COLUMNS:
            line, place = line + 1, 0
        grid.addWidget(field, line, place, 1, span)
        place += span
    for number in range(COLUMNS):
        grid.setColumnStretch(number, 1)
        grid.setColumnMinimumWidth(number, 0)
    return grid


def tab_through(fields: Sequence[Field], last: QWidget) -> None:
    """From field to field in this order, and then to `last`."""
    editors = [field.editor for field in fields] + [last]
    for before, after in pairwise(editors):
        QWidget.setTabOrder(before, after)
