"""A filter that is dashed while it waits and plum while it works."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from cluster_desk.i18n import _
from ui.kit.buttons import Button

_CLEAR_ROOM = 26


class StayMenu(QMenu):
    """Stays open while boxes are ticked: several are chosen at a time."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action: QAction | None = self.activeAction()
        if action is not None and action.isCheckable() and event.key() == Qt.Key.Key_Space:
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterChip(Button):
    """Opens a menu of choices; Canc, or a click on the cross, takes the filter away."""

    changed = Signal()

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(title, "plus", "filter")
        self._title, self._choices = title, dict(choices)
        self._chosen: list[str] = []
        self._menu = StayMenu(self)
        self.setMenu(self._menu)
        self._fill_menu()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of what is chosen, in the order of the menu."""
        return tuple(key for key in self._choices if key in self._chosen)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other choices; what was chosen stays chosen where it is still among them."""
        if dict(choices) != self._choices:
            self._choices = dict(choices)
            self._fill_menu()
            self._show()

    def choose(self, keys: Sequence[str]) -> None:
        """These and no others."""
        self._chosen = list(keys)
        for action in self.menu().actions():
            if action.isCheckable():
                action.setChecked(action.data() in self._chosen)
        self._show()
        self.changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._chosen and event.position().x() > self.width() - _CLEAR_ROOM:
            self.choose(())
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._chosen and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.choose(())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _fill_menu(self) -> None:
        menu = self._menu
        menu.clear()
        for key, text in self._choices.items():
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(key)
            action.setChecked(key in self._chosen)
            action.triggered.connect(lambda on, key=key: self._tick(key, on))
        menu.addSeparator()
        menu.addAction(_("Remove the filter"), lambda: self.choose(()))

    def _tick(self, key: str, on: bool) -> None:
        self._chosen = [*self._chosen, key] if on else [k for k in self._chosen if k != key]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = self.chosen
        self.set_icon("x" if chosen else "plus")
        # The cross stands at the right of the words, where it is looked for.
        direction = Qt.LayoutDirection.RightToLeft if chosen else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)
        self.set_kind("filter_on" if chosen else "filter")
        if not chosen:
            self.set_text(self._title)
            return
        text = _("{filter}: {value}").format(filter=self._title, value=self._choices[chosen[0]])
        self.set_text(text if len(chosen) == 1 else f"{text} +{len(chosen) - 1}")
