"""Plan a meeting, set its agenda, call it in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Protocol

from sqlalchemy import func, select

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import (
    AgendaKind,
    Call,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.domain.notice import Delivery, NoticeCheck, notice_check
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.domain.statute_rules import notice_rule
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association import statute_rules
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.lengths import length_problems
from cluster_desk.services.numbering import next_number
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Invitation, Meeting
from cluster_desk.tx import Tx

_AHEAD = timedelta(days=2 * 366)
"""Nobody plans a meeting further away; a year typed wrong is."""


class HasBegun(Refused):
    """What was decided in it stays."""

    message = N_("The meeting has begun: close it, or undo its opening.")


class MeetingIsOver(Refused):
    """Its facts are settled."""

    message = N_("The meeting is closed: what was decided is corrected in later minutes.")


@dataclass(frozen=True, kw_only=True)
class NewItem:
    """One item of the agenda."""

    title: str
    kind: AgendaKind = AgendaKind.RESOLUTION
    rapporteur_id: int | None = None
    proposal: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanMeeting:
    """A sitting of a body; its number is given when it is called or opened."""

    body_id: int
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
    project_id: int | None = None
    activity_id: int | None = None
    agenda: tuple[NewItem, ...] = ()


class PlaceAndHours(Protocol):
    """What a plan and its change have in common."""

    @property
    def starts_at(self) -> time: ...
    @property
    def ends_at(self) -> time | None: ...
    @property
    def mode(self) -> MeetingMode: ...
    @property
    def venue(self) -> str: ...
    @property
    def platform(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Invite:
    """Who is called: people for seats and guests, members in an assembly."""

    person_id: int | None = None
    membership_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class ConveneMeeting:
    """The notice was sent on a day by a channel to these."""

    meeting_id: int
    sent_on: date
    channel: str
    invited: tuple[Invite, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class Convened:
    """The number, and whether the notice is in time; `warnings` never block."""

    number: int
    check: NoticeCheck
    warnings: tuple[Sentence, ...]


@dataclass(frozen=True, kw_only=True)
class AddAgendaItem:
    """At the end of the agenda."""

    meeting_id: int
    item: NewItem


@dataclass(frozen=True, kw_only=True)
class EditAgendaItem:
    """What was said and what is proposed; None leaves as it is, rapporteur 0 is nobody."""

    item_id: int
    title: str | None = None
    discussion: str | None = None
    proposal: str | None = None
    rapporteur_id: int | None = None
    started_at: time | None = None


@dataclass(frozen=True, kw_only=True)
class CancelMeeting:
    """It will not be held; a number it may have keeps its place, with the reason."""

    meeting_id: int
    reason: str


def plan_meeting(tx: Tx, command: PlanMeeting) -> int:
    """The meeting's id."""
    tx.allow("meetings.edit")
    body = tx.get(Body, command.body_id, _("body"))
    values = {
        name: getattr(command, name) for name in command.__dataclass_fields__ if name != "agenda"
    }
    problems = [*place_problems(command), *day_problems(tx, body, command)]
    if problems := [*problems, *length_problems(Meeting, values)]:
        raise Invalid(problems)
    meeting = Meeting(**values, year=command.held_on.year, state=MeetingState.PLANNED)
    tx.session.add(meeting)
    tx.session.flush()
    for position, item in enumerate(command.agenda, start=1):
        _add_item(tx, meeting.id, position, item)
    tx.describe(
        _("Meeting planned: {body}, {date}").format(body=body.name, date=date_text(command.held_on))
    )
    tx.session.flush()
    return meeting.id


def place_problems(plan: PlaceAndHours) -> list[Problem]:
    """What is wrong with the hours and the place of a plan."""
    problems = []
    if plan.ends_at is not None and plan.ends_at <= plan.starts_at:
        message = _("It cannot end before it begins.")
        problems.append(Problem(field="ends_at", message=message))
    if plan.mode is not MeetingMode.REMOTE and not plan.venue.strip():
        problems.append(Problem(field="venue", message=_("Write the place.")))
    if plan.mode is not MeetingMode.IN_PERSON and not plan.platform.strip():
        message = _("Write the video conference platform.")
        problems.append(Problem(field="platform", message=message))
    return problems


