"""Open a meeting that is valid, close it, or find that nobody came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from sqlalchemy import func, or_, select

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.mandates import ItemQuorum
from cluster_desk.domain.meetings import Call, ItemOutcome, MeetingState
from cluster_desk.domain.sentences import Sentence
from cluster_desk.domain.statute_rules import warning_of_notice
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.room import ADVISORY, Room, room
from cluster_desk.services.meetings.planning import (
    MeetingIsOver,
    living,
    number_meeting,
    refuse_to_come,
)
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Attendance, Meeting
from cluster_desk.store.tables.members import Person
from cluster_desk.store.tables.resolutions import Ballot
from cluster_desk.tx import Tx


class AlreadyOpen(Refused):
    """It is opened once."""

    message = N_("The meeting was opened already, at {time}.")


class NoQuorum(Refused):
    """Too few are there."""

    message = N_(
        "{present} present out of {base}, {needed} needed: wait, or record that the meeting"
        " cannot be held."
    )


@dataclass(frozen=True, kw_only=True)
class OpenMeeting:
    """Who chairs and who takes the minutes: two named people (DOMAIN §10)."""

    meeting_id: int
    opened_at: time
    chair_id: int
    minute_taker_id: int
    totalitarian: bool = False


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The quorum found; `warnings` never block: a notice that is missing, or came too late."""

    quorum: ItemQuorum
    warnings: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True)
class DeclareDeserted:
    """At this hour too few were there."""

    meeting_id: int
    checked_at: time
    chair_id: int
    minute_taker_id: int


@dataclass(frozen=True, kw_only=True)
class CloseMeeting:
    """`approved_in_meeting`: the minutes were read and approved at once."""

    meeting_id: int
    closed_at: time
    approved_in_meeting: bool = False


def open_meeting(tx: Tx, command: OpenMeeting) -> Opened:
    """NoQuorum where the statute's number is not reached, AlreadyOpen the second time."""
    tx.allow("meetings.conduct")
    meeting = living(tx, command.meeting_id)
    body = tx.get(Body, meeting.body_id, _("body"))
    if meeting.state is MeetingState.OPEN and meeting.opened_at is not None:
        raise AlreadyOpen(time=time_text(meeting.opened_at))
    refuse_to_come(tx, meeting, field="opened_at")
    _leaders(tx, command)
    number_meeting(tx, meeting, body)
    meeting.opened_at = command.opened_at
    meeting.chair_id = command.chair_id
    meeting.minute_taker_id = command.minute_taker_id
    meeting.totalitarian = command.totalitarian
    meeting.state = MeetingState.OPEN
    tx.session.flush()
    there = room(tx.session, meeting.id)
    quorum = there.quorum(command.opened_at)
    if body.kind not in ADVISORY and not quorum.is_met:
        raise NoQuorum(present=quorum.present, base=quorum.base, needed=quorum.needed)
    if problems := _lead_problems(command, there, command.opened_at):
        raise Invalid(problems)
    if command.totalitarian and (problem := _totalitarian_problem(there, quorum)):
        raise Invalid([Problem(field="totalitarian", message=problem)])
    if meeting.call is Call.SECOND:
        _require_deserted_first(tx, meeting)
    tx.describe(_("Meeting opened: {body}").format(body=body.name))
    wrong = warning_of_notice(there.rules, body.kind, meeting)
    return Opened(quorum=quorum, warnings=(wrong.words,) if wrong is not None else ())


def _totalitarian_problem(there: Room, quorum: ItemQuorum) -> str:
    if not there.rules.flag("totalitarian_meeting"):
        return _("The statute admits no meeting without notice, even with all of them present.")
    if quorum.present < quorum.base:
        return _("Without notice all those in office must be present.")
    return ""


def _leaders(tx: Tx, command: OpenMeeting | DeclareDeserted) -> None:
    """NotFound where one of the two is nobody."""
    for person_id in (command.chair_id, command.minute_taker_id):
        tx.get(Person, person_id, _("person"))


def _lead_problems(command: OpenMeeting | DeclareDeserted, there: Room, at: time) -> list[Problem]:
    """Who presides is there, and sits in a board; everywhere somebody else holds the pen.

    Minutes never tell of a chair whom their own table does not show. That an assembly is deserted
    may be found by somebody who is not on its roll; advisory bodies meet as they like.
    """
    if there.kind in ADVISORY:
        return []
    problems = []
    if command.chair_id == command.minute_taker_id:
        message = _("Who presides and who takes the minutes are two people.")
        problems.append(Problem(field="minute_taker_id", message=message))
    if there.kind is BodyKind.ASSEMBLY and isinstance(command, DeclareDeserted):
        return problems
    seated = {seat.person_id for seat in there.seats}
    if there.kind is not BodyKind.ASSEMBLY and command.chair_id not in seated:
        message = _("Whoever presides a board sits in it: choose one of its members.")
        problems.append(Problem(field="chair_id", message=message))
    elif not there.has(command.chair_id, at):
        message = _("Whoever presides is not in the room at that time: record that they came.")
        problems.append(Problem(field="chair_id", message=message))
    return problems


