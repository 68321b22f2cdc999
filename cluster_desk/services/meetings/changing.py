"""Change a meeting that was planned, and what was noted wrong of who was there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from cluster_desk.domain.meetings import (
    AgendaKind,
    AttendanceMode,
    Call,
    Capacity,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.room import VOTELESS
from cluster_desk.services.lengths import length_problems
from cluster_desk.services.meetings.planning import (
    day_problems,
    living,
    place_problems,
    second_calls,
    title_problems,
)
from cluster_desk.services.meetings.presence import (
    order_problems,
    refuse_overlaps,
    refuse_strangers,
)
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Attendance, Meeting, Proxy
from cluster_desk.store.tables.resolutions import Ballot
from cluster_desk.tx import Tx


class AlreadyOpened(Refused):
    """When and where it began is a fact by now."""

    message = N_("The meeting has begun: day, hours and place no longer change.")


class AlreadyDiscussed(Refused):
    """What was voted or noted under an item stays."""

    message = N_("Item {position} was already discussed: it cannot be taken off the agenda.")


class AlreadyVoted(Refused):
    """What an item asks for decides under which rules it was voted."""

    message = N_("Item {position} was already voted: what it asks for no longer changes.")


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """An item as it should be; with an id, one that is there already."""

    title: str
    kind: AgendaKind = AgendaKind.RESOLUTION
    item_id: int | None = None
    rapporteur_id: int | None = None
    proposal: str = ""


@dataclass(frozen=True, kw_only=True)
class ChangeMeeting:
    """Before it begins: when, where and what about. The agenda is given whole, in its order."""

    meeting_id: int
    version: int | None = None
    held_on: date
    starts_at: time
    ends_at: time | None = None
    mode: MeetingMode = MeetingMode.IN_PERSON
    venue: str = ""
    platform: str = ""
    link: str = ""
    title: str = ""
    call: Call = Call.SINGLE
    assembly_type: str = ""
    first_call_id: int | None = None
    agenda: tuple[AgendaLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SetAgenda:
    """The agenda whole, in its order, also while the meeting is in progress."""

    meeting_id: int
    agenda: tuple[AgendaLine, ...]


@dataclass(frozen=True, kw_only=True)
class CorrectAttendance:
    """A stay as it really was."""

    attendance_id: int
    arrived_at: time
    left_at: time | None = None
    mode: AttendanceMode = AttendanceMode.IN_PERSON
    capacity: Capacity = Capacity.OWN


@dataclass(frozen=True, kw_only=True)
class RemoveAttendance:
    """The person was not there."""

    attendance_id: int


@dataclass(frozen=True, kw_only=True)
class WithdrawProxy:
    """The member takes its proxy back, or it was noted wrong."""

    meeting_id: int
    grantor_id: int


_NOT_COPIED = frozenset({"meeting_id", "version", "agenda"})


def change_meeting(tx: Tx, command: ChangeMeeting) -> None:
    """A meeting already called keeps its number; a new notice is recorded by convening again."""
    tx.allow("meetings.edit")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"), version=command.version)
    living(tx, meeting.id)
    if meeting.state is MeetingState.OPEN:
        raise AlreadyOpened
    body = tx.get(Body, meeting.body_id, _("body"))
    problems = [*place_problems(command), *day_problems(tx, body, command, meeting_id=meeting.id)]
    problems += _second_call_problems(tx, command)
    values = {name: getattr(command, name) for name in command.__dataclass_fields__}
    problems += length_problems(Meeting, values)
    if meeting.number is not None and command.held_on.year != meeting.year:
        message = _("It has a number of {year}: it can only be held in that year.")
        problems.append(Problem(field="held_on", message=message.format(year=meeting.year)))
    if problems:
        raise Invalid(problems)
    for name in command.__dataclass_fields__:
        if name not in _NOT_COPIED:
            setattr(meeting, name, getattr(command, name))
    meeting.year = command.held_on.year
    _put_agenda(tx, meeting, command.agenda)
    label = _("Meeting changed: {body}, {date}")
    tx.describe(label.format(body=body.name, date=date_text(meeting.held_on)))
    tx.session.flush()


def _second_call_problems(tx: Tx, command: ChangeMeeting) -> list[Problem]:
    """The second call is moved before the first one is put off beyond it."""
    begins = (command.held_on, command.starts_at)
    seconds = second_calls(tx, command.meeting_id)
    if all(begins < (second.held_on, second.starts_at) for second in seconds):
        return []
    message = _("The second call comes after the first.")
    return [Problem(field="held_on", message=message)]


def set_agenda(tx: Tx, command: SetAgenda) -> None:
    """Items may be added, renamed and moved; those already discussed stay."""
    tx.allow("meetings.edit")
    meeting = living(tx, command.meeting_id)
    _put_agenda(tx, meeting, command.agenda)
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Agenda changed: {body}").format(body=body.name))
    tx.session.flush()


def _put_agenda(tx: Tx, meeting: Meeting, agenda: Sequence[AgendaLine]) -> None:
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    there = {row.id: row for row in tx.session.scalars(query)}
    kept = {line.item_id for line in agenda if line.item_id is not None}
    voted = _voted(tx, meeting)
    _refuse_lines(agenda, there, voted)
    for row in [row for row in there.values() if row.id not in kept]:
        if row.outcome is not ItemOutcome.OPEN or row.discussion or row.id in voted:
            raise AlreadyDiscussed(position=row.position)
        tx.session.delete(there.pop(row.id))
    tx.session.flush()
    moved = [line.item_id for line in agenda] != [
        row.id for row in sorted(there.values(), key=lambda row: row.position)
    ]
    if moved:
        for row in there.values():  # positions are unique: make room first
            row.position = -row.position
        tx.session.flush()
    for position, line in enumerate(agenda, start=1):
        kept_row = there.get(line.item_id or 0)
        if kept_row is None:
            kept_row = AgendaItem(meeting_id=meeting.id, outcome=ItemOutcome.OPEN)
            tx.session.add(kept_row)
        kept_row.position, kept_row.title = position, line.title.strip()
        kept_row.kind, kept_row.rapporteur_id = line.kind, line.rapporteur_id
        kept_row.proposal = line.proposal.strip()
    tx.session.flush()


def _refuse_lines(
    agenda: Sequence[AgendaLine], there: Mapping[int, AgendaItem], voted: Collection[int]
) -> None:
    for line in agenda:
        if problems := title_problems(line.title, field="agenda"):
            raise Invalid(problems)
        row = there.get(line.item_id or 0)
        if row is not None and row.id in voted and row.kind is not line.kind:
            raise AlreadyVoted(position=row.position)


def _voted(tx: Tx, meeting: Meeting) -> frozenset[int]:
    """The items that were put to the vote, be it in vain."""
    query = (
        select(Ballot.item_id)
        .join(AgendaItem, AgendaItem.id == Ballot.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
    )
    return frozenset(tx.session.scalars(query))


def correct_attendance(tx: Tx, command: CorrectAttendance) -> None:
    """Invalid where the times are out of order, or overlap another stay of the person.

    Nor does a guest of an assembly become a voter: that is another presence, for a member.
    """
    tx.allow("meetings.attendance")
    row = tx.get(Attendance, command.attendance_id, _("presence"))
    meeting = living(tx, row.meeting_id)
    if problems := order_problems(command.arrived_at, command.left_at):
        raise Invalid(problems)
    row.arrived_at, row.left_at = command.arrived_at, command.left_at
    row.mode, row.capacity = command.mode, command.capacity
    row.votes = command.capacity not in VOTELESS
    tx.session.flush()
    refuse_overlaps(tx, meeting.id)
    body = tx.get(Body, meeting.body_id, _("body"))
    refuse_strangers(tx, body, [row], field="capacity")
    tx.describe(_("Presence corrected: {body}").format(body=body.name))


def remove_attendance(tx: Tx, command: RemoveAttendance) -> None:
    """As if it had never been noted; it can be undone."""
    tx.allow("meetings.attendance")
    row = tx.get(Attendance, command.attendance_id, _("presence"))
    meeting = living(tx, row.meeting_id)
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.session.delete(row)
    tx.describe(_("Presence removed: {body}").format(body=body.name))


def withdraw_proxy(tx: Tx, command: WithdrawProxy) -> None:
    """Take away the proxy that a member gave for this meeting."""
    tx.allow("meetings.attendance")
    meeting = living(tx, command.meeting_id)
    query = select(Proxy).where(
        Proxy.meeting_id == meeting.id, Proxy.grantor_id == command.grantor_id
    )
    row = tx.session.scalars(query).first()
    if row is None:
        message = _("This member gave no proxy.")
        raise Invalid([Problem(field="grantor_id", message=message)])
    tx.session.delete(row)
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Proxy withdrawn: {body}").format(body=body.name))
