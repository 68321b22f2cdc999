"""What the desk's window and a record's own have alike: a pile of pages, menus, what is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from cluster_desk.errors import DeskError
from ui.kit.sheet import SideSheet
from ui.pages.actions import Action, ActionSet
from ui.pages.own_keys import own_keys
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.shell.frame import Surround
from ui.shell.menus import Menus
from ui.shell.stack import PageStack
from ui.shell.visits import Visits
from ui.theme.theme import theme
from ui.work.workspace import Workspace


class PagedWindow(QMainWindow):
    """Knows pages by what they are (Page), never by which they are."""

    frame: Any  # the Surround that `stand` was given
    records: Any  # RecordWindows, which imports this module
    key = ""  # of the record it is about

    def __init__(
        self,
        workspace: Workspace,
        preferences: Preferences,
        stack: PageStack,
        actions: Sequence[Action],
    ) -> None:
        super().__init__()
        theme.dress(self)
        self.workspace, self.preferences, self.stack = workspace, preferences, stack
        self.visits = Visits(stack)
        self.actions_here = ActionSet(self, actions, everywhere=True)
        self.keys_become = self.actions_here.keys_become  # asked from the widgets inside
        self.menus = Menus(self)

    def stand(self, frame: Surround) -> None:
        """What is around the pages is there: listen to them."""
        self.frame = frame
        self.setCentralWidget(frame)
        frame.climb_wanted.connect(self.stack.pop)
        self.stack.page_added.connect(self._adopt)
        self.stack.changed.connect(self._fill_menus)
        own_keys.changed.connect(frame.show_words)
        self.workspace.steps.changed.connect(self.actions_here.refresh)
        self.workspace.steps.changed.connect(self._forget_older)

    def show_up(self) -> None:
        """To the front, with the keyboard."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def end(self) -> None:
        """Close without asking."""
        self.close()

    def climb(self) -> None:
        """Esc: close what is open in the page, or leave the page for the one above."""
        if self.put_away():
            return
        sheets = [sheet for sheet in self.findChildren(SideSheet) if sheet.isVisible()]
        if sheets:
            sheets[-1].close_sheet()
        elif self.frame.banner.isVisible():
            self.frame.banner.leave()
        elif not self.stack.page.step_back():
            if self.stack.is_deep:
                self.stack.pop()  # or stay, where what was typed is not let go
            else:
                self.reach_top()

    def put_away(self) -> bool:
        """What floats over the page; False where nothing does."""
        proposals = QApplication.activePopupWidget()
        if proposals is not None:  # of a field: Qt lets the window's Esc pass over an open list
            proposals.close()
            return True
        return self.menus.leave()

    def reach_top(self) -> None:
        """Esc where there is nothing left to leave."""

    def go_to(self, target: Target) -> None:
        """Show what a link asks for."""
        raise NotImplementedError

    def refuse(self, error: DeskError | str) -> None:
        """What could not be done, at the top."""
        self.frame.refuse(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.menus.window_key(event)
        super().keyPressEvent(event)

    def _adopt(self, page: Page) -> None:
        page.crumbs_changed.connect(self.frame.show_words)
        page.status_changed.connect(self.frame.show_words)
        page.noticed.connect(self.frame.tell)
        page.refused.connect(self.refuse)
        page.target_wanted.connect(self.go_to)
        page.window_wanted.connect(self.records.open)
        page.action_wanted.connect(lambda action_id: self.actions_here[action_id].trigger())

    def _forget_older(self) -> None:
        """A notice must not offer to take back what is no longer the last."""
        step = self.workspace.steps.undoable
        if step is not None:
            self.frame.toast.forget_before(step.id)

    def _fill_menus(self) -> None:
        self.menus.fill((self.actions_here, self.stack.page.actions_here))
        self.actions_here.refresh()


def leave_pages(window: PagedWindow) -> None:
    """It closes: what lay ahead ends, every page is left for good."""
    window.visits.forget_ahead()
    for page in window.stack.pages():
        page.left.emit()
        page.keep_layout()
