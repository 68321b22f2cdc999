"""Facts of a record as names and values, in the inspector and on pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.kit.labels import Label
from ui.kit.layout import row
from ui.theme.tokens import LABEL, MEDIUM, META

_NAME_WIDTH = 104


def pair(name: str, value: str, tone: str = "text", *, copyable: bool = True) -> QHBoxLayout:
    """One fact; the value can be marked with the mouse and copied."""
    left = Label(name, META, tone="text3", elide=True)
    left.setFixedWidth(_NAME_WIDTH)
    right = Label(value, LABEL, MEDIUM, tone, tabular=True, wrap=True)
    if copyable:
        right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    layout = row((right, 1), gap=8)
    layout.insertWidget(0, left, 0, Qt.AlignmentFlag.AlignTop)
    right.setAccessibleName(f"{name}: {value}")
    return layout
