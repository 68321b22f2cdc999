"""Record who is there, from when to when, for whom; who sent a proxy; who is excused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import combinations

from sqlalchemy import select

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.mandates import Mandate, check_proxies
from cluster_desk.domain.meetings import AttendanceMode, Capacity
from cluster_desk.domain.presence import overlapping_stays
from cluster_desk.errors import Invalid, NotFound, Problem
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import _
from cluster_desk.queries.bodies import VOTING_ROLES
from cluster_desk.queries.fees.open_charges import chunks
from cluster_desk.queries.meetings.room import VOTELESS, Room, room, stay
from cluster_desk.services.lengths import length_problems
from cluster_desk.services.meetings.planning import living, refuse_to_come
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import (
    AgendaItem,
    Attendance,
    ConflictOfInterest,
    Invitation,
    Meeting,
    Proxy,
)
from cluster_desk.store.tables.members import Person
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class RecordAttendance:
    """A person is there. `membership_id` is whose vote they carry in an assembly."""

    meeting_id: int
    person_id: int
    arrived_at: time
    left_at: time | None = None
    mode: AttendanceMode = AttendanceMode.IN_PERSON
    capacity: Capacity = Capacity.OWN
    organisation_id: int | None = None
    membership_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RecordAttendances:
    """Several people at once: the roll call at the beginning."""

    entries: tuple[RecordAttendance, ...]


@dataclass(frozen=True, kw_only=True)
class RecordDeparture:
    """A person leaves; whoever comes back is recorded as arriving again."""

    meeting_id: int
    person_id: int
    left_at: time


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """A person, or a member, said in advance that they would not come."""

    meeting_id: int
    person_id: int | None = None
    membership_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class GiveProxy:
    """One member lets another vote for it in this assembly, in writing."""

    meeting_id: int
    grantor_id: int
    holder_id: int
    received_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeclareConflict:
    """An interest declared before an item; with times where the person leaves the room."""

    item_id: int
    person_id: int
    statement: str
    left_at: time | None = None
    returned_at: time | None = None


def record_attendance(tx: Tx, command: RecordAttendance) -> int:
    """The id of the stay; Invalid where times overlap or are out of order."""
    return record_attendances(tx, RecordAttendances(entries=(command,)))[0]


def record_attendances(tx: Tx, command: RecordAttendances) -> list[int]:
    """The ids of the stays, all or none. In an assembly a vote is that of a member of the day."""
    tx.allow("meetings.attendance")
    if not command.entries:
        return []
    meetings = {entry.meeting_id for entry in command.entries}
    people = _people(tx, {entry.person_id for entry in command.entries})
    rows = []
    for entry in command.entries:
        meeting = living(tx, entry.meeting_id)
        refuse_to_come(tx, meeting, field="arrived_at")
        if problems := order_problems(entry.arrived_at, entry.left_at):
            raise Invalid(problems)
        if entry.person_id not in people:
            raise NotFound(what=_("person"), id=entry.person_id)
        values = {name: getattr(entry, name) for name in entry.__dataclass_fields__}
        row = Attendance(**values, votes=entry.capacity not in VOTELESS)
        tx.session.add(row)
        rows.append(row)
    tx.session.flush()
    for meeting_id in meetings:
        refuse_overlaps(tx, meeting_id)
        there = tx.get(Meeting, meeting_id, _("meeting"))
        body = tx.get(Body, there.body_id, _("body"))
        came = [row for row in rows if row.meeting_id == meeting_id]
        refuse_strangers(tx, body, came, field="membership_id")
    tx.describe(_("Presence recorded: {body}").format(body=body.name))
    return [row.id for row in rows]


def refuse_strangers(tx: Tx, body: Body, rows: Sequence[Attendance], *, field: str) -> None:
    """Invalid where somebody in an assembly would vote for nobody who is a member that day."""
    voting = [row for row in rows if row.capacity not in VOTELESS]
    if body.kind is not BodyKind.ASSEMBLY or not voting:
        return
    if any(row.membership_id is None for row in voting):
        message = _("Say for which member they are there, or record them as a guest.")
        raise Invalid([Problem(field=field, message=message)])
    members = room(tx.session, voting[0].meeting_id).members
    if any(row.membership_id not in members for row in voting):
        message = _("It is not a member on that day: whoever comes for it is a guest.")
        raise Invalid([Problem(field=field, message=message)])


def _people(tx: Tx, ids: Collection[int]) -> frozenset[int]:
    """Which of these there are."""
    known: set[int] = set()
    for some in chunks(sorted(ids)):
        known.update(tx.session.scalars(select(Person.id).where(Person.id.in_(some))))
    return frozenset(known)


def order_problems(arrived_at: time, left_at: time | None) -> list[Problem]:
    """Nobody leaves before they came."""
    if left_at is None or left_at > arrived_at:
        return []
    message = _("The exit ({left}) is before the entry ({arrived}).")
    text = message.format(left=time_text(left_at), arrived=time_text(arrived_at))
    return [Problem(field="left_at", message=text)]


def refuse_overlaps(tx: Tx, meeting_id: int) -> None:
    """Invalid where a person would be there twice at once."""
    meeting = tx.get(Meeting, meeting_id, _("meeting"))
    query = select(Attendance).where(Attendance.meeting_id == meeting_id)
    # one person may stand for several members at the same time: only their own times count
    rows: dict[tuple[object, ...], list[Attendance]] = defaultdict(list)
    for row in tx.session.scalars(query):
        rows[row.person_id, row.arrived_at, row.left_at, row.mode].append(row)
    stays = [stay(alike[0], meeting.held_on) for alike in rows.values()]
    if overlapping_stays(stays) or any(map(_stands_twice, rows.values())):
        message = _("This person is recorded twice at the same time: correct the hours.")
        raise Invalid([Problem(field="arrived_at", message=message)])


def _stands_twice(alike: Sequence[Attendance]) -> bool:
    """Whether two of these stays of one person are for the same member, or one is for nobody."""
    return any(
        one.membership_id == other.membership_id
        and len({one.organisation_id, other.organisation_id} - {None}) < 2
        for one, other in combinations(alike, 2)
    )


def record_departure(tx: Tx, command: RecordDeparture) -> None:
    """End every open stay of the person."""
    tx.allow("meetings.attendance")
    meeting = living(tx, command.meeting_id)
    query = select(Attendance).where(
        Attendance.meeting_id == meeting.id,
        Attendance.person_id == command.person_id,
        Attendance.left_at.is_(None),
    )
    rows = tx.session.scalars(query).all()
    problems = []
    if not rows:
        message = _("This person is not in the meeting.")
        problems.append(Problem(field="person_id", message=message))
    for row in rows:
        problems += order_problems(row.arrived_at, command.left_at)
    if problems:
        raise Invalid(problems)
    for row in rows:
        row.left_at = command.left_at
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Departure recorded: {body}").format(body=body.name))


def excuse(tx: Tx, command: Excuse) -> None:
    """Mark the invitation as excused; without one, it is made."""
    tx.allow("meetings.attendance")
    meeting = living(tx, command.meeting_id)
    if command.person_id is None and command.membership_id is None:
        message = _("Say who is excused.")
        raise Invalid([Problem(field="person_id", message=message)])
    if problems := length_problems(Invitation, {"excuse": command.reason}):
        raise Invalid([replace(problem, field="reason") for problem in problems])
    query = select(Invitation).where(
        Invitation.meeting_id == meeting.id,
        Invitation.person_id == command.person_id
        if command.membership_id is None
        else Invitation.membership_id == command.membership_id,
    )
    row = tx.session.scalars(query).first()
    if row is None:
        row = Invitation(
            meeting_id=meeting.id,
            person_id=command.person_id,
            membership_id=command.membership_id,
        )
        tx.session.add(row)
    row.excused, row.excuse = True, command.reason
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Excused absence: {body}").format(body=body.name))


def give_proxy(tx: Tx, command: GiveProxy) -> int:
    """The proxy's id; Invalid with every reason why it cannot stand under the statute."""
    tx.allow("meetings.attendance")
    meeting = living(tx, command.meeting_id)
    body = tx.get(Body, meeting.body_id, _("body"))
    if command.received_on is not None and command.received_on > meeting.held_on:
        message = _("A proxy is handed over before the meeting begins.")
        raise Invalid([Problem(field="received_on", message=message)])
    if body.kind is not BodyKind.ASSEMBLY:
        message = _("Proxies are those of members, in an assembly: none is recorded here.")
        raise Invalid([Problem(field="holder_id", message=message)])
    row = Proxy(
        meeting_id=meeting.id,
        grantor_id=command.grantor_id,
        holder_id=command.holder_id,
        received_on=command.received_on,
    )
    tx.session.add(row)
    tx.session.flush()
    there = room(tx.session, meeting.id)
    problems = [
        Problem(field="holder_id", message=words)
        for words in _proxy_problems(tx, meeting, there, row)
    ]
    if problems:
        raise Invalid(problems)
    tx.describe(_("Proxy recorded: {body}").format(body=body.name))
    return row.id


