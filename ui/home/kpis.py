"""The four figures at the top: members, what came in, what is late, the next meeting."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cluster_desk.domain.aging import AgingBand
from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_long, month_name, time_text
from cluster_desk.formats.money import NBSP, money_short
from cluster_desk.formats.numbers import count_text, percent_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.home.fees import FeeFigures
from cluster_desk.queries.home.members import MemberFigures
from cluster_desk.queries.home.overview import Overview
from cluster_desk.queries.home.waiting import NEAR_DAYS, SOON_DAYS
from ui.home.figures import late_figures, members_figures
from ui.home.kpi import Figure, KpiCard
from ui.home.times import days_to, short_day
from ui.home.wording import meeting_target
from ui.kit.bars import ShareBar
from ui.kit.charts.figures import Figures, Series
from ui.kit.charts.view import SparkView, StackedView
from ui.kit.layout import let_shrink
from ui.pages.targets import Target
from ui.theme.theme import theme

_NOTHING = Figures(
    title="", label_head="", labels=(), series=(Series(name="", values=(), told=count_text),)
)
_BAR_WIDTH, _NARROWEST = 72, 225


class Span(StrEnum):
    """Over which time what came in is summed."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def months_of(span: Span, month: int) -> range:
    """The months of the year that belong to the span in which this month lies, from 1."""
    if span is Span.MONTH:
        return range(month, month + 1)
    first = (month - 1) // 3 * 3 + 1
    return range(first, first + 3) if span is Span.QUARTER else range(1, 13)


class KpiRow(QWidget):
    """Four cards side by side; `wanted` with the target of the number that was followed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.curve = SparkView(_NOTHING)
        self.share = ShareBar(token="c1", height=8)
        self.share.setFixedWidth(_BAR_WIDTH)
        self.late = StackedView(_NOTHING, 8, small=True)
        self.excused = ShareBar(token="ok_dot", height=8)
        self.excused.setFixedWidth(_BAR_WIDTH)
        self.members = KpiCard("users", self.curve)
        self.collected = KpiCard("wallet", self.share)
        self.overdue = KpiCard("circle-alert", self.late)
        self.meeting = KpiCard("gavel", self.excused)
        self._cards = (self.members, self.collected, self.overdue, self.meeting)
        for card in self._cards:
            card.wanted.connect(self.wanted)
            let_shrink(card)  # all of one width, whatever they say
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)
        self._columns = 0
        self._settle()
        self.setFocusProxy(self.members.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """In one row, or in two where large letters would not fit."""
        columns = 4 if self.width() >= 4 * theme.scaled(_NARROWEST) else 2
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for number in range(4):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def show_overview(self, seen: Overview, span: Span) -> None:
        """Other figures."""
        self.members.show_figure(members_figure(seen.members, seen.year))
        self.curve.show_figures(members_figures(seen.members))
        self.show_span(seen, span)
        self.share.show_share(seen.fees.paid.cents, seen.fees.owed.cents)
        self.overdue.show_figure(overdue_figure(seen), chart=bool(seen.fees.overdue.count))
        self.late.show_figures(late_figures(seen.fees))
        called = self._show_excused(seen)
        self.meeting.show_figure(meeting_figure(seen), chart=bool(called))

    def show_span(self, seen: Overview, span: Span) -> None:
        """What came in, over another time."""
        figure = collected_figure(seen.fees, span, seen.on.month)
        whole = span is Span.YEAR and bool(seen.fees.owed)
        self.collected.show_figure(figure, chart=whole)

    def _show_excused(self, seen: Overview) -> int:
        """How many were called."""
        meeting = next(iter(seen.meetings.coming), None)
        called = meeting.invited if meeting is not None else 0
        if meeting is not None and called:
            self.excused.show_share(called - meeting.excused, called)
            text = _("{coming} of {called} called are not excused")
            words = text.format(coming=called - meeting.excused, called=called)
            self.excused.setAccessibleName(words)
            self.excused.setToolTip(words)
        return called


def members_figure(members: MemberFigures, year: int) -> Figure:
    """As the members' list counts them."""
    new = ngettext("{count} new in {year}", "{count} new in {year}", members.new)
    applied = ngettext("{count} application", "{count} applications", members.applicants)
    gone = ngettext("{count} has left", "{count} have left", members.left)
    parts = [
        applied.format(count=count_text(members.applicants)) if members.applicants else "",
        gone.format(count=count_text(members.left)) if members.left else "",
    ]
    first = "applicants" if members.applicants else "former" if members.left else "members"
    return Figure(
        title=_("Members"),
        value=count_text(members.members),
        target=Target(place="members", view="members"),
        chip=f"+{new.format(count=count_text(members.new), year=year)}" if members.new else "",
        tone="ok",
        chip_target=Target(place="members", view="new"),
        under=" · ".join(filter(None, parts)) or _("in the register today"),
        under_target=Target(place="members", view=first),
    )


