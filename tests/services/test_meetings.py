"""Meetings: who is there at each vote, ties, lost quorums, numbers without gaps, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import (
    AttendanceMode,
    BallotMethod,
    BallotOutcome,
    Capacity,
    Choice,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.errors import Invalid, Refused
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.rows import meeting_rows, resolution_rows
from cluster_desk.services.meetings.conduct import (
    CloseMeeting,
    NoQuorum,
    OpenMeeting,
    close_meeting,
    open_meeting,
)
from cluster_desk.services.meetings.minutes import ComposeMinutes, compose_minutes
from cluster_desk.services.meetings.planning import (
    AddAgendaItem,
    CancelMeeting,
    ConveneMeeting,
    MeetingIsOver,
    NewItem,
    PlanMeeting,
    add_agenda_item,
    cancel_meeting,
    convene_meeting,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    DeclareConflict,
    RecordAttendance,
    RecordDeparture,
    declare_conflict,
    record_attendance,
    record_departure,
)
from cluster_desk.services.meetings.voting import (
    CastVote,
    EndItem,
    HoldBallot,
    NotOpen,
    NoVotesHere,
    end_item,
    hold_ballot,
)
from cluster_desk.store.tables.resolutions import Vote
from tests.meeting_desks import Board, at, board, closed, convened, roll_call
from tests.services.test_minutes import items, words


def opening(here: Board, meeting: int, hour: str = "15:00", **values: bool) -> OpenMeeting:
    return OpenMeeting(
        meeting_id=meeting, opened_at=at(hour), chair_id=here.people[0],
        minute_taker_id=here.secretary, **values,
    )  # fmt: skip


def in_progress(here: Board, *titles: str, present: int = 4) -> int:
    meeting = convened(here, *titles)
    roll_call(here, meeting, here.people[:present])
    here.desk.write(open_meeting, opening(here, meeting))
    return meeting


def vote(
    item: int, hour: str, *, against: tuple[int, ...] = (), abstained: tuple[int, ...] = ()
) -> HoldBallot:
    """All in favour but these."""
    votes = [CastVote(voter_id=p, choice=Choice.AGAINST) for p in against]
    votes += [CastVote(voter_id=p, choice=Choice.ABSTAINED) for p in abstained]
    return HoldBallot(
        item_id=item, held_at=at(hour), wording="Si delibera.", votes=tuple(votes),
        others_in_favour=True,
    )  # fmt: skip


def test_a_meeting_does_not_open_below_its_quorum(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Quote")
    roll_call(here, meeting, here.people[:3])
    with pytest.raises(NoQuorum, match="Presenti 3 su 7, ne occorrono 4"):
        desk.write(open_meeting, opening(here, meeting))
    roll_call(here, meeting, here.people[3:4], "15:05")
    with pytest.raises(NoQuorum):
        desk.write(open_meeting, opening(here, meeting))
    assert desk.write(open_meeting, opening(here, meeting, "15:05")).value.quorum.present == 4


def test_whoever_leaves_at_the_minute_of_the_vote_is_no_longer_there(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Quote", present=5)
    desk.write(
        record_departure,
        RecordDeparture(meeting_id=meeting, person_id=here.people[4], left_at=at("15:30")),
    )
    with pytest.raises(Invalid):
        desk.write(hold_ballot, vote(items(desk, meeting)[0], "15:30", against=here.people[4:5]))
    held = desk.write(hold_ballot, vote(items(desk, meeting)[0], "15:30")).value
    assert held.decision.base == 4


def test_an_item_that_lost_its_quorum_has_no_resolution_and_is_postponed(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Quote", "Ammissioni")
    first, second, other = items(desk, meeting)
    assert desk.write(hold_ballot, vote(first, "15:10")).value.number == 1
    desk.write(
        record_departure,
        RecordDeparture(meeting_id=meeting, person_id=here.people[3], left_at=at("15:20")),
    )
    held = desk.write(hold_ballot, vote(second, "15:25")).value
    assert (held.decision.outcome, held.number) == (BallotOutcome.INVALID, None)
    assert desk.read(meeting_facts, meeting).items[1].outcome is ItemOutcome.OPEN
    desk.write(end_item, EndItem(item_id=other, outcome=ItemOutcome.DISCUSSED))
    with pytest.raises(Invalid, match="punto 2"):
        desk.write(close_meeting, CloseMeeting(meeting_id=meeting, closed_at=at("15:40")))
    desk.write(end_item, EndItem(item_id=second, outcome=ItemOutcome.POSTPONED))
    closed(here, meeting, "15:40")
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    told = words(desk, meeting)
    assert "Venuto meno il numero richiesto dall’art. 15 dello Statuto" in told
    assert "sono presenti n. 3 e ne occorrono n. 4: la votazione non è valida" in told
    assert "rinvia la trattazione dell’argomento a una successiva riunione" in told


def test_a_tie_follows_the_chair_where_the_statute_says_so(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno", "Due")
    first, second, _other = items(desk, meeting)
    prevails = desk.write(hold_ballot, vote(first, "15:10", against=here.people[2:4])).value
    assert prevails.decision.outcome is BallotOutcome.APPROVED_BY_CASTING_VOTE
    lost = desk.write(hold_ballot, vote(second, "15:20", against=here.people[:2])).value
    assert lost.decision.outcome is BallotOutcome.REJECTED
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    told = words(desk, meeting)
    assert "prevale il voto della Presidente. La proposta non è approvata." in told


def test_a_chair_that_left_breaks_no_tie(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno", present=5)
    gone = RecordDeparture(meeting_id=meeting, person_id=here.people[0], left_at=at("15:10"))
    desk.write(record_departure, gone)
    counts = HoldBallot(
        item_id=items(desk, meeting)[0], held_at=at("15:20"), wording="Si delibera.",
        in_favour=2, against=2, casting_choice=Choice.IN_FAVOUR,
    )  # fmt: skip
    with pytest.raises(Invalid, match="Chi presiede non è in sala"):
        desk.write(hold_ballot, counts)
    alone = replace(counts, casting_choice=None)
    assert desk.write(hold_ballot, alone).value.decision.outcome is BallotOutcome.REJECTED


def test_a_tie_is_not_approved_where_the_statute_gives_no_casting_vote(desk: Desk) -> None:
    here = board(desk, board_tie="not_approved")
    meeting = in_progress(here, "Uno")
    held = desk.write(
        hold_ballot, vote(items(desk, meeting)[0], "15:10", against=here.people[2:4])
    ).value
    assert held.decision.outcome is BallotOutcome.REJECTED
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    assert "Non essendo raggiunta la maggioranza richiesta" in words(desk, meeting)


def test_the_proposal_of_a_rejected_vote_is_remembered(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno")
    (item, _other) = items(desk, meeting)
    desk.write(hold_ballot, vote(item, "15:10", against=here.people[1:4]))
    (ballot,) = desk.read(meeting_facts, meeting).items[0].ballots
    assert (ballot.number, ballot.wording) == (None, "Si delibera.")


def test_resolutions_are_numbered_without_gaps_whatever_is_rejected_or_previewed(
    desk: Desk,
) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno", "Due", "Tre")
    first, second, third, _other = items(desk, meeting)
    desk.preview(hold_ballot, vote(first, "15:05"))
    desk.write(hold_ballot, vote(first, "15:10"))
    desk.write(hold_ballot, vote(second, "15:20", against=here.people[1:4]))
    desk.write(hold_ballot, vote(third, "15:30"))
    numbers = [row.cited for row in desk.read(resolution_rows)]
    assert numbers == ["2/2026", "1/2026"]


def test_meetings_of_a_body_are_numbered_by_year(desk: Desk) -> None:
    here = board(desk)
    for day in (date(2026, 6, 18), date(2026, 7, 16), date(2027, 1, 21)):
        convened(here, "Quote", on=day)
    rows = desk.read(meeting_rows)
    assert [(row.year, row.number) for row in rows] == [(2027, 1), (2026, 2), (2026, 1)]


def test_a_resolution_is_not_taken_back(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno")
    held = desk.write(hold_ballot, vote(items(desk, meeting)[0], "15:10"))
    with pytest.raises(Refused):
        desk.undo(held.change_set_id)
    assert len(desk.read(resolution_rows)) == 1


def test_an_arrival_is_taken_back_by_undo(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno")
    roll_call(here, meeting, here.people[5:6], "15:12")
    desk.undo()
    assert len(desk.read(meeting_facts, meeting).presences) == 4


def test_who_has_an_interest_does_not_vote_and_counts_for_the_quorum(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Incarico a Moretti S.r.l.")
    (item, _other) = items(desk, meeting)
    interest = DeclareConflict(
        item_id=item, person_id=here.people[2], statement="È socio della società incaricata."
    )
    desk.write(declare_conflict, interest)
    held = desk.write(hold_ballot, vote(item, "15:10")).value
    assert (held.decision.base, held.decision.outcome) == (3, BallotOutcome.APPROVED)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    told = words(desk, meeting)
    assert "Resta presente senza prendere parte alla discussione e al voto" in told
    assert "validamente costituita con n. 4 presenti su n. 7" in told


def test_who_leaves_the_room_for_an_interest_is_not_there_for_that_vote(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Incarico", "Quote", present=5)
    first, second, _other = items(desk, meeting)
    desk.write(
        declare_conflict,
        DeclareConflict(
            item_id=first, person_id=here.people[2], statement="È parte in causa",
            left_at=at("15:05"), returned_at=at("15:15"),
        ),
    )  # fmt: skip
    desk.write(hold_ballot, vote(first, "15:10"))
    desk.write(hold_ballot, vote(second, "15:20"))
    card = desk.read(meeting_card, meeting)
    assert card is not None
    assert [check.quorum.present for check in card.checks] == [4, 5]
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    told = words(desk, meeting)
    assert "Lascia la riunione alle ore 15:05 e vi rientra alle ore 15:15" in told
    assert "Matteo Moretti lascia la riunione" not in told


def test_a_secret_ballot_stores_no_names(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Esclusione")
    (item, _other) = items(desk, meeting)
    named = HoldBallot(
        item_id=item, held_at=at("15:10"), wording="Esclusione.", method=BallotMethod.SECRET,
        votes=(CastVote(voter_id=here.people[0], choice=Choice.IN_FAVOUR),),
    )  # fmt: skip
    with pytest.raises(Invalid):
        desk.write(hold_ballot, named)
    counted = HoldBallot(
        item_id=item, held_at=at("15:10"), wording="Esclusione.", method=BallotMethod.SECRET,
        in_favour=3, void=1,
    )  # fmt: skip
    assert desk.write(hold_ballot, counted).value.number == 1
    assert desk.read(lambda s: s.scalar(select(func.count()).select_from(Vote))) == 0


def test_more_votes_than_voters_are_refused(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno")
    with pytest.raises(Invalid, match="più voti che votanti"):
        desk.write(
            hold_ballot,
            HoldBallot(
                item_id=items(desk, meeting)[0], held_at=at("15:10"), wording="Sì.", in_favour=5
            ),
        )


def test_nothing_is_resolved_before_the_opening_nor_under_any_other_business(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Uno")
    item, other = items(desk, meeting)
    with pytest.raises(NotOpen):
        desk.write(hold_ballot, vote(item, "15:10"))
    roll_call(here, meeting, here.people)
    desk.write(open_meeting, opening(here, meeting))
    with pytest.raises(NoVotesHere):
        desk.write(hold_ballot, vote(other, "15:10"))


def test_nobody_is_there_twice_at_once_and_whoever_returns_is_there_again(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here, "Uno")
    again = RecordAttendance(
        meeting_id=meeting, person_id=here.people[3], arrived_at=at("15:30"),
        mode=AttendanceMode.REMOTE,
    )  # fmt: skip
    guest = replace(
        again, arrived_at=at("15:00"), mode=AttendanceMode.IN_PERSON, capacity=Capacity.GUEST
    )
    for twice in (again, guest):  # a guest at the very minute of the roll call
        with pytest.raises(Invalid):
            desk.write(record_attendance, twice)
    leaving = RecordDeparture(meeting_id=meeting, person_id=here.people[3], left_at=at("15:20"))
    desk.write(record_departure, leaving)
    with pytest.raises(Invalid):
        desk.write(record_departure, leaving)
    desk.write(record_attendance, again)
    present = desk.read(meeting_facts, meeting).room
    assert [len(present.carried(at(hour))) for hour in ("15:10", "15:25", "15:30")] == [4, 3, 4]


def test_a_closed_meeting_takes_nothing_more(desk: Desk) -> None:
    here = board(desk)
    meeting = in_progress(here)
    (item,) = items(desk, meeting)
    desk.write(end_item, EndItem(item_id=item, outcome=ItemOutcome.DISCUSSED))
    closed(here, meeting)
    with pytest.raises(MeetingIsOver):
        roll_call(here, meeting, here.people[5:6], "15:30")
    with pytest.raises(MeetingIsOver):
        desk.write(add_agenda_item, AddAgendaItem(meeting_id=meeting, item=NewItem(title="Altro")))


def test_a_meeting_without_notice_is_valid_when_all_are_there(desk: Desk) -> None:
    here = board(desk)
    plan = PlanMeeting(body_id=here.body, held_on=date(2026, 6, 18), starts_at=at("15:00"),
                       venue="Crema")  # fmt: skip
    meeting = desk.write(plan_meeting, plan).value
    roll_call(here, meeting, here.people[:6])
    with pytest.raises(Invalid):
        desk.write(open_meeting, opening(here, meeting, totalitarian=True))
    roll_call(here, meeting, here.people[6:])
    desk.write(open_meeting, opening(here, meeting, totalitarian=True))
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    told = words(desk, meeting)
    assert "In mancanza di formale convocazione" in told
    assert "convocato con avviso" not in told


def test_a_late_notice_and_a_missing_clause_on_video_conferences_are_told(desk: Desk) -> None:
    here = board(desk)
    plan = PlanMeeting(
        body_id=here.body, held_on=date(2026, 6, 18), starts_at=at("15:00"),
        mode=MeetingMode.REMOTE, platform="Teams",
    )  # fmt: skip
    meeting = desk.write(plan_meeting, plan).value
    found = desk.write(
        convene_meeting,
        ConveneMeeting(meeting_id=meeting, sent_on=date(2026, 6, 12), channel="PEC"),
    ).value
    assert (found.check.is_enough, found.check.given, found.check.needed) == (False, 5, 7)
    assert ["videoconferenza" in str(words) for words in found.warnings] == [True]


def test_a_cancelled_meeting_keeps_its_number_and_its_reason(desk: Desk) -> None:
    here = board(desk)
    meeting = convened(here, "Uno")
    desk.write(cancel_meeting, CancelMeeting(meeting_id=meeting, reason="manca la sala"))
    (row,) = desk.read(meeting_rows)
    assert (row.number, row.state, row.title) == (1, MeetingState.CANCELLED, "(manca la sala)")
