"""A plan can be changed until the meeting begins, and a presence noted wrong can be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import AgendaKind, Capacity, ItemOutcome, MeetingMode
from cluster_desk.errors import Conflict, Invalid
from cluster_desk.queries.meetings.card import MeetingCard, meeting_card
from cluster_desk.services.meetings.changing import (
    AgendaLine,
    AlreadyDiscussed,
    AlreadyOpened,
    ChangeMeeting,
    CorrectAttendance,
    RemoveAttendance,
    SetAgenda,
    WithdrawProxy,
    change_meeting,
    correct_attendance,
    remove_attendance,
    set_agenda,
    withdraw_proxy,
)
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.voting import EndItem, end_item
from tests.meeting_desks import HELD, Board, at, board, convened, roll_call


@pytest.fixture
def here(desk: Desk) -> Board:
    return board(desk)


def card(here: Board, meeting: int) -> MeetingCard:
    found = here.desk.read(meeting_card, meeting)
    assert found is not None
    return found


def titles(here: Board, meeting: int) -> list[str]:
    return [item.title for item in card(here, meeting).facts.items]


def lines(here: Board, meeting: int) -> list[AgendaLine]:
    items = card(here, meeting).facts.items
    return [AgendaLine(item_id=item.id, title=item.title, kind=item.kind) for item in items]


def opened(here: Board, meeting: int) -> None:
    roll_call(here, meeting, here.people[:5])
    opening = OpenMeeting(
        meeting_id=meeting,
        opened_at=at("15:00"),
        chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )
    here.desk.write(open_meeting, opening)


def test_day_place_and_agenda_change_until_the_meeting_begins(here: Board) -> None:
    meeting = convened(here, "Uno", "Due")
    first, second, last = lines(here, meeting)
    change = ChangeMeeting(
        meeting_id=meeting,
        held_on=date(2026, 6, 25),
        starts_at=at("16:00"),
        mode=MeetingMode.IN_PERSON,
        venue="Sala civica",
        agenda=(second, AgendaLine(title="Nuovo", kind=AgendaKind.DISCUSSION), first),
    )
    here.desk.write(change_meeting, change)
    assert titles(here, meeting) == ["Due", "Nuovo", "Uno"]
    sitting = card(here, meeting).facts.sitting
    assert (sitting.held_on, sitting.venue, sitting.number) == (date(2026, 6, 25), "Sala civica", 1)
    with pytest.raises(Invalid, match="2026"):
        here.desk.write(change_meeting, replace(change, held_on=date(2027, 1, 10), agenda=()))
    with pytest.raises(Conflict):
        here.desk.write(change_meeting, replace(change, version=1))
    outcome = here.desk.write(set_agenda, SetAgenda(meeting_id=meeting, agenda=(last,)))
    assert outcome.label == "Ordine del giorno modificato: Consiglio Direttivo"


def test_once_it_began_only_what_was_not_discussed_leaves_the_agenda(here: Board) -> None:
    meeting = convened(here, "Uno", "Due")
    opened(here, meeting)
    first, second, last = lines(here, meeting)
    assert first.item_id is not None
    noted = EndItem(item_id=first.item_id, outcome=ItemOutcome.ACKNOWLEDGED)
    here.desk.write(end_item, noted)
    with pytest.raises(AlreadyDiscussed):
        here.desk.write(set_agenda, SetAgenda(meeting_id=meeting, agenda=(second, last)))
    here.desk.write(set_agenda, SetAgenda(meeting_id=meeting, agenda=(first, last)))
    assert titles(here, meeting) == ["Uno", "Varie ed eventuali"]
    again = ChangeMeeting(
        meeting_id=meeting, held_on=HELD, starts_at=at("15:00"), venue="Crema", agenda=(first,)
    )
    with pytest.raises(AlreadyOpened):
        here.desk.write(change_meeting, again)


def test_a_presence_noted_wrong_is_corrected_or_taken_away(here: Board) -> None:
    meeting = convened(here, "Uno")
    roll_call(here, meeting, here.people[:2])
    first, second = card(here, meeting).facts.stay_ids
    here.desk.write(
        correct_attendance,
        CorrectAttendance(
            attendance_id=first,
            arrived_at=at("15:10"),
            left_at=at("16:00"),
            capacity=Capacity.GUEST,
        ),
    )
    here.desk.write(remove_attendance, RemoveAttendance(attendance_id=second))
    (left,) = card(here, meeting).facts.presences
    assert (left.arrived_at, left.left_at, left.votes) == (at("15:10"), at("16:00"), False)
    wrong = CorrectAttendance(attendance_id=first, arrived_at=at("15:31"), left_at=at("15:02"))
    with pytest.raises(Invalid, match="15:02"):
        here.desk.write(correct_attendance, wrong)


def test_a_proxy_that_was_never_given_cannot_be_withdrawn(here: Board) -> None:
    meeting = convened(here, "Uno")
    with pytest.raises(Invalid):
        here.desk.write(withdraw_proxy, WithdrawProxy(meeting_id=meeting, grantor_id=1))
