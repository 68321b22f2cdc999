"""Hold the two meetings of the story: a board that divides evenly, and a working table."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import select

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import (
    AgendaKind,
    AttendanceMode,
    Capacity,
    Choice,
    ItemOutcome,
    MeetingMode,
    MinutesState,
)
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
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
    RecordDeparture,
    excuse,
    record_attendances,
    record_departure,
)
from cluster_desk.services.meetings.voting import (
    CastVote,
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from cluster_desk.store.tables.meetings import AgendaItem
from tests.meeting_desks import Board, at, closed, convened, roll_call
from tests.story.association import Founded

BOARD_ON = date(2026, 6, 18)
TABLE_ON = date(2026, 5, 20)
APPROVED_ON = date(2026, 7, 16)


def hold_board(location: str, who: Founded) -> int:
    """Five of seven at the opening, one arrives, a tie that the chair breaks, one leaves."""
    with Desk.open(location, clock=FixedClock.at("2026-06-18T17:00")) as desk:
        here = Board(desk, who.board, who.directors, who.secretary)
        people = who.directors
        meeting = convened(here, "Convenzione quadro", "Bando regionale", on=BOARD_ON)
        roll_call(here, meeting, people[:5])
        desk.write(excuse, Excuse(meeting_id=meeting, person_id=people[6]))
        _open(desk, meeting, people[0], who.secretary)
        first, second, last = _items(desk, meeting)
        roll_call(here, meeting, people[5:6], "15:12", mode=AttendanceMode.REMOTE)
        against = tuple(CastVote(voter_id=p, choice=Choice.AGAINST) for p in people[1:4])
        _ballot(desk, first, "15:40", "È approvata la convenzione quadro.", against)
        leaving = RecordDeparture(meeting_id=meeting, person_id=people[2], left_at=at("16:20"))
        desk.write(record_departure, leaving)
        _ballot(desk, second, "16:30", "Il Cluster partecipa al bando.", ())
        desk.write(end_item, EndItem(item_id=last, outcome=ItemOutcome.DISCUSSED))
        closed(here, meeting)
        desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    return meeting


def approve(location: str, meeting: int) -> None:
    """The minutes become the association's own at the next meeting."""
    with Desk.open(location, clock=FixedClock.at(APPROVED_ON.isoformat())) as desk:
        for state in (MinutesState.IN_REVIEW, MinutesState.APPROVED):
            command = SetMinutesState(meeting_id=meeting, state=state, on=APPROVED_ON)
            desk.write(set_minutes_state, command)


def hold_table(location: str, who: Founded) -> int:
    """From 14:30 to 17:00: one stays, one arrives late, one leaves early."""
    with Desk.open(location, clock=FixedClock.at("2026-05-20T18:00")) as desk:
        people = (who.coordinator, *who.participants)
        meeting = desk.write(
            plan_meeting,
            PlanMeeting(
                body_id=who.table,
                held_on=TABLE_ON,
                starts_at=at("14:30"),
                ends_at=at("17:00"),
                mode=MeetingMode.IN_PERSON,
                venue="Sede associativa, Crema",
                agenda=(NewItem(title="Avvio dei lavori", kind=AgendaKind.DISCUSSION),),
            ),
        ).value
        invited = tuple(Invite(person_id=person) for person in people)
        notice = ConveneMeeting(
            meeting_id=meeting, sent_on=date(2026, 5, 6), channel="e-mail", invited=invited
        )
        desk.write(convene_meeting, notice)
        hours: tuple[tuple[str, str | None], ...] = (
            ("14:30", None),
            ("15:00", None),
            ("14:30", "16:00"),
        )
        entries = tuple(
            RecordAttendance(
                meeting_id=meeting,
                person_id=person,
                arrived_at=at(arrived),
                left_at=_time(left),
                capacity=Capacity.OWN,
            )
            for person, (arrived, left) in zip(people, hours, strict=True)
        )
        desk.write(record_attendances, RecordAttendances(entries=entries))
        _open(desk, meeting, who.coordinator, who.coordinator, "14:30")
        closed(Board(desk, who.table, people, who.coordinator), meeting, "17:00")
    return meeting


def _time(text: str | None) -> time | None:
    return at(text) if text else None


def _open(desk: Desk, meeting: int, chair: int, minutes: int, hour: str = "15:00") -> None:
    command = OpenMeeting(
        meeting_id=meeting, opened_at=at(hour), chair_id=chair, minute_taker_id=minutes
    )
    desk.write(open_meeting, command)


def _items(desk: Desk, meeting: int) -> list[int]:
    query = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting)
    return list(desk.read(lambda s: s.scalars(query.order_by(AgendaItem.position)).all()))


def _ballot(desk: Desk, item: int, hour: str, wording: str, votes: tuple[CastVote, ...]) -> None:
    command = HoldBallot(
        item_id=item, held_at=at(hour), wording=wording, votes=votes, others_in_favour=True
    )
    desk.write(hold_ballot, command)
