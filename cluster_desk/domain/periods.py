"""Hold spans of days: terms of office, classifications, fiscal years that are not twelve months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

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


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The fiscal years of an association: the first as its deed says, then twelve months each.

    A first year from 15/12/2025 may close on 31/12/2025 or on 31/12/2026; ValueError if it is
    longer than two years or ends before it begins. A closing on the last day of a month stays on
    the last day (28 or 29 February).
    """

    first_on: date
    first_end: date

    def __post_init__(self) -> None:
        if not self.first_on <= self.first_end <= add_months(self.first_on, 24):
            raise ValueError("the first fiscal year is not possible")

    def year_of(self, day: date) -> Period:
        """The fiscal year this day belongs to; ValueError before the association began."""
        if day < self.first_on:
            raise ValueError("before the first fiscal year")
        if day <= self.first_end:
            return Period(self.first_on, self.first_end)
        end = self._closing(day.year)
        if end < day:
            end = self._closing(day.year + 1)
        return Period(max(self._closing(end.year - 1), self.first_end) + _DAY, end)

    def end_of(self, day: date) -> date:
        """The closing day of the year this day belongs to, or of the first year before it."""
        return self.first_end if day < self.first_on else self.year_of(day).to_on or date.max

    def years(self, until: date) -> tuple[Period, ...]:
        """Every fiscal year from the first to the one that holds `until`."""
        found = [Period(self.first_on, self.first_end)]
        while (end := found[-1].to_on) is not None and end < until:
            found.append(self.year_of(end + _DAY))
        return tuple(found)

    def _closing(self, year: int) -> date:
        last = monthrange(year, self.first_end.month)[1]
        first_last = monthrange(self.first_end.year, self.first_end.month)[1]
        at_month_end = self.first_end.day == first_last
        return date(year, self.first_end.month, last if at_month_end else self.first_end.day)
