"""Who took part in a working table's meetings, for whom and for how long (DOMAIN §6).

Organisations and people are counted apart: one may send three, one may stand for several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import AttendanceMode, Capacity, MeetingState
from cluster_desk.domain.members import OrganisationKind
from cluster_desk.domain.presence import minutes_by_organisation, minutes_by_person
from cluster_desk.queries.bodies import SeatRow, seats_at
from cluster_desk.queries.meetings.room import stay
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Attendance, Invitation, Meeting
from cluster_desk.store.tables.members import Organisation, Person


@dataclass(frozen=True, kw_only=True)
class TableMeeting:
    """A meeting of a table that was held; `minutes` is its own length."""

    id: int
    number: int | None
    year: int
    held_on: date
    opened_at: time
    closed_at: time
    title: str
    venue: str
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Presence:
    """One person at one meeting; without minutes where somebody else was there in their stead."""

    person_id: int
    meeting_id: int
    mode: AttendanceMode
    capacity: Capacity
    minutes: int


@dataclass(frozen=True, kw_only=True)
class TablePerson:
    """A participant or a guest, and the organisation they came for."""

    person_id: int
    name: str
    organisation_id: int | None
    organisation: str
    organisation_kind: OrganisationKind | None
    role: SeatRole | None


@dataclass(frozen=True, kw_only=True)
class TableAttendance:
    """Everything about the presence at one table in a period."""

    body_id: int
    name: str
    coordinator: str
    project: str
    cup: str
    meetings: tuple[TableMeeting, ...]
    people: tuple[TablePerson, ...]
    presences: tuple[Presence, ...]
    organisation_minutes: dict[tuple[int, int], int]
    excused: frozenset[tuple[int, int]]

    def by_cell(self) -> dict[tuple[int, int], Presence]:
        """Person and meeting to presence."""
        return {(p.person_id, p.meeting_id): p for p in self.presences}


def table_attendance(
    session: Session, *, from_on: date, to_on: date, body_id: int | None = None
) -> list[TableAttendance]:
    """Every table with the meetings held in the period, in seven statements."""
    tables = (
        select(Body, Project)
        .outerjoin(Project, Project.id == Body.project_id)
        .where(Body.kind == BodyKind.WORKING_TABLE)
        .order_by(Body.id)
    )
    if body_id is not None:
        tables = tables.where(Body.id == body_id)
    held = (
        select(Meeting)
        .where(
            Meeting.held_on.between(from_on, to_on),
            Meeting.state.in_([MeetingState.CLOSED, MeetingState.OPEN]),
        )
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
    )
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in session.scalars(held):
        meetings[meeting.body_id].append(meeting)
    seats = seats_at(session, to_on)
    everybody = _attendances(session, [m.id for rows in meetings.values() for m in rows])
    excused = _excused(session, [m.id for rows in meetings.values() for m in rows])
    kinds = {
        row.id: row.kind for row in session.execute(select(Organisation.id, Organisation.kind))
    }
    found = []
    for body, project in session.execute(tables).all():
        people = {
            seat.person_id: _participant(seat, kinds) for seat in seats if seat.body_id == body.id
        }
        found.append(_table(body, project, meetings[body.id], people, everybody, excused))
    return found


Attended = tuple[Attendance, Person, Organisation | None]


def _attendances(session: Session, meeting_ids: Sequence[int]) -> dict[int, list[Attended]]:
    query = (
        select(Attendance, Person, Organisation)
        .join(Person, Person.id == Attendance.person_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id.in_(meeting_ids))
        .order_by(Attendance.arrived_at, Attendance.id)
    )
    found: dict[int, list[Attended]] = defaultdict(list)
    for row, person, organisation in session.execute(query).all():
        found[row.meeting_id].append((row, person, organisation))
    return found


def _excused(session: Session, meeting_ids: Sequence[int]) -> frozenset[tuple[int, int]]:
    query = select(Invitation.person_id, Invitation.meeting_id).where(
        Invitation.meeting_id.in_(meeting_ids),
        Invitation.excused,
        Invitation.person_id.is_not(None),
    )
    return frozenset(
        (person_id, meeting_id)
        for person_id, meeting_id in session.execute(query)
        if person_id is not None
    )


def _table(
    body: Body,
    project: Project | None,
    meetings: list[Meeting],
    people: dict[int, TablePerson],
    everybody: dict[int, list[Attended]],
    excused: frozenset[tuple[int, int]],
) -> TableAttendance:
    presences: list[Presence] = []
    organisations: dict[tuple[int, int], int] = {}
    for meeting in meetings:
        here = everybody[meeting.id]
        for row, person, organisation in here:
            people.setdefault(row.person_id, _guest(person, organisation))
        presences += _presences(meeting, [row for row, _person, _organisation in here])
        organisations |= _organisation_minutes(meeting, [row for row, _p, _o in here])
    chairs = [p.name for p in people.values() if p.role is SeatRole.COORDINATOR]
    return TableAttendance(
        body_id=body.id,
        name=body.name,
        coordinator=chairs[0] if chairs else "",
        project=project.title if project is not None else "",
        cup=project.cup if project is not None else "",
        meetings=tuple(_meeting(meeting) for meeting in meetings),
        people=tuple(people.values()),
        presences=tuple(presences),
        organisation_minutes=organisations,
        excused=excused,
    )


def _participant(seat: SeatRow, kinds: dict[int, OrganisationKind]) -> TablePerson:
    return TablePerson(
        person_id=seat.person_id,
        name=seat.name,
        organisation_id=seat.organisation_id,
        organisation=seat.organisation,
        organisation_kind=kinds.get(seat.organisation_id or 0),
        role=seat.role,
    )


def _guest(person: Person, organisation: Organisation | None) -> TablePerson:
    return TablePerson(
        person_id=person.id,
        name=full_name(person),
        organisation_id=organisation.id if organisation is not None else None,
        organisation=organisation.name if organisation is not None else "",
        organisation_kind=organisation.kind if organisation is not None else None,
        role=None,
    )


def hours_of(meeting: Meeting) -> tuple[datetime, datetime]:
    """From when to when it was held; the planned hours where nobody wrote the real ones."""
    opened = meeting.opened_at or meeting.starts_at
    closed = meeting.closed_at or meeting.ends_at or opened
    return (
        datetime.combine(meeting.held_on, opened),
        datetime.combine(meeting.held_on, closed),
    )


def _meeting(meeting: Meeting) -> TableMeeting:
    opened, closed = hours_of(meeting)
    return TableMeeting(
        id=meeting.id,
        number=meeting.number,
        year=meeting.year,
        held_on=meeting.held_on,
        opened_at=opened.time(),
        closed_at=closed.time(),
        title=meeting.title,
        venue=meeting.venue,
        minutes=int((closed - opened).total_seconds()) // 60,
    )


def _presences(meeting: Meeting, rows: list[Attendance]) -> list[Presence]:
    opened, closed = hours_of(meeting)
    # Who sent a delegate was not there: the hours are the delegate's, and the organisation's.
    own = [row for row in rows if row.mode is not AttendanceMode.PROXY]
    minutes = minutes_by_person([stay(row, meeting.held_on) for row in own], opened, closed)
    first: dict[int, Attendance] = {}
    for row in rows:
        first.setdefault(row.person_id, row)
    return [
        Presence(
            person_id=person_id,
            meeting_id=meeting.id,
            mode=row.mode,
            capacity=row.capacity,
            minutes=minutes.get(person_id, 0),
        )
        for person_id, row in first.items()
    ]


def _organisation_minutes(meeting: Meeting, rows: list[Attendance]) -> dict[tuple[int, int], int]:
    opened, closed = hours_of(meeting)
    represents: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.organisation_id is not None:
            represents[row.person_id].add(row.organisation_id)
    stays = [stay(row, meeting.held_on) for row in rows]
    times = minutes_by_organisation(stays, represents, opened, closed)
    return {(organisation, meeting.id): t.minutes for organisation, t in times.items()}
