"""Read everything one meeting left behind, so that minutes and screens say the same of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from sqlalchemy import null, select, union_all
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import (
    AgendaKind,
    BallotMethod,
    BallotOutcome,
    Call,
    Choice,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.queries.bodies import SeatRow
from cluster_desk.queries.meetings.attended import GivenProxy, Presence, attended
from cluster_desk.queries.meetings.room import Called, Room, absences_of, called, furnished
from cluster_desk.store.tables.meetings import AgendaItem, ConflictOfInterest
from cluster_desk.store.tables.members import Person
from cluster_desk.store.tables.resolutions import Ballot, Resolution, Vote

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A person as the minutes name them."""

    name: str
    gender: str


@dataclass(frozen=True, kw_only=True)
class BodyFacts:
    """Whose meeting it is."""

    id: int
    code: str
    name: str
    kind: BodyKind


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """The meeting itself: when, where, how it was called, who led it."""

    id: int
    number: int | None
    year: int
    title: str
    held_on: date
    starts_at: time
    mode: MeetingMode
    venue: str
    platform: str
    call: Call
    assembly_type: str
    notice_sent_on: date | None
    notice_channel: str
    totalitarian: bool
    state: MeetingState
    opened_at: time | None
    closed_at: time | None
    chair_id: int | None
    minute_taker_id: int | None
    approved_in_meeting: bool
    first_call_id: int | None


@dataclass(frozen=True, kw_only=True)
class VoteFacts:
    """How somebody voted; `voter` is the member's name in an assembly, else the person's."""

    person_id: int
    voter: str
    choice: Choice


@dataclass(frozen=True, kw_only=True)
class BallotFacts:
    """A vote on an item; number and wording of the resolution where it was adopted."""

    id: int
    item_id: int
    held_at: time
    method: BallotMethod
    proposal: str
    entitled: int
    present: int
    quorum_needed: int
    in_favour: int
    against: int
    abstained: int
    blank: int
    void: int
    casting_choice: Choice | None
    outcome: BallotOutcome
    rules: Any
    number: int | None
    year: int | None
    wording: str
    votes: tuple[VoteFacts, ...]

    @property
    def voting(self) -> int:
        """Who voted, abstainers left out (DOMAIN §2.5)."""
        return self.in_favour + self.against + self.blank + self.void

    @property
    def may_vote(self) -> int:
        """How many of those present could vote on this item."""
        return int(self.rules.get("may_vote", self.present))

    def names(self, choice: Choice) -> list[str]:
        """Who voted so, in an open ballot whose votes were named."""
        return [vote.voter for vote in self.votes if vote.choice is choice]


@dataclass(frozen=True, kw_only=True)
class ConflictFacts:
    """An interest declared before an item."""

    item_id: int
    person_id: int
    statement: str
    left_at: time | None
    returned_at: time | None


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """An agenda item, what was said, what was voted."""

    id: int
    position: int
    title: str
    kind: AgendaKind
    rapporteur_id: int | None
    discussion: str
    proposal: str
    outcome: ItemOutcome
    postponed_to: str
    started_at: time | None
    ballots: tuple[BallotFacts, ...]
    conflicts: tuple[ConflictFacts, ...]

    @property
    def begins_at(self) -> time | None:
        """When it was taken up, as far as anybody noted it."""
        first = min((ballot.held_at for ballot in self.ballots), default=None)
        known = [at for at in (self.started_at, first) if at is not None]
        return min(known, default=None)


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """One meeting whole. `offices` are the seats of the day in this body and in the boards."""

    body: BodyFacts
    sitting: Sitting
    room: Room
    items: tuple[ItemFacts, ...]
    presences: tuple[Presence, ...]
    stay_ids: tuple[int, ...]
    proxies: tuple[GivenProxy, ...]
    excused_people: frozenset[int]
    excused_members: frozenset[int]
    people: dict[int, Named]
    offices: tuple[SeatRow, ...]
    first_call: Sitting | None
    second_call: Sitting | None


def meeting_facts(session: Session, meeting_id: int) -> MeetingFacts:
    """Everything about a meeting; the caller has made sure that it exists."""
    call = called(session, meeting_id)
    assert call is not None
    return facts_of(session, call)


