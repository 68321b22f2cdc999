"""Stamp duty begins above € 77,47 and cash ends below € 5.000,00."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.duties import CASH_LIMITS, amount_on, is_cash_lawful, stamp_due
from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.money import ZERO, Money

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("cents", "duty"), [(77_47, 0), (77_48, 2_00), (1200_00, 2_00)])
def test_a_receipt_above_the_threshold_bears_two_euro(cents: int, duty: int) -> None:
    assert stamp_due(Money(cents), StampTreatment.DUE) == Money(duty)
    assert stamp_due(Money(cents), StampTreatment.VIRTUAL) == Money(duty)


@given(st.integers(0, 10**9))
def test_an_exempt_receipt_bears_none(cents: int) -> None:
    assert stamp_due(Money(cents), StampTreatment.EXEMPT) == ZERO


def test_threshold_and_duty_are_settings() -> None:
    duty = stamp_due(Money(60_00), StampTreatment.DUE, threshold=Money(50_00), duty=Money(2_50))
    assert duty == Money(2_50)


def test_cash_is_lawful_up_to_4999_99() -> None:
    assert is_cash_lawful(Money(4_999_99), TODAY)
    assert not is_cash_lawful(Money(5_000_00), TODAY)


def test_the_limit_is_the_one_of_the_day() -> None:
    assert not is_cash_lawful(Money(2_000_00), date(2022, 12, 31))
    assert is_cash_lawful(Money(2_000_00), date(2023, 1, 1))


def test_before_the_first_known_limit_nothing_is_refused() -> None:
    assert amount_on(CASH_LIMITS, date(2015, 1, 1)) is None
    assert is_cash_lawful(Money(10_000_00), date(2015, 1, 1))


def test_dated_amounts_need_no_order() -> None:
    assert amount_on(tuple(reversed(CASH_LIMITS)), TODAY) == Money(4_999_99)
