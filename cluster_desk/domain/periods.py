"""Hold spans of days: terms of office, classifications, fiscal years that are not twelve months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

YEARS = range(1900, 2200)
"""What may stand as a year; anything else is a slip of the hand."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; `to_on` None means without end.

    ValueError if it would end before it begins.
    """

    from_on: date
    to_on: date | None = None

    def __post_init__(self) -> None:
        if self.to_on is not None and self.to_on < self.from_on:
            raise ValueError("a period cannot end before it begins")

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int | None:
        """How many days, both ends included; None without end."""
        return None if self.to_on is None else (self.to_on - self.from_on).days + 1

    def contains(self, day: date) -> bool:
        """Whether this day belongs to it."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    def overlaps(self, other: Period) -> bool:
        """Whether at least one day belongs to both."""
        return self.intersection(other) is not None

    def intersection(self, other: Period) -> Period | None:
        """The days that belong to both, or None."""
        start = max(self.from_on, other.from_on)
        ends = [end for end in (self.to_on, other.to_on) if end is not None]
        end = min(ends, default=None)
        return None if end is not None and end < start else Period(start, end)


def overlapping(periods: Iterable[Period]) -> tuple[tuple[Period, Period], ...]:
    """Each period with the earlier one that still runs when it begins; empty when all are apart."""
    found: list[tuple[Period, Period]] = []
    longest: Period | None = None
    for period in sorted(periods, key=lambda p: p.from_on):
        if longest is not None and longest.overlaps(period):
            found.append((longest, period))
        if longest is None or (longest.to_on and (period.to_on or date.max) > longest.to_on):
            longest = period
    return tuple(found)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last day where that month is shorter (art. 2963)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_year_end(day: date) -> date:
    """31 December of its year."""
    return date(day.year, 12, 31)


def fiscal_day_doubt(day: date, years: Iterable[Period]) -> Sentence | None:
    """Why a day is in none of the fiscal years, which follow one another, or None.

    An association that keeps no years yet has none to be outside of.
    """
    kept = sorted(years, key=lambda year: year.from_on)
    if not kept or any(year.contains(day) for year in kept):
        return None
    if day < kept[0].from_on:
        return say(N_("The first fiscal year begins on {date}."), date=kept[0].from_on)
    return say(N_("The last fiscal year ends on {date}."), date=kept[-1].to_on)


def fiscal_year_problem(year: int, days: Period, *, is_first: bool) -> Sentence | None:
    """Why these days cannot be the fiscal year of that name, or None.

    Only the first may be longer than twelve months: it begins with the association.
    """
    if year not in YEARS:
        return say(N_("Write a year of four digits."))
    end = days.to_on or date.max
    if year not in (days.from_on.year, end.year):
        return say(N_("The year {year} has no day among these: check the days."), year=year)
    if end >= add_months(days.from_on, 24 if is_first else 12):
        return say(
            N_("A fiscal year lasts at most twelve months; only the first one up to twenty-four.")
        )
    return None


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The fiscal years of an association: those on record, then twelve months each.

    A first year from 15/12/2025 may close on 31/12/2025 or on 31/12/2026. ValueError unless the
    years follow one another without a gap and each has an end, at most two years away. A closing
    on the last day of a month stays on the last day (28 or 29 February).
    """

    known: tuple[Period, ...]

    def __post_init__(self) -> None:
        if not self.known:
            raise ValueError("at least one fiscal year is needed")
        for year in self.known:
            if year.to_on is None or year.to_on > add_months(year.from_on, 24):
                raise ValueError("a fiscal year ends within two years")
        for before, after in pairwise(self.known):
            if before.to_on is None or after.from_on != before.to_on + _DAY:
                raise ValueError("fiscal years follow one another")

    @classmethod
    def starting(cls, first_on: date, first_end: date) -> FiscalCalendar:
        """With the first year alone, as the deed says."""
        return cls((Period(first_on, first_end),))

    def year_of(self, day: date) -> Period:
        """The fiscal year this day belongs to; ValueError before the association began."""
        if day < self.known[0].from_on:
            raise ValueError("before the first fiscal year")
        for year in self.known:
            if year.contains(day):
                return year
        last = self._last_end
        end = self._closing(day.year)
        if end < day:
            end = self._closing(day.year + 1)
        return Period(max(self._closing(end.year - 1), last) + _DAY, end)

    def end_of(self, day: date) -> date:
        """The closing day of the year this day belongs to; the first closing for days before."""
        year = self.year_of(max(day, self.known[0].from_on))
        return year.to_on or date.max

    def years(self, until: date) -> tuple[Period, ...]:
        """Every fiscal year from the first to the one that holds `until`, known ones included."""
        found = list(self.known)
        while (end := found[-1].to_on) is not None and end < until:
            found.append(self.year_of(end + _DAY))
        return tuple(found)

    @property
    def _last_end(self) -> date:
        return self.known[-1].to_on or date.max

    def _closing(self, year: int) -> date:
        pattern = self._last_end
        last = monthrange(year, pattern.month)[1]
        at_month_end = pattern.day == monthrange(pattern.year, pattern.month)[1]
        return date(year, pattern.month, last if at_month_end else pattern.day)
