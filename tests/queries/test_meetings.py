"""A meeting is read whole in a few statements, and lists of meetings in fewer."""

from __future__ import annotations

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import Choice
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.minutes import ComposeMinutes, compose_minutes
from cluster_desk.services.meetings.presence import (
    DeclareConflict,
    Excuse,
    declare_conflict,
    excuse,
)
from cluster_desk.services.meetings.voting import CastVote, HoldBallot, hold_ballot
from tests.meeting_desks import Board, at, board, convened, roll_call
from tests.queries.test_fees import statements


def first_item(desk: Desk, meeting: int) -> int:
    card = desk.read(meeting_card, meeting)
    assert card is not None
    return card.facts.items[0].id


@pytest.fixture
def held(desk: Desk) -> tuple[Board, int]:
    """Six of seven are there, one is excused; the first item was voted on, one voting against."""
    here = board(desk)
    meeting = convened(here, "Stato degli incassi", "Nuovi tavoli")
    roll_call(here, meeting, here.people[:6])
    desk.write(excuse, Excuse(meeting_id=meeting, person_id=here.people[6]))
    desk.write(
        open_meeting,
        OpenMeeting(
            meeting_id=meeting,
            opened_at=at("15:00"),
            chair_id=here.people[0],
            minute_taker_id=here.secretary,
        ),
    )
    item = first_item(desk, meeting)
    desk.write(
        declare_conflict,
        DeclareConflict(
            item_id=item,
            person_id=here.people[5],
            statement="Fornitore",
            left_at=at("15:05"),
            returned_at=at("15:30"),
        ),
    )
    desk.write(
        hold_ballot,
        HoldBallot(
            item_id=item,
            held_at=at("15:20"),
            wording="Si approva.",
            others_in_favour=True,
            votes=(CastVote(voter_id=here.people[4], choice=Choice.AGAINST),),
        ),
    )
    return here, meeting


def test_a_meeting_is_read_whole_in_eight_statements(held: tuple[Board, int]) -> None:
    here, meeting = held
    here.desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    with statements() as seen:
        card = here.desk.read(meeting_card, meeting)
    assert card is not None
    assert len([s for s in seen if s.lstrip().upper().startswith("SELECT")]) <= 8, seen
    (ballot,) = card.facts.items[0].ballots
    assert (ballot.in_favour, ballot.against, ballot.present) == (4, 1, 5)
    assert ballot.names(Choice.AGAINST) == ["Bianca Serio"]
    assert [vote.voter for vote in ballot.votes] == sorted(
        (vote.voter for vote in ballot.votes), key=lambda name: name.split()[-1]
    )
    assert card.facts.excused_people == {here.people[6]}
    assert [conflict.statement for conflict in card.facts.items[0].conflicts] == ["Fornitore"]
    assert len(card.facts.presences) == len(card.facts.stay_ids) == 6
    assert card.minutes is not None
    assert card.minutes.sections


def test_who_left_the_room_for_an_item_is_not_there_while_it_is_voted(
    held: tuple[Board, int],
) -> None:
    here, meeting = held
    card = here.desk.read(meeting_card, meeting)
    assert card is not None
    there = card.facts.room
    assert len(there.carried(at("15:04"))) == 6
    assert len(there.carried(at("15:20"))) == 5
    assert len(there.carried(at("15:31"))) == 6


def test_a_meeting_that_does_not_exist_is_none(desk: Desk) -> None:
    assert desk.read(meeting_card, 999) is None


def test_two_votes_on_one_item_name_an_interest_once(held: tuple[Board, int]) -> None:
    here, meeting = held
    item = first_item(here.desk, meeting)
    here.desk.write(
        hold_ballot,
        HoldBallot(item_id=item, held_at=at("15:25"), wording="Di nuovo.", others_in_favour=True),
    )
    card = here.desk.read(meeting_card, meeting)
    assert card is not None
    assert len(card.facts.items[0].ballots) == 2
    assert len(card.facts.items[0].conflicts) == 1
