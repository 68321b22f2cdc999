"""The cards of the first page: what came in, what waits, what was done, how the fees stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from cluster_desk.formats.money import money_short
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.home.fees import Share
from cluster_desk.queries.home.overview import Gesture, Overview
from cluster_desk.queries.home.waiting import Urgency
from ui.home.figures import STATES, collected_figures, money_axis, states_figures
from ui.home.kpis import Span, months_of
from ui.home.times import moment
from ui.home.wording import line_of, target_of
from ui.kit.buttons import Button, IconButton
from ui.kit.charts.figures import Series
from ui.kit.charts.painting import colour_of
from ui.kit.charts.view import BarsView, StackedView
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, Rule, clear, column, row
from ui.kit.links import LegendLink, Line, RowLink, TextLink
from ui.pages.targets import Target
from ui.theme.tokens import CAPTION, META, SECTION, SEMIBOLD

MOST_WAITING, MOST_DONE = 6, 5
_HEAD = 30

_SUBJECTS = (
    ("documents", "file-text", "c4"),
    ("treasury", "landmark", "c2"),
    ("fees", "receipt-euro", "ok_dot"),
    ("tables", "messages-square", "c3"),
    ("meetings", "gavel", "c1"),
    ("members", "users", "info_dot"),
    ("bodies", "users", "c5"),
)


class HomeCard(Card):
    """A heading, a link at its right, and content. `wanted` with the target that is followed."""

    wanted = Signal(object)

    def __init__(self, title: str, more: str, target: Target | None) -> None:
        self.title = GivingLabel(title, SECTION - 1, SEMIBOLD)
        self.head: QHBoxLayout = row((self.title, 1), gap=8)
        self.head.setContentsMargins(4, 0, 0, 0)
        self.head.addSpacerItem(QSpacerItem(0, _HEAD))  # as high with a button as without
        self.body: QVBoxLayout = column(gap=2)
        super().__init__(column(self.head, (self.body, 1), gap=8, margins=(12, 12, 12, 12)))
        self.setAccessibleName(title)
        if target is not None:
            link = TextLink(more)
            link.clicked.connect(lambda _on: self.wanted.emit(target))
            self.head.addWidget(link)

    def add_row(self, line: Line, target: Target) -> None:
        """A row that leads somewhere."""
        link = RowLink(line)
        link.clicked.connect(lambda _on: self.wanted.emit(target))
        self.body.addWidget(link)


class LegendKey(QWidget):
    """A colour and its name, which lead nowhere."""

    def __init__(self, series: Series) -> None:
        super().__init__()
        self._series = series
        self._name = Label(series.name, CAPTION, tone="text2", tabular=True)
        self.setLayout(row(self._name, margins=(18, 0, 0, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour_of(self._series))
        middle = self.height() / 2
        painter.drawRoundedRect(QRectF(3, middle - 5, 10, 10), 3, 3)


class CollectedCard(HomeCard):
    """Fees month by month; the chart can be read as a table and copied."""

    table_wanted = Signal(object)

    def __init__(self, menu_name: str) -> None:
        super().__init__("", "", None)
        self.chart: BarsView | None = None
        self._keys: QHBoxLayout = row(gap=14)
        self._more = IconButton("ellipsis", menu_name, run=self._open_menu)
        self.head.addLayout(self._keys)
        self.head.addWidget(self._more)

    def show_overview(self, seen: Overview, span: Span) -> None:
        """Other figures."""
        figures = collected_figures(seen.fees)
        self.title.setText(_("Fees collected month by month"))
        self.setAccessibleName(self.title.text())
        nothing = _("Nothing was collected for {year} yet").format(year=seen.year)
        if self.chart is None:
            self.chart = BarsView(figures, money_axis, nothing)
            self.chart.table_wanted.connect(self.table_wanted)
            self.body.addWidget(self.chart, 1)
        else:
            self.chart.nothing = nothing
            self.chart.show_figures(figures)
        self.show_span(seen, span)
        clear(self._keys)
        for series in figures.series:
            self._keys.addWidget(LegendKey(series))

    def show_span(self, seen: Overview, span: Span) -> None:
        """Which months are of now."""
        if self.chart is not None:
            is_now = seen.year == seen.on.year
            around = Span.MONTH if span is Span.YEAR else span
            months = months_of(around, seen.on.month) if is_now else range(0)
            self.chart.bold = [month - 1 for month in months]
            self.chart.update()

    def _open_menu(self) -> None:
        if self.chart is not None:
            below = self._more.mapToGlobal(self._more.rect().bottomLeft())
            self.chart.menu().popup(below)


class WaitingCard(HomeCard):
    """What waits for somebody; the first few, then all when they are asked for."""

    def __init__(self) -> None:
        upcoming = Target(place="meetings", view="upcoming")
        super().__init__(_("To do and coming up"), _("Diary"), upcoming)
        self._is_whole, self._most = False, MOST_WAITING
        self._lines: Sequence[tuple[Line, Target]] = ()

    def show_overview(self, seen: Overview, here: Sequence[tuple[Line, Target]]) -> None:
        """`here` is of this computer, and comes after what is late or of the next two days."""
        known = [(line_of(each, seen), target_of(each, seen)) for each in seen.waiting]
        pressing = sum(each.urgency in (Urgency.LATE, Urgency.SOON) for each in seen.waiting)
        self._lines = [*known[:pressing], *here, *known[pressing:]]
        self._fill()

    def show_most(self, most: int) -> None:
        """So many rows at most, before the others are asked for."""
        if most != self._most:
            self._most = most
            self._fill()

    def _fill(self) -> None:
        clear(self.body)
        count = len(self._lines)
        whole = self._is_whole or count <= self._most
        shown = self._lines if whole else self._lines[: self._most - 1]
        for line, target in shown:
            self.add_row(line, target)
        rest = count - len(shown)
        if rest:
            text = ngettext("{count} more", "{count} more", rest).format(count=count_text(rest))
            more = Button(text, "chevron-down", "link", small=True, run=self._show_all)
            self.body.addLayout(row(more, None, margins=(4, 2, 0, 0)))
        if not count:
            text = _("Nothing waits for you. The next matters appear here by themselves.")
            self.body.addWidget(Label(text, META, tone="text3", wrap=True))
        self.body.addStretch(1)

    def _show_all(self) -> None:
        self._is_whole = True
        self._fill()
        first = self.findChildren(RowLink)[-len(self._lines) :][self._most - 1]
        first.show()  # the layout does it too late: a hidden row takes no focus
        first.setFocus(Qt.FocusReason.TabFocusReason)


class DoneCard(HomeCard):
    """What was done last, by whom."""

    def __init__(self) -> None:
        history = Target(place="archive", view="history")
        super().__init__(_("Done lately"), _("Whole history"), history)

    def show_overview(self, seen: Overview) -> None:
        """The latest first."""
        clear(self.body)
        for gesture in seen.gestures[:MOST_DONE]:
            target = Target(place="archive", view="history", record=gesture.id)
            self.add_row(gesture_line(gesture, seen), target)
        if not seen.gestures:
            self.body.addWidget(Label(_("Nothing was done yet."), META, tone="text3"))
        self.body.addStretch(1)


def gesture_line(gesture: Gesture, seen: Overview) -> Line:
    """A row of the feed."""
    icon, token = "building-2", "neutral_dot"
    if gesture.is_undo:
        icon, token = "undo-2", "warn_dot"
    else:
        found = next((s for s in _SUBJECTS if s[0] in gesture.topics), None)
        if found is not None:
            _topic, icon, token = found
    under = gesture.actor
    if gesture.times > 1:
        text = ngettext("{count} time", "{count} times", gesture.times)
        under = f"{under} · {text.format(count=gesture.times)}"
    aside = moment(gesture.at, on=seen.on)
    return Line(title=gesture.label, under=under, icon=icon, token=token, aside=aside)


class StatesCard(HomeCard):
    """How the charges of the year stand: a bar, and a line for each state."""

    table_wanted = Signal(object)

    def __init__(self) -> None:
        fees = Target(place="fees", view="year")
        super().__init__("", _("Open the fees"), fees)
        self.chart: StackedView | None = None
        self._lines: QVBoxLayout = column(gap=0)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_overview(self, seen: Overview) -> None:
        """Other figures."""
        figures = states_figures(seen.fees)
        self.title.setText(figures.title)
        self.setAccessibleName(figures.title)
        if self.chart is None:
            self.chart = StackedView(figures)
            self.chart.table_wanted.connect(self.table_wanted)
            self.body.insertWidget(0, self.chart)
        else:
            self.chart.show_figures(figures)
        clear(self._lines)
        for state, words, token, view in STATES:
            share = seen.fees.states.get(state, Share())
            if share.count or view != "lowered":
                self._add(token, _(words), share, Target(place="fees", view=view))
        uncharged = seen.members.uncharged
        if uncharged:
            text = ngettext("{count} member", "{count} members", uncharged)
            count = text.format(count=count_text(uncharged))
            link = LegendLink("border_strong", _("Not asked yet"), count, "—")
            self._connect(link, Target(place="fees", view="year"))
        if seen.fees.count:
            text = ngettext("{count} fee", "{count} fees", seen.fees.count)
            count = text.format(count=count_text(seen.fees.count))
            total = LegendLink(
                "", _("In all, after reductions"), count, money_short(seen.fees.owed)
            )
            self._lines.addSpacing(4)
            self._lines.addWidget(Rule())
            self._lines.addSpacing(2)
            self._connect(total, Target(place="fees", view="year"))

    def _add(self, token: str, name: str, share: Share, target: Target) -> None:
        text = ngettext("{count} fee", "{count} fees", share.count)
        amount = money_short(share.amount) if share.amount else "—"
        count = text.format(count=count_text(share.count))
        self._connect(LegendLink(token, name, count, amount), target)

    def _connect(self, link: LegendLink, target: Target) -> None:
        link.clicked.connect(lambda _on: self.wanted.emit(target))
        self._lines.addWidget(link)
