"""Beside the map: how well the table is attended, and who is to be called back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.domain.tables import CAME, Mark
from cluster_desk.formats.dates import date_text, month_name
from cluster_desk.formats.numbers import percent_text
from cluster_desk.i18n import _, ngettext
from ui.kit.avatar import Avatar
from ui.kit.charts.figures import Figures, Series
from ui.kit.charts.table import show_figures
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, clear, column, let_shrink, panel, row, scrolled
from ui.kit.links import TextLink
from ui.tables.grid import Grid
from ui.tables.trend import TrendView
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, CAPTION, LABEL, META, SEMIBOLD

_WIDTH = 316
_FIGURE = 22.0
AT_RISK = 50
_CALLED_BACK_BELOW = 70
_CALLED_BACK = 5


@dataclass(frozen=True, kw_only=True)
class Weak:
    """A row that comes too seldom; `missed` counts the meetings it did not come to."""

    row: int
    name: str
    percent: int
    missed: int


def weak_rows(grid: Grid) -> list[Weak]:
    """Who missed two meetings or more and came to less than 70 %, the worst first."""
    found = []
    for place, each in enumerate(grid.rows):
        share = grid.row_share(place)
        percent = share.percent
        missed = share.called - share.came
        if each.is_guest or percent is None or percent >= _CALLED_BACK_BELOW or missed < 2:
            continue
        found.append(Weak(row=place, name=each.name, percent=percent, missed=missed))
    return sorted(found, key=lambda weak: (weak.percent, weak.name))


class RegisterSide(QWidget):
    """Four figures, a trend, a list; `row_wanted` when somebody on it is pressed."""

    row_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Figures of the register"))
        self._figures = [_Figure() for _place in range(4)]
        one, two, three, four = (each.card for each in self._figures)
        pairs = (row((one, 1), (two, 1), gap=12), row((three, 1), (four, 1), gap=12))
        self.trend = TrendView(_trend(None))
        self.trend.table_wanted.connect(lambda figures: show_figures(self.window(), figures))
        unit = Label("%", META, tone="text3")
        head = row(Label(_("Attendance over time"), LABEL, SEMIBOLD), None, unit)
        self._trend_card = Card(column(head, self.trend, gap=4, margins=(14, 12, 12, 8)))
        self._weak = column(gap=8)
        self._weak_card = Card(column(self._weak, margins=(14, 12, 12, 12)))
        parts = column(*pairs, self._trend_card, self._weak_card, None, gap=12)
        self.setLayout(column(scrolled(panel(parts), self.accessibleName())))
        theme.changed.connect(self._measure)
        self._measure()

    def show_grid(self, grid: Grid, year: int | None) -> None:
        """The register as it stands."""
        share, held = grid.share(), [m for m in grid.meetings if m.is_held]
        counts = grid.counts()
        remote, came = counts[Mark.REMOTE], sum(counts[mark] for mark in CAME)
        hours = sum(meeting.minutes for meeting in held)
        percents = [grid.row_share(n).percent for n in range(len(grid.rows))]
        at_risk = sum(percent is not None and percent < AT_RISK for percent in percents)
        averages, meetings, connected, risk = self._figures
        averages.say(
            _("Average attendance"),
            percent_text(share.came, share.called),
            _("{came} of {called} called").format(came=share.came, called=share.called),
        )
        title = _("Meetings") if year is None else _("Meetings {year}").format(year=year)
        meetings.say(title, str(len(held)), hours_text(hours))
        words = ngettext("{count} of {all} presence", "{count} of {all} presences", came)
        connected.say(
            Mark.REMOTE.label, percent_text(remote, came), words.format(count=remote, all=came)
        )
        tone = "bad_fg" if at_risk else "text"
        risk.say(_("At risk"), str(at_risk), _("below {share} %").format(share=AT_RISK), tone)
        self.trend.show_figures(_trend(grid))
        self._trend_card.setVisible(len(held) > 1)
        self._show_weak(grid)

    def _show_weak(self, grid: Grid) -> None:
        clear(self._weak)
        weak = weak_rows(grid)
        self._weak_card.setVisible(bool(weak))
        self._weak.addLayout(row(Label(_("To be called back"), LABEL, SEMIBOLD), None))
        for each in weak[:_CALLED_BACK]:
            missed = ngettext("{count} absence", "{count} absences", each.missed)
            words = missed.format(count=each.missed)
            link = TextLink(each.name)
            link.setAccessibleName(f"{each.name}, {words}, {each.percent} %")
            let_shrink(link)
            link.clicked.connect(partial(self._go, each.row))
            tone = "bad_fg" if each.percent < AT_RISK else "warn_fg"
            figure = Label(f"{each.percent} %", LABEL, SEMIBOLD, tone, tabular=True)
            told = Label(words, META, tone="text2")
            self._weak.addLayout(row(Avatar(each.name, 24), (link, 1), told, figure, gap=8))
        if len(weak) > _CALLED_BACK:
            rest = len(weak) - _CALLED_BACK
            words = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            self._weak.addWidget(Label(words, META, tone="text3"))

    def _go(self, line: int, _on: bool = False) -> None:  # Qt's signal
        self.row_wanted.emit(line)

    def _measure(self) -> None:
        self.setFixedWidth(theme.beside(_WIDTH))


class _Figure:
    """A card with a title, a figure and a line under it."""

    def __init__(self) -> None:
        self._title = GivingLabel("", META, tone="text2")
        self._value = Label("", _FIGURE, BOLD, tabular=True)
        self._under = GivingLabel("", CAPTION, tone="text2", tabular=True)
        parts = column(self._title, self._value, self._under, gap=2, margins=(14, 10, 10, 10))
        self.card = Card(parts)

    def say(self, title: str, value: str, under: str, tone: str = "text") -> None:
        """Another figure."""
        self._title.setText(title)
        self._value.setText(value)
        self._value.set_tone(tone)
        self._under.setText(under)
        self.card.setAccessibleName(f"{title}: {value}, {under}")


def hours_text(minutes: int) -> str:
    """`13 ore e 30`, `45 minuti`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("{count} minute", "{count} minutes", rest).format(count=rest)
    words = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return _("{hours} and {minutes} min").format(hours=words, minutes=rest) if rest else words


def _trend(grid: Grid | None) -> Figures:
    places = [] if grid is None else [n for n, m in enumerate(grid.meetings) if m.is_held]
    meetings = [] if grid is None else [grid.meetings[place] for place in places]
    shares = [] if grid is None else [grid.column_share(place)[0].percent or 0 for place in places]
    return Figures(
        title=_("Attendance over time"),
        label_head=_("Day"),
        labels=[date_text(meeting.held_on) for meeting in meetings],
        short_labels=[
            f"{month_name(meeting.held_on.month, short=True)} {meeting.held_on.year}"
            for meeting in meetings
        ],
        series=[Series(name=_("Attendance rate"), values=shares, told=lambda value: f"{value} %")],
    )
