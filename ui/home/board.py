"""The first page when it has something to show: head, four figures, four cards."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from cluster_desk.formats.dates import date_long, weekday_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.home.overview import Overview
from cluster_desk.queries.home.waiting import Urgency
from cluster_desk.store.last_backup import LastBackup
from ui.home.backups import WHERE, backup_wanted
from ui.home.cards import MOST_WAITING, CollectedCard, DoneCard, StatesCard, WaitingCard
from ui.home.kpis import KpiRow, Span
from ui.home.times import greeting
from ui.kit.buttons import Button
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import column, panel, row, scrolled
from ui.kit.segments import Segments
from ui.theme.theme import theme
from ui.theme.tokens import LABEL

_MARGIN, _WIDEST, _TALLEST = 20, 2200, 1200
_USUAL_HEIGHT, _ROW = 790, 48  # of the page at 1440×900, of a row that waits


class HomeBoard(QWidget):
    """`wanted` with a target that was followed, `table_wanted` with the figures of a chart."""

    wanted = Signal(object)
    table_wanted = Signal(object)

    def __init__(self, span: Span, new: Button) -> None:
        """`new` stands in the head, for whatever is to be entered."""
        super().__init__()
        self._new = new
        self.span = span
        self._seen: Overview | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        self.title, self._meta = Title(""), GivingLabel("", LABEL, tone="text2", tabular=True)
        spans = ((Span.MONTH, _("Month")), (Span.QUARTER, _("Quarter")), (Span.YEAR, _("Year")))
        self.spans = Segments(_("What came in, over which time"), spans)
        self.spans.choose(self.span)
        self._head = row((column(self.title, self._meta, gap=2), 1), self.spans, self._new, gap=8)
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
        grid.setContentsMargins(0, 0, 0, 0)
        cards = panel(grid)
        cards.setMaximumHeight(_TALLEST)
        self._inside = column(self.kpis, (cards, 100), None, gap=14)
        self._content = panel(self._inside)
        self._scroll = scrolled(self._content, _("Overview"))
        self.setLayout(column(self._head, (self._scroll, 1), gap=0))

    def _wire(self) -> None:
        for source in (self.kpis, self.collected, self.waiting, self.done, self.states):
            source.wanted.connect(self.wanted)
        for chart in (self.collected, self.states, self.kpis.curve, self.kpis.late):
            chart.table_wanted.connect(self.table_wanted)
        self.spans.chosen.connect(self._choose_span)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    def areas(self) -> list[QWidget]:
        """What F6 goes through."""
        cards = (self.kpis, self.waiting, self.collected, self.done, self.states)
        return [*cards, self.spans, self._new]

    def greet(self, now: datetime, name: str) -> None:
        """Whoever works here."""
        self.title.setText(greeting(now, name))

    def show_overview(self, seen: Overview, backup: LastBackup) -> None:
        """Other figures."""
        self._seen = seen
        self._meta.setText(_meta_line(seen))
        self.spans.setVisible(seen.year == seen.on.year)
        span = self._span_of(seen)
        self.kpis.show_overview(seen, span)
        self.collected.show_overview(seen, span)
        copy = backup_wanted(backup, on=seen.on, seq=seen.last_seq)
        self.waiting.show_overview(seen, [(copy, WHERE)] if copy is not None else [])
        self.done.show_overview(seen)
        self.states.show_overview(seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        more = max(self.height() - _USUAL_HEIGHT, 0) // theme.scaled(_ROW)
        self.waiting.show_most(MOST_WAITING + more)
        side = _MARGIN + max(self.width() - _WIDEST, 0) // 2
        self._head.setContentsMargins(side, 14, side, 12)
        self._inside.setContentsMargins(side, 2, side, 16)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the keyboard is seen, also where F6 or a screen reader put it."""
        if now is not None and self._content.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, _MARGIN)

    def _span_of(self, seen: Overview) -> Span:
        """Of a year that is over, or not begun, only the whole."""
        return self.span if seen.year == seen.on.year else Span.YEAR

    def _choose_span(self, key: str) -> None:
        self.span = Span(key)
        if self._seen is not None:
            self.kpis.show_span(self._seen, self.span)
            self.collected.show_span(self._seen, self.span)


def _meta_line(seen: Overview) -> str:
    """`Venerdì 20 novembre 2026 · 4 cose da fare`."""
    day = weekday_text(seen.on)
    day = f"{day[:1].upper()}{day[1:]} {date_long(seen.on)}"
    pressing = sum(each.urgency is not Urgency.CALM for each in seen.waiting)
    if not pressing:
        return f"{day} · {_('nothing is pressing')}"
    text = ngettext("{count} matter is pressing", "{count} matters are pressing", pressing)
    return f"{day} · {text.format(count=count_text(pressing))}"
