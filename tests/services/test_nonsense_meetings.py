"""A meeting takes nothing that cannot have been, whoever sends it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import BallotMethod, Call, Choice, ItemOutcome, MinutesState
from cluster_desk.domain.notice import NoticeFault
from cluster_desk.domain.tables import Mark
from cluster_desk.errors import Invalid, NotFound
from cluster_desk.queries.home.overview import overview
from cluster_desk.queries.home.waiting import Matter
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.meetings.look import meeting_look
from cluster_desk.services.bodies.editing import EditBody, edit_body
from cluster_desk.services.bodies.seats import Appoint, EndSeat, appoint, end_seat
from cluster_desk.services.meetings.calls import PlanTwoCalls, plan_two_calls
from cluster_desk.services.meetings.conduct import (
    AlreadyOpen,
    CloseMeeting,
    DeclareDeserted,
    OpenMeeting,
    close_meeting,
    declare_deserted,
    open_meeting,
)
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
)
from cluster_desk.services.meetings.planning import (
    CancelMeeting,
    ConveneMeeting,
    EditAgendaItem,
    HasBegun,
    MeetingIsOver,
    NewItem,
    PlanMeeting,
    cancel_meeting,
    convene_meeting,
    edit_agenda_item,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    DeclareConflict,
    Excuse,
    GiveProxy,
    RecordAttendance,
    declare_conflict,
    excuse,
    give_proxy,
    record_attendance,
)
from cluster_desk.services.meetings.voting import (
    AlreadyResolved,
    CastVote,
    EndItem,
    HoldBallot,
    end_item,
    hold_ballot,
)
from cluster_desk.services.tables.actions import (
    AddAction,
    FinishActions,
    add_action,
    finish_actions,
)
from cluster_desk.services.tables.life import HoldMeeting, hold_meeting
from cluster_desk.services.tables.people import JoinTable, WelcomeGuest, join_table, welcome_guest
from cluster_desk.services.tables.register import EditPresence, edit_presence
from tests.meeting_desks import HELD, Board, at, board, closed, convened, roll_call
from tests.nonsense import Nonsense, taken
from tests.services.test_minutes import items
from tests.table_desks import FIRST, working_table

TODAY = date(2026, 11, 22)
NOBODY = 9_999


def opening(here: Board, meeting: int, refused: Any, **values: Any) -> Nonsense:
    usual: dict[str, Any] = {
        "opened_at": at("15:00"),
        "chair_id": here.people[0],
        "minute_taker_id": here.secretary,
    }
    command = OpenMeeting(meeting_id=meeting, **(usual | values))
    return Nonsense(open_meeting, command, refused)


def test_a_meeting_is_planned_and_called_on_days_that_can_be(desk: Desk) -> None:
    here = board(desk)
    ended = EditBody(
        id=here.body,
        code="CD",
        name="Consiglio",
        kind=BodyKind.BOARD,
        active_from=date(2026, 1, 16),
        active_to=date(2026, 9, 30),
    )
    desk.write(edit_body, ended)
    meeting = convened(here, "Quote")

    def planned(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "body_id": here.body,
            "held_on": HELD,
            "starts_at": at("15:00"),
            "venue": "Sede",
        }
        return Nonsense(plan_meeting, PlanMeeting(**(usual | values)), refused)

    first = PlanMeeting(
        body_id=here.body, held_on=HELD, starts_at=at("15:00"), venue="Sede", call=Call.FIRST
    )
    cases = (
        planned("held_on", held_on=date(2026, 10, 1)),  # the body had ended
        planned("held_on", held_on=date(2025, 6, 18)),  # or had not begun
        planned("ends_at", ends_at=at("14:00")),
        planned("venue", venue=" "),
        planned(NotFound, body_id=NOBODY),
        planned("call", first_call_id=meeting),
        planned("held_on", first_call_id=meeting, call=Call.SECOND, starts_at=at("9:00".zfill(5))),
        Nonsense(
            plan_two_calls,
            PlanTwoCalls(first=first, second_on=HELD, second_at=at("14:00")),
            "second_on",
        ),
        opening(here, meeting, NotFound, chair_id=NOBODY),
    )
    assert taken(desk, cases) == []


def test_a_notice_goes_out_before_the_meeting_by_some_means(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Quote")

    def called(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "meeting_id": meeting,
            "sent_on": date(2026, 6, 1),
            "channel": "PEC",
        }
        return Nonsense(convene_meeting, ConveneMeeting(**(usual | values)), refused)

    cases = (
        called("sent_on", sent_on=date(2026, 6, 19)),
        called("channel", channel=" "),
        called(NotFound, meeting_id=NOBODY),
        Nonsense(cancel_meeting, CancelMeeting(meeting_id=meeting, reason=" "), "reason"),
    )
    assert taken(desk, cases) == []
    desk.write(cancel_meeting, CancelMeeting(meeting_id=meeting, reason="Rinviata"))
    assert taken(desk, (called(MeetingIsOver),)) == []


def test_a_meeting_that_is_to_come_has_not_happened(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Quote", on=date(2026, 12, 10))
    came = RecordAttendance(meeting_id=meeting, person_id=here.people[0], arrived_at=at("15:00"))
    empty = DeclareDeserted(
        meeting_id=meeting,
        checked_at=at("15:30"),
        chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )
    away = PlanMeeting(
        body_id=here.body, held_on=date(2062, 6, 18), starts_at=at("15:00"), venue="Sede"
    )
    cases = (
        Nonsense(record_attendance, came, "arrived_at"),
        opening(here, meeting, "opened_at"),
        Nonsense(declare_deserted, empty, "checked_at"),
        Nonsense(plan_meeting, away, "held_on"),
    )
    assert taken(desk, cases) == []


def test_a_board_is_opened_once_by_one_of_its_own(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Quote", "Bilancio")
    roll_call(here, meeting, here.people[:5])
    cases = [
        opening(here, meeting, "chair_id", chair_id=here.secretary),  # no seat in it
        opening(here, meeting, "chair_id", chair_id=here.people[6]),  # not there
        opening(here, meeting, "minute_taker_id", minute_taker_id=here.people[0]),
    ]
    assert taken(desk, cases) == []
    command = opening(here, meeting, "").command
    assert desk.write(open_meeting, command).value.warnings == ()
    assert taken(desk, (Nonsense(open_meeting, command, AlreadyOpen),)) == []


def begun(here: Board) -> int:
    """A board in progress: five are there, three items are on the agenda."""
    meeting = convened(here, "Quote", "Bilancio")
    roll_call(here, meeting, here.people[:5])
    here.desk.write(open_meeting, opening(here, meeting, "").command)
    return meeting


def test_a_vote_counts_who_is_there_once(desk: Desk) -> None:
    here = board(desk)
    first, *_rest = items(desk, begun(here))

    def voted(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "item_id": first,
            "held_at": at("15:20"),
            "wording": "Si delibera.",
        }
        return Nonsense(hold_ballot, HoldBallot(**(usual | values)), refused)

    twice = tuple(
        CastVote(voter_id=here.people[0], choice=choice)
        for choice in (Choice.IN_FAVOUR, Choice.AGAINST)
    )
    absent = (CastVote(voter_id=here.people[6], choice=Choice.AGAINST),)
    cases = [
        voted("votes", in_favour=6),
        voted(NotFound, in_favour=5, method=BallotMethod.SECRET, tellers=(NOBODY,)),
        voted("in_favour", in_favour=-1),
        voted("wording", in_favour=3, wording=" "),
        voted("held_at", in_favour=3, held_at=at("14:59")),
        voted("votes", votes=twice),
        voted("votes", votes=absent),
        voted("votes", votes=twice[:1], in_favour=3),
        voted("blank", in_favour=3, blank=1),
        voted("votes", votes=twice[:1], method=BallotMethod.SECRET),
        voted(NotFound, item_id=NOBODY, in_favour=3),
    ]
    assert taken(desk, cases) == []


def test_what_happened_in_a_meeting_stays(desk: Desk) -> None:
    here = board(desk)
    meeting = begun(here)
    first, second, *_rest = items(desk, meeting)

    def torn(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "item_id": second,
            "person_id": here.people[1],
            "statement": "Fornitore",
        }
        return Nonsense(declare_conflict, DeclareConflict(**(usual | values)), refused)

    excused = Excuse(meeting_id=meeting)
    cases = [
        torn("returned_at", left_at=at("15:30"), returned_at=at("15:10")),
        torn("returned_at", returned_at=at("15:30")),
        torn("statement", statement=" "),
        Nonsense(excuse, excused, "person_id"),
        Nonsense(edit_agenda_item, EditAgendaItem(item_id=first, title=" "), "title"),
        Nonsense(cancel_meeting, CancelMeeting(meeting_id=meeting, reason="Errore"), HasBegun),
    ]
    assert taken(desk, cases) == []
    desk.write(
        hold_ballot, HoldBallot(item_id=first, held_at=at("15:20"), wording="Sì", in_favour=5)
    )
    noted = EndItem(item_id=first, outcome=ItemOutcome.ACKNOWLEDGED)
    early = CloseMeeting(meeting_id=meeting, closed_at=at("15:10"))
    cases = [
        Nonsense(end_item, noted, AlreadyResolved),
        Nonsense(close_meeting, early, "closed_at"),
        Nonsense(
            close_meeting, CloseMeeting(meeting_id=meeting, closed_at=at("14:00")), "closed_at"
        ),
    ]
    assert taken(desk, cases) == []


def test_a_term_does_not_end_before_it_begins(desk: Desk) -> None:
    here = board(desk)
    seat = Appoint(
        body_id=here.body,
        person_id=here.secretary,
        role=SeatRole.MEMBER,
        from_on=HELD,
        to_on=date(2026, 1, 1),
    )
    cases = (
        Nonsense(appoint, seat, "to_on"),
        Nonsense(end_seat, EndSeat(seat_id=1, to_on=date(2020, 1, 1)), "to_on"),
        Nonsense(end_seat, EndSeat(seat_id=NOBODY, to_on=HELD), NotFound),
    )
    assert taken(desk, cases) == []


def test_a_working_table_counts_nobody_outside_its_hours(desk: Desk) -> None:
    table = working_table(desk, FIRST)
    meeting, person = table.meetings[0], table.people["Esposito"]

    def cell(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {"meeting_id": meeting, "person_id": person, "mark": Mark.PRESENT}
        return Nonsense(edit_presence, EditPresence(**(usual | values)), refused)

    def guest(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {"meeting_id": meeting, "family_name": "Ospite"}
        return Nonsense(welcome_guest, WelcomeGuest(**(usual | values)), refused)

    action = desk.write(add_action, AddAction(meeting_id=meeting, wording="Bozza")).value
    early = AddAction(meeting_id=meeting, wording="Bozza", due_on=date(2026, 3, 1))
    done = FinishActions(action_ids=(action,), done_on=date(2027, 1, 1))
    joined = JoinTable(
        body_id=table.body, role=SeatRole.EXPERT, from_on=date(2025, 1, 1), family_name="Rossi"
    )
    reversed_hours = HoldMeeting(meeting_id=meeting, opened_at=time(17), closed_at=time(14))
    cases = (
        cell("left_at", arrived_at=time(16), left_at=time(15)),
        cell("arrived_at", arrived_at=time(18)),
        cell("left_at", arrived_at=time(8), left_at=time(9)),
        guest("arrived_at", arrived_at=time(20)),
        guest("mark", mark=Mark.ABSENT),
        guest("person_id", family_name=" "),
        Nonsense(add_action, early, "due_on"),
        Nonsense(finish_actions, done, "done_on"),
        Nonsense(join_table, joined, "from_on"),
        Nonsense(hold_meeting, reversed_hours, "closed_at"),
    )
    assert taken(desk, cases) == []


def uncalled(here: Board, *, sent_on: date | None) -> int:
    """A board that met on the day, called on another, or never."""
    plan = PlanMeeting(
        body_id=here.body, held_on=HELD, starts_at=at("15:00"), venue="Sede",
        agenda=(NewItem(title="Quote"),),
    )  # fmt: skip
    meeting = here.desk.write(plan_meeting, plan).value
    if sent_on is not None:
        notice = ConveneMeeting(meeting_id=meeting, sent_on=sent_on, channel="PEC")
        here.desk.write(convene_meeting, notice)
    roll_call(here, meeting, here.people[:5])
    return meeting


def finished(here: Board, meeting: int) -> None:
    """Its item was discussed, and it is closed."""
    for item in items(here.desk, meeting):
        here.desk.write(end_item, EndItem(item_id=item, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)


@pytest.mark.parametrize(
    ("sent_on", "fault"),
    [(None, NoticeFault.MISSING), (date(2026, 6, 15), NoticeFault.LATE)],
)
def test_a_meeting_that_was_not_called_in_time_says_so_from_its_opening_on(
    desk: Desk, sent_on: date | None, fault: NoticeFault
) -> None:
    here = board(desk)
    meeting = uncalled(here, sent_on=sent_on)
    opened = opening(here, meeting, "").command
    said = desk.preview(open_meeting, opened).value.warnings
    assert desk.write(open_meeting, opened).value.warnings == said != ()
    look, card = desk.read(meeting_look, meeting), desk.read(meeting_card, meeting)
    assert look is not None
    assert card is not None
    assert card.warning is not None
    assert look.warning == card.warning
    assert (card.warning.fault, card.warning.words) == (fault, said[0])
    waiting = desk.read(overview, on=TODAY, year=2026).waiting
    told = [each.warning for each in waiting if each.matter is Matter.UNCALLED]
    assert told == [card.warning]
    finished(here, meeting)
    waiting = desk.read(overview, on=TODAY, year=2026).waiting
    assert [w.warning for w in waiting if w.matter is Matter.MINUTES] == [card.warning]


def test_the_notice_may_still_be_recorded_when_the_minutes_ask_for_it(desk: Desk) -> None:
    here = board(desk)
    meeting = uncalled(here, sent_on=None)
    desk.write(open_meeting, opening(here, meeting, "").command)
    finished(here, meeting)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    late = SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED, on=date(2027, 1, 1))
    with pytest.raises(Invalid, match="successiva a oggi"):
        desk.write(set_minutes_state, late)
    notice = ConveneMeeting(meeting_id=meeting, sent_on=date(2026, 6, 8), channel="PEC")
    desk.write(convene_meeting, notice)
    card = desk.read(meeting_card, meeting)
    assert card is not None
    assert card.warning is None
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    approved = SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED)
    assert desk.write(set_minutes_state, approved).value


def test_an_urgent_call_is_measured_in_hours(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Quote")
    notice = ConveneMeeting(
        meeting_id=meeting, sent_on=date(2026, 6, 16), channel="PEC", urgent=True
    )
    assert desk.preview(convene_meeting, notice).value.check.is_enough
    late = ConveneMeeting(meeting_id=meeting, sent_on=date(2026, 6, 17), channel="PEC", urgent=True)
    assert not desk.preview(convene_meeting, late).value.check.is_enough


def test_a_member_gives_its_proxy_to_another_before_the_meeting(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Quote")
    late = GiveProxy(
        meeting_id=meeting,
        grantor_id=here.people[0],
        holder_id=here.people[1],
        received_on=date(2026, 6, 19),
    )
    assert taken(desk, (Nonsense(give_proxy, late, "received_on"),)) == []
