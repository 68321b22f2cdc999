"""Who took part in a working table's meetings, for whom and for how long (DOMAIN §6).

Organisations and people are counted apart: one may send three, one may stand for several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import AttendanceMode, MeetingState
from cluster_desk.domain.members import OrganisationKind
from cluster_desk.domain.presence import minutes_by_organisation, minutes_by_person
from cluster_desk.domain.tables import MODES, mark_of_stays
from cluster_desk.queries.meetings.room import stay
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.bodies import Body, Seat
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


LineKey = tuple[int, int | None]
"""A person, and the organisation they come for."""


@dataclass(frozen=True, kw_only=True)
class Presence:
    """A line at a meeting; without minutes where somebody else was there in their stead."""

    line: LineKey
    meeting_id: int
    mode: AttendanceMode
    minutes: int


@dataclass(frozen=True, kw_only=True)
class TablePerson:
    """A person for an organisation; a guest has no role. `called` are meetings of their terms."""

    person_id: int
    name: str
    organisation_id: int | None
    organisation: str
    organisation_kind: OrganisationKind | None
    role: SeatRole | None
    called: frozenset[int] = frozenset()

    @property
    def line(self) -> LineKey:
        """By which it is found again."""
        return self.person_id, self.organisation_id


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

    def by_cell(self) -> dict[tuple[LineKey, int], Presence]:
        """Line and meeting to presence."""
        return {(p.line, p.meeting_id): p for p in self.presences}


def table_attendance(
    session: Session, *, from_on: date, to_on: date, body_id: int | None = None
) -> list[TableAttendance]:
    """Every table with the meetings held in the period, in five statements.

    Who had a seat at any time from the first to the last meeting is called to those of the term,
    as in the register of the table; without meetings, who has one on the last day.
    """
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
    ids = [m.id for rows in meetings.values() for m in rows]
    everybody, excused = _attendances(session, ids), _excused(session, ids)
    seats = _seats(session, from_on, to_on)
    return [
        _table(
            body,
            project,
            meetings[body.id],
            seats[body.id],
            everybody,
            excused,
            last_day=to_on,
        )
        for body, project in session.execute(tables).all()
    ]


Seated = tuple[Seat, Person, Organisation | None]


def _seats(session: Session, from_on: date, to_on: date) -> dict[int, list[Seated]]:
    """Of each table, whose terms touch the period: offices first, then by name."""
    query = (
        select(Seat, Person, Organisation)
        .join(Body, Body.id == Seat.body_id)
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(
            Body.kind == BodyKind.WORKING_TABLE,
            Seat.from_on <= to_on,
            or_(Seat.to_on.is_(None), Seat.to_on >= from_on),
        )
        .order_by(Person.sort_key, Seat.from_on, Seat.id)
    )
    found: dict[int, list[Seated]] = defaultdict(list)
    for seat, person, organisation in session.execute(query).all():
        found[seat.body_id].append((seat, person, organisation))
    order = list(SeatRole)
    for rows in found.values():
        rows.sort(key=lambda row: order.index(row[0].role))
    return found


def _participants(
    seats: Sequence[Seated], meetings: Sequence[Meeting], last_day: date
) -> dict[LineKey, TablePerson]:
    first, last = last_day, last_day
    if meetings:
        first, last = meetings[0].held_on, meetings[-1].held_on
    found: dict[LineKey, TablePerson] = {}
    latest: dict[LineKey, date] = {}
    for seat, person, organisation in seats:
        if not _sits(seat, first, last):
            continue
        called = {m.id for m in meetings if _sits(seat, m.held_on, m.held_on)}
        line = _line(person, organisation, role=seat.role, called=called)
        known = found.get(line.line)
        if known is not None:
            role = line.role if seat.from_on > latest[line.line] else known.role
            line = replace(known, role=role, called=known.called | called)
        found[line.line] = line
        latest[line.line] = max(seat.from_on, latest.get(line.line, date.min))
    return found


def _sits(seat: Seat, first: date, last: date) -> bool:
    return seat.from_on <= last and (seat.to_on is None or seat.to_on >= first)


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
    seats: list[Seated],
    everybody: dict[int, list[Attended]],
    excused: frozenset[tuple[int, int]],
    *,
    last_day: date,
) -> TableAttendance:
    people = _participants(seats, meetings, last_day)
    presences: list[Presence] = []
    organisations: dict[tuple[int, int], int] = {}
    own = {line[0]: line for line in reversed(people)}
    for meeting in meetings:
        here: dict[LineKey, list[Attendance]] = defaultdict(list)
        for row, person, organisation in everybody[meeting.id]:
            guest = _line(person, organisation)
            # who says for nobody came for whom they sit
            key = own.get(person.id, guest.line) if organisation is None else guest.line
            people.setdefault(key, guest)
            here[key].append(row)
        presences += [_presence(meeting, key, rows) for key, rows in here.items()]
        organisations |= _organisation_minutes(meeting, [r for rows in here.values() for r in rows])
    chairs = [row for row in seats if row[0].role is SeatRole.COORDINATOR]
    last_chair = max(chairs, key=lambda row: row[0].from_on, default=None)
    return TableAttendance(
        body_id=body.id,
        name=body.name,
        coordinator=full_name(last_chair[1]) if last_chair else "",
        project=project.title if project is not None else "",
        cup=project.cup if project is not None else "",
        meetings=tuple(_meeting(meeting) for meeting in meetings),
        people=tuple(people.values()),
        presences=tuple(presences),
        organisation_minutes=organisations,
        excused=excused,
    )


def _line(
    person: Person,
    organisation: Organisation | None,
    *,
    role: SeatRole | None = None,
    called: Iterable[int] = (),
) -> TablePerson:
    return TablePerson(
        person_id=person.id,
        name=full_name(person),
        organisation_id=organisation.id if organisation is not None else None,
        organisation=organisation.name if organisation is not None else "",
        organisation_kind=organisation.kind if organisation is not None else None,
        role=role,
        called=frozenset(called),
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


def _presence(meeting: Meeting, line: LineKey, rows: list[Attendance]) -> Presence:
    opened, closed = hours_of(meeting)
    # Who sent a delegate was not there: the hours are the delegate's, and the organisation's.
    there = [stay(r, meeting.held_on) for r in rows if r.mode is not AttendanceMode.PROXY]
    return Presence(
        line=line,
        meeting_id=meeting.id,
        mode=MODES[mark_of_stays([row.mode for row in rows])],
        minutes=minutes_by_person(there, opened, closed).get(line[0], 0),
    )


def _organisation_minutes(meeting: Meeting, rows: list[Attendance]) -> dict[tuple[int, int], int]:
    opened, closed = hours_of(meeting)
    represents: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.organisation_id is not None:
            represents[row.person_id].add(row.organisation_id)
    stays = [stay(row, meeting.held_on) for row in rows]
    times = minutes_by_organisation(stays, represents, opened, closed)
    return {(organisation, meeting.id): t.minutes for organisation, t in times.items()}
