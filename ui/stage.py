"""A window that is played by hand and photographed, for the tour and for measuring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap

from cluster_desk.clock import Clock
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.i18n import N_
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.shell.window import MainWindow
from ui.theme.theme import Appearance, theme
from ui.work.workspace import Workspace

T = TypeVar("T")
_STILL_MS = 120  # the card follows the list after 80 ms
_LOOK_MS = 10
_RARELY_MS = 50


class NotInTheDesk(DeskError):
    """A scene tells of a fact that this desk does not have."""

    message = N_("The desk has no such fact.")


class Stage:
    """One window on one desk, in a size and a theme."""

    def __init__(
        self,
        desk: Path,
        *,
        size: tuple[int, int],
        is_dark: bool = False,
        clock: Clock | None = None,
        place: str = "members",
    ) -> None:
        theme.wear(Appearance.DARK if is_dark else Appearance.LIGHT)
        preferences = Preferences()
        preferences.place = place  # as if it had been left there
        self.window = MainWindow(Workspace(Desk.open(desk, clock=clock)), preferences)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self.window.stack.page

    def act(self, action_id: str) -> None:
        """Trigger an action of the page or of the window, and wait."""
        page_ids = {record.id for record in self.page.actions_here.records}
        chosen = self.page if action_id in page_ids else self.window
        chosen.actions_here[action_id].trigger()
        self.settle()

    def look_at(self, place: int = 0) -> None:
        """The row at this place of the page's list; NotInTheDesk where the list is shorter."""
        page: Any = self.page
        page.body.table.look_at(nth(page.list.model.ids, place))
        self.settle()

    def settle(self) -> None:
        """Run the event loop until nothing is under way."""
        loop = QEventLoop()
        idle_since = 0

        def look() -> None:
            nonlocal idle_since
            is_idle = self.window.workspace.is_idle
            idle_since = idle_since + timer.interval() if is_idle else 0
            if idle_since >= _STILL_MS:
                loop.quit()
            # To look is work too: the longer something takes, the less often it is looked at.
            later = min(timer.interval() * 6 // 5, _RARELY_MS)
            timer.setInterval(_LOOK_MS if is_idle else later)

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(_LOOK_MS)
        loop.exec()

    def picture(self) -> QPixmap:
        """The window as it is now."""
        self.settle()
        return self.window.grab()

    def close(self) -> None:
        """Away with the window, unasked even where something was typed; the desk is let go."""
        self.window.hide()
        self.window.workspace.close()
        self.window.deleteLater()


def nth(found: Sequence[T], place: int = 0) -> T:
    """What a scene tells of; NotInTheDesk where there is less."""
    if place >= len(found):
        raise NotInTheDesk
    return found[place]
