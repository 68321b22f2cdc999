"""Lists of meetings and of seats: views, filters, orders and counts that agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import ItemOutcome, MeetingState, MinutesState
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.meetings.lists import (
    VIEWS,
    ListFilter,
    ListSort,
    meeting_ids,
    meeting_totals,
    meeting_view_counts,
    meetings_offered,
)
from cluster_desk.queries.meetings.look import meeting_look
from cluster_desk.queries.meetings.persons import people
from cluster_desk.queries.meetings.roll import RollState, roll
from cluster_desk.queries.meetings.rows import meeting_rows_of
from cluster_desk.queries.seats import (
    SeatFilter,
    seat_count,
    seat_ids,
    seat_lines,
    seat_view_counts,
    seated_bodies,
)
from cluster_desk.services.bodies.seats import Appoint, EndSeat, appoint, end_seat
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
)
from cluster_desk.services.meetings.presence import Excuse, excuse
from cluster_desk.services.meetings.voting import EndItem, HoldBallot, end_item, hold_ballot
from tests.meeting_desks import Board, at, board, closed, convened, roll_call
from tests.queries.test_fees import statements

TODAY = date(2026, 11, 22)


@pytest.fixture
def year(desk: Desk) -> Board:
    """One meeting held with a resolution and approved minutes, one held, one to come."""
    here = board(desk)
    held(here, date(2026, 6, 18), approved=True)
    held(here, date(2026, 9, 10), approved=False)
    here.meetings.append(convened(here, "Nuovi tavoli", on=date(2026, 12, 10)))
    return here


def held(here: Board, on: date, *, approved: bool) -> None:
    desk = here.desk
    meeting = convened(here, "Stato degli incassi", on=on)
    roll_call(here, meeting, here.people[:5])
    desk.write(excuse, Excuse(meeting_id=meeting, person_id=here.people[6]))
    opening = OpenMeeting(
        meeting_id=meeting,
        opened_at=at("15:00"),
        chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )
    desk.write(open_meeting, opening)
    card = desk.read(meeting_card, meeting)
    assert card is not None
    first, last = card.facts.items
    ballot = HoldBallot(
        item_id=first.id, held_at=at("15:20"), wording="Si approva.", others_in_favour=True
    )
    desk.write(hold_ballot, ballot)
    desk.write(end_item, EndItem(item_id=last.id, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    if approved:
        state = SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED, on=TODAY)
        desk.write(set_minutes_state, state)
    here.meetings.append(meeting)


def listed(here: Board, **wanted: Any) -> list[int]:
    chosen = ListFilter(**wanted)
    return here.desk.read(meeting_ids, year=2026, filter=chosen)


def test_each_view_has_the_meetings_that_wait_or_are_over(year: Board) -> None:
    first, second, coming = year.meetings
    assert listed(year, view="year") == [coming, second, first]
    assert listed(year, view="upcoming") == [coming]
    assert listed(year, view="held") == [second, first]
    assert listed(year, view="to_approve") == [second]
    counts = year.desk.read(meeting_view_counts, year=2026)
    assert counts == {view: len(listed(year, view=view)) for view in VIEWS}
    assert year.desk.read(meeting_view_counts, year=2025)["year"] == 0
    assert year.desk.read(meeting_view_counts, year=2025)["to_approve"] == 1


def test_meetings_are_filtered_by_what_was_typed_by_body_state_and_year(year: Board) -> None:
    first, second, coming = year.meetings
    assert listed(year, text="tavoli") == [coming]
    assert listed(year, text="incassi direttivo") == [second, first]
    # read without accents and capitals, as every other list; what has no letters is nowhere
    assert listed(year, text="TÀVOLI") == listed(year, text="ta\u0301voli") == [coming]
    assert listed(year, text="%") == listed(year, text="’") == []
    assert listed(year, states=(MeetingState.CONVENED,)) == [coming]
    assert listed(year, minutes=(MinutesState.APPROVED,)) == [first]
    assert listed(year, bodies=(year.body,)) == [coming, second, first]
    assert listed(year, bodies=(year.body + 1,)) == []
    assert listed(year, years=(2025,)) == []
    offered = year.desk.read(meetings_offered)
    assert offered.bodies == {year.body: "Consiglio Direttivo"}
    assert offered.years == (2026,)


def test_every_column_orders_both_ways(year: Board) -> None:
    others = ("body", "title", "venue", "state", "minutes", "resolutions")
    for column in ("held_on", "number", *others):
        up = year.desk.read(meeting_ids, year=2026, sort=ListSort(column=column, descending=False))
        down = year.desk.read(meeting_ids, year=2026, sort=ListSort(column=column))
        assert sorted(up) == sorted(down) == sorted(year.meetings), column
        if column not in others:
            assert up == down[::-1] == year.meetings, column


def test_a_whole_list_of_meetings_takes_eight_statements(year: Board) -> None:
    with statements() as seen:
        ids = listed(year)
        rows = year.desk.read(meeting_rows_of, ids)
        year.desk.read(meeting_totals, year=2026)
        year.desk.read(meeting_view_counts, year=2026)
        year.desk.read(meetings_offered)
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) <= 8
    assert [row.resolutions for row in rows] == [0, 1, 1]
    assert [row.present for row in rows] == [0, 5, 5]
    assert year.desk.read(meeting_totals, year=2026).resolutions == 2


def test_a_look_at_a_meeting_tells_decisions_documents_and_story(year: Board) -> None:
    with statements() as seen:
        look = year.desk.read(meeting_look, year.meetings[0])
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) <= 8
    assert look is not None
    assert (look.decisions[0].number, look.decisions[0].in_favour) == (1, 5)
    assert look.decisions[1].outcome is ItemOutcome.DISCUSSED
    assert [document.kind for document in look.documents] == ["minutes"]
    assert look.chair == "Ilaria Massari"
    assert look.minutes_approved_on == TODAY
    assert look.story[-1].label.startswith("Seduta programmata")
    assert year.desk.read(meeting_look, 999) is None


def test_the_roll_says_of_everybody_in_office_how_they_stand(year: Board) -> None:
    card = year.desk.read(meeting_card, year.meetings[1])
    assert card is not None
    lines = roll(card.facts)
    states = {line.name: line.state for line in lines}
    assert len(lines) == 7
    assert states["Ilaria Massari"] is RollState.THERE
    assert states["Elena Zanetti"] is RollState.EXCUSED
    assert states["Carlo Tadini"] is RollState.ABSENT
    known = year.desk.read(people, on=TODAY)
    assert {"Sara Nota", "Elena Zanetti"} <= {choice.name for choice in known}


def test_seats_are_current_expiring_to_come_or_past(year: Board) -> None:
    desk = year.desk
    ids = desk.read(seat_ids, on=TODAY)
    lines = desk.read(seat_lines, ids, on=TODAY)
    assert [line.role for line in lines][:3] == [
        SeatRole.PRESIDENT,
        SeatRole.VICE_PRESIDENT,
        SeatRole.TREASURER,
    ]
    desk.write(end_seat, EndSeat(seat_id=ids[-1], to_on=date(2026, 11, 1), reason="Dimissioni"))
    desk.write(end_seat, EndSeat(seat_id=ids[-2], to_on=date(2026, 12, 31)))
    comes = Appoint(
        body_id=year.body,
        person_id=year.secretary,
        role=SeatRole.MEMBER,
        from_on=date(2027, 1, 1),
    )
    desk.write(appoint, comes)
    counts = desk.read(seat_view_counts, on=TODAY)
    assert counts == {"current": 6, "expiring": 1, "future": 1, "past": 1, "everything": 8}
    for view, count in counts.items():
        assert desk.read(seat_count, on=TODAY, filter=SeatFilter(view=view)) == count
    (expiring,) = desk.read(
        seat_lines, desk.read(seat_ids, on=TODAY, filter=SeatFilter(view="expiring")), on=TODAY
    )
    assert expiring.expires_in == 39
    assert desk.read(seat_ids, on=TODAY, filter=SeatFilter(text="massari")) == ids[:1]
    assert desk.read(seated_bodies) == {year.body: "Consiglio Direttivo"}