def _proxy_problems(tx: Tx, meeting: Meeting, there: Room, proxy: Proxy) -> list[str]:
    rows = tx.session.scalars(select(Proxy).where(Proxy.meeting_id == meeting.id)).all()
    own = {m.voter_id: m for m in there.mandates if not m.is_proxy}
    mandates = [
        *own.values(),
        *(
            Mandate(
                # who will carry it may not have arrived yet: the holder's own id stands for them
                person_id=own[row.holder_id].person_id if row.holder_id in own else -row.holder_id,
                voter_id=row.grantor_id,
                capacity=Capacity.PROXY,
                holder_id=row.holder_id,
            )
            for row in rows
        ),
    ]
    found = check_proxies(
        mandates,
        limit=there.rules.number("proxies"),
        entitled=there.entitled,
        barred_holders=_barred(there),
    )
    # a member that carries proxies and gives its own away leaves those without a voice
    concerned = (p for p in found if proxy.grantor_id in (p.mandate.voter_id, p.mandate.holder_id))
    return list(dict.fromkeys(str(p.words) for p in concerned))


def _barred(there: Room) -> Collection[int]:
    if there.rules.flag("directors_hold_proxies"):
        return ()
    sent_by = {seat.organisation_id for seat in there.board_seats if seat.role in VOTING_ROLES}
    return {i for i, row in there.members.items() if row.organisation_id in sent_by - {None}}


