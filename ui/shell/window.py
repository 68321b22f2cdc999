"""The main window: one page at a time, its actions and the window's own, and what is said."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from cluster_desk.errors import DeskError
from cluster_desk.i18n import _
from cluster_desk.queries.association import FiscalYearRow, Profile, fiscal_years, profile
from cluster_desk.running import Outcome
from ui.kit.sheet import SideSheet
from ui.kit.toast import Notice
from ui.pages.actions import ActionSet
from ui.pages.own_keys import own_keys
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.shell.closing import may_stop
from ui.shell.commands import WINDOW_ACTIONS
from ui.shell.finding import Follower, make_finder
from ui.shell.frame import Frame
from ui.shell.menus import Menus
from ui.shell.places import PLACES
from ui.shell.stack import PageStack
from ui.shell.visits import Visits
from ui.work.workspace import Workspace


class MainWindow(QMainWindow):
    """Knows pages by what they are (Page), never by which they are."""

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__()
        self.workspace, self.preferences = workspace, preferences
        own_keys.start(preferences.own_keys)  # before anything binds keys
        workspace.setParent(self)  # and ends with it: a reopened window leaves nothing behind
        self.setMinimumSize(1100, 640)
        self.setWindowTitle(_("Cluster Desk"))
        self.stack = PageStack(self._make_page)
        self.visits = Visits(self.stack)
        self.actions_here = ActionSet(self, WINDOW_ACTIONS, everywhere=True)
        self.keys_become = self.actions_here.keys_become  # asked from the widgets inside
        self.menus = Menus(self)
        self.frame = Frame(self.stack, self.actions_here, workspace.jobs, workspace.desk.actor.name)
        self.setCentralWidget(self.frame)
        self.follower = Follower(self)
        self.finder = make_finder(self)
        self._wire()
        known = {place.key for place in PLACES}
        last = preferences.place
        self.stack.open_place(last if last in known else PLACES[0].key)
        self.actions_here.refresh()
        self.reload_association()
        workspace.steps.look()

    def _wire(self) -> None:
        self.frame.rail.place_wanted.connect(self.stack.open_place)
        self.frame.rail.year.chosen.connect(self.workspace.set_year)
        self.workspace.year_changed.connect(self.reload_association)
        self.frame.climb_wanted.connect(self.stack.pop)
        self.stack.page_added.connect(self._adopt)
        self.stack.changed.connect(self._fill_menus)
        self.stack.changed.connect(self.finder.leave)
        own_keys.changed.connect(self.frame.show_words)
        self.workspace.refused.connect(self.refuse)
        self.workspace.touched.connect(self._reload_touched)
        self.workspace.layout_reset_wanted.connect(self.actions_here["layout.reset"].trigger)
        self.workspace.steps.changed.connect(self.actions_here.refresh)
        self.workspace.steps.changed.connect(partial(_forget_older, self))
        self.workspace.steps.reversed.connect(self._tell_reversed)

    def climb(self) -> None:
        """Esc: close what is open in the page, or leave the page for the one above."""
        if self.menus.leave() or self.finder.leave():
            return
        sheets = [sheet for sheet in self.findChildren(SideSheet) if sheet.isVisible()]
        if sheets:
            sheets[-1].close_sheet()
        elif self.frame.banner.isVisible():
            self.frame.banner.leave()
        elif not self.stack.page.step_back():
            self.stack.pop()

    def go_to(self, target: Target) -> None:
        """Open a place at what is wanted there; what lies on it is left, where it lets go."""
        self.stack.open_place(target.place)
        while self.stack.pop():
            pass
        self.stack.bottom.go_to(target)

    def reload_association(self) -> None:
        """Whose desk this is, as of today."""
        today = self.workspace.today()
        self.workspace.read(profile, on=today, then=self._show_association, lane="profile")
        self.workspace.read(fiscal_years, then=self._show_years, lane="years")

    def refuse(self, error: DeskError | str) -> None:
        """What could not be done, at the top."""
        self.frame.refuse(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.menus.window_key(event)
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        may_close = all(page.may_leave() for page in self.stack.pages())
        if not may_close or not may_stop(self, self.workspace.jobs):
            event.ignore()
            return
        self.visits.forget_ahead()
        for page in self.stack.pages():
            page.left.emit()
            page.keep_layout()
        self.preferences.place = self.stack.place
        self.preferences.geometry = self.saveGeometry()
        self.preferences.save()
        self.workspace.close()
        super().closeEvent(event)

    def _make_page(self, key: str) -> Page:
        place = next(place for place in PLACES if place.key == key)
        page = place.make(self.workspace, self.preferences)
        page.count_changed.connect(lambda count: self.frame.rail.show_count(key, count))
        return page

    def _adopt(self, page: Page) -> None:
        page.crumbs_changed.connect(self.frame.show_words)
        page.status_changed.connect(self.frame.show_words)
        page.noticed.connect(self.frame.tell)
        page.refused.connect(self.refuse)
        page.target_wanted.connect(self.go_to)
        page.action_wanted.connect(lambda action_id: self.actions_here[action_id].trigger())

    def _fill_menus(self) -> None:
        self.menus.fill((self.actions_here, self.stack.page.actions_here))
        self.actions_here.refresh()

    def _show_association(self, found: Profile | None) -> None:
        name = found.name if found else ""
        self.frame.rail.show_association(found.short_name or name if found else "")
        title = _("{name} · Cluster Desk").format(name=name) if name else _("Cluster Desk")
        self.setWindowTitle(title)

    def _show_years(self, found: list[FiscalYearRow]) -> None:
        now = self.workspace.today().year
        years = sorted({row.year for row in found} | {now}, reverse=True)
        self.frame.rail.year.show_years(years, self.workspace.year, now)

    def _reload_touched(self, topics: frozenset[str]) -> None:
        if "association" in topics:
            self.reload_association()
        self.stack.reload_touched(topics)

    def _tell_reversed(self, outcome: Outcome[None]) -> None:
        self.frame.tell(Notice(text=outcome.label))


def _forget_older(window: MainWindow) -> None:
    """A notice must not offer to take back what is no longer the last."""
    step = window.workspace.steps.undoable
    if step is not None:
        window.frame.toast.forget_before(step.id)
