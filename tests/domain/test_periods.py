"""Spans of days include both ends, and fiscal years need not be twelve months."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cluster_desk.domain.periods import (
    FiscalCalendar,
    Period,
    add_months,
    calendar_year_end,
    fiscal_day_doubt,
    overlapping,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
SPANS = st.integers(0, 700).map(lambda days: timedelta(days=days))
PERIODS = st.builds(
    lambda start, length: Period(start, None if length is None else start + length),
    DAYS,
    st.none() | SPANS,
)


def test_a_period_holds_its_first_and_its_last_day() -> None:
    term = Period(date(2026, 1, 16), date(2028, 12, 31))
    assert term.contains(date(2026, 1, 16))
    assert term.contains(date(2028, 12, 31))
    assert not term.contains(date(2029, 1, 1))


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="end before"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_a_leap_year_has_366_days() -> None:
    assert Period.year(2028).days == 366
    assert Period(date(2026, 1, 1)).days is None


@given(PERIODS, PERIODS, DAYS)
def test_a_day_of_both_is_a_day_of_the_intersection(a: Period, b: Period, day: date) -> None:
    shared = a.intersection(b)
    assert (a.contains(day) and b.contains(day)) == (shared is not None and shared.contains(day))
    assert a.overlaps(b) == b.overlaps(a) == (shared is not None)


@given(st.lists(PERIODS, max_size=8))
def test_overlapping_is_empty_exactly_when_every_pair_is_apart(periods: list[Period]) -> None:
    apart = all(not a.overlaps(b) for i, a in enumerate(periods) for b in periods[i + 1 :])
    pairs = overlapping(periods)
    assert (pairs == ()) == apart
    assert all(a.overlaps(b) for a, b in pairs)


def test_a_month_after_31_january_is_the_last_of_february() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2028, 2, 29), 12 * 5) == date(2033, 2, 28)


@given(DAYS, st.integers(0, 240))
def test_months_forward_never_skip_a_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("first_end", "second"),
    [
        (date(2025, 12, 31), Period.year(2026)),
        (date(2026, 12, 31), Period.year(2027)),
        (date(2026, 6, 30), Period(date(2026, 7, 1), date(2027, 6, 30))),
        (date(2026, 2, 28), Period(date(2026, 3, 1), date(2027, 2, 28))),
    ],
)
def test_a_first_year_from_15_december_may_be_short_or_long(
    first_end: date, second: Period
) -> None:
    calendar = FiscalCalendar.starting(date(2025, 12, 15), first_end)
    assert calendar.year_of(date(2025, 12, 20)) == Period(date(2025, 12, 15), first_end)
    assert calendar.year_of(first_end + timedelta(days=1)) == second


def test_a_year_that_closes_with_february_closes_on_the_29th_in_leap_years() -> None:
    calendar = FiscalCalendar.starting(date(2026, 1, 1), date(2026, 2, 28))
    assert calendar.end_of(date(2027, 12, 1)) == date(2028, 2, 29)


def test_a_day_before_the_association_has_no_fiscal_year_but_closes_with_the_first() -> None:
    calendar = FiscalCalendar.starting(date(2025, 12, 15), date(2025, 12, 31))
    with pytest.raises(ValueError, match="before"):
        calendar.year_of(date(2025, 12, 14))
    assert calendar.end_of(date(2025, 12, 14)) == date(2025, 12, 31)


def test_known_years_decide_before_the_pattern_does() -> None:
    changed = Period(date(2026, 1, 1), date(2026, 6, 30))
    calendar = FiscalCalendar((Period(date(2025, 12, 15), date(2025, 12, 31)), changed))
    assert calendar.year_of(date(2026, 3, 1)) == changed
    assert calendar.end_of(date(2026, 7, 1)) == date(2027, 6, 30)


@pytest.mark.parametrize(
    "known",
    [
        (),
        (Period(date(2025, 1, 1)),),
        (Period(date(2020, 1, 1), date(2025, 1, 1)),),
        (Period.year(2025), Period.year(2027)),
    ],
)
def test_years_with_gaps_or_without_end_are_refused(known: tuple[Period, ...]) -> None:
    with pytest.raises(ValueError, match="fiscal year"):
        FiscalCalendar(known)


@given(DAYS, st.integers(0, 730), st.integers(0, 6000))
def test_fiscal_years_follow_one_another_without_a_gap(
    first_on: date, length: int, until: int
) -> None:
    first_end = first_on + timedelta(days=length)
    assume(first_end <= add_months(first_on, 24))
    calendar = FiscalCalendar.starting(first_on, first_end)
    years = calendar.years(first_on + timedelta(days=until))
    for before, after in pairwise(years):
        assert before.to_on is not None
        assert after.from_on == before.to_on + timedelta(days=1)
        assert after.days in {364, 365, 366, 367}
    assert years[-1].contains(first_on + timedelta(days=until))


def test_the_calendar_year_ends_in_december() -> None:
    assert calendar_year_end(date(2026, 10, 1)) == date(2026, 12, 31)


def test_a_day_outside_every_fiscal_year_is_doubted_where_years_are_kept() -> None:
    years = [Period.year(2026), Period(date(2025, 12, 15), date(2025, 12, 31))]
    said = [
        fiscal_day_doubt(day, years)
        for day in (date(2025, 12, 14), date(2025, 12, 15), date(2026, 12, 31), date(2027, 1, 1))
    ]
    values = [doubt and doubt.values for doubt in said]
    first, last = (("date", date(2025, 12, 15)),), (("date", date(2026, 12, 31)),)
    assert values == [first, None, None, last]
    assert fiscal_day_doubt(date(2027, 1, 1), []) is None
