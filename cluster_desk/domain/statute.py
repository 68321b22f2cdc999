"""List the rules a statute settles, each with a proposed value to be confirmed (DOMAIN §1.4)."""

from __future__ import annotations

from cluster_desk.domain.ballots import TieRule
from cluster_desk.domain.notice import NoticeFrom
from cluster_desk.domain.rule_kinds import (
    ArrearsConsequence,
    Chair,
    DecidingBody,
    QuorumCount,
    RuleDefault,
    RuleGroup,
    RuleKind,
    YearMeaning,
)
from cluster_desk.i18n import N_

_A, _B, _F, _M, _ALL = (
    RuleGroup.ASSEMBLY,
    RuleGroup.BOARD,
    RuleGroup.FEES,
    RuleGroup.MEMBERS,
    RuleGroup.MEETINGS,
)
_DAYS, _FLAG, _COUNT = RuleKind.DAYS, RuleKind.FLAG, RuleKind.COUNT
_QUORUM, _MAJORITY, _CHOICE = RuleKind.QUORUM, RuleKind.MAJORITY, RuleKind.CHOICE

DEFAULT_RULES: tuple[RuleDefault, ...] = (
    # Members: admission, the ways out (art. 24 c.c.), who decides.
    RuleDefault("admission", N_("Who admits members"), _CHOICE, "board", _M, DecidingBody),
    RuleDefault("admission_after_payment", N_("Entry in the register only after payment"), _FLAG,
                "no", _M),
    RuleDefault("withdrawal", N_("Notice of a withdrawal before the year’s end"), RuleKind.MONTHS,
                "3", _M, most=12),
    RuleDefault("withdrawal_year", N_("Which year a withdrawal closes with"), _CHOICE, "calendar",
                _M, YearMeaning),
    RuleDefault("exclusion", N_("Who excludes members"), _CHOICE, "assembly", _M, DecidingBody),
    RuleDefault("exclusion_reply", N_("Days to answer a letter of charges"), _DAYS, "15", _M,
                least=1, most=365),
    # Fees.
    RuleDefault("fee_rule", N_("Who sets the fees"), _CHOICE, "assembly", _F, DecidingBody),
    RuleDefault("arrears_vote", N_("Arrears suspend the vote"), _FLAG, "yes", _F),
    RuleDefault("arrears_consequences", N_("What follows long arrears"), _CHOICE, "resolution",
                _F, ArrearsConsequence),
    # Assembly.
    RuleDefault("assembly_notice", N_("Notice of an assembly"), _DAYS, "15", _A, least=1,
                most=120),
    RuleDefault("assembly_quorum", N_("Quorum at first call"), _QUORUM, "at_least_half", _A),
    RuleDefault("assembly_quorum_second", N_("Quorum at second call"), _QUORUM, "any_number", _A),
    RuleDefault("assembly_quorum_base", N_("Of whom the quorum is counted"), _CHOICE, "entitled",
                _A, QuorumCount),
    RuleDefault("second_call_other_day", N_("Second call on another day"), _FLAG, "no", _A),
    RuleDefault("assembly_majority", N_("Majority of the assembly"), _MAJORITY,
                "majority present", _A),
    RuleDefault("assembly_tie", N_("Tie in the assembly"), _CHOICE, "not_approved", _A, TieRule),
    RuleDefault("statute_change_quorum", N_("Quorum to change the statute"), _QUORUM,
                "at_least 3/4", _A),
    RuleDefault("statute_change_majority", N_("Majority to change the statute"), _MAJORITY,
                "majority present", _A),
    RuleDefault("dissolution_majority", N_("Majority to dissolve the association"), _MAJORITY,
                "3/4 all_members", _A, lawful="3/4 all_members"),
    RuleDefault("voting_right", N_("Days in the register before one votes"), _DAYS, "0", _A,
                most=730),
    RuleDefault("proxies", N_("Proxies one member may receive"), _COUNT, "3", _A, most=100),
    RuleDefault("directors_hold_proxies", N_("Directors may hold proxies"), _FLAG, "yes", _A),
    RuleDefault("accounts_other_representative",
                N_("A director’s organisation may vote on the accounts through somebody else"),
                _FLAG, "no", _A),
    RuleDefault("assembly_request", N_("Members who may ask for an assembly"), RuleKind.SHARE,
                "1/10", _A),
    RuleDefault("accounts_deadline", N_("Accounts to the assembly after the year’s end"),
                RuleKind.MONTHS, "4", _A, least=1, most=12),
    # Board.
    RuleDefault("board_notice", N_("Notice of a board meeting"), _DAYS, "7", _B, least=1,
                most=120),
    RuleDefault("board_notice_urgent", N_("Urgent notice of a board meeting"), RuleKind.HOURS,
                "48", _B, least=1, most=720),
    RuleDefault("board_chair", N_("Who chairs the board"), _CHOICE, "president", _B, Chair),
    RuleDefault("board_quorum", N_("Quorum of the board"), _QUORUM, "majority", _B),
    RuleDefault("board_majority", N_("Majority of the board"), _MAJORITY, "majority present", _B),
    RuleDefault("board_tie", N_("Tie in the board"), _CHOICE, "president_prevails", _B, TieRule),
    RuleDefault("board_proxies", N_("Proxies one director may receive"), _COUNT, "0", _B, most=20),
    RuleDefault("board_term", N_("Term of the board"), RuleKind.YEARS, "3", _B, least=1, most=10),
    # All meetings.
    RuleDefault("totalitarian_meeting", N_("Valid without notice when all are present"), _FLAG,
                "yes", _ALL),
    RuleDefault("remote_meetings", N_("Meetings by video conference"), _FLAG, "no", _ALL),
    RuleDefault("notice_from", N_("From when the notice is counted"), _CHOICE, "sending", _ALL,
                NoticeFrom),
    RuleDefault("notice_first_day", N_("The day of the notice counts"), _FLAG, "no", _ALL),
    RuleDefault("notice_meeting_day", N_("The day of the meeting counts"), _FLAG, "no", _ALL),
    RuleDefault("blank_papers", N_("Blank papers count among those voting"), _FLAG, "no", _ALL),
)  # fmt: skip

RULES: dict[str, RuleDefault] = {rule.key: rule for rule in DEFAULT_RULES}
"""The rules by key."""
