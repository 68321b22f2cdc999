"""Read the attendance register of one table: who was called to which meeting, and who came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import AttendanceMode, MeetingMode, MeetingState
from cluster_desk.domain.presence import Stay, minutes_by_person
from cluster_desk.domain.tables import Mark, mark_of_stays, stands_in
from cluster_desk.queries.tables.attendance import hours_of
from cluster_desk.store.tables.bodies import Seat
from cluster_desk.store.tables.meetings import Attendance, Invitation, Meeting
from cluster_desk.store.tables.members import Organisation, Person

HELD = frozenset({MeetingState.OPEN, MeetingState.CLOSED})
_OVER = (MeetingState.DESERTED, MeetingState.CANCELLED)

LineKey = tuple[int, int | None]
"""A person, and the organisation they come for."""


@dataclass(frozen=True, kw_only=True)
class RegisterMeeting:
    """A meeting of the table; `minutes` is its own length, planned where nobody wrote another."""

    id: int
    number: int | None
    held_on: date
    starts_at: time
    ends_at: time | None
    opened_at: time | None
    closed_at: time | None
    title: str
    venue: str
    mode: MeetingMode
    state: MeetingState
    minutes: int

    @property
    def is_held(self) -> bool:
        """Whether it began: before, nobody can have been there."""
        return self.state in HELD


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterCell:
    """A person called to a meeting; `mark` None until it was held. A line has None if not called.

    `stays` counts arrivals: who left and came back has two. A delegate's hours are not the
    person's.
    """

    mark: Mark | None
    minutes: int = 0
    arrived_at: time | None = None
    left_at: time | None = None
    stays: int = 0
    stands_in: bool = False
    note: str = ""
    is_guest: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisterLine:
    """A person for an organisation; without a role a guest. Cells in the meetings' order."""

    person_id: int
    name: str
    organisation_id: int | None
    organisation: str
    role: SeatRole | None
    cells: tuple[RegisterCell | None, ...]

    @property
    def key(self) -> LineKey:
        """By which it is found again."""
        return self.person_id, self.organisation_id


@dataclass(frozen=True, kw_only=True)
class Register:
    """The meetings of a year, or of always, and everybody who was called or came."""

    body_id: int
    meetings: tuple[RegisterMeeting, ...]
    lines: tuple[RegisterLine, ...]


def table_register(
    session: Session, body_id: int, *, on: date, year: int | None = None
) -> Register:
    """In four statements. Of the meetings to come only the next is there, for excuses."""
    meetings = body_meetings(session, body_id)
    return register_of(
        session, body_id, in_register(meetings, on, year), body_seats(session, body_id)
    )


def in_register(meetings: Sequence[Meeting], on: date, year: int | None) -> list[Meeting]:
    """Of these, in their order: what took place in the year, or ever, and the next one."""
    found = [m for m in meetings if m.state not in _OVER and year in (None, m.year)]
    past = [m for m in found if m.held_on <= on or m.state in HELD]
    return past + [m for m in found if m not in past][:1]


def body_meetings(session: Session, body_id: int) -> list[Meeting]:
    """Every meeting of a body, planned or cancelled too, the earliest first."""
    query = (
        select(Meeting)
        .where(Meeting.body_id == body_id)
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
    )
    return list(session.scalars(query))


def body_seats(session: Session, body_id: int) -> list[Any]:
    """Everybody who ever sat in a body: rows of the seat with names, the earliest first."""
    query = (
        select(
            Seat.id,
            Seat.person_id,
            Seat.organisation_id,
            Seat.role,
            Seat.from_on,
            Seat.to_on,
            Seat.end_reason,
            Person.given_name,
            Person.family_name,
            Person.sort_key,
            Organisation.name,
        )
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.body_id == body_id)
        .order_by(Seat.from_on, Seat.id)
    )
    return list(session.execute(query))


