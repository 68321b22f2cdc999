"""Read a meeting as the rules see it: who is there, for whom, under which rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.mandates import ItemBase, ItemQuorum, Mandate, carried_votes, item_base
from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, Call, Capacity
from cluster_desk.domain.presence import Stay
from cluster_desk.domain.rule_kinds import QuorumCount
from cluster_desk.domain.statute_rules import ItemRules, StatuteRules, item_rules
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.bodies import VOTING_ROLES, SeatRow, seats_at
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.queries.members.rows import MemberRow, member_rows
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Meeting,
    Proxy,
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
    members: dict[int, MemberRow]
    stays: tuple[Stay, ...]
    mandates: tuple[Mandate, ...]
    in_office: frozenset[int]
    entitled: frozenset[int]
    directors: frozenset[int]
    director_voters: frozenset[int]

    def moment(self, at: time) -> datetime:
        """A time of the meeting as the rules count it."""
        return datetime.combine(self.held_on, at)

    def carried(self, at: time) -> dict[int, Mandate]:
        """The votes present at a time."""
        found = carried_votes(self.stays, self.mandates, self.moment(at))
        return {voter: mandate for voter, mandate in found.items() if voter in self.entitled}

    def rules_of(self, kind: AgendaKind) -> ItemRules:
        """What an item needs here."""
        return item_rules(self.rules, self.kind, kind, self.call)

    def quorum(self, at: time, kind: AgendaKind = AgendaKind.RESOLUTION) -> ItemQuorum:
        """The quorum of an item at a time; conflicts do not lower it."""
        rule = self.rules_of(kind).quorum
        base = len(self.quorum_base)
        return ItemQuorum(
            at=self.moment(at),
            present=len(self.carried(at)),
            base=base,
            needed=rule.needed(base),
        )

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


def room(session: Session, meeting_id: int) -> Room:
    """The room of a meeting; the caller has made sure that it exists."""
    meeting = session.get_one(Meeting, meeting_id)
    body = session.get_one(Body, meeting.body_id)
    rules = statute_rules(session)
    seats = seats_at(session, meeting.held_on)
    own = tuple(s for s in seats if s.body_id == body.id)
    stays, mandates = _presence(session, meeting)
    members: dict[int, MemberRow] = {}
    if body.kind is BodyKind.ASSEMBLY:
        members = _members(session, meeting.held_on)
        in_office = frozenset(members)
        entitled = frozenset(i for i, row in members.items() if row.may_vote)
    else:
        advisory = body.kind in ADVISORY
        in_office = frozenset(s.person_id for s in own if advisory or s.role in VOTING_ROLES)
        entitled = in_office
    boards = set(session.scalars(select(Body.id).where(Body.kind == BodyKind.BOARD)))
    directors = [s for s in seats if s.body_id in boards and s.role in VOTING_ROLES]
    sent_by = {s.organisation_id for s in directors if s.organisation_id is not None}
    withheld = frozenset(i for i, row in members.items() if row.organisation_id in sent_by)
    return Room(
        meeting_id=meeting_id,
        kind=body.kind,
        call=meeting.call,
        held_on=meeting.held_on,
        rules=rules,
        seats=own,
        members=members,
        stays=stays,
        mandates=mandates,
        in_office=in_office,
        entitled=entitled,
        directors=frozenset(s.person_id for s in directors),
        director_voters=(frozenset() if rules.flag("accounts_other_representative") else withheld),
    )


def _members(session: Session, on: date) -> dict[int, MemberRow]:
    ids = member_ids(session, on=on, year=on.year, filter=MemberFilter(view="members"))
    return {row.id: row for row in member_rows(session, ids, on=on, year=on.year)}


def _presence(session: Session, meeting: Meeting) -> tuple[tuple[Stay, ...], tuple[Mandate, ...]]:
    query = (
        select(Attendance)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Attendance.arrived_at, Attendance.id)
    )
    absences = _absences(session, meeting)
    stays: list[Stay] = []
    mandates: dict[Mandate, None] = {}  # an ordered set: one mandate for several stays
    for row in session.scalars(query):
        if row.mode is not AttendanceMode.PROXY:
            stays += _without(stay(row, meeting.held_on), absences.get(row.person_id, ()))
        voter = row.membership_id if row.membership_id is not None else row.person_id
        capacity = row.capacity if row.votes else Capacity.GUEST
        mandate = Mandate(person_id=row.person_id, voter_id=voter, capacity=capacity)
        mandates[mandate] = None
    holders = {m.voter_id: m.person_id for m in mandates if m.capacity not in VOTELESS}
    for proxy in session.scalars(select(Proxy).where(Proxy.meeting_id == meeting.id)):
        person = holders.get(proxy.holder_id)
        if person is not None:
            mandates[
                Mandate(
                    person_id=person,
                    voter_id=proxy.grantor_id,
                    capacity=Capacity.PROXY,
                    holder_id=proxy.holder_id,
                )
            ] = None
    return tuple(stays), tuple(mandates)


def _absences(session: Session, meeting: Meeting) -> dict[int, list[_Absence]]:
    """Who left the room for an item in which they have an interest, from when to when."""
    query = (
        select(ConflictOfInterest)
        .join(AgendaItem, AgendaItem.id == ConflictOfInterest.item_id)
        .where(AgendaItem.meeting_id == meeting.id, ConflictOfInterest.left_at.is_not(None))
        .order_by(ConflictOfInterest.left_at)
    )
    found: dict[int, list[_Absence]] = defaultdict(list)
    for row in session.scalars(query):
        assert row.left_at is not None
        back = row.returned_at
        found[row.person_id].append(
            (
                datetime.combine(meeting.held_on, row.left_at),
                datetime.combine(meeting.held_on, back) if back else None,
            )
        )
    return found


def _without(whole: Stay, absences: Iterable[_Absence]) -> list[Stay]:
    """A stay cut where the person was outside."""
    parts = [whole]
    for left, back in absences:
        last = parts[-1]
        if not last.covers(left) or left <= last.arrived_at:
            continue
        parts[-1] = replace(last, left_at=left)
        if back is not None and (last.left_at is None or back < last.left_at):
            parts.append(replace(last, arrived_at=back))
    return parts


def stay(row: Attendance, held_on: date) -> Stay:
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
