"""Read everything one meeting left behind, so that minutes and screens say the same of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import (
    AgendaKind,
    AttendanceMode,
    BallotMethod,
    BallotOutcome,
    Call,
    Capacity,
    Choice,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.queries.bodies import SeatRow, seats_at
from cluster_desk.queries.meetings.room import Room, room
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Invitation,
    Meeting,
    Proxy,
)
from cluster_desk.store.tables.members import Organisation, Person
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
class Presence:
    """A stay as it was recorded."""

    person_id: int
    organisation: str
    membership_id: int | None
    capacity: Capacity
    mode: AttendanceMode
    arrived_at: time
    left_at: time | None
    votes: bool


@dataclass(frozen=True, kw_only=True)
class GivenProxy:
    """A member's vote in the hands of another."""

    grantor_id: int
    holder_id: int


@dataclass(frozen=True, kw_only=True)
class VoteFacts:
    """How somebody voted; `voter` is the member's name in an assembly, else the person's."""

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
    proxies: tuple[GivenProxy, ...]
    excused_people: frozenset[int]
    excused_members: frozenset[int]
    people: dict[int, Named]
    offices: tuple[SeatRow, ...]
    first_call: Sitting | None
    second_call: Sitting | None


def meeting_facts(session: Session, meeting_id: int) -> MeetingFacts:
    """Everything about a meeting; the caller has made sure that it exists."""
    meeting = session.get_one(Meeting, meeting_id)
    there = room(session, meeting_id)
    invitations = session.scalars(
        select(Invitation).where(Invitation.meeting_id == meeting_id, Invitation.excused)
    ).all()
    items, item_people = _items(session, meeting_id, there)
    presences = _presences(session, meeting_id)
    seats = seats_at(session, meeting.held_on)
    boards = set(session.scalars(select(Body.id).where(Body.kind == BodyKind.BOARD)))
    wanted = {p.person_id for p in presences} | item_people | {s.person_id for s in there.seats}
    wanted |= {i for i in (meeting.chair_id, meeting.minute_taker_id) if i is not None}
    wanted |= {row.person_id for row in invitations if row.person_id is not None}
    first = session.get(Meeting, meeting.first_call_id) if meeting.first_call_id else None
    second = session.scalars(select(Meeting).where(Meeting.first_call_id == meeting_id)).first()
    own = [s for s in seats if s.body_id == meeting.body_id]
    return MeetingFacts(
        body=_copied(BodyFacts, session.get_one(Body, meeting.body_id)),
        sitting=_copied(Sitting, meeting),
        room=there,
        items=items,
        presences=presences,
        proxies=tuple(
            _copied(GivenProxy, row)
            for row in session.scalars(
                select(Proxy).where(Proxy.meeting_id == meeting_id).order_by(Proxy.id)
            )
        ),
        excused_people=frozenset(row.person_id for row in invitations if row.person_id),
        excused_members=frozenset(row.membership_id for row in invitations if row.membership_id),
        people=_people(session, wanted),
        offices=(*own, *(s for s in seats if s.body_id in boards and s not in own)),
        first_call=_copied(Sitting, first) if first else None,
        second_call=_copied(Sitting, second) if second else None,
    )


def _presences(session: Session, meeting_id: int) -> tuple[Presence, ...]:
    query = (
        select(Attendance, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.arrived_at, Attendance.id)
    )
    return tuple(
        _copied(Presence, row, organisation=name or "")
        for row, name in session.execute(query).all()
    )


def _items(
    session: Session, meeting_id: int, there: Room
) -> tuple[tuple[ItemFacts, ...], set[int]]:
    """The items in order, and the people they name."""
    rows = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    ).all()
    ids = [row.id for row in rows]
    ballots, people = _ballots(session, ids, there)
    conflicts: dict[int, list[ConflictFacts]] = defaultdict(list)
    query = select(ConflictOfInterest).where(ConflictOfInterest.item_id.in_(ids))
    for conflict in session.scalars(query.order_by(ConflictOfInterest.id)):
        conflicts[conflict.item_id].append(_copied(ConflictFacts, conflict))
        people.add(conflict.person_id)
    people |= {row.rapporteur_id for row in rows if row.rapporteur_id is not None}
    return (
        tuple(
            _copied(
                ItemFacts,
                row,
                ballots=tuple(ballots.get(row.id, ())),
                conflicts=tuple(conflicts.get(row.id, ())),
            )
            for row in rows
        ),
        people,
    )


def _ballots(
    session: Session, items: Sequence[int], there: Room
) -> tuple[dict[int, list[BallotFacts]], set[int]]:
    query = (
        select(Ballot, Resolution)
        .outerjoin(Resolution, Resolution.ballot_id == Ballot.id)
        .where(Ballot.item_id.in_(items))
        .order_by(Ballot.held_at, Ballot.id)
    )
    rows = session.execute(query).all()
    votes: dict[int, list[VoteFacts]] = defaultdict(list)
    cast = (
        select(Vote, Person)
        .join(Person, Person.id == Vote.person_id)
        .where(Vote.ballot_id.in_([ballot.id for ballot, _outer in rows]))
        .order_by(Person.sort_key, Vote.id)
    )
    for vote, person in session.execute(cast).all():
        member = there.members.get(vote.membership_id or 0)
        name = member.name if member else full_name(person)
        votes[vote.ballot_id].append(VoteFacts(voter=name, choice=vote.choice))
    found: dict[int, list[BallotFacts]] = defaultdict(list)
    tellers: set[int] = set()
    for ballot, outer in rows:
        adopted: Resolution | None = outer
        tellers |= set(ballot.rules.get("tellers", ()))
        found[ballot.item_id].append(
            _copied(
                BallotFacts,
                ballot,
                number=adopted.number if adopted else None,
                year=adopted.year if adopted else None,
                wording=adopted.wording if adopted else ballot.proposal,
                votes=tuple(votes.get(ballot.id, ())),
            )
        )
    return found, tellers


def _people(session: Session, ids: set[int]) -> dict[int, Named]:
    rows = session.scalars(select(Person).where(Person.id.in_(ids)))
    return {row.id: Named(name=full_name(row), gender=row.gender) for row in rows}


def _copied(into: type[_T], row: object, **given: Any) -> _T:
    names = [name for name in into.__annotations__ if name not in given]
    return into(**{name: getattr(row, name) for name in names}, **given)
