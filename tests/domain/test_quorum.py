"""Quorums are values: half is not half plus one, and nobody is never enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.quorum import QuorumKind, QuorumRule
from cluster_desk.domain.shares import Share

SHARES = st.integers(1, 100).flatmap(
    lambda below: st.builds(Share, st.integers(1, below), st.just(below))
)
PLAIN = st.sampled_from([k for k in QuorumKind if k not in (QuorumKind.SHARE, QuorumKind.NUMBER)])
RULES = st.one_of(
    st.builds(QuorumRule, PLAIN),
    st.builds(lambda share: QuorumRule(QuorumKind.SHARE, share), SHARES),
    st.builds(lambda n: QuorumRule(QuorumKind.NUMBER, number=n), st.integers(1, 99_999)),
)


@pytest.mark.parametrize(
    ("code", "base", "needed"),
    [
        ("majority", 9, 5),
        ("at_least_half", 40, 20),
        ("half_plus_one", 40, 21),
        ("at_least_half", 41, 21),
        ("half_plus_one", 41, 21),
        ("majority", 40, 21),
        ("at_least 3/4", 40, 30),
        ("at_least 2/3", 40, 27),
        ("number 5", 9, 5),
        ("number 5", 3, 3),
        ("all", 9, 9),
        ("any_number", 40, 1),
        ("at_least_half", 0, 1),
    ],
)
def test_how_many_must_be_present(code: str, base: int, needed: int) -> None:
    assert QuorumRule.parse(code).needed(base) == needed


def test_four_of_nine_in_office_are_no_valid_meeting() -> None:
    board = QuorumRule.parse("majority")
    assert not board.is_met(4, 9)
    assert board.is_met(5, 9)


def test_twenty_of_forty_are_half_but_not_half_plus_one() -> None:
    assert QuorumRule.parse("at_least_half").is_met(20, 40)
    assert not QuorumRule.parse("half_plus_one").is_met(20, 40)
    assert QuorumRule.parse("half_plus_one").is_met(21, 40)


@given(RULES)
def test_every_rule_reads_back_from_its_code(rule: QuorumRule) -> None:
    assert QuorumRule.parse(rule.code) == rule


@given(RULES, st.integers(0, 100_000))
def test_somebody_is_always_needed_and_never_more_than_there_are(
    rule: QuorumRule, base: int
) -> None:
    assert 1 <= rule.needed(base) <= max(base, 1)
    assert not rule.is_met(0, base)
    assert rule.is_met(max(base, 1), base)


@given(RULES, st.integers(0, 1000), st.integers(0, 1000))
def test_a_larger_base_never_needs_fewer(rule: QuorumRule, base: int, more: int) -> None:
    assert rule.needed(base + more) >= rule.needed(base)


@pytest.mark.parametrize(
    "code", ["", "half", "at_least", "at_least 4/3", "at_least 0/3", "number", "number 0", "all 3"]
)
def test_another_code_is_no_quorum(code: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a wrong code of any part of the rule
        QuorumRule.parse(code)


def test_a_figure_that_does_not_belong_to_the_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="own figure"):
        QuorumRule(QuorumKind.MAJORITY, Share(1, 2))
    with pytest.raises(ValueError, match="own figure"):
        QuorumRule(QuorumKind.SHARE)


@given(RULES, st.sampled_from([BodyKind.ASSEMBLY, BodyKind.BOARD]))
def test_every_rule_has_its_words(rule: QuorumRule, body: BodyKind) -> None:
    for sentence in (rule.text, rule.presence_text(body)):
        assert "{" not in sentence.msgid.format(**dict(sentence.values))


def test_an_assembly_counts_members_and_a_board_those_in_office() -> None:
    half = QuorumRule.parse("at_least_half")
    assert half.presence_text(BodyKind.ASSEMBLY).msgid == (
        "with the presence, in person or by proxy, of at least half of the members entitled to vote"
    )
    assert half.presence_text(BodyKind.BOARD).msgid == (
        "with the presence of at least half of those in office"
    )


def test_usual_fractions_have_words_and_others_figures() -> None:
    assert Share(3, 4).words.msgid == "three quarters"
    assert Share(7, 9).words.msgid == "7/9"


@given(SHARES, st.integers(0, 10_000))
def test_a_share_of_a_base_is_the_least_number_that_reaches_it(share: Share, base: int) -> None:
    wanted = share.of(base)
    assert wanted * share.denominator >= base * share.numerator
    assert (wanted - 1) * share.denominator < base * share.numerator


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 3), (4, 3), (-1, 2)])
def test_a_share_lies_between_zero_and_one(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="between"):
        Share(numerator, denominator)