def register_of(
    session: Session, body_id: int, meetings: Sequence[Meeting], seats: Sequence[Any]
) -> Register:
    """In two statements, of what was read already."""
    ids = [meeting.id for meeting in meetings]
    lines = _Lines(_seated(seats, meetings))
    stays = _attended(session, ids, lines)
    called = _invited(session, ids, lines)
    columns = [_column(meeting, lines, stays[meeting.id], called) for meeting in meetings]
    found = [
        RegisterLine(
            person_id=key[0],
            name=who.name,
            organisation_id=key[1],
            organisation=who.organisation,
            role=who.role,
            cells=tuple(column.get(key) for column in columns),
        )
        for key, who in lines.ordered()
    ]
    shown = [line for line in found if line.role is not None or any(line.cells)]
    return Register(body_id=body_id, meetings=tuple(map(_meeting, meetings)), lines=tuple(shown))


@dataclass(kw_only=True)
class _Who:
    name: str
    sort_key: str
    organisation: str
    role: SeatRole | None
    terms: list[tuple[date, date | None]]

    def is_seated(self, on: date) -> bool:
        return any(begin <= on and (end is None or end >= on) for begin, end in self.terms)


class _Lines:
    """Who is known so far, by person and organisation."""

    def __init__(self, found: dict[LineKey, _Who]) -> None:
        self.found = found
        self._first: dict[int, LineKey] = {}
        for key in found:
            self._first.setdefault(key[0], key)

    def key_of(self, person_id: int, organisation_id: int | None) -> LineKey:
        """Their own line; without an organisation named, the one they have a seat for."""
        key = (person_id, organisation_id)
        if key not in self.found and organisation_id is None:
            return self._first.get(person_id, key)
        return key

    def meet(self, key: LineKey, name: str, sort_key: str, organisation: str) -> None:
        """A guest, where nobody of that line is known yet."""
        if key not in self.found:
            self.found[key] = _Who(
                name=name, sort_key=sort_key, organisation=organisation, role=None, terms=[]
            )

    def ordered(self) -> list[tuple[LineKey, _Who]]:
        """Those with a seat by name, then the guests."""
        return sorted(
            self.found.items(), key=lambda pair: (pair[1].role is None, pair[1].sort_key, pair[0])
        )


def _seated(seats: Sequence[Any], meetings: Sequence[Meeting]) -> dict[LineKey, _Who]:
    """Who had a seat at any time from the first to the last meeting; without any, who has one."""
    found: dict[LineKey, _Who] = {}
    for row in seats:
        if meetings:
            concerns = row.from_on <= meetings[-1].held_on and (
                row.to_on is None or row.to_on >= meetings[0].held_on
            )
        else:
            concerns = row.to_on is None
        if not concerns:
            continue
        key = (row.person_id, row.organisation_id)
        who = found.setdefault(
            key,
            _Who(
                name=listed_name(row),
                sort_key=row.sort_key,
                organisation=row.name or "",
                role=row.role,
                terms=[],
            ),
        )
        who.role = row.role
        who.terms.append((row.from_on, row.to_on))
    return found


Stays = dict[LineKey, list[Any]]


def _attended(session: Session, ids: Sequence[int], lines: _Lines) -> dict[int, Stays]:
    query = (
        select(
            Attendance.meeting_id,
            Attendance.person_id,
            Attendance.organisation_id,
            Attendance.capacity,
            Attendance.mode,
            Attendance.arrived_at,
            Attendance.left_at,
            Person.given_name,
            Person.family_name,
            Person.sort_key,
            Organisation.name,
        )
        .join(Person, Person.id == Attendance.person_id)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id.in_(ids))
        .order_by(Attendance.arrived_at, Attendance.id)
    )
    found: dict[int, Stays] = defaultdict(lambda: defaultdict(list))
    for row in session.execute(query):
        key = lines.key_of(row.person_id, row.organisation_id)
        lines.meet(key, listed_name(row), row.sort_key, row.name or "")
        found[row.meeting_id][key].append(row)
    return found


