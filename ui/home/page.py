"""The first page: what waits for somebody today, the year in figures, what was done last."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.clock import ROME
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import _
from cluster_desk.queries.home.overview import Overview, overview
from cluster_desk.store.last_backup import LastBackup, last_backup
from ui.home.actions import HOME_ACTIONS
from ui.home.backups import backup_told
from ui.home.board import HomeBoard
from ui.home.first_use import FirstUse
from ui.home.kpis import Span
from ui.kit.buttons import ActionButton
from ui.kit.charts.figures import Figures
from ui.kit.charts.table import show_figures
from ui.kit.layout import column
from ui.kit.states import Skeleton, StatePanel
from ui.pages.page import Page, Status
from ui.pages.preferences import Preferences
from ui.work.workspace import Workspace

_LAYOUT = "home"


class HomePage(Page):
    """One read fills all of it. While another place is seen it waits, and reads when it is back."""

    TOPICS = frozenset(
        {
            *("members", "fees", "treasury", "meetings", "tables", "bodies", "documents"),
            *("association", "projects"),
        }
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, HOME_ACTIONS)
        self._preferences = preferences
        self.seen: Overview | None = None
        self._backup = LastBackup()
        self._is_stale, self._is_fresh = False, True
        self._build()
        self._wire()
        self._read()

    def _build(self) -> None:
        kept = self._preferences.layout(_LAYOUT).get("span", "")
        new = ActionButton(self.actions_here["home.new"], "primary", icon="plus")
        self.board = HomeBoard(Span(kept) if kept in set(Span) else Span.YEAR, new)
        self.first = FirstUse()
        loading = Skeleton(_("The page is loading"))
        again = ActionButton(self.actions_here["home.retry"], "primary", icon="refresh-cw")
        self._error = StatePanel("triangle-alert", "", "", (again,), token="bad_dot")
        self._states = QStackedWidget()
        for part in (loading, self.board, self.first, self._error):
            self._states.addWidget(part)
        self.setLayout(column((self._states, 1), gap=0))

    def _wire(self) -> None:
        for source in (self.board, self.first):
            source.wanted.connect(self.target_wanted)
        self.board.table_wanted.connect(self.show_table)
        self.workspace.year_changed.connect(self.reload)

    # ── what the frame asks ──────────────────────────────────────────────────────────────────
    def crumbs(self) -> list[str]:
        return [_("Overview")]

    def status(self) -> Status:
        place = ""
        if self.seen is not None:
            now = self.workspace.desk.clock.now().astimezone(ROME)
            told = backup_told(self._backup, on=self.seen.on)
            place = _("Read at {time} · {backup}").format(time=time_text(now.time()), backup=told)
        keys = (
            ("Tab", _("next number")),
            ("F6", _("next part")),
            ("Ctrl+N", _("enter something")),
            ("F1", _("keys")),
        )
        return Status(place=place, keys=keys)

    def areas(self) -> list[QWidget]:
        is_first_use = self._states.currentWidget() is self.first
        return [self.first] if is_first_use else self.board.areas()

    def reload(self) -> None:
        """At once where it is seen, else when it is seen again: nobody waits for it now."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def step_back(self) -> bool:
        """Esc: look no more at one month."""
        chart = self.board.collected.chart
        if chart is None or chart.lit is None:
            return False
        chart.look_at(None)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        is_yesterdays = self.seen is not None and self.seen.on != self.workspace.today()
        if self._is_stale or is_yesterdays:
            self._read()
        else:  # a backup changes nothing in the desk: nobody says that it was made
            self.workspace.ask(_last_backup_of, self._take_backup)

    def keep_layout(self) -> None:
        self._preferences.keep_layout(_LAYOUT, {"span": str(self.board.span)})

    # ── what its actions ask ─────────────────────────────────────────────────────────────────
    def show_table(self, figures: Figures) -> None:
        """A chart's figures as a table."""
        show_figures(self, figures)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _read(self) -> None:
        self._is_stale = False
        workspace = self.workspace
        workspace.ask(_last_backup_of, self._take_backup)
        workspace.read(
            overview,
            on=workspace.today(),
            year=workspace.year,
            then=self._show,
            refused=self._show_error,
            lane="home",
        )

    def _take_backup(self, last: LastBackup) -> None:
        before, self._backup = self._backup, last
        if self.seen is not None and last != before:
            self._show(self.seen)

    def _show(self, seen: Overview) -> None:
        self.seen = seen
        desk = self.workspace.desk
        if seen.is_first_use:
            self.first.show_overview(seen)
            self._states.setCurrentWidget(self.first)
        else:
            self.board.greet(desk.clock.now(), desk.actor.name)
            self.board.show_overview(seen, self._backup)
            self._states.setCurrentWidget(self.board)
        if self._is_fresh and self.isVisible():  # nothing could have the focus before
            self._is_fresh = False
            self.areas()[0].setFocus()
        self.actions_here.refresh()
        self.status_changed.emit()

    def _show_error(self, error: DeskError) -> None:
        text = _("{reason} What was entered is safe.").format(reason=error)
        self._error.say(_("The overview cannot be read"), text)
        self._states.setCurrentWidget(self._error)


def _last_backup_of(desk: Desk) -> LastBackup:
    return last_backup(desk.location)
