"""Say what came of a vote: count, base, majority needed, tie, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.domain.meetings import BallotOutcome, Choice, MajorityBase
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.domain.shares import Share
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


class TieRule(Term):
    """What a tie means in the statute."""

    PRESIDENT_PREVAILS = "president_prevails", N_("The vote of who chairs prevails")
    NOT_APPROVED = "not_approved", N_("Not approved")


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotCount:
    """The votes of a ballot; ValueError if one count is below zero.

    Blank and void papers exist in secret ballots alone.
    """

    in_favour: int
    against: int = 0
    abstained: int = 0
    blank: int = 0
    void: int = 0

    def __post_init__(self) -> None:
        if min(self.in_favour, self.against, self.abstained, self.blank, self.void) < 0:
            raise ValueError("a count cannot be below zero")

    @property
    def total(self) -> int:
        """Everybody who took part, abstaining included."""
        return self.in_favour + self.against + self.abstained + self.blank + self.void

    @property
    def cast(self) -> int:
        """The valid votes for or against."""
        return self.in_favour + self.against


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteBases:
    """The numbers a majority may be counted of.

    `present` are the votes present that may be cast on this item: who declared a conflict and,
    on the accounts and on their liability, the directors (art. 21 c.c.) are not among them.
    `all_members` are all the members, in good standing or not (Cass. 1408/1993).
    """

    present: int
    in_office: int = 0
    all_members: int = 0


@dataclass(frozen=True, slots=True)
class MajorityRule:
    """More than half of a base, or at least a share of it."""

    base: MajorityBase
    share: Share | None = None

    @classmethod
    def parse(cls, code: str) -> MajorityRule:
        """From the stored code: `majority present`, `3/4 all_members`; ValueError otherwise."""
        size, _space, base = code.partition(" ")
        return cls(MajorityBase(base), None if size == "majority" else Share.parse(size))

    @property
    def code(self) -> str:
        """What is stored; `parse` takes it back."""
        return f"{'majority' if self.share is None else self.share.code} {self.base}"

    def needed(self, base: int) -> int:
        """The votes in favour that approve; at least one."""
        return max(base // 2 + 1 if self.share is None else self.share.of(base), 1)

    @property
    def text(self) -> Sentence:
        """The rule as minutes cite it: «maggioranza dei presenti»."""
        if self.share is None:
            return say(_MAJORITY_OF[self.base])
        return say(_SHARE_OF[self.base], share=self.share.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What came of a ballot, with the figures it rests on."""

    outcome: BallotOutcome
    needed: int
    base: int
    words: Sentence

    @property
    def is_approved(self) -> bool:
        """Approved, be it by the casting vote."""
        return self.outcome in (BallotOutcome.APPROVED, BallotOutcome.APPROVED_BY_CASTING_VOTE)


def count_problems(count: BallotCount, bases: VoteBases) -> tuple[Sentence, ...]:
    """Why these counts cannot be, before anything is decided on them."""
    if count.total <= bases.present:
        return ()
    return (
        say(
            N_("More votes than voters: {votes} counted, {present} may vote on this item."),
            votes=count.total,
            present=bases.present,
        ),
    )


def base_of(rule: MajorityRule, count: BallotCount, bases: VoteBases, *, blank_counts: bool) -> int:
    """The number the majority is counted of; abstainers are present but not voting."""
    match rule.base:
        case MajorityBase.PRESENT:
            return bases.present
        case MajorityBase.VOTING:
            return count.cast + (count.blank if blank_counts else 0)
        case MajorityBase.IN_OFFICE:
            return bases.in_office
        case _:
            return bases.all_members


def decide(
    count: BallotCount,
    rule: MajorityRule,
    bases: VoteBases,
    *,
    tie: TieRule = TieRule.NOT_APPROVED,
    chair_choice: Choice | None = None,
    quorum_met: bool = True,
    blank_counts: bool = False,
) -> Decision:
    """The decision of a ballot. ValueError if more votes were counted than could be cast.

    The casting vote is the chair's vote counted twice: it breaks a tie between votes for and
    against under a simple majority, and where abstainers count in the base it must still reach
    the majority. `chair_choice` None (a secret ballot, an absent chair) breaks no tie.
    `blank_counts` lets blank papers into the base of those voting.
    """
    if count_problems(count, bases):
        raise ValueError("more votes than voters")
    base = base_of(rule, count, bases, blank_counts=blank_counts)
    needed = rule.needed(base)
    outcome = _outcome(count, rule, needed, tie, chair_choice) if quorum_met else _INVALID
    return Decision(
        outcome=outcome,
        needed=needed,
        base=base,
        words=_words(outcome, count, needed, tie, chair_choice),
    )


_INVALID = BallotOutcome.INVALID


def _outcome(
    count: BallotCount, rule: MajorityRule, needed: int, tie: TieRule, chair: Choice | None
) -> BallotOutcome:
    if count.in_favour >= needed:
        return BallotOutcome.APPROVED
    breaks = tie is TieRule.PRESIDENT_PREVAILS and chair is Choice.IN_FAVOUR
    if breaks and rule.share is None and _is_tie(count) and count.in_favour + 1 >= needed:
        return BallotOutcome.APPROVED_BY_CASTING_VOTE
    return BallotOutcome.REJECTED


def _is_tie(count: BallotCount) -> bool:
    return count.in_favour == count.against > 0


def _words(
    outcome: BallotOutcome, count: BallotCount, needed: int, tie: TieRule, chair: Choice | None
) -> Sentence:
    figures = {"in_favour": count.in_favour, "needed": needed}
    match outcome:
        case BallotOutcome.INVALID:
            return say(N_("Not valid: too few were present for this item."))
        case BallotOutcome.APPROVED:
            return say(N_("Approved: {in_favour} in favour, {needed} needed."), **figures)
        case BallotOutcome.APPROVED_BY_CASTING_VOTE:
            return say(
                N_(
                    "Approved: {in_favour} in favour, as many against; the vote of who chairs "
                    "prevails."
                ),
                in_favour=count.in_favour,
            )
    if not _is_tie(count):
        return say(N_("Not approved: {in_favour} in favour, {needed} needed."), **figures)
    if tie is TieRule.PRESIDENT_PREVAILS and chair is Choice.AGAINST:
        return say(N_("Not approved: a tie, and who chairs voted against."))
    if tie is TieRule.PRESIDENT_PREVAILS and chair is not Choice.IN_FAVOUR:
        return say(N_("Not approved: a tie, and no vote of who chairs breaks it."))
    return say(N_("Not approved: a tie. In favour {in_favour}, needed {needed}."), **figures)


_MAJORITY_OF = {
    MajorityBase.PRESENT: N_("majority of those present"),
    MajorityBase.VOTING: N_("majority of those voting"),
    MajorityBase.IN_OFFICE: N_("majority of those in office"),
    MajorityBase.ALL_MEMBERS: N_("majority of all the members"),
}
_SHARE_OF = {
    MajorityBase.PRESENT: N_("at least {share} of those present"),
    MajorityBase.VOTING: N_("at least {share} of those voting"),
    MajorityBase.IN_OFFICE: N_("at least {share} of those in office"),
    MajorityBase.ALL_MEMBERS: N_("at least {share} of all the members"),
}
