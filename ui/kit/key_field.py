"""A field that takes a shortcut as it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit

from cluster_desk.i18n import _
from ui.kit.fields import Field
from ui.kit.keys import key_text
from ui.kit.style import set_property

_FOR_THE_SHEET = ("Esc", "Return", "Enter", "Ctrl+Return", "Ctrl+Enter")


class KeyEdit(QKeySequenceEdit):
    """Takes the next keys as they are pressed; Esc and Enter are the sheet's, Backspace empties."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumSequenceLength(1)
        line = self.findChild(QLineEdit)
        assert line is not None
        self.line = line
        self.keySequenceChanged.connect(lambda _keys: self.tell())
        self.tell()

    def keys(self) -> str:
        """What was pressed; empty for none."""
        text = self.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        return text.replace("Num+", "")

    def tell(self) -> None:
        """In our words: Qt's own are English."""
        self.line.setText(key_text(self.keys()) if self.keys() else "")
        self.line.setPlaceholderText(_("Press the keys"))
        self.line.setAccessibleName(self.accessibleName())

    def event(self, event: QEvent) -> bool:
        """Which keys are not for the field."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().event(event)
        pressed = QKeySequence(event.keyCombination()).toString()
        is_press = event.type() == QEvent.Type.KeyPress
        if pressed in _FOR_THE_SHEET:
            event.ignore()
            if is_press and pressed in ("Return", "Enter"):
                self.confirmed.emit()
            return False
        if is_press and pressed == "Backspace":
            self.clear()
            return True
        return super().event(event)


class KeyField(Field):
    """One shortcut."""

    def __init__(self, label: str, *, hint: str) -> None:
        self.keys = KeyEdit()
        super().__init__(label, self.keys, hint=hint)
        self.keys.tell()  # what it is called
        self.keys.keySequenceChanged.connect(lambda _keys: self.edited.emit())

    def text(self) -> str:
        return self.keys.keys()

    def set_text(self, text: str) -> None:
        self.keys.blockSignals(True)
        self.keys.setKeySequence(QKeySequence(text))
        self.keys.blockSignals(False)
        self.keys.tell()

    def _say(self, message: str, tone: str, state: str) -> None:
        super()._say(message, tone, state)
        set_property(self.keys.line, "state", state)
