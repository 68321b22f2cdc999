"""Money is exact: it adds, splits and comes back from text to the cent."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import ZERO, Money

AMOUNTS = st.integers(-(10**15), 10**15).map(Money)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any)


@given(AMOUNTS)
def test_canonical_text_is_read_back(amount: Money) -> None:
    assert Money.parse(amount.canonical()) == amount == Money.parse(f" {amount} ")


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1200), ("1234.5", 123450), ("-0.01", -1), ("+3.07", 307), ("007", 700)],
)
def test_canonical_text_has_a_point_and_up_to_two_cents(text: str, cents: int) -> None:
    assert Money.parse(text).cents == cents


@pytest.mark.parametrize("text", ["", "1,5", "1.234,50", ".5", "5.", "1.005", "€ 1", "1e3", "- 1"])
def test_text_that_people_type_is_not_canonical(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Money.parse(text)


@pytest.mark.parametrize("cents", [1.0, True, "1", None])
def test_cents_are_whole_numbers_and_nothing_else(cents: object) -> None:
    with pytest.raises(TypeError):
        Money(cents)  # type: ignore[arg-type]  # refused, which is the point


@given(AMOUNTS, st.integers(1, 50))
def test_parts_sum_back_and_differ_by_a_cent_at_most(amount: Money, parts: int) -> None:
    split = amount.split(parts)
    assert Money.total(split) == amount
    assert len(split) == parts
    assert max(split).cents - min(split).cents <= 1


@given(AMOUNTS, WEIGHTS)
def test_shares_sum_back_and_are_within_a_cent_of_their_proportion(
    amount: Money, weights: list[int]
) -> None:
    shares = amount.allocate(weights)
    assert Money.total(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.cents - Fraction(amount.cents * weight, sum(weights))) < 1
        assert weight or share == ZERO


@given(AMOUNTS, WEIGHTS)
def test_what_is_taken_back_is_shared_as_what_was_given(amount: Money, weights: list[int]) -> None:
    assert (-amount).allocate(weights) == tuple(-share for share in amount.allocate(weights))


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [2, -1]])
def test_nothing_is_shared_among_nobody(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100).allocate(weights)


@given(AMOUNTS, st.integers(0, 1000), st.integers(1, 1000))
def test_a_portion_is_the_nearest_cent(amount: Money, numerator: int, denominator: int) -> None:
    exact = Fraction(abs(amount.cents) * numerator, denominator)
    portion = amount.portion(numerator, denominator)
    assert abs(abs(portion.cents) - exact) <= Fraction(1, 2)
    assert (-amount).portion(numerator, denominator) == -portion


def test_half_a_cent_goes_away_from_zero() -> None:
    assert Money(1).portion(1, 2) == Money(1)
    assert Money(-1).portion(1, 2) == Money(-1)
    assert Money(3).portion(1, 4) == Money(1)


@given(AMOUNTS, AMOUNTS)
def test_money_adds_and_compares_as_its_cents(one: Money, other: Money) -> None:
    assert (one + other).cents == one.cents + other.cents
    assert (one - other).cents == one.cents - other.cents
    assert (one < other) == (one.cents < other.cents)
    assert (one >= other) == (one.cents >= other.cents)
    assert bool(one) == (one != ZERO)
    assert (one * 3) == one + one + one


def test_money_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Money(1).cents = 2  # type: ignore[misc]  # frozen, which is the point
    assert Money.total([]) == ZERO
