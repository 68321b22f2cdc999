"""Dress a widget again after its sheet looks at something else, and a popup that has no parent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from ui.theme.theme import theme


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set it, and have the sheet applied again where it was applied already.

    Before the first time nothing is done: a sheet applied early remembers the font of that
    moment, and brings it back when the widget is shown.
    """
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)


def dress_when_shown(popup: QWidget) -> None:
    """What a completer opens is a window by itself, and few of them are ever opened."""
    popup.installEventFilter(_Dresser(popup))


class _Dresser(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.removeEventFilter(self)
            theme.dress(watched)
        return False
