"""Let people into a working table, and write down who walked in as a guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import or_, select

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import Capacity, MeetingState
from cluster_desk.domain.tables import CAME, MODES, Mark
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.services.bodies.seats import Appoint, appoint
from cluster_desk.services.meetings.presence import order_problems, refuse_overlaps
from cluster_desk.services.members.people import AddPerson, add_person
from cluster_desk.services.tables.register import NotHeld, hour_problems
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import Attendance, Meeting
from cluster_desk.store.tables.members import Organisation, Person
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class JoinTable:
    """A participant from a day on: somebody known, or somebody new by name."""

    body_id: int
    role: SeatRole
    from_on: date
    organisation_id: int | None = None
    person_id: int | None = None
    given_name: str = ""
    family_name: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class WelcomeGuest:
    """Somebody without a seat who was there; `mark` says how, `stands_in` for a participant."""

    meeting_id: int
    organisation_id: int | None = None
    person_id: int | None = None
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    mark: Mark = Mark.PRESENT
    stands_in: bool = False
    arrived_at: time | None = None
    left_at: time | None = None


def join_table(tx: Tx, command: JoinTable) -> int:
    """The seat's id."""
    tx.allow("tables.edit")
    body = tx.get(Body, command.body_id, _("working table"))
    person_id = _person(tx, command)
    appointed = Appoint(
        body_id=body.id,
        person_id=person_id,
        role=command.role,
        from_on=command.from_on,
        organisation_id=command.organisation_id,
    )
    seat_id = appoint(tx, appointed)
    name = _organisation(tx, command.organisation_id)
    words = _("{organisation} joins «{body}»") if name else _("New participant in «{body}»")
    tx.describe(words.format(organisation=name, body=body.name))
    return seat_id


def welcome_guest(tx: Tx, command: WelcomeGuest) -> int:
    """The person's id; whoever was there is in the register of that meeting alone."""
    tx.allow("meetings.attendance")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    body = tx.get(Body, meeting.body_id, _("body"))
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        raise NotHeld(date=date_text(meeting.held_on))
    arrived = command.arrived_at or meeting.opened_at or meeting.starts_at
    problems = order_problems(arrived, command.left_at)
    problems += hour_problems(meeting, arrived, command.left_at)
    if command.mark not in CAME:
        message = _("Say how the guest was there.")
        problems.append(Problem(field="mark", message=message))
    if problems:
        raise Invalid(problems)
    person_id = _person(tx, command)
    _require_absent(tx, meeting.id, person_id)
    _require_no_seat(tx, meeting, person_id, command.organisation_id)
    tx.session.add(
        Attendance(
            meeting_id=meeting.id,
            person_id=person_id,
            organisation_id=command.organisation_id,
            capacity=Capacity.ONE_OFF_DESIGNATION if command.stands_in else Capacity.GUEST,
            mode=MODES[command.mark],
            arrived_at=arrived,
            left_at=command.left_at,
            votes=command.stands_in,
        )
    )
    tx.session.flush()
    refuse_overlaps(tx, meeting.id)
    words = _("Guest at «{body}» on {date}")
    tx.describe(words.format(body=body.name, date=date_text(meeting.held_on)))
    return person_id


def _person(tx: Tx, command: JoinTable | WelcomeGuest) -> int:
    """Who was chosen, or who was written by name."""
    if command.person_id is not None:
        return tx.get(Person, command.person_id, _("person")).id
    if not command.family_name.strip():
        message = _("Choose a person, or write the family name of a new one.")
        raise Invalid([Problem(field="person_id", message=message)])
    new = AddPerson(
        given_name=command.given_name, family_name=command.family_name, email=command.email
    )
    return add_person(tx, new)


def _organisation(tx: Tx, organisation_id: int | None) -> str:
    if organisation_id is None:
        return ""
    return tx.get(Organisation, organisation_id, _("organisation")).name


def _require_no_seat(tx: Tx, meeting: Meeting, person_id: int, organisation_id: int | None) -> None:
    """Who sits there is marked in the register; for another organisation they may be a guest."""
    seats = select(Seat.organisation_id).where(
        Seat.body_id == meeting.body_id,
        Seat.person_id == person_id,
        Seat.from_on <= meeting.held_on,
        or_(Seat.to_on.is_(None), Seat.to_on >= meeting.held_on),
    )
    sat_for = tx.session.scalars(seats).all()
    if sat_for and (organisation_id is None or organisation_id in sat_for):
        message = _("This person has a seat in the body in that period.")
        raise Invalid([Problem(field="person_id", message=message)])


def _require_absent(tx: Tx, meeting_id: int, person_id: int) -> None:
    there = select(Attendance.id).where(
        Attendance.meeting_id == meeting_id, Attendance.person_id == person_id
    )
    if tx.session.scalars(there).first() is not None:
        message = _("This person is in the register of the meeting already.")
        raise Invalid([Problem(field="person_id", message=message)])
