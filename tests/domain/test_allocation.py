"""A payment fills charges in turn: never more than is open, and not a cent is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.allocation import (
    AllocationPart,
    OpenCharge,
    allocate_payment,
    day_doubt,
    may_be_slip,
)
from cluster_desk.domain.money import ZERO, Money

OLD = OpenCharge(1, date(2025, 3, 31), 2025, Money(1000_00))
NEW = OpenCharge(2, date(2026, 3, 31), 2026, Money(1200_00))
ENTRY = OpenCharge(3, date(2026, 3, 31), 2026, Money(500_00))
ALL = (NEW, ENTRY, OLD)


@st.composite
def open_charges(draw: st.DrawFn) -> list[OpenCharge]:
    """Charges with ids of their own, some with nothing open."""
    facts = st.tuples(
        st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(2024, 2027), st.integers(0, 5000)
    )
    drawn = draw(st.lists(facts, max_size=8))
    return [OpenCharge(i, due, year, Money(c)) for i, (due, year, c) in enumerate(drawn)]


def parts(*pairs: tuple[int, int]) -> tuple[AllocationPart, ...]:
    return tuple(AllocationPart(charge, Money(cents)) for charge, cents in pairs)


def test_the_oldest_due_is_filled_first() -> None:
    allocation = allocate_payment(Money(1300_00), ALL)
    assert allocation.parts == parts((1, 1000_00), (2, 300_00))
    assert allocation.excess == ZERO


def test_what_is_left_over_stays_credit() -> None:
    allocation = allocate_payment(Money(3000_00), ALL)
    assert allocation.parts == parts((1, 1000_00), (2, 1200_00), (3, 500_00))
    assert allocation.excess == Money(300_00)


def test_the_wanted_year_leaves_older_charges_alone() -> None:
    allocation = allocate_payment(Money(2000_00), ALL, wanted_years={2026})
    assert allocation.parts == parts((2, 1200_00), (3, 500_00))
    assert allocation.excess == Money(300_00)


def test_named_charges_are_filled_in_the_order_named() -> None:
    allocation = allocate_payment(Money(600_00), ALL, named=[3, 2])
    assert allocation.parts == parts((3, 500_00), (2, 100_00))


def test_a_named_charge_that_is_not_open_is_refused() -> None:
    with pytest.raises(ValueError, match="not among"):
        allocate_payment(Money(1), ALL, named=[9])


def test_a_payment_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        allocate_payment(Money(-1), ALL)


@given(
    st.integers(0, 30_000),
    open_charges(),
    st.none() | st.sets(st.integers(2024, 2027)),
)
def test_parts_and_excess_sum_to_the_payment_and_no_part_is_too_large(
    cents: int, charges: list[OpenCharge], years: set[int] | None
) -> None:
    allocation = allocate_payment(Money(cents), charges, wanted_years=years)
    given_out = Money.total(part.amount for part in allocation.parts)
    assert given_out + allocation.excess == Money(cents)
    open_by_id = {c.id: c for c in charges if years is None or c.fee_year in years}
    assert all(ZERO < p.amount <= open_by_id[p.charge_id].amount for p in allocation.parts)
    assert len({p.charge_id for p in allocation.parts}) == len(allocation.parts)


@given(st.integers(0, 30_000), open_charges())
def test_only_the_last_part_may_be_partial_and_excess_means_all_paid(
    cents: int, charges: list[OpenCharge]
) -> None:
    allocation = allocate_payment(Money(cents), charges)
    amounts = {c.id: c.amount for c in charges}
    assert all(p.amount == amounts[p.charge_id] for p in allocation.parts[:-1])
    if allocation.excess > ZERO:
        assert {p.charge_id for p in allocation.parts} == {c.id for c in charges if c.amount}


@given(st.integers(0, 30_000), open_charges())
def test_no_charge_is_served_before_one_that_is_due_earlier(
    cents: int, charges: list[OpenCharge]
) -> None:
    due = {c.id: c.due_on for c in charges}
    days = [due[p.charge_id] for p in allocate_payment(Money(cents), charges).parts]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("euro", "owed", "asked"),
    [
        (500, 500, False),
        (4_999, 500, False),
        (5_000, 500, True),
        (999_999_999_999, 500, True),
        (100, 5, False),
        (999, 0, False),
        (1_000, 0, True),
    ],
)
def test_ten_times_what_is_owed_may_be_a_slip(euro: int, owed: int, asked: bool) -> None:
    assert may_be_slip(Money(euro * 100), Money(owed * 100)) is asked


@pytest.mark.parametrize(
    ("received_on", "is_strange"),
    [
        (date(2026, 3, 20), False),
        (date(2025, 12, 28), False),  # in advance, after the issue
        (date(2025, 11, 30), True),  # before the issue and before the year
        (date(2025, 3, 20), True),  # before it applied
        (date(2026, 11, 22), False),
    ],
)
def test_a_day_before_everything_that_is_paid_looks_like_a_slip(
    received_on: date, is_strange: bool
) -> None:
    paid = [(2026, date(2025, 12, 20))]
    doubt = day_doubt(received_on, paid, since=date(2025, 11, 1), today=date(2026, 11, 22))
    assert (doubt is not None) == is_strange


def test_a_payment_of_more_than_a_year_ago_is_asked_about() -> None:
    today = date(2027, 11, 22)
    assert day_doubt(date(2026, 11, 1), [], since=None, today=today) is not None
    assert day_doubt(date(2027, 1, 1), [], since=None, today=today) is None
