"""What stands around the page: navigation, bars, banner, notices, jobs."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from ui.shell.topbar import RecordBar, TopBar, WhereBar
from ui.theme.theme import theme
from ui.work.jobs import Jobs

NARROW_BELOW = 1400
_TOTALS_HEIGHT = 34


class Surround(QWidget):
    """Bar, banner, page and status; `climb_wanted` when the breadcrumb is pressed."""

    climb_wanted = Signal()

    def __init__(self, stack: PageStack, topbar: WhereBar, jobs: Jobs) -> None:
        super().__init__()
        set_ground(self, "app")
        self.stack, self.topbar = stack, topbar
        self._refused_in = ""  # the place of what the banner says
        self.banner = Banner("bad")
        self._around_banner = panel(row(self.banner, margins=(16, 10, 16, 10)))
        self._around_banner.hide()
        self._show_jobs = Button("", "refresh-cw", "ghost", small=True)
        self.statusbar = StatusBar(jobs, self._show_jobs)
        self._jobs = jobs

    def bars(self) -> QVBoxLayout:
        """From the top to the bottom."""
        bars = (self.topbar, Rule(), self._around_banner, (self.stack, 1), Rule(), self.statusbar)
        return column(*bars, gap=0)

    def float_over(self) -> None:
        """What is laid over the bars, once they are laid out."""
        self.toast = Toast(self, over=self.stack, lift=_TOTALS_HEIGHT + 12)
        self.jobs_panel = JobsPanel(self, self.statusbar, self._jobs)
        self._show_jobs.clicked.connect(self.jobs_panel.toggle)
        self.banner.shown.connect(self._around_banner.setVisible)
        self.stack.changed.connect(self.show_words)
        self.stack.changed.connect(self._leave_refusal)

    def show_words(self) -> None:
        """The page's breadcrumb and status."""
        page = self.stack.page
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

    def areas(self) -> list[QWidget]:
        """What F6 goes through."""
        return [*self.stack.page.areas(), self.topbar]

    def _leave_refusal(self) -> None:
        if self._refused_in not in ("", self.stack.place):
            self.banner.leave()


class RecordFrame(Surround):
    """Around a record in a window of its own: the way back and on, and what is said."""

    def __init__(self, stack: PageStack, actions: ActionSet, jobs: Jobs) -> None:
        names = ("go.back", "go.forward", "window.desk", "keys")
        super().__init__(stack, RecordBar(*(actions[name] for name in names)), jobs)
        self.setLayout(self.bars())
        self.float_over()


class Frame(Surround):
    """Around the places of the desk: its navigation at the left."""

    def __init__(self, stack: PageStack, actions: ActionSet, jobs: Jobs, actor: str) -> None:
        rail, find, keys = actions["rail"], actions["palette"], actions["keys"]
        super().__init__(stack, TopBar(rail, find, keys, actions["appearance"], actor), jobs)
        self._rail_wanted: bool | None = None  # narrow or not; None: as the width has it
        self.rail = Rail(PLACES)
        self.setLayout(row(self.rail, Rule(upright=True), (self.bars(), 1), gap=0))
        self.float_over()
        theme.changed.connect(self._fit_rail)

    def show_words(self) -> None:
        """The page's place too."""
        self.rail.show_place(self.stack.place)
        super().show_words()

    def areas(self) -> list[QWidget]:
        """The navigation too."""
        return [*self.stack.page.areas(), self.rail, self.topbar]

    def toggle_rail(self) -> None:
        """Narrow or wide."""
        self._rail_wanted = not self.rail.is_narrow
        self._fit_rail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        by_width = self.width() < theme.beside(NARROW_BELOW)  # larger words need the room
        self.rail.set_narrow(narrow=by_width if self._rail_wanted is None else self._rail_wanted)
