"""What is told of a meeting is what happened in it: who was there, for whom, what was voted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import (
    AgendaKind,
    BallotMethod,
    Choice,
    ItemOutcome,
    MinutesState,
)
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.look import meeting_look
from cluster_desk.queries.meetings.minutes import minutes_facts
from cluster_desk.queries.meetings.room import room
from cluster_desk.services.meetings.changing import (
    AgendaLine,
    AlreadyDiscussed,
    AlreadyVoted,
    ChangeMeeting,
    SetAgenda,
    change_meeting,
    set_agenda,
)
from cluster_desk.services.meetings.conduct import (
    AlreadyOpen,
    DeclareDeserted,
    OpenMeeting,
    declare_deserted,
    open_meeting,
)
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    EditSection,
    MinutesIncomplete,
    SetMinutesState,
    compose_minutes,
    edit_section,
    set_minutes_state,
)
from cluster_desk.services.meetings.planning import (
    ConveneMeeting,
    EditAgendaItem,
    PlanMeeting,
    convene_meeting,
    edit_agenda_item,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    DeclareConflict,
    Excuse,
    RecordDeparture,
    declare_conflict,
    excuse,
    record_departure,
)
from cluster_desk.services.meetings.review import minutes_lacking
from cluster_desk.services.meetings.voting import (
    AlreadyResolved,
    EndItem,
    HoldBallot,
    NotOpen,
    end_item,
    hold_ballot,
)
from tests.meeting_desks import HELD, Board, at, board, closed, convened, roll_call
from tests.nonsense import Nonsense, taken
from tests.services.test_minutes import items
from tests.services.test_minutes_assembly import (
    told,
)


def begun(here: Board, *titles: str) -> int:
    """Five of seven are there from the beginning; the president is in the chair."""
    meeting = convened(here, *(titles or ("Quote", "Bilancio")))
    roll_call(here, meeting, here.people[:5])
    command = OpenMeeting(
        meeting_id=meeting,
        opened_at=at("15:00"),
        chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )
    here.desk.write(open_meeting, command)
    return meeting


def voted(here: Board, item: int, hour: str = "15:20", **values: Any) -> None:
    command = HoldBallot(item_id=item, held_at=at(hour), wording="Si delibera.", **values)
    here.desk.write(hold_ballot, command)


def leaves(here: Board, meeting: int, person: int, hour: str) -> None:
    gone = RecordDeparture(meeting_id=meeting, person_id=here.people[person], left_at=at(hour))
    here.desk.write(record_departure, gone)


# ── items ────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_noted_before_the_meeting_begins(file_desk: Desk) -> None:
    here = board(file_desk)
    item, *_rest = items(file_desk, convened(here, "Quote"))
    for outcome in (ItemOutcome.ACKNOWLEDGED, ItemOutcome.POSTPONED, ItemOutcome.DISCUSSED):
        with pytest.raises(NotOpen):
            file_desk.write(end_item, EndItem(item_id=item, outcome=outcome))


def test_an_item_voted_again_stays_resolved_by_the_resolution_it_has(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here)
    item, *_rest = items(file_desk, meeting)
    voted(here, item, in_favour=5)
    voted(here, item, "15:25", against=5)
    told = file_desk.read(meeting_look, meeting)
    assert told is not None
    first = told.decisions[0]
    assert (first.outcome, first.number, first.in_favour) == (ItemOutcome.RESOLVED, 1, 5)
    with pytest.raises(AlreadyResolved):
        file_desk.write(end_item, EndItem(item_id=item, outcome=ItemOutcome.ACKNOWLEDGED))


def test_what_was_put_to_the_vote_stays_on_the_agenda_as_what_it_was(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here)
    for person in (1, 2):
        leaves(here, meeting, person, "15:10")
    item, *others = items(file_desk, meeting)
    voted(here, item, in_favour=3)  # in vain: too few are there

    def agenda(*lines: AgendaLine) -> SetAgenda:
        rest = (AgendaLine(title="Altro", item_id=one) for one in others)
        return SetAgenda(meeting_id=meeting, agenda=(*lines, *rest))

    with pytest.raises(AlreadyDiscussed):
        file_desk.write(set_agenda, agenda())
    changed = AgendaLine(title="Quote", item_id=item, kind=AgendaKind.ELECTION)
    with pytest.raises(AlreadyVoted):
        file_desk.write(set_agenda, agenda(changed))


def test_a_ballot_nobody_voted_in_is_none(file_desk: Desk) -> None:
    here = board(file_desk)
    item, second, *_rest = items(file_desk, begun(here))
    file_desk.write(
        declare_conflict,
        DeclareConflict(item_id=second, person_id=here.people[0], statement="Fornitore"),
    )

    def ballot(refused: str, of: int = item, **values: Any) -> Nonsense:
        command = HoldBallot(item_id=of, held_at=at("15:20"), wording="Sì.", **values)
        return Nonsense(hold_ballot, command, refused)

    tie = {"in_favour": 2, "against": 2, "casting_choice": Choice.IN_FAVOUR}
    cases = (
        ballot("in_favour"),
        ballot("votes", method=BallotMethod.SECRET, others_in_favour=True, blank=1),
        ballot("casting_choice", second, **tie),  # an interest is declared: no vote at all
    )
    assert taken(file_desk, cases) == []


# ── who presides ─────────────────────────────────────────────────────────────────────────────────


def test_a_meeting_that_was_valid_is_not_deserted_when_they_leave(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here)
    for person in range(1, 5):
        leaves(here, meeting, person, "15:30")
    command = DeclareDeserted(
        meeting_id=meeting,
        checked_at=at("15:40"),
        chair_id=here.people[0],
        minute_taker_id=here.secretary,
    )
    with pytest.raises(AlreadyOpen):
        file_desk.write(declare_deserted, command)
    assert file_desk.read(meeting_facts, meeting).sitting.opened_at == at("15:00")


def test_somebody_who_is_there_finds_a_board_deserted(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = convened(here, "Quote")
    roll_call(here, meeting, here.people[1:3])

    def found(refused: str, chair: int, taker: int) -> Nonsense:
        command = DeclareDeserted(
            meeting_id=meeting, checked_at=at("15:30"), chair_id=chair, minute_taker_id=taker
        )
        return Nonsense(declare_deserted, command, refused)

    cases = (
        found("chair_id", here.people[0], here.secretary),  # not there
        found("chair_id", here.secretary, here.people[1]),  # no seat
        found("minute_taker_id", here.people[1], here.people[1]),
    )
    assert taken(file_desk, cases) == []
    file_desk.write(declare_deserted, found("", here.people[1], here.secretary).command)


def test_a_president_who_is_there_is_not_told_as_missing(file_desk: Desk) -> None:
    here = board(file_desk, totalitarian_meeting="no")
    for day, came in ((10, here.people[:5]), (17, here.people[1:6])):
        meeting = convened(here, "Quote", on=date(2026, 6, day))
        roll_call(here, meeting, came)
        opening = OpenMeeting(
            meeting_id=meeting,
            opened_at=at("15:00"),
            chair_id=here.people[1],
            minute_taker_id=here.secretary,
        )
        alone = replace(opening, totalitarian=True)  # the statute knows no such meeting
        assert taken(file_desk, (Nonsense(open_meeting, alone, "totalitarian"),)) == []
        file_desk.write(open_meeting, opening)
        file_desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
        missing = here.people[0] not in came
        assert ("in assenza della Presidente" in told(file_desk, meeting)) is missing


def test_minutes_wait_for_who_presided_after_the_chair_left(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here, "Quote")
    item, last = items(file_desk, meeting)
    leaves(here, meeting, 0, "15:10")
    voted(here, item, in_favour=4)
    file_desk.write(end_item, EndItem(item_id=last, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)
    file_desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    lacking = file_desk.read(minutes_lacking, meeting)
    assert lacking == tuple(
        f"chi ha presieduto alle {hour}, quando Ilaria Massari non era presente"
        for hour in ("15:20", "16:48")
    )
    approving = SetMinutesState(meeting_id=meeting, state=MinutesState.APPROVED)
    with pytest.raises(MinutesIncomplete):
        file_desk.write(set_minutes_state, approving)
    card = file_desk.read(minutes_sections, meeting)
    for key, section in card.items():
        if key.startswith(("vote", "closing")):
            words = "Presiede il Vicepresidente Renato Ancorotti."
            file_desk.write(edit_section, EditSection(section_id=section, body=words))
    assert file_desk.write(set_minutes_state, approving).value is not None


def minutes_sections(session: Session, meeting: int) -> dict[str, int]:
    """By key."""
    found = minutes_facts(session, meeting)
    assert found is not None
    return {section.key: section.id for section in found.sections}


def test_minutes_wait_where_the_presence_was_corrected_after_a_vote(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here, "Quote")
    item, last = items(file_desk, meeting)
    voted(here, item, others_in_favour=True)
    file_desk.write(end_item, EndItem(item_id=last, outcome=ItemOutcome.DISCUSSED))
    before = file_desk.read(minutes_lacking, meeting)
    leaves(here, meeting, 1, "15:10")  # who voted at 15:20
    card = file_desk.read(meeting_card, meeting)
    assert card is not None
    assert [check.quorum.present for check in card.checks] == [5]  # as it was counted
    (lacking,) = set(file_desk.read(minutes_lacking, meeting)) - set(before)
    assert lacking.startswith("chi era presente alla votazione delle 15:20")


# ── notice and hours ─────────────────────────────────────────────────────────────────────────────


def test_a_notice_counted_from_its_receipt_is_not_proved_by_its_sending(file_desk: Desk) -> None:
    here = board(file_desk, notice_from="receipt")
    meeting = convened(here, "Quote")
    sent = ConveneMeeting(meeting_id=meeting, sent_on=date(2026, 6, 1), channel="PEC")
    check = file_desk.preview(convene_meeting, sent).value.check
    assert (check.is_enough, len(check.unproved)) == (False, 1)


def test_who_leaves_the_room_as_soon_as_they_came_is_out_of_it(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here)
    item, *_rest = items(file_desk, meeting)
    leaving = DeclareConflict(
        item_id=item, person_id=here.people[4], statement="Fornitore", left_at=at("15:00")
    )
    first = file_desk.write(declare_conflict, leaving).value
    assert not file_desk.read(room, meeting).has(here.people[4], at("15:20"))
    returned = replace(leaving, returned_at=at("15:20"))  # as is known later
    assert file_desk.write(declare_conflict, returned).value == first
    there = file_desk.read(room, meeting)
    assert not there.has(here.people[4], at("15:00"))
    assert there.has(here.people[4], at("15:20"))


def test_a_text_longer_than_its_column_is_refused_by_its_field(file_desk: Desk) -> None:
    here = board(file_desk)
    meeting = begun(here)
    item, *_rest = items(file_desk, meeting)
    long = "x" * 301
    plan: dict[str, Any] = {"held_on": HELD, "starts_at": at("15:00")}
    cases = (
        Nonsense(plan_meeting, PlanMeeting(body_id=here.body, venue=long, **plan), "venue"),
        Nonsense(
            change_meeting,
            ChangeMeeting(meeting_id=convened(here, "Quote"), venue=long, **plan),
            "venue",
        ),
        Nonsense(edit_agenda_item, EditAgendaItem(item_id=item, title=long), "title"),
        Nonsense(
            set_agenda, SetAgenda(meeting_id=meeting, agenda=(AgendaLine(title=long),)), "agenda"
        ),
        Nonsense(
            convene_meeting,
            ConveneMeeting(meeting_id=meeting, sent_on=date(2026, 6, 1), channel=long),
            "channel",
        ),
        Nonsense(
            end_item,
            EndItem(item_id=item, outcome=ItemOutcome.POSTPONED, postponed_to=long),
            "postponed_to",
        ),
        Nonsense(
            excuse, Excuse(meeting_id=meeting, person_id=here.people[5], reason=long), "reason"
        ),
    )
    assert taken(file_desk, cases) == []
