"""Put an item to the vote: who is there at that moment, under the rules of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from cluster_desk.domain.ballots import BallotCount, Decision, VoteBases, count_problems, decide
from cluster_desk.domain.mandates import ItemBase, ItemQuorum
from cluster_desk.domain.meetings import (
    AgendaKind,
    BallotMethod,
    BallotOutcome,
    Choice,
    ItemOutcome,
    MeetingState,
)
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.room import Room, conflicted, room
from cluster_desk.services.lengths import length_problems
from cluster_desk.services.meetings.planning import living
from cluster_desk.services.numbering import next_number
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Meeting
from cluster_desk.store.tables.members import Person
from cluster_desk.store.tables.resolutions import Ballot, Resolution, Vote
from cluster_desk.tx import Tx

_COUNTS = ("in_favour", "against", "abstained", "blank", "void")


class NotOpen(Refused):
    """Items are voted and end in an open meeting: before it nothing was said (DOMAIN §2.4)."""

    message = N_("Open the meeting first: items are voted, noted and postponed while it lasts.")


class AlreadyResolved(Refused):
    """A resolution is not taken back by the way its item ends."""

    message = N_("Item {position} was resolved: its resolution stays, with its number.")


class NoVotesHere(Refused):
    """Any other business carries no resolutions (DOMAIN §2.3)."""

    message = N_("No resolutions under «any other business»: put it on the next agenda.")


@dataclass(frozen=True, kw_only=True)
class CastVote:
    """A voter's choice: a member in an assembly, a person elsewhere."""

    voter_id: int
    choice: Choice


@dataclass(frozen=True, kw_only=True)
class HoldBallot:
    """Either named `votes`, or counts alone; a secret ballot has counts only.

    With `votes` given, everybody else who may vote is in favour where `others_in_favour`.
    `casting_choice` is the chair's vote where counts are given alone; `tellers` are the people
    who counted the papers of a secret ballot.
    """

    item_id: int
    held_at: time
    wording: str
    method: BallotMethod = BallotMethod.SHOW_OF_HANDS
    votes: tuple[CastVote, ...] = ()
    others_in_favour: bool = False
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    blank: int = 0
    void: int = 0
    casting_choice: Choice | None = None
    tellers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BallotHeld:
    """What came of it; number and id of the resolution only where it was adopted."""

    ballot_id: int
    decision: Decision
    resolution_id: int | None
    number: int | None


@dataclass(frozen=True, kw_only=True)
class EndItem:
    """An item without a vote: noted, discussed, or postponed to a later meeting."""

    item_id: int
    outcome: ItemOutcome
    discussion: str = ""
    postponed_to: str = ""


@dataclass(frozen=True, kw_only=True)
class _Tally:
    """A vote as it was counted and decided, before anything is kept."""

    base: ItemBase
    quorum: ItemQuorum
    votes: dict[int, Choice]
    count: BallotCount
    chair: Choice | None
    decision: Decision


def hold_ballot(tx: Tx, command: HoldBallot) -> BallotHeld:
    """Count, decide, and number the resolution in the same transaction where it is adopted.

    An item may be voted more than once, as where each applicant is admitted by a ballot of its
    own: it is resolved from the first resolution on. NotFound where a teller is nobody.
    """
    tx.allow("meetings.conduct")
    item = tx.get(AgendaItem, command.item_id, _("agenda item"))
    meeting = living(tx, item.meeting_id)
    if meeting.state is not MeetingState.OPEN:
        raise NotOpen
    if item.kind is AgendaKind.ANY_OTHER_BUSINESS:
        raise NoVotesHere
    for teller_id in command.tellers:
        tx.get(Person, teller_id, _("person"))
    there = room(tx.session, meeting.id)
    tally = _tallied(command, there, item.kind, meeting, conflicted(tx.session, item.id))
    ballot = _ballot(command, item, there, tally)
    tx.session.add(ballot)
    tx.session.flush()
    if command.method is not BallotMethod.SECRET:
        _keep_votes(tx, ballot.id, tally.votes, there, command.held_at)
    decision = tally.decision
    adopted = _adopt(tx, item, meeting, ballot) if decision.is_approved else None
    if item.outcome is not ItemOutcome.RESOLVED:
        item.outcome = _item_outcome(decision)
    if item.started_at is None:
        item.started_at = command.held_at
    tx.describe(
        _("Vote on item {position}: {title}").format(position=item.position, title=item.title)
    )
    tx.session.flush()
    return BallotHeld(
        ballot_id=ballot.id,
        decision=decision,
        resolution_id=adopted.id if adopted else None,
        number=adopted.number if adopted else None,
    )


