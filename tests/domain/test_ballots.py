"""What a vote decides: base, majority, tie; the vectors of the law and their properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.ballots import (
    BallotCount,
    Decision,
    MajorityRule,
    TieRule,
    VoteBases,
    count_problems,
    decide,
)
from cluster_desk.domain.meetings import BallotOutcome, Choice, MajorityBase
from cluster_desk.domain.shares import Share

PRESENT = MajorityRule(MajorityBase.PRESENT)
VOTING = MajorityRule(MajorityBase.VOTING)
DISSOLUTION = MajorityRule.parse("3/4 all_members")
PREVAILS = TieRule.PRESIDENT_PREVAILS
SMALL = st.integers(0, 12)
COUNTS = st.builds(
    BallotCount, in_favour=SMALL, against=SMALL, abstained=SMALL, blank=SMALL, void=SMALL
)
SIMPLE = st.builds(MajorityRule, st.sampled_from(MajorityBase))
RULES = SIMPLE | st.builds(
    MajorityRule,
    st.sampled_from(MajorityBase),
    st.sampled_from([Share(2, 3), Share(3, 4), Share(1, 2), Share(1, 1)]),
)


def vote(
    yes: int, no: int = 0, abstained: int = 0, *, rule: MajorityRule = PRESENT, **options: Any
) -> Decision:
    count = BallotCount(in_favour=yes, against=no, abstained=abstained)
    bases = VoteBases(present=count.total, in_office=9, all_members=40)
    return decide(count, rule, bases, **options)


def test_two_yes_one_no_two_abstained_is_rejected_among_those_present() -> None:
    decision = vote(2, 1, 2)
    assert decision.outcome is BallotOutcome.REJECTED
    assert (decision.base, decision.needed) == (5, 3)


def test_two_yes_one_no_two_abstained_is_approved_among_those_voting() -> None:
    decision = vote(2, 1, 2, rule=VOTING)
    assert decision.outcome is BallotOutcome.APPROVED
    assert (decision.base, decision.needed) == (3, 2)


def test_four_of_nine_present_decide_nothing() -> None:
    decision = vote(4, quorum_met=False)
    assert decision.outcome is BallotOutcome.INVALID
    assert not decision.is_approved


def test_three_to_three_is_approved_by_the_casting_vote() -> None:
    decision = vote(3, 3, tie=PREVAILS, chair_choice=Choice.IN_FAVOUR)
    assert decision.outcome is BallotOutcome.APPROVED_BY_CASTING_VOTE
    assert decision.is_approved


def test_three_to_three_is_rejected_where_the_statute_gives_no_casting_vote() -> None:
    assert vote(3, 3, chair_choice=Choice.IN_FAVOUR).outcome is BallotOutcome.REJECTED


@pytest.mark.parametrize(
    ("chair", "words"),
    [
        (Choice.AGAINST, "Not approved: a tie, and who chairs voted against."),
        (Choice.ABSTAINED, "Not approved: a tie, and no vote of who chairs breaks it."),
        (None, "Not approved: a tie, and no vote of who chairs breaks it."),
    ],
)
def test_a_chair_that_is_not_in_favour_approves_nothing(chair: Choice | None, words: str) -> None:
    decision = vote(3, 3, tie=PREVAILS, chair_choice=chair)
    assert decision.outcome is BallotOutcome.REJECTED
    assert decision.words.msgid == words


@pytest.mark.parametrize(("rule", "approved"), [(PRESENT, False), (VOTING, True)])
def test_the_casting_vote_counts_twice_and_must_still_reach_the_majority(
    rule: MajorityRule, approved: bool
) -> None:
    decision = vote(2, 2, 2, rule=rule, tie=PREVAILS, chair_choice=Choice.IN_FAVOUR)
    assert decision.is_approved is approved


def test_no_casting_vote_makes_a_qualified_majority() -> None:
    rule = MajorityRule.parse("1/2 all_members")
    count = BallotCount(in_favour=19, against=19)
    bases = VoteBases(present=38, all_members=40)
    decision = decide(count, rule, bases, tie=PREVAILS, chair_choice=Choice.IN_FAVOUR)
    assert decision.outcome is BallotOutcome.REJECTED


@pytest.mark.parametrize("present", [30, 31, 40])
def test_dissolution_with_40_members_needs_30_yes_whatever_the_attendance(present: int) -> None:
    bases = VoteBases(present=present, all_members=40)
    enough = decide(BallotCount(in_favour=30), DISSOLUTION, bases)
    short = decide(BallotCount(in_favour=29), DISSOLUTION, bases)
    assert (enough.needed, enough.outcome) == (30, BallotOutcome.APPROVED)
    assert short.outcome is BallotOutcome.REJECTED


def test_the_base_shrinks_when_directors_do_not_vote_on_the_accounts() -> None:
    count = BallotCount(in_favour=6, against=5)
    with_directors = decide(count, PRESENT, VoteBases(present=20))
    without_nine = decide(count, PRESENT, VoteBases(present=11))
    assert (with_directors.outcome, with_directors.base) == (BallotOutcome.REJECTED, 20)
    assert (without_nine.outcome, without_nine.base) == (BallotOutcome.APPROVED, 11)


def test_when_all_abstain_nothing_is_approved() -> None:
    assert vote(0, 0, 5, rule=VOTING).outcome is BallotOutcome.REJECTED
    assert vote(0, 0, 5, tie=PREVAILS).words.msgid.startswith("Not approved: {in_favour}")


def test_blank_papers_enter_the_base_only_where_they_count() -> None:
    count = BallotCount(in_favour=3, against=2, blank=2, void=1)
    bases = VoteBases(present=8)
    assert decide(count, VOTING, bases).is_approved
    assert not decide(count, VOTING, bases, blank_counts=True).is_approved


def test_more_votes_than_voters_are_told_and_never_decided_on() -> None:
    count, bases = BallotCount(in_favour=4, against=2), VoteBases(present=5)
    assert len(count_problems(count, bases)) == 1
    with pytest.raises(ValueError, match="more votes"):
        decide(count, PRESENT, bases)


def test_a_count_below_zero_cannot_be() -> None:
    with pytest.raises(ValueError, match="below zero"):
        BallotCount(in_favour=1, against=-1)


@given(RULES)
def test_every_majority_reads_back_from_its_code(rule: MajorityRule) -> None:
    assert MajorityRule.parse(rule.code) == rule
    assert "{" not in rule.text.msgid.format(**dict(rule.text.values))


@pytest.mark.parametrize("code", ["", "majority", "most present", "3/4", "4/3 present"])
def test_another_code_is_no_majority(code: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a wrong code of any part of the rule
        MajorityRule.parse(code)


@given(COUNTS, RULES, st.integers(0, 40), st.sampled_from([None, *Choice]))
def test_approval_means_that_the_needed_votes_were_reached(
    count: BallotCount, rule: MajorityRule, absent: int, chair: Choice | None
) -> None:
    bases = VoteBases(present=count.total, in_office=count.total, all_members=count.total + absent)
    decision = decide(count, rule, bases, tie=PREVAILS, chair_choice=chair)
    if decision.outcome is BallotOutcome.APPROVED_BY_CASTING_VOTE:
        assert count.in_favour == count.against == decision.needed - 1
        assert chair is Choice.IN_FAVOUR
    else:
        reached = count.in_favour >= decision.needed
        assert (decision.outcome is BallotOutcome.APPROVED) == reached


@given(COUNTS, SIMPLE)
def test_a_simple_majority_never_approves_with_more_against_than_in_favour(
    count: BallotCount, rule: MajorityRule
) -> None:
    bases = VoteBases(present=count.total, in_office=count.total, all_members=count.total)
    if decide(count, rule, bases).is_approved:
        assert count.in_favour > count.against


@given(SMALL, SMALL, RULES, st.integers(0, 40))
def test_another_vote_in_favour_never_undoes_an_approval(
    in_favour: int, against: int, rule: MajorityRule, absent: int
) -> None:
    bases = VoteBases(present=25, in_office=25, all_members=25 + absent)
    less = decide(BallotCount(in_favour=in_favour, against=against), rule, bases)
    more = decide(BallotCount(in_favour=in_favour + 1, against=against), rule, bases)
    assert more.is_approved or not less.is_approved
