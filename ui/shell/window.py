"""The main window: the places of the desk, and the windows its records are opened in."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent

from cluster_desk.i18n import _
from cluster_desk.queries.association import FiscalYearRow, Profile, fiscal_years, profile
from cluster_desk.running import Outcome
from ui.kit.toast import Notice
from ui.pages.own_keys import own_keys
from ui.pages.page import Page
from ui.pages.preferences import Preferences
from ui.pages.targets import Target
from ui.shell.closing import may_stop
from ui.shell.commands import WINDOW_ACTIONS
from ui.shell.elsewhere import Elsewhere
from ui.shell.finding import Follower, make_finder
from ui.shell.frame import Frame
from ui.shell.paged_window import PagedWindow, leave_pages
from ui.shell.places import PLACES
from ui.shell.record_windows import RecordWindows
from ui.shell.stack import PageStack
from ui.shell.wall_clock import warn_of_clock
from ui.work.workspace import Workspace


class MainWindow(PagedWindow):
    """One for each desk; closing it closes the windows of its records."""

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        own_keys.start(preferences.own_keys)  # before anything binds keys
        super().__init__(workspace, preferences, PageStack(self._make_page), WINDOW_ACTIONS)
        workspace.setParent(self)  # and ends with it: a reopened window leaves nothing behind
        self.setMinimumSize(1100, 640)
        self.setWindowTitle(_("Cluster Desk"))
        self.records = RecordWindows(self)
        self.elsewhere = Elsewhere(self)
        self.stand(Frame(self.stack, self.actions_here, workspace.jobs, workspace.desk.actor.name))
        self.follower = Follower(self)
        self.finder = make_finder(self)
        self._wire()
        known = {place.key for place in PLACES}
        last = preferences.place
        self.stack.open_place(last if last in known else PLACES[0].key)
        self.actions_here.refresh()
        self.reload_association()
        workspace.steps.look()
        warn_of_clock(self)

    def _wire(self) -> None:
        self.menus.windows = self.records.windows
        self.frame.rail.place_wanted.connect(self.stack.open_place)
        self.frame.rail.year.chosen.connect(self.workspace.set_year)
        self.workspace.year_changed.connect(self.reload_association)
        self.stack.changed.connect(self.finder.leave)
        self.workspace.refused.connect(lambda error: self.records.front().refuse(error))
        self.workspace.touched.connect(self._reload_touched)
        self.workspace.layout_reset_wanted.connect(self.actions_here["layout.reset"].trigger)
        self.workspace.steps.reversed.connect(self._tell_reversed)

    def put_away(self) -> bool:
        return super().put_away() or self.finder.leave()

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

    def closeEvent(self, event: QCloseEvent) -> None:
        may_close = all(page.may_leave() for page in self.stack.pages())
        may_close = may_close and self.records.may_close()
        if not may_close or not may_stop(self, self.workspace.jobs):
            event.ignore()
            return
        self.records.end()
        leave_pages(self)
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
        self.records.front().frame.tell(Notice(text=outcome.label))
