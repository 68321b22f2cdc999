"""Give the rules of a statute their kinds of value, and read and write those values."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.domain.ballots import MajorityRule
from cluster_desk.domain.quorum import QuorumRule
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.domain.shares import Share
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_, _, ngettext

_MOST = 9999

SILENT = "–"
"""Stands for the article of a rule on which the statute says nothing."""


class RuleGroup(Term):
    """Under which heading the settings show a rule."""

    MEMBERS = "members", N_("Members")
    FEES = "fees", N_("Fees")
    ASSEMBLY = "assembly", N_("Assembly")
    BOARD = "board", N_("Board")
    MEETINGS = "meetings", N_("All meetings")


class RuleKind(Term):
    """What a rule's value is; stored as canonical text."""

    DAYS = "days", N_("Days")
    HOURS = "hours", N_("Hours")
    MONTHS = "months", N_("Months")
    YEARS = "years", N_("Years")
    COUNT = "count", N_("Number")
    FLAG = "flag", N_("Yes or no")
    SHARE = "share", N_("Fraction")
    QUORUM = "quorum", N_("Quorum")
    MAJORITY = "majority", N_("Majority")
    CHOICE = "choice", N_("Choice")


class DecidingBody(Term):
    """Which body the statute gives a decision to."""

    BOARD = "board", N_("The board")
    ASSEMBLY = "assembly", N_("The assembly")
    ARBITRATION_PANEL = "arbitration_panel", N_("The arbitration panel")


class ArrearsConsequence(Term):
    """What the statute makes of long arrears; the program itself never ends a membership."""

    RESOLUTION = "resolution", N_("Exclusion or lapse by resolution")
    LAPSE_AFTER_REMINDER = "lapse_after_reminder", N_("Lapse after a reminder, to be recorded")
    LAPSE_AT_DEADLINE = "lapse_at_deadline", N_("Lapse at the deadline, to be recorded")


class YearMeaning(Term):
    """Which year «the current year» of the statute is."""

    CALENDAR = "calendar", N_("The calendar year")
    FISCAL = "fiscal", N_("The fiscal year")


class QuorumCount(Term):
    """Of whom the quorum of an assembly is counted."""

    ENTITLED = "entitled", N_("Of the members with a vote on that day")
    ALL_MEMBERS = "all_members", N_("Of all the members")


class Chair(Term):
    """Who chairs by statute."""

    PRESIDENT = "president", N_("The president")
    ELECTED = "elected", N_("Who is chosen by the meeting")


RuleValue = int | bool | Share | QuorumRule | MajorityRule | Term

_NUMBERS = {
    RuleKind.DAYS,
    RuleKind.HOURS,
    RuleKind.MONTHS,
    RuleKind.YEARS,
    RuleKind.COUNT,
}
_FLAGS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class RuleDefault:
    """A rule of the statute as the program knows it: its key, words, kind and proposed value.

    `choices` is the vocabulary of a CHOICE. The default is a proposal to be confirmed (DOMAIN
    §1.4), never the law. `least` and `most` bound what a person may write as a number; 0 below
    `least` means that there is no such term, which only a silent statute can say. A majority of
    `lawful` or more is what the law asks whatever the statute says.
    """

    key: str
    msgid: str
    kind: RuleKind
    default: str
    group: RuleGroup
    choices: type[Term] | None = None
    least: int = 0
    most: int = _MOST
    lawful: str = ""

    @property
    def label(self) -> str:
        """The rule's name in the chosen language."""
        return _(self.msgid)

    def parse(self, text: str) -> RuleValue:
        """The value of canonical text: `15`, `yes`, `3/4`, `majority present`, a choice's code.

        ValueError if it does not fit the kind.
        """
        if self.kind in _NUMBERS:
            if not (text.isascii() and text.isdecimal()) or int(text) > _MOST:
                raise ValueError("not a whole number")
            return int(text)
        match self.kind:
            case RuleKind.FLAG:
                if text not in _FLAGS:
                    raise ValueError("neither yes nor no")
                return _FLAGS[text]
            case RuleKind.SHARE:
                return Share.parse(text)
            case RuleKind.QUORUM:
                return QuorumRule.parse(text)
            case RuleKind.MAJORITY:
                return MajorityRule.parse(text)
        if self.choices is None:
            raise ValueError("a choice needs its vocabulary")
        return self.choices(text)

    def canonical(self, value: RuleValue) -> str:
        """The text that is stored for a value; `parse` takes it back, ValueError if it cannot."""
        if isinstance(value, bool):
            text = "yes" if value else "no"
        elif isinstance(value, QuorumRule | MajorityRule | Share):
            text = value.code
        else:
            text = str(value)
        if self.parse(text) != value:
            raise ValueError("not a value of this rule")
        return text

    def problem(self, text: str, *, is_silent: bool = False) -> Sentence | None:
        """Why a person cannot give the rule this value, or None.

        Narrower than `parse`, which takes what a desk holds already.
        """
        try:
            value = self.parse(text)
        except ValueError:
            return say(_PROBLEMS[self.kind])
        if isinstance(value, MajorityRule):
            return self._majority_problem(value)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        if value > self.most:
            return say(N_("Write at most {most}."), most=self.most)
        if value < self.least and not (is_silent and not value):
            return say(
                N_("Write at least {least}: 0 stands only where the statute is silent."),
                least=self.least,
            )
        return None

    def _majority_problem(self, rule: MajorityRule) -> Sentence | None:
        if self.lawful:
            asked = MajorityRule.parse(self.lawful)
            if rule.base is not asked.base or not _reaches(rule.share, asked.share):
                return say(_PROBLEM_OF_LAW)
        if rule.share is not None and not _reaches(rule.share, _HALF):
            return say(N_("A majority is at least half: write a fraction such as 2/3."))
        return None

    def words(self, text: str) -> str:
        """The value as a person reads it: «15 giorni», «Sì», «almeno la metà»."""
        value = self.parse(text)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, int):
            return _counted(self.kind, value).format(count=value)
        if isinstance(value, QuorumRule | MajorityRule):
            return str(value.text)
        if isinstance(value, Share):
            return str(value.words)
        return value.label


def _reaches(share: Share | None, other: Share | None) -> bool:
    """Whether the first fraction is the other or more; more than half is no fraction."""
    if share is None or other is None:
        return share is other
    return share.numerator * other.denominator >= other.numerator * share.denominator


def _counted(kind: RuleKind, count: int) -> str:
    match kind:
        case RuleKind.DAYS:
            return ngettext("{count} day", "{count} days", count)
        case RuleKind.HOURS:
            return ngettext("{count} hour", "{count} hours", count)
        case RuleKind.MONTHS:
            return ngettext("{count} month", "{count} months", count)
        case RuleKind.YEARS:
            return ngettext("{count} year", "{count} years", count)
    return "{count}"


_HALF = Share(1, 2)
_PROBLEM_OF_LAW = N_(
    "The law asks for three quarters of all the members, and the statute cannot ask for less."
)
_WHOLE_NUMBER = N_("Write a whole number, up to 9999.")
_PROBLEMS = {
    **dict.fromkeys(_NUMBERS, _WHOLE_NUMBER),
    RuleKind.FLAG: N_("Choose yes or no."),
    RuleKind.SHARE: N_("Write a fraction, such as 1/10."),
    RuleKind.QUORUM: N_("Choose one of the quorums."),
    RuleKind.MAJORITY: N_("Choose one of the majorities."),
    RuleKind.CHOICE: N_("Choose one of the values offered."),
}
