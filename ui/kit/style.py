"""Let a widget be dressed again after a property its style sheet looks at has changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set it, and have the sheet applied again where it was applied already.

    Before the first time nothing is done: a sheet applied early remembers the font of that
    moment, and brings it back when the widget is shown.
    """
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)
