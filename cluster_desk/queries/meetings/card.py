"""Everything about one meeting for the screen: its facts, its quorums, its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from sqlalchemy.orm import Session

from cluster_desk.domain.mandates import ItemQuorum
from cluster_desk.domain.notice import NoticeWarning
from cluster_desk.domain.statute_rules import warning_of_notice
from cluster_desk.queries.meetings.facts import BallotFacts, MeetingFacts, facts_of
from cluster_desk.queries.meetings.minutes import MinutesFacts, minutes_facts
from cluster_desk.queries.meetings.room import called


@dataclass(frozen=True, kw_only=True)
class ItemCheck:
    """The quorum of an item as it was counted at its vote, or is when it was taken up.

    What is entered later, a payment say, changes no count that was written with a vote.
    """

    item_id: int
    at: time
    quorum: ItemQuorum
    may_vote: int


@dataclass(frozen=True, kw_only=True)
class MeetingCard:
    """One meeting; `opening` is the quorum it was opened with, None before.

    `warning` says what is wrong with its notice.
    """

    facts: MeetingFacts
    opening: ItemQuorum | None
    checks: tuple[ItemCheck, ...]
    minutes: MinutesFacts | None
    warning: NoticeWarning | None


def meeting_card(session: Session, meeting_id: int) -> MeetingCard | None:
    """None where there is no such meeting."""
    call = called(session, meeting_id)
    if call is None:
        return None
    facts = facts_of(session, call)
    opened = facts.sitting.opened_at
    return MeetingCard(
        facts=facts,
        opening=facts.room.quorum(opened) if opened else None,
        checks=_checks(facts),
        minutes=minutes_facts(session, meeting_id),
        warning=warning_of_notice(facts.room.rules, facts.body.kind, call.meeting),
    )


def _checks(facts: MeetingFacts) -> tuple[ItemCheck, ...]:
    found = []
    for item in facts.items:
        found += [_voted(facts, ballot) for ballot in item.ballots]
        if item.ballots or item.begins_at is None:
            continue
        conflicted = frozenset(conflict.person_id for conflict in item.conflicts)
        base = facts.room.base(item.begins_at, item.kind, conflicted)
        found.append(
            ItemCheck(
                item_id=item.id,
                at=item.begins_at,
                quorum=facts.room.quorum(item.begins_at, item.kind),
                may_vote=len(base.may_vote),
            )
        )
    return tuple(found)


def _voted(facts: MeetingFacts, ballot: BallotFacts) -> ItemCheck:
    quorum = ItemQuorum(
        at=facts.room.moment(ballot.held_at),
        present=ballot.present,
        base=ballot.entitled,
        needed=ballot.quorum_needed,
    )
    return ItemCheck(
        item_id=ballot.item_id, at=ballot.held_at, quorum=quorum, may_vote=ballot.may_vote
    )
