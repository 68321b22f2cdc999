"""Ask the rules in force by key and kind, and gather what one item of an agenda needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from cluster_desk.domain.ballots import MajorityRule, TieRule
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, Call, MajorityBase, MeetingState
from cluster_desk.domain.notice import NoticeFrom, NoticeRule, NoticeWarning, notice_warning
from cluster_desk.domain.quorum import QuorumKind, QuorumRule
from cluster_desk.domain.rule_kinds import SILENT, RuleValue
from cluster_desk.domain.shares import Share
from cluster_desk.domain.statute import RULES
from cluster_desk.domain.terms import Term

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=Term)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A rule as an association has it: value, article of its statute, confirmed or not."""

    key: str
    value: str
    article: str = ""
    confirmed: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether the statute was read and says nothing on it."""
        return self.article == SILENT


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemRules:
    """What one agenda item needs, and the keys whose articles to cite ("" where none is)."""

    quorum: QuorumRule
    majority: MajorityRule
    tie: TieRule
    quorum_key: str
    majority_key: str
    tie_key: str


class StatuteRules:
    """The rules in force, asked by key and kind; what was never set has the proposed default.

    A key that is unknown, or asked as another kind than it is, is a bug: KeyError, TypeError.
    """

    def __init__(self, settings: Iterable[RuleSetting] = ()) -> None:
        """ValueError if a setting has an unknown key or a value that does not fit."""
        self._settings = {setting.key: setting for setting in settings}
        self._values: dict[str, RuleValue] = {}
        if unknown := self._settings.keys() - RULES.keys():
            raise ValueError(f"unknown rules: {sorted(unknown)}")
        for key, rule in RULES.items():
            setting = self._settings.get(key)
            self._values[key] = rule.parse(setting.value if setting else rule.default)

    def number(self, key: str) -> int:
        """Days, hours, months, years or a count."""
        value = self._values[key]
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{key} is not a number")
        return value

    def flag(self, key: str) -> bool:
        """Yes or no."""
        return self._as(key, bool)

    def quorum(self, key: str) -> QuorumRule:
        """A quorum."""
        return self._as(key, QuorumRule)

    def majority(self, key: str) -> MajorityRule:
        """A majority."""
        return self._as(key, MajorityRule)

    def choice(self, key: str, of: type[_Choice]) -> _Choice:
        """A choice, of the vocabulary the caller expects."""
        return self._as(key, of)

    def share(self, key: str) -> Share:
        """A fraction."""
        return self._as(key, Share)

    def article(self, key: str) -> str:
        """The article of the statute, or "" where there is none: then none is printed."""
        RULES[key]
        setting = self._settings.get(key)
        return "" if setting is None or setting.is_silent else setting.article

    def is_confirmed(self, key: str) -> bool:
        """Whether somebody compared it with the statute."""
        RULES[key]
        setting = self._settings.get(key)
        return setting is not None and setting.confirmed

    def unconfirmed(self) -> tuple[str, ...]:
        """The keys «da verificare sullo statuto», in the order of the table."""
        return tuple(key for key in RULES if not self.is_confirmed(key))

    def _as(self, key: str, kind: type[_Value]) -> _Value:
        value = self._values[key]
        if not isinstance(value, kind):
            raise TypeError(f"{key} is not a {kind.__name__}")
        return value


def item_rules(
    rules: StatuteRules,
    body: BodyKind,
    kind: AgendaKind = AgendaKind.RESOLUTION,
    call: Call = Call.SINGLE,
) -> ItemRules:
    """What an item needs in this body and at this call.

    Working tables and other advisory bodies have no quorum, and bind nobody by their votes.
    """
    if body is BodyKind.BOARD:
        quorum, majority, tie = "board_quorum", "board_majority", "board_tie"
    elif body is BodyKind.ASSEMBLY:
        second = call is Call.SECOND
        quorum = "assembly_quorum_second" if second else "assembly_quorum"
        majority, tie = "assembly_majority", "assembly_tie"
        if kind is AgendaKind.STATUTE_CHANGE:
            quorum, majority = "statute_change_quorum", "statute_change_majority"
        elif kind is AgendaKind.DISSOLUTION:
            majority = "dissolution_majority"
    else:
        return _ADVISORY
    return ItemRules(
        quorum=rules.quorum(quorum),
        majority=rules.majority(majority),
        tie=rules.choice(tie, TieRule),
        quorum_key=quorum,
        majority_key=majority,
        tie_key=tie,
    )


def notice_rule(rules: StatuteRules, body: BodyKind, *, urgent: bool = False) -> NoticeRule:
    """The notice of a body's meetings; none for bodies the statute sets no days for.

    An urgent call of the board is counted in hours, and only its day is known: as many days as
    the hours fill, from the day of the sending.
    """
    if urgent and body is BodyKind.BOARD:
        return NoticeRule(
            days=-(-rules.number("board_notice_urgent") // 24),
            counted_from=rules.choice("notice_from", NoticeFrom),
            first_day_counts=True,
        )
    days = {BodyKind.ASSEMBLY: "assembly_notice", BodyKind.BOARD: "board_notice"}.get(body)
    return NoticeRule(
        days=rules.number(days) if days else 0,
        counted_from=rules.choice("notice_from", NoticeFrom),
        first_day_counts=rules.flag("notice_first_day"),
        meeting_day_counts=rules.flag("notice_meeting_day"),
    )


class Called(Protocol):
    """What is known of how a meeting was called."""

    @property
    def state(self) -> MeetingState: ...
    @property
    def held_on(self) -> date: ...
    @property
    def notice_sent_on(self) -> date | None: ...
    @property
    def urgent(self) -> bool: ...
    @property
    def totalitarian(self) -> bool: ...


def warning_of_notice(rules: StatuteRules, body: BodyKind, it: Called) -> NoticeWarning | None:
    """What is wrong with how a meeting was called; None before it should have been.

    Advisory bodies meet as they like; a meeting at which all were present needs no notice.
    """
    if body not in _CALLED or it.totalitarian or it.state is MeetingState.CANCELLED:
        return None
    if it.state is MeetingState.PLANNED:
        return None
    rule = notice_rule(rules, body, urgent=it.urgent)
    return notice_warning(rule, it.held_on, it.notice_sent_on)


_CALLED = frozenset({BodyKind.ASSEMBLY, BodyKind.BOARD, BodyKind.AUDITORS})
_ADVISORY = ItemRules(
    quorum=QuorumRule(QuorumKind.ANY_NUMBER),
    majority=MajorityRule(MajorityBase.PRESENT),
    tie=TieRule.NOT_APPROVED,
    quorum_key="",
    majority_key="",
    tie_key="",
)