def _tallied(
    command: HoldBallot,
    there: Room,
    kind: AgendaKind,
    meeting: Meeting,
    withheld: frozenset[int],
) -> _Tally:
    """Invalid with everything that is wrong with the votes."""
    base = there.base(command.held_at, kind, withheld)
    problems = _command_problems(command, meeting, base.may_vote)
    if problems:
        raise Invalid(problems)
    votes = _votes(command, base.may_vote)
    count = _count(command, votes)
    everybody = len(there.in_office)
    bases = VoteBases(present=len(base.may_vote), in_office=everybody, all_members=everybody)
    quorum = there.quorum(command.held_at, kind)
    if wrong := count_problems(count, bases):
        raise Invalid([Problem(field="votes", message=str(words)) for words in wrong])
    if not count.total and base.may_vote and quorum.is_met:
        message = _("Nobody voted: write the votes, or note or postpone the item.")
        raise Invalid([Problem(field="in_favour", message=message)])
    rules = there.rules_of(kind)
    chair = _chair_choice(command, votes, there, meeting, base)
    decision = decide(
        count,
        rules.majority,
        bases,
        tie=rules.tie,
        chair_choice=chair,
        quorum_met=quorum.is_met,
        blank_counts=there.rules.flag("blank_papers"),
    )
    return _Tally(
        base=base, quorum=quorum, votes=votes, count=count, chair=chair, decision=decision
    )


def _ballot(command: HoldBallot, item: AgendaItem, there: Room, tally: _Tally) -> Ballot:
    count = tally.count
    snapshot = _snapshot(there, item.kind, tally.base.may_vote)
    return Ballot(
        item_id=item.id,
        held_at=command.held_at,
        method=command.method,
        proposal=command.wording.strip(),
        entitled=tally.quorum.base,
        present=len(tally.base.present),
        quorum_needed=tally.quorum.needed,
        in_favour=count.in_favour,
        against=count.against,
        abstained=count.abstained,
        blank=count.blank,
        void=count.void,
        majority_base=there.rules_of(item.kind).majority.base,
        majority_needed=tally.decision.needed,
        casting_choice=tally.chair,
        outcome=tally.decision.outcome,
        rules=snapshot | {"tellers": list(command.tellers)},
    )


def _item_outcome(decision: Decision) -> ItemOutcome:
    if decision.outcome is BallotOutcome.INVALID:
        return ItemOutcome.OPEN  # voted again once enough are there, or postponed
    return ItemOutcome.RESOLVED if decision.is_approved else ItemOutcome.REJECTED


def _votes(command: HoldBallot, may_vote: frozenset[int]) -> dict[int, Choice]:
    votes = {vote.voter_id: vote.choice for vote in command.votes}
    if command.others_in_favour:
        votes = dict.fromkeys(sorted(may_vote), Choice.IN_FAVOUR) | votes
    return votes


def _count(command: HoldBallot, votes: dict[int, Choice]) -> BallotCount:
    if not votes:
        return BallotCount(
            in_favour=command.in_favour,
            against=command.against,
            abstained=command.abstained,
            blank=command.blank,
            void=command.void,
        )
    cast = list(votes.values())
    return BallotCount(
        in_favour=cast.count(Choice.IN_FAVOUR),
        against=cast.count(Choice.AGAINST),
        abstained=cast.count(Choice.ABSTAINED),
    )


def _command_problems(
    command: HoldBallot, meeting: Meeting, may_vote: frozenset[int]
) -> list[Problem]:
    problems = []
    if meeting.opened_at is not None and command.held_at < meeting.opened_at:
        message = _("Nothing is voted before the meeting was opened.")
        problems.append(Problem(field="held_at", message=message))
    for name in _COUNTS:
        if getattr(command, name) < 0:
            message = _("A count cannot be below zero.")
            problems.append(Problem(field=name, message=message))
    problems += _paper_problems(command)
    if not command.wording.strip():
        message = _("Write what is resolved.")
        problems.append(Problem(field="wording", message=message))
    if command.votes and command.method is BallotMethod.SECRET:
        message = _("A secret ballot keeps the counts, never the names.")
        problems.append(Problem(field="votes", message=message))
    for vote in command.votes:
        if vote.voter_id not in may_vote:
            message = _("Somebody who may not vote on this item has a vote recorded.")
            problems.append(Problem(field="votes", message=message))
    return problems