class DayAndCall(Protocol):
    """When a meeting is, and of which other call it is the second."""

    @property
    def held_on(self) -> date: ...
    @property
    def starts_at(self) -> time: ...
    @property
    def call(self) -> Call: ...
    @property
    def first_call_id(self) -> int | None: ...


def day_problems(
    tx: Tx, body: Body, plan: DayAndCall, *, meeting_id: int | None = None
) -> list[Problem]:
    """Why this body cannot meet on this day, or at this call; the meeting where one is changed."""
    problems = founding_problems(tx, plan.held_on, field="held_on")
    if body.active_from is not None and plan.held_on < body.active_from:
        message = _("The body begins on {date}.").format(date=date_text(body.active_from))
        problems.append(Problem(field="held_on", message=message))
    if body.active_to is not None and plan.held_on > body.active_to:
        problems.append(Problem(field="held_on", message=_("The body had ended by then.")))
    if plan.held_on > tx.clock.today() + _AHEAD:
        message = _("It is more than two years away: check the year.")
        problems.append(Problem(field="held_on", message=message))
    if plan.first_call_id is None:
        return problems
    first = tx.get(Meeting, plan.first_call_id, _("meeting"))
    if first.body_id != body.id or plan.call is not Call.SECOND:
        message = _("A second call is of the same body as the first.")
        problems.append(Problem(field="call", message=message))
    elif any(second.id != meeting_id for second in second_calls(tx, first.id)):
        message = _("This first call has its second one already: change that one, or cancel it.")
        problems.append(Problem(field="first_call_id", message=message))
    elif (plan.held_on, plan.starts_at) <= (first.held_on, first.starts_at):
        message = _("The second call comes after the first.")
        problems.append(Problem(field="held_on", message=message))
    elif plan.held_on == first.held_on and statute_rules(tx.session).flag("second_call_other_day"):
        message = _("The statute wants the second call on another day.")
        problems.append(Problem(field="held_on", message=message))
    return problems


def second_calls(tx: Tx, first_id: int) -> Sequence[Meeting]:
    """Those that follow a first call, the cancelled left out: one at most."""
    query = select(Meeting).where(
        Meeting.first_call_id == first_id, Meeting.state != MeetingState.CANCELLED
    )
    return tx.session.scalars(query).all()


def _add_item(tx: Tx, meeting_id: int, position: int, item: NewItem) -> AgendaItem:
    if problems := title_problems(item.title, field="title"):
        raise Invalid(problems)
    row = AgendaItem(
        meeting_id=meeting_id,
        position=position,
        title=item.title.strip(),
        kind=item.kind,
        rapporteur_id=item.rapporteur_id,
        proposal=item.proposal,
        outcome=ItemOutcome.OPEN,
    )
    tx.session.add(row)
    return row


def title_problems(title: str, *, field: str) -> list[Problem]:
    """What is wrong with the title of an item."""
    if not title.strip():
        return [Problem(field=field, message=_("Write the title of the item."))]
    found = length_problems(AgendaItem, {"title": title.strip()})
    return [replace(problem, field=field) for problem in found]


def add_agenda_item(tx: Tx, command: AddAgendaItem) -> int:
    """The item's id."""
    tx.allow("meetings.edit")
    meeting = living(tx, command.meeting_id)
    last = tx.session.scalar(
        select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
    )
    row = _add_item(tx, meeting.id, (last or 0) + 1, command.item)
    tx.describe(_("Agenda item added: {title}").format(title=row.title))
    tx.session.flush()
    return row.id


def edit_agenda_item(tx: Tx, command: EditAgendaItem) -> None:
    """Change an item before the meeting is closed."""
    tx.allow("meetings.edit")
    item = tx.get(AgendaItem, command.item_id, _("agenda item"))
    living(tx, item.meeting_id)
    if command.title is not None and (problems := title_problems(command.title, field="title")):
        raise Invalid(problems)
    for name in ("title", "discussion", "proposal", "rapporteur_id", "started_at"):
        value = getattr(command, name)
        if value is not None:
            setattr(item, name, value)
    if command.rapporteur_id == 0:
        item.rapporteur_id = None
    tx.describe(_("Agenda item changed: {title}").format(title=item.title))


