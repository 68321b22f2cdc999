"""The line that filters a list; the list's keys keep working in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit

from cluster_desk.domain.folding import LONGEST_SOUGHT
from cluster_desk.i18n import _
from ui.kit.keys import keys_here, with_keys
from ui.theme.icons import make_icon
from ui.theme.theme import theme
from ui.theme.tokens import BODY

_FOR_THE_LIST = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


class SearchLine(QLineEdit):
    """`typed` at every key; arrows and Enter are for the list under it."""

    typed = Signal(str)
    list_key = Signal(object)  # a QKeyEvent

    def __init__(self, hint: str, keys: str) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setMaxLength(LONGEST_SOUGHT)
        self.setPlaceholderText(hint)
        self._hint, self._keys = hint, keys
        self.setAccessibleName(hint)
        self._glass = QAction(self)
        self.addAction(self._glass, self.ActionPosition.LeadingPosition)
        self._cross = QAction(_("Clear"), self)
        self._cross.triggered.connect(self._clear)
        self.addAction(self._cross, self.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        self.textEdited.connect(self.typed)
        theme.changed.connect(self._dress)
        self._dress()
        self._cross.setVisible(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setToolTip(with_keys(self._hint, keys_here(self, self._keys)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _FOR_THE_LIST:
            self.list_key.emit(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self._clear()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self.clear()
        self.typed.emit("")

    def _dress(self) -> None:
        self.setFont(theme.font(BODY))
        self._glass.setIcon(make_icon("search", "text3"))
        self._cross.setIcon(make_icon("x", "text3"))