def collected_figure(fees: FeeFigures, span: Span, month: int) -> Figure:
    """Of the year with what was asked; of a month or quarter beside the year before."""
    title = _("Collected of {year}").format(year=fees.year)
    paid = Target(place="fees", view="paid")
    if span is Span.YEAR:
        value, unit = _split(fees.paid)
        under = _("{share} of {amount} asked").format(
            share=percent_text(fees.paid.cents, fees.owed.cents), amount=money_short(fees.owed)
        )
        chip, tone = _change(fees)
        everything = Target(place="fees", view="year")
        return Figure(
            title=title,
            value=value,
            unit=unit,
            target=paid,
            chip=chip,
            tone=tone,
            chip_target=everything,
            under=under if fees.owed else _("No fee was asked for yet"),
            under_target=everything,
        )
    months = months_of(span, month)
    value, unit = _split(_sum(fees.collected.months, months))
    before = fees.previous
    chip = ""
    if before is not None:
        chip = _("{amount} in {year}").format(
            amount=money_short(_sum(before.months, months)), year=before.year
        )
    names = (month_name(months[0]), month_name(months[-1]))
    under = names[0] if span is Span.MONTH else "–".join(names)
    return Figure(
        title=title, value=value, unit=unit, target=paid, chip=chip, under=under, tone="neutral"
    )


def _sum(amounts: Iterable[Money], months: range) -> Money:
    return Money.total(amount for place, amount in enumerate(amounts, start=1) if place in months)


def _split(amount: Money) -> tuple[str, str]:
    """The number and its unit, which is written smaller; English has the sign in front."""
    number, _blank, unit = money_short(amount).partition(NBSP)
    return number, unit


def _change(fees: FeeFigures) -> tuple[str, str]:
    """Against the same day a year before; nothing where nothing had come in by then."""
    before = fees.previous
    if before is None or not before.until:
        return "", "neutral"
    more = fees.paid.cents >= before.until.cents
    by = percent_text(abs(fees.paid.cents - before.until.cents), before.until.cents)
    sign = "+" if more else "−"
    text = _("{change} on {year}").format(change=f"{sign}{by}", year=before.year)
    return text, "ok" if more else "warn"


def overdue_figure(seen: Overview) -> Figure:
    """How many members are late, as their list says; the money is that of the year."""
    count, fees = seen.members.overdue, seen.fees
    oldest = fees.late.get(AgingBand.OVER_90)
    if oldest is not None:
        text = ngettext("{count} fee late by over 90 days", "{count} fees late by over 90 days",
                        oldest.count)  # fmt: skip
        under = text.format(count=count_text(oldest.count))
    elif fees.overdue.count:
        under = _("none of them for over 90 days")
    else:
        under = _("nobody is late") if not count else _("of earlier years")
    late = Target(place="fees", view="overdue")
    return Figure(
        title=_("Fees past due"),
        value=count_text(count),
        unit=ngettext("member", "members", count),
        target=Target(place="members", view="overdue"),
        chip=money_short(fees.overdue.amount) if fees.overdue.count else "",
        tone="bad",
        chip_target=late,
        under=under,
        under_target=late,
    )


def meeting_figure(seen: Overview) -> Figure:
    """The next one that is planned or called."""
    meeting = next(iter(seen.meetings.coming), None)
    upcoming = Target(place="meetings", view="upcoming")
    if meeting is None:
        none = _("None is planned")
        return Figure(title=_("Next meeting"), value="—", target=upcoming, under=none)
    left = (meeting.held_on - seen.on).days
    tone = "bad" if left <= SOON_DAYS else "warn" if left <= NEAR_DAYS else "info"
    this = meeting_target(meeting)
    body = meeting.body
    if meeting.number is not None:
        body = _("{body} no. {number}").format(body=meeting.body, number=meeting.number)
    return Figure(
        title=_("Next meeting"),
        value=short_day(meeting.held_on),
        unit=_("at {time}").format(time=time_text(meeting.starts_at)),
        target=this,
        chip=days_to(meeting.held_on, on=seen.on),
        tone=tone,
        chip_name=date_long(meeting.held_on),
        under=" · ".join(filter(None, (body, meeting.venue))),
        under_target=this,
    )