def convene_meeting(tx: Tx, command: ConveneMeeting) -> Convened:
    """Record the notice; tells whether it was in time, and never hides that it was not.

    Also of a meeting that is over, until its minutes are approved: they need it.
    """
    tx.allow("meetings.edit")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    if meeting.state is MeetingState.CANCELLED:
        raise MeetingIsOver
    body = tx.get(Body, meeting.body_id, _("body"))
    if problems := _notice_problems(tx, command, meeting):
        raise Invalid(problems)
    number = number_meeting(tx, meeting, body)
    meeting.notice_sent_on = command.sent_on
    meeting.notice_channel = command.channel
    meeting.urgent = command.urgent
    if meeting.state is MeetingState.PLANNED:
        meeting.state = MeetingState.CONVENED
    tx.insert_all(
        Invitation,
        [
            {
                "meeting_id": meeting.id,
                "person_id": invited.person_id,
                "membership_id": invited.membership_id,
                "organisation_id": invited.organisation_id,
                "sent_on": command.sent_on,
                "channel": command.channel,
            }
            for invited in command.invited
        ],
    )
    rules = statute_rules(tx.session)
    rule = notice_rule(rules, body.kind, urgent=command.urgent)
    count = max(len(command.invited), 1)
    deliveries = [
        Delivery(addressee_id=i, sent_on=command.sent_on)  # when it arrived nobody knows yet
        for i in range(count)
    ]
    warnings = []
    if meeting.mode is not MeetingMode.IN_PERSON and not rules.flag("remote_meetings"):
        words = N_("The statute has no clause on video conferences, or it was not entered yet.")
        warnings.append(say(words))
    tx.describe(_("Notice of {body} no. {number}").format(body=body.name, number=number))
    return Convened(
        number=number,
        check=notice_check(deliveries, meeting.held_on, rule),
        warnings=tuple(warnings),
    )


def _notice_problems(tx: Tx, command: ConveneMeeting, meeting: Meeting) -> list[Problem]:
    problems = founding_problems(tx, command.sent_on, field="sent_on")
    if command.sent_on > meeting.held_on:
        message = _("The notice cannot be sent after the meeting.")
        problems.append(Problem(field="sent_on", message=message))
    elif command.sent_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="sent_on", message=message))
    if not command.channel.strip():
        message = _("Write by which means the notice went out.")
        problems.append(Problem(field="channel", message=message))
    return [*problems, *length_problems(Invitation, {"channel": command.channel})]


def number_meeting(tx: Tx, meeting: Meeting, body: Body) -> int:
    """The meeting's number in its body and year, given once."""
    if meeting.number is None:
        series = "table" if body.kind is BodyKind.WORKING_TABLE else "meeting"
        meeting.number = next_number(tx, f"{series}:{body.code}", meeting.year)
    return meeting.number


def living(tx: Tx, meeting_id: int) -> Meeting:
    """The meeting, where it can still be worked on; MeetingIsOver otherwise."""
    meeting = tx.get(Meeting, meeting_id, _("meeting"))
    if meeting.state in (MeetingState.CLOSED, MeetingState.DESERTED, MeetingState.CANCELLED):
        raise MeetingIsOver
    return meeting


def refuse_to_come(tx: Tx, meeting: Meeting, *, field: str) -> None:
    """Invalid where the day of the meeting has not come yet."""
    if meeting.held_on > tx.clock.today():
        message = _("The meeting is on {date}: it cannot have been held yet.")
        message = message.format(date=date_text(meeting.held_on))
        raise Invalid([Problem(field=field, message=message)])


def cancel_meeting(tx: Tx, command: CancelMeeting) -> None:
    """Cancel, with the reason in its title line."""
    tx.allow("meetings.edit")
    meeting = living(tx, command.meeting_id)
    if meeting.state is MeetingState.OPEN:
        raise HasBegun
    if not command.reason.strip():
        raise Invalid([Problem(field="reason", message=_("Write the reason."))])
    meeting.state = MeetingState.CANCELLED
    meeting.title = f"{meeting.title} ({command.reason.strip()})".strip()[:300]
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Meeting cancelled: {body}").format(body=body.name))
