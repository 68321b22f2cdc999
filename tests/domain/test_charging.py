"""What a member owes for a year, and where its charges stand on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.charging import (
    ChargeFacts,
    FeeRate,
    arrears_at,
    charge_state,
    doubled_rates,
    is_in_arrears,
    payment_status,
    prorated,
    rate_for,
    reduction_of,
)
from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.members import MemberCategory, PaymentStatus, SizeClass
from cluster_desk.domain.money import ZERO, Money

ORDINARY, SUPPORTER = MemberCategory.ORDINARY, MemberCategory.SUPPORTER
DUE = date(2026, 3, 31)
AMOUNTS = st.integers(0, 10_000_000).map(Money)
SCHEDULE = (
    FeeRate(category=ORDINARY, size=None, amount=Money(100_000), entry_fee=Money(50_000)),
    FeeRate(category=ORDINARY, size=SizeClass.LARGE, amount=Money(500_000)),
    FeeRate(category=SUPPORTER, size=SizeClass.MICRO, amount=Money(20_000)),
)


def charge(amount: int, *, adjusted: int = 0, paid: int = 0, due_on: date = DUE) -> ChargeFacts:
    return ChargeFacts(
        amount=Money(amount), adjusted=Money(adjusted), paid=Money(paid), due_on=due_on
    )


def test_the_row_of_the_exact_size_comes_before_the_row_of_every_size() -> None:
    large = rate_for(SCHEDULE, ORDINARY, SizeClass.LARGE)
    small = rate_for(SCHEDULE, ORDINARY, SizeClass.SMALL)
    assert large is not None
    assert large.amount == Money(500_000)
    assert small is not None
    assert (small.amount, small.entry_fee) == (Money(100_000), Money(50_000))


def test_an_unknown_size_is_met_by_the_row_of_every_size_alone() -> None:
    assert rate_for(SCHEDULE, ORDINARY, None) == SCHEDULE[0]
    assert rate_for(SCHEDULE, SUPPORTER, None) is None


def test_a_category_without_a_row_has_no_fee() -> None:
    assert rate_for(SCHEDULE, MemberCategory.HONORARY, SizeClass.NONE) is None


def test_two_rows_for_one_category_and_size_are_found() -> None:
    again = FeeRate(category=ORDINARY, size=None, amount=Money(1))
    assert doubled_rates(SCHEDULE) == ()
    assert doubled_rates([*SCHEDULE, again]) == (again,)


@given(AMOUNTS, st.integers(0, 100))
def test_a_reduction_never_takes_more_than_the_amount(amount: Money, percent: int) -> None:
    assert ZERO <= reduction_of(amount, percent) <= amount
    assert reduction_of(amount, 100) == amount


def test_half_of_an_odd_cent_is_taken_off_whole() -> None:
    assert reduction_of(Money(100_001), 50) == Money(50_001)


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_reduction_outside_the_amount_is_refused(percent: int) -> None:
    with pytest.raises(ValueError, match="between"):
        reduction_of(Money(100), percent)


@pytest.mark.parametrize(
    ("rule", "admitted", "cents"),
    [
        (ProRata.FULL, date(2026, 12, 31), 120_000),
        (ProRata.BY_MONTH, date(2026, 1, 31), 120_000),
        (ProRata.BY_MONTH, date(2026, 7, 15), 60_000),
        (ProRata.BY_MONTH, date(2026, 12, 31), 10_000),
        (ProRata.HALF_FROM_JULY, date(2026, 6, 30), 120_000),
        (ProRata.HALF_FROM_JULY, date(2026, 7, 1), 60_000),
        (ProRata.BY_MONTH, date(2025, 12, 31), 120_000),
        (ProRata.FULL, date(2027, 1, 1), 0),
    ],
)
def test_who_joins_during_the_year_owes_by_the_rule(
    rule: ProRata, admitted: date, cents: int
) -> None:
    assert prorated(Money(120_000), rule, admitted, 2026) == Money(cents)


@given(AMOUNTS, st.sampled_from(ProRata), st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_who_joins_later_never_owes_more(amount: Money, rule: ProRata, admitted: date) -> None:
    owed = prorated(amount, rule, admitted, 2026)
    assert ZERO <= owed <= amount
    assert prorated(amount, rule, admitted + timedelta(days=31), 2026) <= owed


@pytest.mark.parametrize(
    ("adjusted", "paid", "on", "status"),
    [
        (0, 0, DUE, PaymentStatus.OPEN),
        (0, 0, DUE + timedelta(days=1), PaymentStatus.OVERDUE),
        (0, 400, DUE, PaymentStatus.PARTIAL),
        (0, 400, DUE + timedelta(days=1), PaymentStatus.OVERDUE),
        (0, 1000, DUE + timedelta(days=1), PaymentStatus.PAID),
        (600, 400, DUE + timedelta(days=1), PaymentStatus.PAID),
        (1000, 0, DUE + timedelta(days=1), PaymentStatus.NOTHING_DUE),
        (0, 1200, DUE, PaymentStatus.PAID),
    ],
)
def test_where_one_charge_stands(adjusted: int, paid: int, on: date, status: PaymentStatus) -> None:
    stands = charge_state(
        Money(1000), adjusted=Money(adjusted), paid=Money(paid), due_on=DUE, on=on
    )
    assert stands is status


def test_a_member_stands_where_its_worst_charge_stands() -> None:
    old = charge(1000, due_on=date(2025, 3, 31))
    paid = charge(1000, paid=1000)
    assert payment_status([paid, charge(500)], DUE) is PaymentStatus.OPEN
    assert payment_status([paid, charge(500, paid=1)], DUE) is PaymentStatus.PARTIAL
    assert payment_status([paid, old], DUE) is PaymentStatus.OVERDUE
    assert payment_status([paid], DUE) is PaymentStatus.PAID
    assert payment_status([], DUE) is PaymentStatus.NOTHING_DUE


def test_arrears_begin_the_day_after_the_due_day() -> None:
    charges = [charge(1000, paid=300), charge(500, due_on=date(2026, 12, 31))]
    assert not is_in_arrears(charges, DUE)
    assert arrears_at(charges, DUE) == ZERO
    assert is_in_arrears(charges, DUE + timedelta(days=1))
    assert arrears_at(charges, DUE + timedelta(days=1)) == Money(700)


CHARGES = st.builds(
    charge,
    st.integers(1, 5000),
    adjusted=st.integers(0, 5000),
    paid=st.integers(0, 5000),
    due_on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)


@given(st.lists(CHARGES, max_size=6), st.dates(date(2025, 1, 1), date(2027, 1, 1)))
def test_in_arrears_means_that_an_amount_is_in_arrears(
    charges: list[ChargeFacts], on: date
) -> None:
    assert is_in_arrears(charges, on) == (arrears_at(charges, on) > ZERO)
    assert all(c.residue >= ZERO for c in charges)
