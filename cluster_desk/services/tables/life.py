"""Set a working table up, change what it is about, end it; hold its meetings in one step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import or_, select

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import MeetingState
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.bodies.editing import end_seats, problems_of_end
from cluster_desk.services.bodies.seats import AddBody, add_body
from cluster_desk.services.meetings.conduct import (
    CloseMeeting,
    OpenMeeting,
    close_meeting,
    open_meeting,
)
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import Attendance, Meeting
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class SetUpTable:
    """A new table; its code is the next of the series."""

    name: str
    purpose: str = ""
    active_from: date
    project_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class EditTable:
    """What the table is called, what it is for, which project it works for (None: none)."""

    body_id: int
    name: str
    purpose: str = ""
    project_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class EndTable:
    """The last day; the seats that are open end with it."""

    body_id: int
    on: date


@dataclass(frozen=True, kw_only=True)
class HoldMeeting:
    """It took place from when to when; without an end it is still going on.

    Who chairs is the coordinator where nobody else is named, and so is who takes notes.
    """

    meeting_id: int
    opened_at: time
    closed_at: time | None = None
    chair_id: int | None = None


def set_up_table(tx: Tx, command: SetUpTable) -> int:
    """The table's id."""
    tx.allow("tables.edit")
    name = command.name.strip()
    if problems := founding_problems(tx, command.active_from, field="active_from"):
        raise Invalid(problems)
    _require_project(tx, command.project_id)
    body = AddBody(
        code=_next_code(tx),
        name=name,
        kind=BodyKind.WORKING_TABLE,
        purpose=command.purpose.strip(),
        active_from=command.active_from,
        project_id=command.project_id,
    )
    body_id = add_body(tx, body)
    tx.describe(_("New working table: {name}").format(name=name))
    return body_id


def edit_table(tx: Tx, command: EditTable) -> None:
    """Change the words; what was printed keeps the old ones."""
    tx.allow("tables.edit")
    body = tx.get(Body, command.body_id, _("working table"))
    if not command.name.strip():
        raise Invalid([Problem(field="name", message=_("Write the name."))])
    _require_project(tx, command.project_id)
    body.name, body.purpose = command.name.strip()[:160], command.purpose.strip()
    body.project_id = command.project_id
    tx.describe(_("Working table changed: {name}").format(name=body.name))


def end_table(tx: Tx, command: EndTable) -> None:
    """Close it; its story stays."""
    tx.allow("tables.edit")
    body = tx.get(Body, command.body_id, _("working table"))
    if body.active_from is not None and command.on < body.active_from:
        raise Invalid([Problem(field="on", message=_("It cannot end before it begins."))])
    if problems := problems_of_end(tx, body, command.on, field="on"):
        raise Invalid(problems)
    body.active_to = command.on
    end_seats(tx, body, command.on, _("The working table has ended."))
    tx.describe(_("Working table ended: {name}").format(name=body.name))


def hold_meeting(tx: Tx, command: HoldMeeting) -> None:
    """Open what was planned, close it where its end is known; correct the hours of what is over.

    Approved minutes keep the hours they tell: they are final.
    """
    tx.allow("meetings.conduct")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    body = tx.get(Body, meeting.body_id, _("body"))
    if meeting.held_on > tx.clock.today():
        message = _("The meeting is on {date}: it cannot have been held yet.")
        date_ = date_text(meeting.held_on)
        raise Invalid([Problem(field="opened_at", message=message.format(date=date_))])
    if meeting.state is MeetingState.CLOSED:
        _correct_hours(tx, meeting, command)
    elif meeting.state is MeetingState.OPEN:
        meeting.opened_at = command.opened_at
    else:
        chair = command.chair_id or _coordinator(tx, body, meeting.held_on)
        opened = OpenMeeting(
            meeting_id=meeting.id,
            opened_at=command.opened_at,
            chair_id=chair,
            minute_taker_id=chair,
        )
        open_meeting(tx, opened)
    if command.closed_at is not None and meeting.state is MeetingState.OPEN:
        close_meeting(tx, CloseMeeting(meeting_id=meeting.id, closed_at=command.closed_at))
    words = _("Meeting held: {body}, {date}")
    tx.describe(words.format(body=body.name, date=date_text(meeting.held_on)))


def _correct_hours(tx: Tx, meeting: Meeting, command: HoldMeeting) -> None:
    """Of a meeting that is over: whoever stayed to the end stayed until the new one."""
    if command.closed_at is None:
        raise Invalid([Problem(field="closed_at", message=_("Write when it ended."))])
    if command.closed_at <= command.opened_at:
        raise Invalid([Problem(field="closed_at", message=_("It cannot end before it begins."))])
    stays = select(Attendance.id).where(
        Attendance.meeting_id == meeting.id,
        or_(Attendance.arrived_at >= command.closed_at, Attendance.left_at <= command.opened_at),
    )
    if tx.session.scalars(stays.limit(1)).first() is not None:
        message = _("Somebody was there only outside these hours: correct theirs first.")
        raise Invalid([Problem(field="closed_at", message=message)])
    meeting.opened_at, meeting.closed_at = command.opened_at, command.closed_at


def _coordinator(tx: Tx, body: Body, on: date) -> int:
    query = (
        select(Seat.person_id)
        .where(
            Seat.body_id == body.id,
            Seat.role == SeatRole.COORDINATOR,
            Seat.from_on <= on,
            or_(Seat.to_on.is_(None), Seat.to_on >= on),
        )
        .order_by(Seat.id)
    )
    person = tx.session.scalars(query).first()
    if person is None:
        message = _("The table had no coordinator on that day: say who chaired.")
        raise Invalid([Problem(field="chair_id", message=message)])
    return person


def _next_code(tx: Tx) -> str:
    """`TT6` after `TT5`: a code names a series of numbers, so it is short and never reused."""
    codes = set(tx.session.scalars(select(Body.code)))
    number = 1
    while f"TT{number}" in codes:
        number += 1
    return f"TT{number}"


def _require_project(tx: Tx, project_id: int | None) -> None:
    if project_id is not None:
        tx.get(Project, project_id, _("project"))
