"""The menu bar: complete, and out of the way until Alt or F10."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget
from shiboken6 import isValid

from cluster_desk.i18n import N_, _
from ui.pages.actions import ActionSet

MENUS = (
    ("file", N_("&File")),
    ("edit", N_("&Edit")),
    ("view", N_("&View")),
    ("record", N_("&Record")),
    ("go", N_("&Go")),
    ("window", N_("&Window")),
    ("help", N_("&Help")),
)

_WINDOWS = "window"


class Menus(QObject):
    """Fills the bar from action sets and shows it when it is asked for."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._bar = window.menuBar()
        self._bar.setAccessibleName(_("Menu bar"))
        self._bar.hide()
        self._bar.installEventFilter(self)
        self.windows: Callable[[], Sequence[QWidget]] = lambda: ()  # listed in their menu
        self._came_from: QWidget | None = None
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.timeout.connect(self._hide_when_still)
        self._alt = AltAlone(self)
        self._alt.pressed.connect(self.toggle)

    def window_key(self, event: QKeyEvent) -> None:
        """A key that no widget wanted."""
        if event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat():
            self._alt.watch()

    def fill(self, sets: Iterable[ActionSet]) -> None:
        """Every action of these sets, by menu and group, in their order."""
        self._bar.clear()
        chosen = list(sets)
        for key, title in MENUS:
            found = [
                (record, actions[record.id])
                for actions in chosen
                for record in actions.records
                if record.menu == key
            ]
            if not found:
                continue
            menu = QMenu(_(title), self._bar)
            menu.aboutToHide.connect(self._closed)
            menu.aboutToShow.connect(lambda chosen=chosen: [s.refresh() for s in chosen])
            last = None
            for record, action in sorted(found, key=lambda pair: pair[0].group):
                if last is not None and record.group != last:
                    menu.addSeparator()
                menu.addAction(action)
                last = record.group
            if key == _WINDOWS:
                menu.aboutToShow.connect(partial(self._list_windows, menu))
            self._bar.addMenu(menu)

    def _list_windows(self, menu: QMenu) -> None:
        for listed in menu.findChildren(_Listed):
            listed.deleteLater()
            menu.removeAction(listed)
        for window in self.windows():
            listed = _Listed(window, menu)
            listed.setChecked(window is self.parent())
            menu.addAction(listed)

    def toggle(self) -> None:
        """Show the bar with its first menu ready, or put it away."""
        if self.leave():
            return
        self._came_from = QApplication.focusWidget()
        self._bar.show()
        self._bar.setActiveAction(self._bar.actions()[0])

    def leave(self) -> bool:
        """Put the bar away and give the keyboard back; False where it was away already."""
        if not self._bar.isVisible():
            return False
        self._bar.hide()
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._closed()
        return super().eventFilter(watched, event)

    def _closed(self) -> None:
        # Going from one menu to the next closes the first: look only when all is still.
        self._still.start(0)

    def _hide_when_still(self) -> None:
        open_menu = QApplication.activePopupWidget()
        if open_menu is None and not self._bar.hasFocus():
            self.leave()


class _Listed(QAction):
    """A window in the list of them."""

    def __init__(self, window: Any, menu: QMenu) -> None:
        super().__init__(window.windowTitle().replace("&", "&&"), menu)
        self.setCheckable(True)
        self.triggered.connect(lambda _on: window.show_up())


class AltAlone(QObject):
    """Tells Alt alone from Alt with another key, as in the character codes of the number pad.

    Listens to the whole application only while Alt is down: a filter in Python slows every event.
    """

    pressed = Signal()

    def watch(self) -> None:
        """Alt has gone down."""
        self._alone = True
        self._application().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        # Of a key that is a shortcut only the question whether it is one comes by here.
        pressed = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if kind in pressed and isinstance(event, QKeyEvent):
            self._alone = self._alone and event.key() == Qt.Key.Key_Alt
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.ApplicationStateChange):
            self._alone = False
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._released(event)
        return super().eventFilter(watched, event)

    def _released(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self._application().removeEventFilter(self)
            if self._alone:
                self.pressed.emit()
            self._alone = False

    @staticmethod
    def _application() -> QCoreApplication:
        application = QApplication.instance()
        assert application is not None
        return application
