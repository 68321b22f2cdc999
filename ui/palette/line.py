"""The line one types in; the keys of the list and of the palette keep working in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from cluster_desk.domain.folding import LONGEST_SOUGHT
from ui.theme.theme import theme
from ui.theme.tokens import SECTION

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PaletteLine(QLineEdit):
    """Says which of its keys was pressed; letters are its own."""

    stepped = Signal(int)
    entered = Signal()
    went_in = Signal()  # Tab: to the actions of what is lit
    went_out = Signal()  # Shift+Tab, or Backspace in an empty line
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "palette")
        self.setMaxLength(LONGEST_SOUGHT)
        self.setAccessibleName(name)
        self._name = name
        self.ask()
        theme.changed.connect(self._dress)
        self._dress()

    def ask(self, question: str = "") -> None:
        """What is asked while nothing is typed; its name by default."""
        self.setPlaceholderText(question or self._name)

    def event(self, event: QEvent) -> bool:
        # Tab is taken here: a widget gives it to whoever has the focus next.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab:
                self.went_in.emit()
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.went_out.emit()
                return True
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in _ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.went_out.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setFont(theme.font(SECTION))
