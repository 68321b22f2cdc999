"""What stands around the page: navigation, bars, banner, notices, jobs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit.banner import Banner
from ui.kit.buttons import Button
from ui.kit.keys import keys_here
from ui.kit.layout import Rule, column, panel, row, set_ground
from ui.kit.toast import Notice, Toast
from ui.pages.actions import ActionSet
from ui.shell.jobs_panel import JobsPanel
from ui.shell.places import PLACES
from ui.shell.rail import Rail
from ui.shell.stack import PageStack
from ui.shell.statusbar import StatusBar
from ui.shell.topbar import TopBar
from ui.work.jobs import Jobs

NARROW_BELOW = 1400
_TOTALS_HEIGHT = 34


class Frame(QWidget):
    """The window's inside; `climb_wanted` when the breadcrumb is pressed."""

    climb_wanted = Signal()

    def __init__(self, stack: PageStack, actions: ActionSet, jobs: Jobs, actor: str) -> None:
        super().__init__()
        set_ground(self, "app")
        self.stack = stack
        self._refused_in = ""  # the place of what the banner says
        self._rail_wanted: bool | None = None  # narrow or not; None: as the width has it
        self.rail = Rail(PLACES)
        rail, find, keys = actions["rail"], actions["palette"], actions["keys"]
        self.topbar = TopBar(rail, find, keys, actions["appearance"], actor)
        self.banner = Banner("bad")
        self._around_banner = panel(row(self.banner, margins=(16, 10, 16, 10)))
        self._around_banner.hide()
        show_jobs = Button("", "refresh-cw", "ghost", small=True)
        self.statusbar = StatusBar(jobs, show_jobs)
        bars = (self.topbar, Rule(), self._around_banner, (stack, 1), Rule(), self.statusbar)
        right = column(*bars, gap=0)
        self.setLayout(row(self.rail, Rule(upright=True), (right, 1), gap=0))
        self.toast = Toast(self, over=stack, lift=_TOTALS_HEIGHT + 12)
        self.jobs_panel = JobsPanel(self, self.statusbar, jobs)
        show_jobs.clicked.connect(self.jobs_panel.toggle)
        self.banner.shown.connect(self._around_banner.setVisible)
        stack.changed.connect(self.show_words)
        stack.changed.connect(self._leave_refusal)

    def show_words(self) -> None:
        """The page's place, breadcrumb and status."""
        page = self.stack.page
        self.rail.show_place(self.stack.place)
        self.topbar.show_crumbs(page.crumbs(), self.climb_wanted.emit)
        status = page.status()
        keys = tuple((keys_here(page, each), text) for each, text in status.keys)
        shown = tuple((each, text) for each, text in keys if each)
        self.statusbar.show_status(replace(status, keys=shown))

    def refuse(self, said: str) -> None:
        """At the top, until it is read, its place is left, or something is done there."""
        self._refused_in = self.stack.place
        self.banner.say(said)

    def tell(self, notice: Notice) -> None:
        """What was done, at the bottom; what could not be before is over."""
        self.banner.leave()
        self.toast.tell(notice)

    def _leave_refusal(self) -> None:
        if self._refused_in not in ("", self.stack.place):
            self.banner.leave()

    def areas(self) -> list[QWidget]:
        """What F6 goes through."""
        return [*self.stack.page.areas(), self.rail, self.topbar]

    def toggle_rail(self) -> None:
        """Narrow or wide."""
        self._rail_wanted = not self.rail.is_narrow
        self._fit_rail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        by_width = self.width() < NARROW_BELOW
        self.rail.set_narrow(narrow=by_width if self._rail_wanted is None else self._rail_wanted)
