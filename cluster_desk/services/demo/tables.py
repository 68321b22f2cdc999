"""Act five: a year of working tables, with hours, guests, excuses and promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, Capacity, MeetingMode
from cluster_desk.services.demo.bodies import person
from cluster_desk.services.demo.stage import LAST_DAY, Stage, working_day
from cluster_desk.services.meetings.conduct import (
    CloseMeeting,
    OpenMeeting,
    close_meeting,
    open_meeting,
)
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
from cluster_desk.services.tables.actions import (
    AddAction,
    FinishAction,
    add_action,
    finish_action,
)

TOPICS = (
    "Avvio dei lavori e priorità del tavolo",
    "Mappatura delle competenze dei soci",
    "Proposte per il bando regionale",
    "Stato di avanzamento delle attività",
    "Buone pratiche e casi di filiera",
    "Programma del prossimo semestre",
)


def plan(stage: Stage, tables: dict[int, list[tuple[int, int]]]) -> None:
    """Six meetings a table from February to November, each into the diary of its day."""
    for place, (body, seats) in enumerate(tables.items()):
        for turn in range(len(TOPICS)):
            day = working_day(date(2026, 2, 17) + timedelta(days=47 * turn + 3 * place))
            if day <= LAST_DAY:
                stage.on(day, partial(_hold, stage, body, seats, day, turn))


def _hold(stage: Stage, body: int, seats: list[tuple[int, int]], day: date, turn: int) -> None:
    meeting = _called(stage, body, seats, day, turn)
    here, missing = _split(stage, seats)
    entries = [_entry(stage, meeting, who, org, hybrid=_is_hybrid(turn)) for who, org in here]
    # who presides and writes the minutes is there from the first word to the last
    entries[0] = replace(entries[0], arrived_at=time(14, 30), left_at=None)
    if turn in (1, 4):
        guest = person(stage, "m", day)
        entries.append(
            RecordAttendance(
                meeting_id=meeting,
                person_id=guest,
                arrived_at=time(14, 40),
                capacity=Capacity.GUEST,
                organisation_id=stage.chance.choice(seats)[1],
            )
        )
    stage.do(day, record_attendances, RecordAttendances(entries=tuple(entries)))
    chair = here[0][0]
    stage.do(
        day,
        open_meeting,
        OpenMeeting(
            meeting_id=meeting, opened_at=time(14, 30), chair_id=chair, minute_taker_id=chair
        ),
    )
    for who, _organisation in missing[:2]:
        command = Excuse(meeting_id=meeting, person_id=who, reason="impegno concomitante")
        stage.do(day, excuse, command)
    action = _promised(stage, meeting, here[-1], day, turn)
    stage.do(day, close_meeting, CloseMeeting(meeting_id=meeting, closed_at=time(16, 45)))
    if stage.chance.random() < 0.6 and day + timedelta(days=25) <= LAST_DAY:
        done = FinishAction(action_id=action, done_on=day + timedelta(days=25))
        stage.on(day + timedelta(days=25), lambda: stage.do(done.done_on, finish_action, done))


def _is_hybrid(turn: int) -> bool:
    return turn % 2 == 1


def _called(stage: Stage, body: int, seats: list[tuple[int, int]], day: date, turn: int) -> int:
    """The meeting, planned and convened in time."""
    hybrid = _is_hybrid(turn)
    meeting = stage.do(
        day - timedelta(days=12),
        plan_meeting,
        PlanMeeting(
            body_id=body,
            held_on=day,
            starts_at=time(14, 30),
            ends_at=time(17, 0),
            title=TOPICS[turn],
            mode=MeetingMode.HYBRID if hybrid else MeetingMode.IN_PERSON,
            venue="Sede associativa, Crema",
            platform="piattaforma Demo Meet" if hybrid else "",
            project_id=stage.ids["project"] if turn >= 2 else None,
            activity_id=stage.ids["A1"] if turn >= 2 else None,
            agenda=(NewItem(title=TOPICS[turn], kind=AgendaKind.DISCUSSION),),
        ),
    )
    invited = tuple(Invite(person_id=who, organisation_id=org) for who, org in seats)
    stage.do(
        day - timedelta(days=10),
        convene_meeting,
        ConveneMeeting(
            meeting_id=meeting, sent_on=day - timedelta(days=10), channel="e-mail", invited=invited
        ),
    )
    return meeting


def _promised(stage: Stage, meeting: int, who: tuple[int, int], day: date, turn: int) -> int:
    person_id, organisation_id = who
    return stage.do(
        day,
        add_action,
        AddAction(
            meeting_id=meeting,
            wording=f"Inviare un contributo su «{TOPICS[turn].lower()}»",
            person_id=person_id,
            organisation_id=organisation_id,
            due_on=day + timedelta(days=30),
        ),
    )


def _split(
    stage: Stage, seats: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    here = [seats[0], *(s for s in seats[1:] if stage.chance.random() < 0.75)]
    return here, [s for s in seats if s not in here]


def _entry(
    stage: Stage, meeting: int, who: int, organisation: int, *, hybrid: bool
) -> RecordAttendance:
    remote = hybrid and stage.chance.random() < 0.4
    late = stage.chance.random() < 0.2
    early = stage.chance.random() < 0.15
    return RecordAttendance(
        meeting_id=meeting,
        person_id=who,
        arrived_at=time(14, 50) if late else time(14, 30),
        left_at=time(16, 15) if early else None,
        mode=AttendanceMode.REMOTE if remote else AttendanceMode.IN_PERSON,
        capacity=Capacity.DESIGNATED_REPRESENTATIVE,
        organisation_id=organisation,
    )
