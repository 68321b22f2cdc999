"""Who may vote is a third question beside membership and payment, answered with reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.membership import MEMBERS
from cluster_desk.domain.voting import VotingRight, voting_right

ON = date(2026, 4, 30)


def right(status: Status | None = Status.ACTIVE, *, in_arrears: bool = False) -> VotingRight:
    return voting_right(status=status, in_arrears=in_arrears, on=ON)


def test_a_member_in_good_standing_votes() -> None:
    assert right().may_vote


def test_member_in_arrears_keeps_membership_but_loses_vote() -> None:
    assert Status.ACTIVE in MEMBERS
    told = right(in_arrears=True)
    assert not told.may_vote
    assert [reason.msgid for reason in told.reasons] == ["The fee is not paid."]


def test_arrears_do_not_matter_where_the_statute_does_not_say_so() -> None:
    assert voting_right(
        status=Status.ACTIVE, in_arrears=True, on=ON, arrears_suspend_vote=False
    ).may_vote


def test_a_withdrawing_member_votes_until_it_leaves() -> None:
    assert right(Status.WITHDRAWING).may_vote
    assert not right(Status.WITHDRAWN).may_vote


@pytest.mark.parametrize("status", [None, *(s for s in Status if s not in MEMBERS)])
def test_who_is_no_member_has_one_reason_whatever_it_owes(status: Status | None) -> None:
    assert len(right(status, in_arrears=True).reasons) == 1


def test_every_reason_is_told_at_once() -> None:
    told = voting_right(
        status=Status.SUSPENDED,
        in_arrears=True,
        on=ON,
        admitted_on=ON,
        category_votes=False,
        minimum_days=30,
    )
    assert len(told.reasons) == 4


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_days_in_the_register_must_have_passed(days: int, minimum: int) -> None:
    told = voting_right(
        status=Status.ACTIVE,
        in_arrears=False,
        on=ON,
        admitted_on=ON - timedelta(days=days),
        minimum_days=minimum,
    )
    assert told.may_vote == (days >= minimum)