def facts_of(session: Session, call: Called) -> MeetingFacts:
    """Everything about a meeting, in a fixed number of statements."""
    meeting = call.meeting
    came = attended(session, meeting.id)
    agenda = _Agenda(session, meeting.id)
    declared = (
        (one.person_id, one.left_at, one.returned_at)
        for conflicts in agenda.conflicts.values()
        for one in conflicts
    )
    there = furnished(session, call, came, absences_of(meeting.held_on, declared))
    wanted = {p.person_id for p in came.presences} | {s.person_id for s in there.seats}
    wanted |= agenda.people | came.excused_people
    wanted |= {i for i in (meeting.chair_id, meeting.minute_taker_id) if i is not None}
    people, votes = _people_and_votes(session, wanted, agenda.ballots, there)
    return MeetingFacts(
        body=_copied(BodyFacts, call.body),
        sitting=_copied(Sitting, meeting),
        room=there,
        items=agenda.items(votes),
        presences=came.presences,
        stay_ids=came.stay_ids,
        proxies=came.proxies,
        excused_people=came.excused_people,
        excused_members=came.excused_members,
        people=people,
        offices=(*there.seats, *(s for s in there.board_seats if s not in there.seats)),
        first_call=_copied(Sitting, call.first) if call.first else None,
        second_call=_copied(Sitting, call.second) if call.second else None,
    )


class _Agenda:
    """The items with their ballots, resolutions and declared interests, in one statement."""

    def __init__(self, session: Session, meeting_id: int) -> None:
        query = (
            select(AgendaItem, Ballot, Resolution, ConflictOfInterest)
            .outerjoin(Ballot, Ballot.item_id == AgendaItem.id)
            .outerjoin(Resolution, Resolution.ballot_id == Ballot.id)
            .outerjoin(ConflictOfInterest, ConflictOfInterest.item_id == AgendaItem.id)
            .where(AgendaItem.meeting_id == meeting_id)
            .order_by(AgendaItem.position, Ballot.held_at, Ballot.id, ConflictOfInterest.id)
        )
        self._rows: dict[int, AgendaItem] = {}
        self.ballots: dict[int, tuple[Ballot, Resolution | None]] = {}
        self.conflicts: dict[int, list[ConflictFacts]] = defaultdict(list)
        self.people: set[int] = set()
        for item, ballot, adopted, conflict in session.execute(query).all():
            self._rows[item.id] = item
            if item.rapporteur_id is not None:
                self.people.add(item.rapporteur_id)
            if ballot is not None:
                self.ballots[ballot.id] = (ballot, adopted)
                self.people |= set(ballot.rules.get("tellers", ()))
            if conflict is not None:
                facts = _copied(ConflictFacts, conflict)
                if facts not in self.conflicts[item.id]:  # once for each ballot of the item
                    self.conflicts[item.id].append(facts)
                self.people.add(conflict.person_id)

    def items(self, votes: Mapping[int, Sequence[VoteFacts]]) -> tuple[ItemFacts, ...]:
        """The items in order; `votes` by ballot."""
        ballots: dict[int, list[BallotFacts]] = defaultdict(list)
        for ballot, adopted in self.ballots.values():
            ballots[ballot.item_id].append(
                _copied(
                    BallotFacts,
                    ballot,
                    number=adopted.number if adopted else None,
                    year=adopted.year if adopted else None,
                    wording=adopted.wording if adopted else ballot.proposal,
                    votes=tuple(votes.get(ballot.id, ())),
                )
            )
        return tuple(
            _copied(
                ItemFacts,
                row,
                ballots=tuple(ballots.get(row.id, ())),
                conflicts=tuple(self.conflicts.get(row.id, ())),
            )
            for row in self._rows.values()
        )


def _people_and_votes(
    session: Session, wanted: Collection[int], ballots: Collection[int], there: Room
) -> tuple[dict[int, Named], dict[int, list[VoteFacts]]]:
    """The people by id, and the votes by ballot in the order of the names; one statement."""
    who = (Person.id.label("person_id"), Person.given_name, Person.family_name, Person.gender)
    cast = (
        select(Vote.id.label("vote_id"), Vote.ballot_id, Vote.membership_id, Vote.choice, *who)
        .add_columns(Person.sort_key.label("sort_key"))
        .join(Person, Person.id == Vote.person_id)
        .where(Vote.ballot_id.in_(ballots))
    )
    named = (
        select(null(), null(), null(), null(), *who)
        .add_columns(Person.sort_key)
        .where(Person.id.in_(wanted))
    )
    people: dict[int, Named] = {}
    votes: dict[int, list[VoteFacts]] = defaultdict(list)
    query = union_all(cast, named).order_by("sort_key", "vote_id")
    for row in session.execute(query).all():
        name = f"{row.given_name} {row.family_name}".strip()
        if row.vote_id is None:
            people[row.person_id] = Named(name=name, gender=row.gender)
            continue
        member = there.members.get(row.membership_id or 0)
        voter = member.name if member else name
        vote = VoteFacts(person_id=row.person_id, voter=voter, choice=row.choice)
        votes[row.ballot_id].append(vote)
    return people, votes


def _copied(into: type[_T], row: object, **given: Any) -> _T:
    names = [name for name in into.__annotations__ if name not in given]
    return into(**{name: getattr(row, name) for name in names}, **given)