def declare_conflict(tx: Tx, command: DeclareConflict) -> int:
    """The declaration's id. Who declares an interest does not vote on the item.

    Declared again, as where the hour of the return is known later, it takes the place of the first.
    """
    tx.allow("meetings.attendance")
    item = tx.get(AgendaItem, command.item_id, _("agenda item"))
    living(tx, item.meeting_id)
    if not command.statement.strip():
        message = _("Write what the interest is.")
        raise Invalid([Problem(field="statement", message=message)])
    if command.returned_at is not None and (
        command.left_at is None or command.returned_at <= command.left_at
    ):
        message = _("Whoever comes back left the room before.")
        raise Invalid([Problem(field="returned_at", message=message)])
    tx.get(Person, command.person_id, _("person"))
    query = select(ConflictOfInterest).where(
        ConflictOfInterest.item_id == item.id, ConflictOfInterest.person_id == command.person_id
    )
    row = tx.session.scalars(query).first()
    if row is None:
        row = ConflictOfInterest(item_id=item.id, person_id=command.person_id)
        tx.session.add(row)
    row.statement = command.statement
    row.left_at, row.returned_at = command.left_at, command.returned_at
    tx.describe(_("Interest declared on item {position}").format(position=item.position))
    tx.session.flush()
    return row.id
