"""Size classes follow Recommendation 2003/361/EC, its other enterprises and its two years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.members import SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.domain.sizes import (
    OtherEnterprise,
    SizeFigures,
    classes_by_two_year_rule,
    size_class,
    with_others,
)

MICRO, SMALL, MEDIUM, LARGE = (
    SizeClass.MICRO,
    SizeClass.SMALL,
    SizeClass.MEDIUM,
    SizeClass.LARGE,
)
TYPICAL = {MICRO: 5, SMALL: 30, MEDIUM: 100, LARGE: 400}


def millions(amount: int) -> Money:
    return Money(amount * 1_000_000 * 100)


def figures(year: int, size: SizeClass) -> SizeFigures:
    return SizeFigures(
        year=year, headcount=TYPICAL[size], turnover=millions(1), balance=millions(1)
    )


def held(*sizes: SizeClass) -> list[SizeClass]:
    told = classes_by_two_year_rule(figures(2020 + i, size) for i, size in enumerate(sizes))
    return [finding.holds for finding in told]


@pytest.mark.parametrize(
    ("headcount", "turnover", "balance", "size"),
    [
        (9, 2, 2, MICRO),
        (10, 2, 2, SMALL),
        (9, 3, 3, SMALL),
        (49, 10, 11, SMALL),
        (50, 10, 10, MEDIUM),
        (249, 51, 43, MEDIUM),
        (249, 50, 44, MEDIUM),
        (249, 51, 44, LARGE),
        (250, 1, 1, LARGE),
    ],
)
def test_the_ceilings_of_the_recommendation(
    headcount: int, turnover: int, balance: int, size: SizeClass
) -> None:
    assert size_class(headcount, millions(turnover), millions(balance)) is size


def test_one_cent_above_the_ceiling_is_above_it() -> None:
    assert size_class(9, millions(2) + Money(1), None) is SMALL


def test_a_size_needs_one_of_the_two_totals() -> None:
    assert size_class(9, None, millions(2)) is MICRO
    with pytest.raises(ValueError, match="needs"):
        size_class(9, None, None)


@given(st.integers(0, 400), st.integers(0, 90), st.integers(0, 400), st.integers(0, 90))
def test_more_people_or_money_never_make_an_enterprise_smaller(
    people: int, money: int, more_people: int, more_money: int
) -> None:
    order = [MICRO, SMALL, MEDIUM, LARGE]
    before = size_class(people, millions(money), None)
    after = size_class(people + more_people, millions(money + more_money), None)
    assert order.index(after) >= order.index(before)


def test_a_linked_enterprise_counts_whole_and_a_partner_by_its_share() -> None:
    own = SizeFigures(year=2025, headcount=8, turnover=millions(1), balance=millions(1))
    linked = OtherEnterprise(figures=figures(2025, SMALL))
    partner = OtherEnterprise(figures=figures(2025, MICRO), percent=25)
    judged = with_others(own, [linked, partner])
    assert judged.headcount == 8 + 30 + 2
    assert judged.turnover == millions(2) + Money(25_000_000)


def test_a_total_that_one_of_them_does_not_give_is_unknown() -> None:
    own = SizeFigures(year=2025, headcount=8, turnover=millions(1), balance=millions(1))
    silent = SizeFigures(year=2025, headcount=1, turnover=None, balance=millions(1))
    judged = with_others(own, [OtherEnterprise(figures=silent)])
    assert judged.turnover is None
    assert judged.balance == millions(2)


def test_the_first_declaration_decides_at_once() -> None:
    assert held(MEDIUM) == [MEDIUM]


def test_one_year_beyond_the_ceilings_changes_nothing() -> None:
    assert held(SMALL, MEDIUM, SMALL, MEDIUM) == [SMALL, SMALL, SMALL, SMALL]


def test_the_second_consecutive_year_changes_the_class() -> None:
    assert held(SMALL, MEDIUM, MEDIUM) == [SMALL, SMALL, MEDIUM]
    assert held(LARGE, SMALL, SMALL) == [LARGE, LARGE, SMALL]


def test_a_class_moves_no_further_than_both_years_agree() -> None:
    assert held(SMALL, MEDIUM, LARGE) == [SMALL, SMALL, MEDIUM]
    assert held(LARGE, MICRO, MEDIUM) == [LARGE, LARGE, MEDIUM]


def test_years_that_do_not_follow_one_another_change_nothing() -> None:
    told = classes_by_two_year_rule(
        [figures(2020, SMALL), figures(2021, MEDIUM), figures(2023, MEDIUM)]
    )
    assert [finding.holds for finding in told] == [SMALL, SMALL, SMALL]


def test_the_finding_says_which_year_decided() -> None:
    told = classes_by_two_year_rule(
        figures(2020 + i, size) for i, size in enumerate((SMALL, MEDIUM, MEDIUM, SMALL))
    )
    assert [finding.decided_by_year for finding in told] == [2020, 2020, 2022, 2022]
    assert told[-1].by_figures is SMALL


@given(st.lists(st.sampled_from([MICRO, SMALL, MEDIUM, LARGE]), min_size=1, max_size=8))
def test_a_class_changes_only_with_two_years_on_the_same_side(sizes: list[SizeClass]) -> None:
    order = [MICRO, SMALL, MEDIUM, LARGE]
    told = held(*sizes)
    for i in range(1, len(told)):
        if told[i] is not told[i - 1]:
            pair = [order.index(sizes[i]), order.index(sizes[i - 1])]
            here = order.index(told[i - 1])
            assert min(pair) > here or max(pair) < here
