"""Hold a board meeting in the desk of the tour, up to its first vote."""

from __future__ import annotations

from datetime import time, timedelta

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, MeetingMode
from cluster_desk.queries.bodies import body_rows
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.planning import (
    ConveneMeeting,
    Invite,
    NewItem,
    PlanMeeting,
    convene_meeting,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    Excuse,
    RecordAttendance,
    RecordAttendances,
    excuse,
    record_attendances,
)

_BEGINS = time(15, 0)
_AGENDA = (
    NewItem(
        title="Piano delle attività 2027",
        proposal="di approvare il piano delle attività 2027 nel testo trasmesso ai componenti",
    ),
    NewItem(title="Relazione sui tavoli tematici", kind=AgendaKind.ACKNOWLEDGMENT),
    NewItem(title="Varie ed eventuali", kind=AgendaKind.ANY_OTHER_BUSINESS),
)


def hold_meeting(desk: Desk) -> int:
    """The id of a meeting in progress: all but one are there, some connected."""
    today = desk.clock.today()
    (board,) = desk.read(body_rows, on=today, kinds=(BodyKind.BOARD,))
    plan = PlanMeeting(
        body_id=board.id,
        held_on=today,
        starts_at=_BEGINS,
        mode=MeetingMode.HYBRID,
        venue="Sede associativa, Crema",
        platform="piattaforma Demo Meet",
        agenda=_AGENDA,
    )
    meeting_id = desk.write(plan_meeting, plan).value
    invited = tuple(Invite(person_id=seat.person_id) for seat in board.seats)
    notice = ConveneMeeting(
        meeting_id=meeting_id,
        sent_on=today - timedelta(days=9),
        channel="PEC",
        invited=invited,
    )
    desk.write(convene_meeting, notice)
    *there, away = board.seats
    came = RecordAttendances(
        entries=tuple(
            RecordAttendance(
                meeting_id=meeting_id,
                person_id=seat.person_id,
                organisation_id=seat.organisation_id,
                arrived_at=_BEGINS if place % 4 else time(15, 12),
                mode=AttendanceMode.IN_PERSON if place % 3 else AttendanceMode.REMOTE,
            )
            for place, seat in enumerate(there, start=1)
        )
    )
    desk.write(record_attendances, came)
    desk.write(excuse, Excuse(meeting_id=meeting_id, person_id=away.person_id))
    opening = OpenMeeting(
        meeting_id=meeting_id,
        opened_at=_BEGINS,
        chair_id=there[0].person_id,
        minute_taker_id=there[-1].person_id,
    )
    desk.write(open_meeting, opening)
    return int(meeting_id)
