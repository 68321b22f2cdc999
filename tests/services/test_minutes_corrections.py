"""Approved minutes are corrected in later ones; tables have minutes too, without a quorum."""

from __future__ import annotations

from datetime import date

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import ItemOutcome, MinutesState
from cluster_desk.errors import Invalid
from cluster_desk.queries.meetings.minutes import MinutesFacts, minutes_facts
from cluster_desk.services.association.settings import SetText, set_text
from cluster_desk.services.bodies.seats import AddBody, add_body
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    CorrectMinutes,
    RestoreSection,
    SetMinutesState,
    compose_minutes,
    correct_minutes,
    restore_section,
    set_minutes_state,
)
from cluster_desk.services.meetings.planning import NewItem, PlanMeeting, plan_meeting
from cluster_desk.services.meetings.voting import EndItem, end_item
from tests.meeting_desks import Board, at, board, closed, convened, roll_call
from tests.services.test_minutes import items, words


def told(here: Board, on: date) -> int:
    """A meeting at which nothing was voted, its minutes composed."""
    meeting = convened(here, on=on)
    roll_call(here, meeting, here.people)
    opening = OpenMeeting(
        meeting_id=meeting, opened_at=at("15:00"), chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )  # fmt: skip
    here.desk.write(open_meeting, opening)
    for item in items(here.desk, meeting):
        here.desk.write(end_item, EndItem(item_id=item, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)
    here.desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    return meeting


def minutes(desk: Desk, meeting: int) -> MinutesFacts:
    found = desk.read(minutes_facts, meeting)
    assert found is not None
    return found


def corrected_by(desk: Desk, meeting: int) -> list[int]:
    return [each.meeting_id for each in minutes(desk, meeting).corrected_by]


def correction(later: int, earlier: int) -> CorrectMinutes:
    return CorrectMinutes(
        meeting_id=later, corrected_meeting_id=earlier, wrong_text="16:48", right_text="16:58"
    )


def test_a_correction_stands_before_the_closing_and_links_both_minutes(desk: Desk) -> None:
    here = board(desk)
    first, later = told(here, date(2026, 6, 18)), told(here, date(2026, 7, 16))
    desk.write(
        set_minutes_state,
        SetMinutesState(meeting_id=first, state=MinutesState.APPROVED, on=date(2026, 7, 16)),
    )
    desk.write(correct_minutes, correction(later, first))
    desk.write(compose_minutes, ComposeMinutes(meeting_id=later))
    keys = [section.key for section in minutes(desk, later).sections]
    first_id = minutes(desk, first).id
    assert keys[-2:] == [f"correction.{first_id}.1", "closing"]
    assert (
        "A rettifica del verbale n. 1/2026 del 18/06/2026, dove è scritto «16:48» "
        "si deve leggere «16:58»." in words(desk, later)
    )
    assert corrected_by(desk, first) == [later]


def test_one_meeting_corrects_two_and_each_of_them_says_so_until_it_is_taken_out(
    desk: Desk,
) -> None:
    here = board(desk)
    first, second = told(here, date(2026, 6, 18)), told(here, date(2026, 7, 16))
    later = told(here, date(2026, 9, 17))
    for meeting in (first, second):
        approval = SetMinutesState(
            meeting_id=meeting, state=MinutesState.APPROVED, on=date(2026, 9, 17)
        )
        desk.write(set_minutes_state, approval)
    passage = desk.write(correct_minutes, correction(later, first)).value
    desk.write(correct_minutes, correction(later, second))
    assert (corrected_by(desk, first), corrected_by(desk, second)) == ([later], [later])
    desk.write(restore_section, RestoreSection(section_id=passage))
    assert (corrected_by(desk, first), corrected_by(desk, second)) == ([], [later])
    desk.write(correct_minutes, correction(later, second))
    keys = [section.key for section in minutes(desk, later).sections]
    assert len(set(keys)) == len(keys)


def test_minutes_not_yet_approved_are_changed_not_corrected(desk: Desk) -> None:
    here = board(desk)
    first, later = told(here, date(2026, 6, 18)), told(here, date(2026, 7, 16))
    with pytest.raises(Invalid):
        desk.write(correct_minutes, correction(later, first))


def test_a_correction_comes_later_in_the_same_body(desk: Desk) -> None:
    here = board(desk)
    first, later = told(here, date(2026, 6, 18)), told(here, date(2026, 7, 16))
    approval = SetMinutesState(meeting_id=later, state=MinutesState.APPROVED, on=date(2026, 7, 30))
    desk.write(set_minutes_state, approval)
    with pytest.raises(Invalid):
        desk.write(correct_minutes, correction(first, later))


def test_the_association_has_its_own_words(desk: Desk) -> None:
    here = board(desk)
    own = "Alle ore {closed_at} {chair_title} ringrazia e saluta."
    desk.write(set_text, SetText(key="minutes.closing", source=own))
    meeting = told(here, date(2026, 6, 18))
    assert "Alle ore 16:48 la Presidente ringrazia e saluta." in words(desk, meeting)


def test_what_a_person_wrote_never_becomes_a_mark(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Prezzi *netti* di **Alfa**")
    roll_call(here, meeting, here.people)
    desk.write(
        open_meeting,
        OpenMeeting(
            meeting_id=meeting, opened_at=at("15:00"), chair_id=here.people[0],
            minute_taker_id=here.secretary,
        ),
    )  # fmt: skip
    first = items(desk, meeting)[0]
    desk.write(
        end_item,
        EndItem(item_id=first, outcome=ItemOutcome.POSTPONED, discussion="Il 5* costa **molto**.",
                postponed_to="al {giorno}"),
    )  # fmt: skip
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    assert r"Il 5\* costa \*\*molto\*\*." in words(desk, meeting)
    assert "rinvia la trattazione dell’argomento al {giorno}" in words(desk, meeting)


def test_the_minutes_of_a_table_have_no_quorum_and_no_office(desk: Desk) -> None:
    here = board(desk)
    table = desk.write(
        add_body, AddBody(code="PACK", name="Tavolo Packaging", kind=BodyKind.WORKING_TABLE)
    ).value
    plan = PlanMeeting(
        body_id=table, held_on=date(2026, 5, 12), starts_at=at("10:00"), venue="Crema",
        agenda=(NewItem(title="Imballaggi"),),
    )  # fmt: skip
    meeting = desk.write(plan_meeting, plan).value
    roll_call(here, meeting, here.people[3:5], "10:00")
    opening = OpenMeeting(
        meeting_id=meeting, opened_at=at("10:00"), chair_id=here.people[3],
        minute_taker_id=here.secretary,
    )  # fmt: skip
    desk.write(open_meeting, opening)
    closed(here, meeting, "12:00")
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    text = words(desk, meeting)
    assert "presso Crema, si è tenuta una riunione di Tavolo Packaging" in text
    assert "il Presidente della riunione dichiara chiusa la riunione alle ore 12:00" in text
    assert "validamente" not in text
    document = desk.write(
        set_minutes_state,
        SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED, on=date(2026, 5, 12)),
    )
    assert document.value is not None