def _require_deserted_first(tx: Tx, meeting: Meeting) -> None:
    """A second call follows a first that was deserted, never one that was held or cancelled."""
    first = tx.session.get(Meeting, meeting.first_call_id) if meeting.first_call_id else None
    if first is not None and first.state is MeetingState.DESERTED:
        return
    message = _("Record first that the first call was deserted.")
    if first is not None and first.state is MeetingState.CANCELLED:
        message = _("The first call was cancelled: change the plan of this one to a single call.")
    elif first is not None and first.state in (MeetingState.OPEN, MeetingState.CLOSED):
        message = _("The first call was valid: there is no second one, cancel it.")
    raise Invalid([Problem(field="call", message=message)])


def declare_deserted(tx: Tx, command: DeclareDeserted) -> ItemQuorum:
    """The meeting was never valid, and its minutes say so; AlreadyOpen where it had been."""
    tx.allow("meetings.conduct")
    meeting = living(tx, command.meeting_id)
    if meeting.state is MeetingState.OPEN and meeting.opened_at is not None:
        raise AlreadyOpen(time=time_text(meeting.opened_at))
    refuse_to_come(tx, meeting, field="checked_at")
    _leaders(tx, command)
    body = tx.get(Body, meeting.body_id, _("body"))
    if meeting.call is Call.SECOND:
        _require_deserted_first(tx, meeting)
    there = room(tx.session, meeting.id)
    quorum = there.quorum(command.checked_at)
    if quorum.is_met:
        message = _("Enough are present: the meeting is valid.")
        raise Invalid([Problem(field="checked_at", message=message)])
    if problems := _lead_problems(command, there, command.checked_at):
        raise Invalid(problems)
    number_meeting(tx, meeting, body)
    meeting.opened_at = meeting.closed_at = command.checked_at
    meeting.chair_id = command.chair_id
    meeting.minute_taker_id = command.minute_taker_id
    meeting.state = MeetingState.DESERTED
    tx.describe(_("Meeting deserted: {body}").format(body=body.name))
    return quorum


def close_meeting(tx: Tx, command: CloseMeeting) -> None:
    """Every item must have ended somehow."""
    tx.allow("meetings.conduct")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    if meeting.state is not MeetingState.OPEN:
        raise MeetingIsOver
    body = tx.get(Body, meeting.body_id, _("body"))
    problems = []
    if meeting.opened_at is not None and command.closed_at <= meeting.opened_at:
        message = _("It cannot end before it begins.")
        problems.append(Problem(field="closed_at", message=message))
    elif happened := _last_thing(tx, meeting, command.closed_at):
        problems.append(Problem(field="closed_at", message=happened))
    open_items = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.outcome == ItemOutcome.OPEN
    )
    if body.kind is not BodyKind.WORKING_TABLE:
        for item in tx.session.scalars(open_items):
            message = _("Item {position} has no outcome yet: resolve, note or postpone it.")
            problems.append(Problem(field="agenda", message=message.format(position=item.position)))
    if problems:
        raise Invalid(problems)
    meeting.closed_at = command.closed_at
    meeting.approved_in_meeting = command.approved_in_meeting
    meeting.state = MeetingState.CLOSED
    tx.describe(_("Meeting closed: {body}").format(body=body.name))


def _last_thing(tx: Tx, meeting: Meeting, closed_at: time) -> str:
    """What is recorded after the hour at which the meeting would have ended; "" if nothing is."""
    voted = tx.session.scalar(
        select(func.max(Ballot.held_at))
        .join(AgendaItem, AgendaItem.id == Ballot.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
    )
    if voted is not None and voted > closed_at:
        return _("There was a vote at {time}: it cannot have ended before.").format(
            time=time_text(voted)
        )
    stays = select(Attendance.id).where(
        Attendance.meeting_id == meeting.id,
        or_(Attendance.arrived_at >= closed_at, Attendance.left_at > closed_at),
    )
    if tx.session.scalars(stays.limit(1)).first() is None:
        return ""
    message = _("Somebody is recorded as coming or going after {time}: correct one of the hours.")
    return message.format(time=time_text(closed_at))