@dataclass(frozen=True, kw_only=True)
class _Called:
    excused: bool
    was_sent: bool
    note: str


def _invited(session: Session, ids: Sequence[int], lines: _Lines) -> dict[tuple[int, int], _Called]:
    """By meeting and person; who was called without a seat gets a line of their own."""
    query = (
        select(
            Invitation.meeting_id,
            Invitation.person_id,
            Invitation.organisation_id,
            Invitation.excused,
            Invitation.excuse,
            Invitation.sent_on,
            Person.given_name,
            Person.family_name,
            Person.sort_key,
            Organisation.name,
        )
        .join(Person, Person.id == Invitation.person_id)
        .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
        .where(Invitation.meeting_id.in_(ids))
        .order_by(Invitation.id)
    )
    found: dict[tuple[int, int], _Called] = {}
    for row in session.execute(query):
        key = lines.key_of(row.person_id, row.organisation_id)
        lines.meet(key, listed_name(row), row.sort_key, row.name or "")
        was_sent = row.sent_on is not None
        found[row.meeting_id, row.person_id] = _Called(
            excused=row.excused, was_sent=was_sent, note=row.excuse
        )
    return found


def listed_name(row: Any) -> str:
    """`Bianchi Anna`: a register goes by family names."""
    return f"{row.family_name} {row.given_name}".strip()


def _column(
    meeting: Meeting,
    lines: _Lines,
    stays: Stays,
    called: dict[tuple[int, int], _Called],
) -> dict[LineKey, RegisterCell]:
    """The cells of one meeting, of those who were called or came."""
    minutes = _minutes(meeting, stays)
    found: dict[LineKey, RegisterCell] = {}
    for key, who in lines.found.items():
        invitation = called.get((meeting.id, key[0]))
        note = invitation.note if invitation else ""
        seated = who.is_seated(meeting.held_on)
        if rows := stays.get(key):
            found[key] = RegisterCell(
                mark=mark_of_stays([row.mode for row in rows]),
                minutes=minutes.get(key, 0),
                arrived_at=rows[0].arrived_at,
                left_at=rows[-1].left_at,
                stays=len(rows),
                stands_in=any(stands_in(row.capacity) for row in rows),
                note=note,
                is_guest=not seated,
            )
        elif invitation is not None and invitation.excused:
            found[key] = RegisterCell(mark=Mark.EXCUSED, note=note, is_guest=not seated)
        elif seated or (invitation is not None and invitation.was_sent and not who.terms):
            mark = Mark.ABSENT if meeting.state in HELD else None
            found[key] = RegisterCell(mark=mark, note=note, is_guest=not seated)
    return found


def _minutes(meeting: Meeting, stays: Stays) -> dict[LineKey, int]:
    opened, closed = hours_of(meeting)
    found: dict[LineKey, int] = {}
    for key, rows in stays.items():
        own = [_stay(row, meeting.held_on) for row in _there(rows)]
        found[key] = minutes_by_person(own, opened, closed).get(key[0], 0)
    return found


def _there(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.mode is not AttendanceMode.PROXY]


def _stay(row: Any, held_on: date) -> Stay:
    return Stay(
        person_id=row.person_id,
        arrived_at=datetime.combine(held_on, row.arrived_at),
        left_at=datetime.combine(held_on, row.left_at) if row.left_at else None,
        mode=row.mode,
    )


def _meeting(meeting: Meeting) -> RegisterMeeting:
    opened, closed = hours_of(meeting)
    return RegisterMeeting(
        **{name: getattr(meeting, name) for name in _OWN},
        minutes=int((closed - opened).total_seconds()) // 60,
    )


_OWN = (
    "id", "number", "held_on", "starts_at", "ends_at", "opened_at", "closed_at", "title", "venue",
    "mode", "state",
)  # fmt: skip
