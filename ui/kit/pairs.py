"""Facts of a record as names and values, in the inspector and on pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import column, row
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, LABEL, MEDIUM, META

_NAME_WIDTH = 112


def pair(name: str, value: str, tone: str = "text", *, under: str = "") -> QHBoxLayout:
    """One fact, and what is said of it in small words; what does not fit is told in a tip."""
    left = Label(name, META, tone="text3", wrap=True)
    left.setFixedWidth(theme.beside(_NAME_WIDTH))
    # A long address breaks at its blanks; an e-mail has none, and would widen the card.
    digits = value[:1].isdigit()  # tabular figures would tear hyphens in words apart
    right: Label = GivingLabel(value, LABEL, MEDIUM, tone, tabular=digits)
    if " " in value:
        right = Label(value, LABEL, MEDIUM, tone, tabular=digits, wrap=True)
    small = [Label(under, CAPTION, tone="text3", wrap=True)] if under else []
    layout = row((column(right, *small, gap=1), 1), gap=8)
    layout.insertWidget(0, left, 0, Qt.AlignmentFlag.AlignTop)
    right.setAccessibleName(f"{name}: {value}")
    return layout
