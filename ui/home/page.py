"""The first page: what waits for somebody today, the year in figures, what was done last."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from cluster_desk.clock import ROME
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_long, time_text, weekday_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.home.overview import Overview, overview
from cluster_desk.queries.home.waiting import Urgency
from cluster_desk.store.last_backup import LastBackup, last_backup
from ui.home.actions import HOME_ACTIONS
from ui.home.backups import WHERE, backup_told, backup_wanted
from ui.home.cards import MOST_WAITING, CollectedCard, DoneCard, StatesCard, WaitingCard
from ui.home.first_use import FirstUse
from ui.home.kpis import KpiRow, Span
from ui.home.times import greeting
from ui.kit.buttons import ActionButton
from ui.kit.charts.figures import Figures
from ui.kit.charts.table import show_figures
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import column, panel, row, scrolled
from ui.kit.segments import Segments
from ui.kit.states import Skeleton, StatePanel
from ui.pages.page import Page, Status
from ui.pages.preferences import Preferences
from ui.theme.theme import theme
from ui.theme.tokens import LABEL
from ui.work.workspace import Workspace

_LAYOUT = "home"
_MARGIN = 20
_USUAL_HEIGHT, _ROW = 790, 48  # of the page at 1440×900, of a row that waits


class HomePage(Page):
    """One read fills all of it. While another place is seen it waits, and reads when it is back."""

    TOPICS = frozenset(
        {"members", "fees", "treasury", "meetings", "tables", "bodies", "documents", "association"}
    )

    def __init__(self, workspace: Workspace, preferences: Preferences) -> None:
        super().__init__(workspace, HOME_ACTIONS)
        self._preferences = preferences
        self.seen: Overview | None = None
        self._backup = LastBackup()
        self._is_stale, self._is_fresh = False, True
        kept = preferences.layout(_LAYOUT).get("span", "")
        self.span = Span(kept) if kept in set(Span) else Span.YEAR
        self._build()
        self._wire()
        self._read()

    def _build(self) -> None:
        self.title, self._meta = Title(""), GivingLabel("", LABEL, tone="text2", tabular=True)
        spans = ((Span.MONTH, _("Month")), (Span.QUARTER, _("Quarter")), (Span.YEAR, _("Year")))
        self.spans = Segments(_("What came in, over which time"), spans)
        self.spans.choose(self.span)
        head = row((column(self.title, self._meta, gap=2), 1), self.spans, gap=8)
        head.setContentsMargins(_MARGIN, 14, _MARGIN, 12)
        self.kpis = KpiRow()
        self.collected = CollectedCard(_("More about this chart"))
        self.waiting, self.done, self.states = WaitingCard(), DoneCard(), StatesCard()
        grid = QGridLayout()
        grid.setSpacing(14)
        for place, card in enumerate((self.collected, self.waiting, self.done, self.states)):
            grid.addWidget(card, place // 2, place % 2)
        grid.setColumnStretch(0, 62)
        grid.setColumnStretch(1, 38)
        grid.setRowStretch(0, 1)
        grid.setColumnMinimumWidth(1, 380)
        content = panel(column(self.kpis, (grid, 1), gap=14, margins=(_MARGIN, 2, _MARGIN, 16)))
        self._full = panel(column(head, (scrolled(content, _("Overview")), 1), gap=0))
        self.first = FirstUse()
        self._loading = Skeleton(_("The page is loading"))
        again = ActionButton(self.actions_here["home.retry"], "primary", icon="refresh-cw")
        self._error = StatePanel("triangle-alert", "", "", (again,), token="bad_dot")
        self._states = QStackedWidget()
        for part in (self._loading, self._full, self.first, self._error):
            self._states.addWidget(part)
        self.setLayout(column((self._states, 1), gap=0))

    def _wire(self) -> None:
        for source in (self.kpis, self.collected, self.waiting, self.done, self.states, self.first):
            source.wanted.connect(self.target_wanted)
        for card in (self.collected, self.states):
            card.table_wanted.connect(self.show_table)
        for chart in (self.kpis.curve, self.kpis.late):
            chart.table_wanted.connect(self.show_table)
        self.spans.chosen.connect(self._choose_span)
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
        keys = (("Tab", _("next number")), ("F6", _("next part")), ("F1", _("keys")))
        return Status(place=place, keys=keys)

    def areas(self) -> list[QWidget]:
        if self._states.currentWidget() is self.first:
            return [self.first]
        return [self.kpis, self.waiting, self.collected, self.done, self.states, self.spans]

    def reload(self) -> None:
        """At once where it is seen, else when it is seen again: nobody waits for it now."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def step_back(self) -> bool:
        """Esc: look no more at one month."""
        chart = self.collected.chart
        if chart is None or chart.lit is None:
            return False
        chart.look_at(None)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        more = max(self.height() - _USUAL_HEIGHT, 0) // theme.scaled(_ROW)
        self.waiting.show_most(MOST_WAITING + more)

    def keep_layout(self) -> None:
        self._preferences.keep_layout(_LAYOUT, {"span": str(self.span)})

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
        self._backup = last

    def _show(self, seen: Overview) -> None:
        self.seen = seen
        self._states.setCurrentWidget(self.first if seen.is_first_use else self._full)
        self.first.show_overview(seen)
        if not seen.is_first_use:
            self._fill(seen)
        if self._is_fresh and self.isVisible():  # nothing could have the focus before
            self._is_fresh = False
            self.areas()[0].setFocus()
        self.actions_here.refresh()
        self.status_changed.emit()

    def _fill(self, seen: Overview) -> None:
        now = self.workspace.desk.clock.now()
        self.title.setText(greeting(now, self.workspace.desk.actor.name))
        self._meta.setText(self._meta_line(seen))
        self.spans.setVisible(seen.year == seen.on.year)
        span = self._span_of(seen)
        self.kpis.show_overview(seen, span)
        self.collected.show_overview(seen, span)
        copy = backup_wanted(self._backup, on=seen.on, seq=seen.last_seq)
        self.waiting.show_overview(seen, [(copy, WHERE)] if copy is not None else [])
        self.done.show_overview(seen)
        self.states.show_overview(seen)

    def _span_of(self, seen: Overview) -> Span:
        """Of a year that is over, or not begun, only the whole."""
        return self.span if seen.year == seen.on.year else Span.YEAR

    def _meta_line(self, seen: Overview) -> str:
        day = weekday_text(seen.on)
        day = f"{day[:1].upper()}{day[1:]} {date_long(seen.on)}"
        pressing = sum(each.urgency is not Urgency.CALM for each in seen.waiting)
        if not pressing:
            return f"{day} · {_('nothing is pressing')}"
        text = ngettext("{count} matter is pressing", "{count} matters are pressing", pressing)
        return f"{day} · {text.format(count=count_text(pressing))}"

    def _choose_span(self, key: str) -> None:
        self.span = Span(key)
        if self.seen is not None:
            self.kpis.show_span(self.seen, self.span)
            self.collected.show_span(self.seen, self.span)

    def _show_error(self, error: DeskError) -> None:
        text = _("{reason} What was entered is safe.").format(reason=error)
        self._error.say(_("The overview cannot be read"), text)
        self._states.setCurrentWidget(self._error)


def _last_backup_of(desk: Desk) -> LastBackup:
    return last_backup(desk.location)
