"""What a member owes of a year follows from category, size, day of admission and reductions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.sentences import Sentence
from cluster_desk.domain.yearly_dues import Debtor, Dues, YearRules, yearly_dues

RULES = YearRules(
    year=2026,
    rates=(
        FeeRate(category=MemberCategory.ORDINARY, size=None, amount=Money(1_000_00)),
        FeeRate(category=MemberCategory.HONORARY, size=None, amount=ZERO),
        FeeRate(category=MemberCategory.SUPPORTER, size=SizeClass.LARGE, amount=Money(9_000_00)),
    ),
    entry_fee=Money(300_00),
    pro_rata=ProRata.BY_MONTH,
)
MEMBER = Debtor(
    membership_id=1,
    name="Alfa",
    category=MemberCategory.ORDINARY,
    size=SizeClass.MICRO,
    admitted_on=date(2025, 12, 15),
)


def test_a_member_of_old_owes_the_whole_fee_and_no_entry_fee() -> None:
    assert yearly_dues(replace(MEMBER, is_new=True), RULES) == Dues(Money(1_000_00))


def test_a_new_member_owes_its_months_and_the_entry_fee() -> None:
    dues = yearly_dues(replace(MEMBER, admitted_on=date(2026, 10, 31), is_new=True), RULES)
    assert dues == Dues(Money(250_00), is_part=True, entry_fee=Money(300_00))


def test_who_was_a_member_before_owes_no_second_entry_fee() -> None:
    dues = yearly_dues(replace(MEMBER, admitted_on=date(2026, 1, 31)), RULES)
    assert dues == Dues(Money(1_000_00))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_charged": True}, "già addebitata"),
        ({"leaves_on": date(2025, 12, 31)}, "recesso"),
        ({"category": None}, "categoria"),
        ({"category": MemberCategory.HONORARY}, "non è dovuta"),
        ({"category": MemberCategory.SUPPORTER}, "dimensione «Micro»"),
        ({"category": MemberCategory.SUPPORTER, "size": SizeClass.NONE}, "senza dimensione"),
        ({"admitted_on": date(2027, 1, 1)}, "non era ancora socio"),
    ],
)
def test_whoever_owes_nothing_is_told_why(change: dict[str, Any], reason: str) -> None:
    told = yearly_dues(replace(MEMBER, **change), RULES)
    assert isinstance(told, Sentence)
    assert reason in str(told)


def test_who_leaves_on_the_first_day_of_the_year_still_owes_it() -> None:
    assert isinstance(yearly_dues(replace(MEMBER, leaves_on=date(2026, 1, 1)), RULES), Dues)


@given(
    percent=st.integers(0, 100),
    cents=st.integers(1, 10_000_00),
    joined=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    rule=st.sampled_from(ProRata),
)
def test_a_reduction_never_turns_a_fee_into_a_debt_of_the_association(
    percent: int, cents: int, joined: date, rule: ProRata
) -> None:
    rate = FeeRate(category=MemberCategory.ORDINARY, size=None, amount=Money(cents))
    rules = replace(RULES, rates=(rate,), pro_rata=rule)
    dues = yearly_dues(replace(MEMBER, admitted_on=joined, reduction=percent), rules)
    if isinstance(dues, Dues):
        assert ZERO <= dues.reduction <= dues.fee <= Money(cents)
        assert dues.total == dues.fee - dues.reduction
