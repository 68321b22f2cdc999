"""Everything about one working table: its people, its meetings, its register, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import MeetingMode, MeetingState
from cluster_desk.domain.tables import CAME, Share
from cluster_desk.queries.tables.actions import ActionRow, action_rows
from cluster_desk.queries.tables.register import (
    LineKey,
    Register,
    RegisterCell,
    RegisterLine,
    body_meetings,
    body_seats,
    in_register,
    listed_name,
    register_of,
)
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Meeting


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A seat, open or ended, with how its holder took part in the meetings of the register."""

    id: int
    person_id: int
    name: str
    organisation_id: int | None
    organisation: str
    role: SeatRole
    from_on: date
    to_on: date | None
    end_reason: str
    share: Share
    minutes: int
    last_on: date | None
    is_seated: bool


@dataclass(frozen=True, kw_only=True)
class TableMeetingRow:
    """A meeting of the table; `share` is of those called, `guests` came besides."""

    id: int
    number: int | None
    held_on: date
    starts_at: time
    ends_at: time | None
    opened_at: time | None
    closed_at: time | None
    title: str
    venue: str
    platform: str
    mode: MeetingMode
    state: MeetingState
    minutes: int
    share: Share
    guests: int
    items: int
    is_to_come: bool


@dataclass(frozen=True, kw_only=True)
class TableCard:
    """One table on a day; the register is of a year, or of always."""

    id: int
    code: str
    name: str
    purpose: str
    project_id: int | None
    project: str
    cup: str
    active_from: date | None
    active_to: date | None
    is_active: bool
    participants: tuple[Participant, ...]
    meetings: tuple[TableMeetingRow, ...]
    actions: tuple[ActionRow, ...]
    register: Register

    @property
    def seated(self) -> list[Participant]:
        """Who sits there on the day."""
        return [each for each in self.participants if each.is_seated]

    @property
    def coordinator(self) -> Participant | None:
        """Who coordinates on the day."""
        heads = [each for each in self.seated if each.role is SeatRole.COORDINATOR]
        return heads[0] if heads else None

    @property
    def next_meeting(self) -> TableMeetingRow | None:
        """The next one, planned or convened."""
        coming = [each for each in self.meetings if each.is_to_come]
        return min(coming, key=lambda each: (each.held_on, each.starts_at), default=None)


def table_card(
    session: Session, body_id: int, *, on: date, year: int | None = None
) -> TableCard | None:
    """None where there is no such table. In seven statements."""
    query = (select(Body, Project).outerjoin(Project, Project.id == Body.project_id)).where(
        Body.id == body_id
    )
    found = session.execute(query).one_or_none()
    if found is None:
        return None
    body, project = found
    meetings, seats = body_meetings(session, body.id), body_seats(session, body.id)
    register = register_of(session, body.id, in_register(meetings, on, year), seats)
    shown = [m for m in meetings if year in (None, m.year) or m.held_on > on]
    return TableCard(
        id=body.id,
        code=body.code,
        name=body.name,
        purpose=body.purpose,
        project_id=body.project_id,
        project=project.title if body.project_id else "",
        cup=project.cup if body.project_id else "",
        active_from=body.active_from,
        active_to=body.active_to,
        is_active=body.active_to is None or body.active_to >= on,
        participants=_participants(seats, register, on),
        meetings=_meetings(session, shown, register, on),
        actions=tuple(action_rows(session, on=on, body_id=body.id, only_open=False)),
        register=register,
    )


def _participants(seats: Sequence[Any], register: Register, on: date) -> tuple[Participant, ...]:
    lines = {line.key: line for line in register.lines}
    rows = [_participant(row, lines, register, on) for row in seats]
    order = list(SeatRole)
    rows.sort(key=lambda each: (not each.is_seated, order.index(each.role), each.name.casefold()))
    return tuple(rows)


def _participant(
    row: Any, lines: dict[LineKey, RegisterLine], register: Register, on: date
) -> Participant:
    line = lines.get((row.person_id, row.organisation_id))
    cells = _own_cells(line, row, register) if line else []
    came = [(day, cell) for day, cell in cells if cell.mark in CAME]
    return Participant(
        id=row.id,
        person_id=row.person_id,
        name=listed_name(row),
        organisation_id=row.organisation_id,
        organisation=row.name or "",
        role=row.role,
        from_on=row.from_on,
        to_on=row.to_on,
        end_reason=row.end_reason,
        share=Share(came=len(came), called=sum(cell.mark is not None for _day, cell in cells)),
        minutes=sum(cell.minutes for _day, cell in cells),
        last_on=max((day for day, _cell in came), default=None),
        is_seated=row.from_on <= on and (row.to_on is None or row.to_on >= on),
    )


def _own_cells(line: RegisterLine, row: Any, register: Register) -> list[tuple[date, RegisterCell]]:
    """Those of the meetings that were held while this seat was theirs."""
    return [
        (meeting.held_on, cell)
        for meeting, cell in zip(register.meetings, line.cells, strict=True)
        if cell is not None
        and meeting.is_held
        and row.from_on <= meeting.held_on
        and (row.to_on is None or row.to_on >= meeting.held_on)
    ]


def _meetings(
    session: Session, meetings: Sequence[Meeting], register: Register, on: date
) -> tuple[TableMeetingRow, ...]:
    counted = (
        select(AgendaItem.meeting_id, func.count())
        .where(AgendaItem.meeting_id.in_([meeting.id for meeting in meetings]))
        .group_by(AgendaItem.meeting_id)
    )
    items = {row[0]: row[1] for row in session.execute(counted)}
    places = {meeting.id: place for place, meeting in enumerate(register.meetings)}
    rows = []
    for meeting in meetings:
        place = places.get(meeting.id)
        cells = [] if place is None else [line.cells[place] for line in register.lines]
        share, guests = shares(cells)
        known = None if place is None else register.meetings[place]
        rows.append(
            TableMeetingRow(
                **{name: getattr(meeting, name) for name in _OWN},
                minutes=known.minutes if known is not None and known.is_held else 0,
                share=share,
                guests=guests,
                items=items.get(meeting.id, 0),
                is_to_come=meeting.held_on >= on
                and meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED),
            )
        )
    return tuple(reversed(rows))


def shares(cells: Sequence[RegisterCell | None]) -> tuple[Share, int]:
    """Of some cells: how many of those called came, and how many guests besides."""
    known = [cell for cell in cells if cell is not None and cell.mark is not None]
    called = [cell for cell in known if not cell.is_guest]
    came = sum(cell.mark in CAME for cell in called)
    guests = sum(cell.is_guest and cell.mark in CAME for cell in known)
    return Share(came=came, called=len(called)), guests


_OWN = (
    "id", "number", "held_on", "starts_at", "ends_at", "opened_at", "closed_at", "title", "venue",
    "platform", "mode", "state",
)  # fmt: skip
