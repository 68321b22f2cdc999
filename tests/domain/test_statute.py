"""The statute's rules are settings: proposed, confirmed, asked by kind, cited by article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.ballots import MajorityRule, TieRule
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, Call
from cluster_desk.domain.notice import NoticeFrom
from cluster_desk.domain.quorum import QuorumRule
from cluster_desk.domain.rule_kinds import SILENT, RuleDefault, RuleKind
from cluster_desk.domain.shares import Share
from cluster_desk.domain.statute import DEFAULT_RULES, RULES
from cluster_desk.domain.statute_rules import (
    RuleSetting,
    StatuteRules,
    item_rules,
    notice_rule,
)

# The rules whose articles the default texts cite.
CITED = (
    "board_notice assembly_notice assembly_quorum voting_right proxies board_chair board_quorum "
    "totalitarian_meeting board_majority admission fee_rule arrears_vote arrears_consequences "
    "withdrawal exclusion"
)


@pytest.mark.parametrize("rule", DEFAULT_RULES, ids=lambda rule: rule.key)
def test_every_proposed_value_fits_its_rule(rule: RuleDefault) -> None:
    value = rule.parse(rule.default)
    assert rule.canonical(value) == rule.default
    assert rule.problem(rule.default) is None
    assert (rule.choices is not None) == (rule.kind is RuleKind.CHOICE)


def test_no_two_rules_share_a_key() -> None:
    assert len(RULES) == len(DEFAULT_RULES)


@pytest.mark.parametrize("key", CITED.split())
def test_every_rule_that_a_text_cites_exists(key: str) -> None:
    assert key in RULES


def test_the_proposed_values_of_an_association_without_a_statute_at_hand() -> None:
    rules = StatuteRules()
    assert (rules.number("assembly_notice"), rules.number("board_notice")) == (15, 7)
    assert rules.number("board_notice_urgent") == 48
    assert rules.quorum("assembly_quorum") == QuorumRule.parse("at_least_half")
    assert rules.quorum("assembly_quorum_second") == QuorumRule.parse("any_number")
    assert rules.quorum("board_quorum") == QuorumRule.parse("majority")
    assert rules.majority("board_majority") == MajorityRule.parse("majority present")
    assert rules.choice("board_tie", TieRule) is TieRule.PRESIDENT_PREVAILS
    assert (rules.number("proxies"), rules.number("board_proxies")) == (3, 0)
    assert (rules.flag("arrears_vote"), rules.flag("remote_meetings")) == (True, False)
    assert rules.number("board_term") == 3
    assert rules.share("assembly_request") == Share(1, 10)


def test_nothing_is_confirmed_until_somebody_does() -> None:
    setting = RuleSetting("board_notice", "10", article="14", confirmed=True)
    rules = StatuteRules([setting])
    assert rules.number("board_notice") == 10
    assert (rules.article("board_notice"), rules.is_confirmed("board_notice")) == ("14", True)
    assert (rules.article("proxies"), rules.is_confirmed("proxies")) == ("", False)
    assert len(rules.unconfirmed()) == len(RULES) - 1


def test_an_unknown_rule_or_an_unfit_value_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown rules"):
        StatuteRules([RuleSetting("nonsense", "1")])
    with pytest.raises(ValueError, match="whole number"):
        StatuteRules([RuleSetting("board_notice", "soon")])


def test_a_rule_asked_as_another_kind_is_a_bug() -> None:
    rules = StatuteRules()
    for ask, key in (
        (rules.number, "arrears_vote"),
        (rules.flag, "board_notice"),
        (rules.quorum, "board_majority"),
        (lambda key: rules.choice(key, TieRule), "notice_from"),
    ):
        with pytest.raises(TypeError, match=key):
            ask(key)
    with pytest.raises(KeyError):
        rules.article("nonsense")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("board_notice", "-1"),
        ("board_notice", "١٥"),
        ("board_notice", "10000"),
        ("board_notice", "0"),
        ("board_notice", "121"),
        ("assembly_majority", "1/3 voting"),
        ("dissolution_majority", "2/3 all_members"),
        ("dissolution_majority", "3/4 present"),
        ("arrears_vote", "true"),
        ("assembly_request", "10"),
        ("board_quorum", "most"),
        ("board_majority", "majority"),
        ("board_tie", "coin"),
    ],
)
def test_an_unfit_value_has_a_sentence(key: str, text: str) -> None:
    problem = RULES[key].problem(text)
    assert problem is not None
    assert problem.msgid.endswith(".")


def test_a_silent_statute_may_set_no_term_and_the_law_may_be_exceeded() -> None:
    notice, dissolution = RULES["board_notice"], RULES["dissolution_majority"]
    assert notice.problem("0", is_silent=True) is None
    assert notice.problem("121", is_silent=True) is not None
    assert dissolution.problem("4/5 all_members") is None
    silent = StatuteRules([RuleSetting("board_notice", "0", article=SILENT, confirmed=True)])
    assert (silent.article("board_notice"), silent.is_confirmed("board_notice")) == ("", True)


@given(st.sampled_from(DEFAULT_RULES), st.text(max_size=12))
def test_a_text_either_fits_or_has_a_problem(rule: RuleDefault, text: str) -> None:
    try:
        value = rule.parse(text)
    except ValueError:
        assert rule.problem(text) is not None
    else:
        assert rule.parse(rule.canonical(value)) == value


def test_a_value_of_another_rule_is_not_written() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any cause will do
        RULES["board_notice"].canonical(True)


def test_a_board_item_needs_the_rules_of_the_board() -> None:
    needs = item_rules(StatuteRules(), BodyKind.BOARD)
    assert needs.quorum.needed(9) == 5
    assert needs.tie is TieRule.PRESIDENT_PREVAILS
    assert (needs.quorum_key, needs.majority_key) == ("board_quorum", "board_majority")


def test_the_second_call_of_an_assembly_takes_any_number() -> None:
    rules = StatuteRules()
    first = item_rules(rules, BodyKind.ASSEMBLY, call=Call.FIRST)
    second = item_rules(rules, BodyKind.ASSEMBLY, call=Call.SECOND)
    assert (first.quorum.needed(40), second.quorum.needed(40)) == (20, 1)
    assert second.quorum_key == "assembly_quorum_second"


def test_a_statute_change_needs_three_quarters_present_at_any_call() -> None:
    for call in Call:
        needs = item_rules(StatuteRules(), BodyKind.ASSEMBLY, AgendaKind.STATUTE_CHANGE, call)
        assert needs.quorum.needed(40) == 30
        assert needs.majority.code == "majority present"


def test_dissolution_needs_three_quarters_of_all_members() -> None:
    needs = item_rules(StatuteRules(), BodyKind.ASSEMBLY, AgendaKind.DISSOLUTION, Call.SECOND)
    assert needs.majority.code == "3/4 all_members"
    assert needs.majority_key == "dissolution_majority"


def test_a_working_table_has_neither_quorum_nor_article() -> None:
    needs = item_rules(StatuteRules(), BodyKind.WORKING_TABLE)
    assert needs.quorum.needed(40) == 1
    assert (needs.quorum_key, needs.majority_key, needs.tie_key) == ("", "", "")
    assert notice_rule(StatuteRules(), BodyKind.WORKING_TABLE).days == 0


def test_the_notice_of_each_body_comes_from_its_rule() -> None:
    rules = StatuteRules([RuleSetting("notice_from", "receipt")])
    board = notice_rule(rules, BodyKind.BOARD)
    assert (board.days, board.counted_from) == (7, NoticeFrom.RECEIPT)
    assert notice_rule(rules, BodyKind.ASSEMBLY).days == 15
