"""Read a meeting as the rules see it: who is there, for whom, under which rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.mandates import (
    HeadCount,
    ItemBase,
    ItemQuorum,
    Mandate,
    carried_votes,
    heads_and_votes,
    item_base,
    item_quorum,
)
from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, Call, Capacity, MeetingState
from cluster_desk.domain.presence import Stay
from cluster_desk.domain.rule_kinds import QuorumCount
from cluster_desk.domain.statute_rules import ItemRules, StatuteRules, item_rules
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.bodies import VOTING_ROLES, SeatRow, seats_at
from cluster_desk.queries.meetings.attended import Attended, Presence, attended
from cluster_desk.queries.meetings.voters import Voter, voters_at
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Meeting,
)

VOTELESS = frozenset({Capacity.GUEST, Capacity.CONTROL_BODY})
ADVISORY = frozenset({BodyKind.WORKING_TABLE, BodyKind.COMMITTEE})
"""Bodies that bind nobody: no quorum, and everybody seated takes part (DOMAIN §6)."""
_Absence = tuple[datetime, datetime | None]


@dataclass(frozen=True, kw_only=True)
class Room:
    """A meeting's presence and rules. Voters are members in an assembly, seats' people elsewhere.

    `in_office` are the seats, or the members in the register; `entitled` those of them who may
    vote on the day. `directors` and `director_voters` matter to art. 21 of the Civil Code only.
    """

    meeting_id: int
    kind: BodyKind
    call: Call
    held_on: date
    rules: StatuteRules
    seats: tuple[SeatRow, ...]
    board_seats: tuple[SeatRow, ...]
    members: dict[int, Voter]
    stays: tuple[Stay, ...]
    mandates: tuple[Mandate, ...]
    in_office: frozenset[int]
    entitled: frozenset[int]
    directors: frozenset[int]
    director_voters: frozenset[int]

    def moment(self, at: time) -> datetime:
        """A time of the meeting as the rules count it."""
        return datetime.combine(self.held_on, at)

    def has(self, person_id: int, at: time) -> bool:
        """Whether a person is in the room at a time, with a vote or without."""
        moment = self.moment(at)
        return any(s.person_id == person_id and s.covers(moment) for s in self.stays)

    def carried(self, at: time) -> dict[int, Mandate]:
        """The votes present at a time."""
        found = carried_votes(self.stays, self.mandates, self.moment(at))
        return {voter: mandate for voter, mandate in found.items() if voter in self.entitled}

    def heads(self, at: time) -> HeadCount:
        """Heads and votes at a time; who stands for nobody entitled is a guest."""
        entitled = [m for m in self.mandates if m.voter_id in self.entitled]
        return heads_and_votes(self.stays, entitled, self.moment(at))

    def rules_of(self, kind: AgendaKind) -> ItemRules:
        """What an item needs here."""
        return item_rules(self.rules, self.kind, kind, self.call)

    def quorum(self, at: time, kind: AgendaKind = AgendaKind.RESOLUTION) -> ItemQuorum:
        """The quorum of an item at a time; only who leaves the room for an interest lowers it."""
        rule = self.rules_of(kind).quorum
        base = len(self.quorum_base)
        return item_quorum(rule, self.carried(at), at=self.moment(at), base=base)

    @property
    def quorum_base(self) -> frozenset[int]:
        """Of whom the quorum is counted."""
        if self.kind is not BodyKind.ASSEMBLY:
            return self.in_office
        counted = self.rules.choice("assembly_quorum_base", QuorumCount)
        return self.entitled if counted is QuorumCount.ENTITLED else self.in_office

    def base(self, at: time, kind: AgendaKind, conflicted: frozenset[int]) -> ItemBase:
        """Who counts, and who may not vote, on an item at a time."""
        in_assembly = self.kind is BodyKind.ASSEMBLY
        return item_base(
            self.carried(at),
            kind,
            directors=self.directors if in_assembly else (),
            director_voters=self.director_voters if in_assembly else (),
            conflicted=conflicted,
        )


@dataclass(frozen=True, kw_only=True)
class Called:
    """The rows of a meeting: itself, whose it is, the boards of the association, its other call."""

    meeting: Meeting
    body: Body
    boards: frozenset[int]
    first: Meeting | None
    second: Meeting | None


Absences = Mapping[int, Iterable[_Absence]]
"""Who left the room for an item in which they have an interest, from when to when."""


def called(session: Session, meeting_id: int) -> Called | None:
    """None where there is no such meeting."""
    one = aliased(Meeting)
    first_call = select(one.first_call_id).where(one.id == meeting_id).scalar_subquery()
    query = (
        select(Meeting, Body)
        .join(Body, or_(Body.id == Meeting.body_id, Body.kind == BodyKind.BOARD))
        .where(
            or_(
                Meeting.id == meeting_id,
                Meeting.first_call_id == meeting_id,
                Meeting.id == first_call,
            )
        )
        .order_by(Meeting.id)
    )
    rows = session.execute(query).all()
    meetings = {meeting.id: meeting for meeting, _body in rows}
    meeting = meetings.get(meeting_id)
    if meeting is None:
        return None
    bodies = {body.id: body for _meeting, body in rows}
    return Called(
        meeting=meeting,
        body=bodies[meeting.body_id],
        boards=frozenset(i for i, body in bodies.items() if body.kind is BodyKind.BOARD),
        first=meetings.get(meeting.first_call_id or 0),
        second=min(
            (m for m in meetings.values() if m.first_call_id == meeting_id),
            key=lambda m: m.state is MeetingState.CANCELLED,  # one that stands, where there is one
            default=None,
        ),
    )


def room(session: Session, meeting_id: int) -> Room:
    """The room of a meeting; the caller has made sure that it exists."""
    call = called(session, meeting_id)
    assert call is not None
    came = attended(session, meeting_id)
    return furnished(session, call, came, _absences(session, call.meeting))


def furnished(session: Session, call: Called, came: Attended, absences: Absences) -> Room:
    """The room of a meeting of which the presence is known; the rules, seats and votes are read."""
    meeting, body = call.meeting, call.body
    rules = statute_rules(session)
    seats = seats_at(session, meeting.held_on)
    own = tuple(s for s in seats if s.body_id == body.id)
    boards = tuple(s for s in seats if s.body_id in call.boards)
    stays = _stays(meeting.held_on, came, absences)
    mandates = _mandates(body.kind, came)
    members: dict[int, Voter] = {}
    if body.kind is BodyKind.ASSEMBLY:
        members = voters_at(session, meeting.held_on, rules)
        in_office = frozenset(members)
        entitled = frozenset(i for i, row in members.items() if row.may_vote)
    else:
        advisory = body.kind in ADVISORY
        in_office = frozenset(s.person_id for s in own if advisory or s.role in VOTING_ROLES)
        entitled = in_office
    directors = [s for s in boards if s.role in VOTING_ROLES]
    sent_by = {s.organisation_id for s in directors if s.organisation_id is not None}
    withheld = frozenset(i for i, row in members.items() if row.organisation_id in sent_by)
    return Room(
        meeting_id=meeting.id,
        kind=body.kind,
        call=meeting.call,
        held_on=meeting.held_on,
        rules=rules,
        seats=own,
        board_seats=boards,
        members=members,
        stays=stays,
        mandates=mandates,
        in_office=in_office,
        entitled=entitled,
        directors=frozenset(s.person_id for s in directors),
        director_voters=(frozenset() if rules.flag("accounts_other_representative") else withheld),
    )


def _stays(held_on: date, came: Attended, absences: Absences) -> tuple[Stay, ...]:
    return tuple(
        part
        for row in came.presences
        if row.mode is not AttendanceMode.PROXY
        for part in _without(stay(row, held_on), absences.get(row.person_id, ()))
    )


def _mandates(kind: BodyKind, came: Attended) -> tuple[Mandate, ...]:
    """Who stands for whom: in an assembly for a member, elsewhere each for themselves."""
    in_assembly = kind is BodyKind.ASSEMBLY
    mandates: dict[Mandate, None] = {}  # an ordered set: one mandate for several stays
    for row in came.presences:
        voter = row.membership_id if in_assembly else row.person_id
        if voter is None or not row.votes or row.capacity in VOTELESS:
            continue  # there, but without a vote to carry
        mandate = Mandate(person_id=row.person_id, voter_id=voter, capacity=row.capacity)
        mandates[mandate] = None
    own = tuple(mandates)
    for proxy in came.proxies if in_assembly else ():
        for holder in own:  # whoever stands for the holder at that moment, one after the other
            if holder.voter_id == proxy.holder_id:
                mandates[
                    Mandate(
                        person_id=holder.person_id,
                        voter_id=proxy.grantor_id,
                        capacity=Capacity.PROXY,
                        holder_id=proxy.holder_id,
                    )
                ] = None
    return tuple(mandates)


def _absences(session: Session, meeting: Meeting) -> Absences:
    query = (
        select(ConflictOfInterest)
        .join(AgendaItem, AgendaItem.id == ConflictOfInterest.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
    )
    return absences_of(
        meeting.held_on,
        ((row.person_id, row.left_at, row.returned_at) for row in session.scalars(query)),
    )


def absences_of(
    held_on: date, conflicts: Iterable[tuple[int, time | None, time | None]]
) -> Absences:
    """By person, in order; of each conflict who it is, when they left and came back."""
    found: dict[int, list[_Absence]] = defaultdict(list)
    left_room = [(person, left, back) for person, left, back in conflicts if left is not None]
    for person_id, left, back in sorted(left_room, key=lambda one: one[1]):
        found[person_id].append(
            (
                datetime.combine(held_on, left),
                datetime.combine(held_on, back) if back else None,
            )
        )
    return found


def _without(whole: Stay, absences: Iterable[_Absence]) -> list[Stay]:
    """A stay cut where the person was outside."""
    parts = [whole]
    for left, back in absences:
        if not parts or not parts[-1].covers(left):
            continue
        last = parts.pop()
        if last.arrived_at < left:
            parts.append(replace(last, left_at=left))
        if back is not None and (last.left_at is None or back < last.left_at):
            parts.append(replace(last, arrived_at=back))
    return parts


def stay(row: Attendance | Presence, held_on: date) -> Stay:
    """One row of presence as the rules count it."""
    return Stay(
        person_id=row.person_id,
        arrived_at=datetime.combine(held_on, row.arrived_at),
        left_at=datetime.combine(held_on, row.left_at) if row.left_at else None,
        mode=row.mode,
    )


def conflicted(session: Session, item_id: int) -> frozenset[int]:
    """People who declared an interest in an item."""
    query = select(ConflictOfInterest.person_id).where(ConflictOfInterest.item_id == item_id)
    return frozenset(session.scalars(query))