def _paper_problems(command: HoldBallot) -> list[Problem]:
    """Papers are of secret ballots, and a vote is counted in one way."""
    problems = []
    if command.method is not BallotMethod.SECRET and (command.blank or command.void):
        message = _("Blank and void papers are of secret ballots only.")
        problems.append(Problem(field="blank", message=message))
    named = command.votes or command.others_in_favour
    if named and any(getattr(command, name) for name in _COUNTS):
        message = _("Give the names or the counts, not both.")
        problems.append(Problem(field="votes", message=message))
    if len({vote.voter_id for vote in command.votes}) < len(command.votes):
        message = _("Somebody has two votes recorded.")
        problems.append(Problem(field="votes", message=message))
    return problems


def _chair_choice(
    command: HoldBallot,
    votes: dict[int, Choice],
    there: Room,
    meeting: Meeting,
    base: ItemBase,
) -> Choice | None:
    """The chair's own vote, which the statute may count twice; None where they cast none."""
    if command.method is BallotMethod.SECRET:
        return None
    carried = there.carried(command.held_at)
    own = [v for v, m in carried.items() if m.person_id == meeting.chair_id and not m.is_proxy]
    if command.casting_choice is not None and base.may_vote.isdisjoint(own):
        message = _("Whoever presides is not in the room at that time: their vote breaks no tie.")
        if there.has(meeting.chair_id or 0, command.held_at):
            message = _("Whoever presides does not vote on this item: their vote breaks no tie.")
        raise Invalid([Problem(field="casting_choice", message=message)])
    if not votes:
        return command.casting_choice
    return next((votes[voter] for voter in own if voter in votes), None)


def _snapshot(there: Room, kind: AgendaKind, may_vote: frozenset[int]) -> dict[str, Any]:
    """The rules as they were, with their articles: what a reprint years later must show."""
    rules = there.rules_of(kind)
    keys = [key for key in (rules.quorum_key, rules.majority_key, rules.tie_key) if key]
    return {
        "may_vote": len(may_vote),
        "majority": rules.majority.code,
        "quorum": rules.quorum.code,
        "tie": str(rules.tie),
        "articles": {key: there.rules.article(key) for key in keys},
        "confirmed": {key: there.rules.is_confirmed(key) for key in keys},
    }


def _keep_votes(
    tx: Tx, ballot_id: int, votes: dict[int, Choice], there: Room, held_at: time
) -> None:
    carried = there.carried(held_at)
    tx.insert_all(
        Vote,
        [
            {
                "ballot_id": ballot_id,
                "person_id": carried[voter].person_id,
                "membership_id": voter if voter in there.members else None,
                "choice": choice,
            }
            for voter, choice in votes.items()
        ],
    )


def _adopt(tx: Tx, item: AgendaItem, meeting: Meeting, ballot: Ballot) -> Resolution:
    body = tx.get(Body, meeting.body_id, _("body"))
    resolution = Resolution(
        body_id=body.id,
        year=meeting.year,
        number=next_number(tx, f"resolution:{body.code}", meeting.year),
        meeting_id=meeting.id,
        item_id=item.id,
        ballot_id=ballot.id,
        adopted_on=meeting.held_on,
        wording=ballot.proposal,
    )
    tx.session.add(resolution)
    tx.session.flush()
    return resolution


def end_item(tx: Tx, command: EndItem) -> None:
    """Note, discuss or postpone an item of a meeting in progress."""
    tx.allow("meetings.conduct")
    item = tx.get(AgendaItem, command.item_id, _("agenda item"))
    if living(tx, item.meeting_id).state is not MeetingState.OPEN:
        raise NotOpen
    if command.outcome in (ItemOutcome.RESOLVED, ItemOutcome.REJECTED, ItemOutcome.OPEN):
        message = _("Only a vote resolves an item.")
        raise Invalid([Problem(field="outcome", message=message)])
    if item.outcome is ItemOutcome.RESOLVED:
        raise AlreadyResolved(position=item.position)
    if problems := length_problems(AgendaItem, {"postponed_to": command.postponed_to}):
        raise Invalid(problems)
    item.outcome = command.outcome
    if command.discussion:
        item.discussion = command.discussion
    item.postponed_to = command.postponed_to
    tx.describe(_("{outcome}: {title}").format(outcome=command.outcome.label, title=item.title))
