"""Legal interest runs by days and years; a claim dies after five years unless it is called in."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.interest import (
    LEGAL_RATES,
    UnknownLegalRate,
    interest_stretches,
    legal_interest,
    limitation_on,
)
from cluster_desk.domain.money import ZERO, Money

DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
THOUSAND = Money(1000_00)


def test_the_example_of_236_days_in_2026() -> None:
    due, paid = date(2026, 3, 31), date(2026, 11, 22)
    assert [s.days for s in interest_stretches(due, paid)] == [236]
    assert legal_interest(THOUSAND, due, paid) == Money(10_35)


def test_interest_over_two_years_uses_the_rate_of_each() -> None:
    stretches = interest_stretches(date(2025, 6, 30), date(2026, 6, 30))
    assert [(s.year, s.days, s.rate) for s in stretches] == [(2025, 184, 200), (2026, 181, 160)]
    exact = Fraction(1000) * (184 * 200 + 181 * 160) / (365 * 10_000)
    assert legal_interest(THOUSAND, date(2025, 6, 30), date(2026, 6, 30)) == Money(
        round(exact * 100)
    )


def test_a_due_day_on_31_december_leaves_the_old_year_out() -> None:
    assert [s.year for s in interest_stretches(date(2025, 12, 31), date(2026, 1, 1))] == [2026]


def test_a_leap_year_is_divided_by_365_too() -> None:
    assert legal_interest(THOUSAND, date(2023, 12, 31), date(2024, 12, 31)) == Money(25_07)


@pytest.mark.parametrize("paid", [date(2026, 3, 31), date(2026, 3, 1)])
def test_who_pays_in_time_owes_no_interest(paid: date) -> None:
    assert legal_interest(THOUSAND, date(2026, 3, 31), paid) == ZERO


def test_nothing_owed_bears_nothing() -> None:
    assert legal_interest(ZERO, date(2025, 1, 1), date(2026, 1, 1)) == ZERO
    assert legal_interest(Money(-5), date(2025, 1, 1), date(2026, 1, 1)) == ZERO


def test_a_year_without_a_rate_is_named() -> None:
    with pytest.raises(UnknownLegalRate) as caught:
        legal_interest(THOUSAND, date(2026, 12, 1), date(2027, 1, 2))
    assert caught.value.values == {"year": 2027}


@given(DAYS, DAYS)
def test_the_stretches_hold_every_day_of_lateness_once(due: date, paid: date) -> None:
    days = sum(stretch.days for stretch in interest_stretches(due, paid))
    assert days == max((paid - due).days, 0)


@given(st.integers(1, 10**9), DAYS, DAYS, DAYS)
def test_more_lateness_never_costs_less(cents: int, due: date, paid: date, later: date) -> None:
    first, second = sorted([paid, later])
    assert legal_interest(Money(cents), due, first) <= legal_interest(Money(cents), due, second)


def test_the_rates_of_the_first_two_years_are_those_published() -> None:
    assert (LEGAL_RATES[2025], LEGAL_RATES[2026]) == (200, 160)


def test_dues_of_2026_die_in_2031() -> None:
    assert limitation_on(date(2026, 3, 31)) == date(2031, 3, 31)


def test_a_formal_notice_begins_the_five_years_anew() -> None:
    assert limitation_on(date(2026, 3, 31), [date(2027, 5, 2)]) == date(2032, 5, 2)
    notices = [date(2031, 6, 1), date(2027, 5, 2)]
    assert limitation_on(date(2026, 3, 31), notices) == date(2036, 6, 1)


def test_a_notice_after_the_end_revives_nothing() -> None:
    assert limitation_on(date(2026, 3, 31), [date(2031, 4, 1)]) == date(2031, 3, 31)


def test_a_claim_due_on_29_february_dies_on_the_28th() -> None:
    assert limitation_on(date(2024, 2, 29)) == date(2029, 2, 28)


@given(DAYS, st.lists(st.integers(-100, 4000), max_size=4))
def test_notices_only_ever_lengthen_a_claim(due: date, gaps: list[int]) -> None:
    notices = [due + timedelta(days=gap) for gap in gaps]
    assert limitation_on(due, notices) >= limitation_on(due)
    assert limitation_on(due, notices) == limitation_on(due, reversed(notices))
