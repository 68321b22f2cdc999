"""Decide who may vote, and why not: never the same question as who is a member or who has paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.membership import MEMBERS
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_


@dataclass(frozen=True, slots=True)
class VotingRight:
    """Whether a member may vote on a day, and every reason why not."""

    reasons: tuple[Sentence, ...] = ()

    @property
    def may_vote(self) -> bool:
        """Without a reason against it, a member votes."""
        return not self.reasons


def voting_right(
    *,
    status: Status | None,
    in_arrears: bool,
    on: date,
    admitted_on: date | None = None,
    arrears_suspend_vote: bool = True,
    category_votes: bool = True,
    minimum_days: int = 0,
) -> VotingRight:
    """The right to vote of a member on this day, under the rules of the statute.

    `in_arrears` and `status` as of that day; `minimum_days` is how long one must have stood in
    the register. A withdrawing member votes until the withdrawal takes effect.
    """
    if status not in MEMBERS:
        return VotingRight((_not_a_member(status),))
    reasons = []
    if status is Status.SUSPENDED:
        reasons.append(say(N_("The membership is suspended.")))
    if not category_votes:
        reasons.append(say(N_("This category of members has no vote.")))
    if in_arrears and arrears_suspend_vote:
        reasons.append(say(N_("The fee is not paid.")))
    if admitted_on is not None and (on - admitted_on).days < minimum_days:
        reasons.append(say(N_("A member for less than {days} days."), days=minimum_days))
    return VotingRight(tuple(reasons))


def _not_a_member(status: Status | None) -> Sentence:
    if status in (Status.APPLICANT, Status.REFUSED, None):
        return say(N_("Not admitted as a member on that day."))
    return say(N_("No longer a member on that day."))
