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
    Call,
    Capacity,
    Choice,
    ItemOutcome,
    MinutesState,
)
from cluster_desk.domain.members import MembershipEventKind
from cluster_desk.errors import Invalid
from cluster_desk.queries.meetings.card import meeting_card
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.look import meeting_look
from cluster_desk.queries.meetings.minutes import minutes_facts
from cluster_desk.queries.meetings.plan import plan_choices
from cluster_desk.queries.meetings.roll import RollState, roll
from cluster_desk.queries.meetings.room import room
from cluster_desk.queries.meetings.rows import meeting_rows_of
from cluster_desk.services.meetings.changing import (
    AgendaLine,
    AlreadyDiscussed,
    AlreadyVoted,
    ChangeMeeting,
    CorrectAttendance,
    SetAgenda,
    change_meeting,
    correct_attendance,
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
    CancelMeeting,
    ConveneMeeting,
    EditAgendaItem,
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
    RecordAttendances,
    RecordDeparture,
    declare_conflict,
    excuse,
    give_proxy,
    record_attendance,
    record_attendances,
    record_departure,
)
from cluster_desk.services.meetings.presence_rows import presence_table
from cluster_desk.services.meetings.review import minutes_lacking
from cluster_desk.services.meetings.voting import (
    AlreadyResolved,
    EndItem,
    HoldBallot,
    NotOpen,
    end_item,
    hold_ballot,
)
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from tests.meeting_desks import HELD, Board, at, board, closed, convened, roll_call
from tests.nonsense import Nonsense, taken
from tests.services.test_minutes import items
from tests.services.test_minutes_assembly import (
    FIRST,
    SECOND,
    Assembly,
    arrive,
    called,
    chair_comes,
    founded_with_members,
    proxy,
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


# ── an assembly ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def assembly(file_desk: Desk) -> Assembly:
    return founded_with_members(file_desk)


def stay(here: Assembly, meeting: int, person: int, **values: Any) -> RecordAttendance:
    usual: dict[str, Any] = {"arrived_at": at("10:00"), "capacity": Capacity.LEGAL_REPRESENTATIVE}
    return RecordAttendance(meeting_id=meeting, person_id=person, **(usual | values))


def excluded(here: Assembly, member: int, on: date, kind: MembershipEventKind) -> None:
    event = RecordMembershipEvent(
        membership_id=here.members[member],
        kind=kind,
        on_day=on,
        reason="Gravi motivi",
        resolution_text="ASS n. 1/2026",
    )
    here.desk.write(record_membership_event, event)


def test_a_person_votes_in_an_assembly_for_a_member_of_that_day_or_not_at_all(
    assembly: Assembly,
) -> None:
    desk, president = assembly.desk, assembly.board.people[0]
    meeting = called(assembly, Call.SINGLE, SECOND, at("10:00"))
    excluded(assembly, 7, date(2026, 3, 1), MembershipEventKind.EXCLUSION)
    assert president in assembly.members  # the id of a person may be that of a member
    former = stay(assembly, meeting, assembly.people[7], membership_id=assembly.members[7])
    cases = (
        Nonsense(record_attendance, stay(assembly, meeting, president), "membership_id"),
        Nonsense(record_attendance, former, "membership_id"),
    )
    assert taken(desk, cases) == []
    assert desk.write(record_attendances, RecordAttendances(entries=())).value == []
    chair_comes(assembly, meeting)
    assert desk.read(room, meeting).carried(at("10:30")) == {}
    (guest,) = desk.read(meeting_facts, meeting).stay_ids
    as_voter = CorrectAttendance(attendance_id=guest, arrived_at=at("10:00"))
    assert taken(desk, (Nonsense(correct_attendance, as_voter, "capacity"),)) == []


def test_who_came_for_a_member_that_had_left_by_then_is_told_as_a_guest(
    assembly: Assembly,
) -> None:
    desk = assembly.desk
    meeting = called(assembly, Call.SINGLE, SECOND, at("10:00"))
    arrive(assembly, meeting, 0, 1)
    excluded(assembly, 1, date(2026, 3, 1), MembershipEventKind.EXCLUSION)  # recorded late
    facts = desk.read(meeting_facts, meeting)
    rows = {row.name: row.votes for row in presence_table(facts).rows}
    assert rows == {"Alfa S.r.l.": 1, "Rosa Beta": None}
    heads = facts.room.heads(at("10:30"))
    assert (heads.heads, heads.votes, heads.guests) == (1, 1, 1)
    states = {line.name: line.state for line in roll(facts) if line.stays}
    assert states == {"Alfa S.r.l.": RollState.THERE, "Rosa Beta": RollState.GUEST}
    assert set(facts.room.carried(at("10:30"))) == {assembly.members[0]}


def test_proxies_stay_with_the_member_whoever_stands_for_it(assembly: Assembly) -> None:
    desk, members, people = assembly.desk, assembly.members, assembly.people
    meeting = called(assembly, Call.SINGLE, SECOND, at("10:00"))
    first = stay(assembly, meeting, people[1], membership_id=members[1], left_at=at("11:00"))
    then = stay(
        assembly, meeting, people[7], membership_id=members[1], arrived_at=at("11:00"),
        capacity=Capacity.ONE_OFF_DESIGNATION,
    )  # fmt: skip
    desk.write(record_attendances, RecordAttendances(entries=(first, then)))
    proxy(assembly, meeting, 2, 1)
    facts = desk.read(meeting_facts, meeting)
    for hour, person in (("10:30", people[1]), ("11:30", people[7])):
        carried = facts.room.carried(at(hour))
        assert {v: m.person_id for v, m in carried.items()} == {
            members[1]: person,
            members[2]: person,
        }
    beta, _by_proxy = presence_table(facts).rows
    assert beta.represented == (
        "Rosa Beta, legale rappresentante; Rosa Theta, designato per questa seduta"
    )


def test_only_who_may_vote_gives_a_proxy(desk: Desk) -> None:
    here = founded_with_members(desk, directors_hold_proxies="no",
                                accounts_other_representative="yes")  # fmt: skip
    meeting = called(here, Call.SINGLE, SECOND, at("10:00"))
    arrive(here, meeting, 0, 1)
    excluded(here, 2, date(2026, 3, 1), MembershipEventKind.SUSPENSION)
    given: dict[str, Any] = {"meeting_id": meeting, "holder_id": here.members[1]}
    to_director = given | {"holder_id": here.members[0], "grantor_id": here.members[3]}
    cases = (
        Nonsense(give_proxy, GiveProxy(grantor_id=here.members[2], **given), "holder_id"),
        Nonsense(give_proxy, GiveProxy(**to_director), "holder_id"),
    )
    assert taken(desk, cases) == []
    proxy(here, meeting, 3, 1)
    arrive(here, meeting, 3, hour="10:20")  # comes after all: one vote, not two
    (row,) = desk.read(meeting_rows_of, [meeting])
    assert row.present == 3


def test_directors_give_no_proxies_that_are_members_of_an_assembly(file_desk: Desk) -> None:
    here = board(file_desk, board_proxies="2")
    meeting = convened(here, "Quote")
    lent = GiveProxy(meeting_id=meeting, grantor_id=1, holder_id=2)
    assert taken(file_desk, (Nonsense(give_proxy, lent, "holder_id"),)) == []


def test_a_second_call_says_what_became_of_the_first(assembly: Assembly) -> None:
    desk = assembly.desk
    first = called(assembly, Call.FIRST, FIRST, at("08:00"))
    second = called(assembly, Call.SECOND, SECOND, at("10:00"), first)
    chair_comes(assembly, second)
    arrive(assembly, second, 0, 1, 2)
    led: dict[str, Any] = {
        "chair_id": assembly.board.people[0],
        "minute_taker_id": assembly.board.secretary,
    }
    opening = OpenMeeting(meeting_id=second, opened_at=at("10:00"), **led)

    later = ChangeMeeting(meeting_id=first, held_on=SECOND, starts_at=at("11:00"), venue="Crema",
                          call=Call.FIRST)  # fmt: skip
    with pytest.raises(Invalid, match="dopo la prima"):
        desk.write(change_meeting, later)
    desk.write(cancel_meeting, CancelMeeting(meeting_id=first, reason="Sala allagata"))
    offered = {
        meeting: [call.id for call in desk.read(plan_choices, meeting, on=SECOND).first_calls]
        for meeting in (None, second)
    }
    assert offered == {None: [], second: [first]}
    with pytest.raises(Invalid, match="è stata annullata"):
        desk.write(open_meeting, opening)
    other = called(assembly, Call.FIRST, FIRST, at("07:00"))
    third = called(assembly, Call.SECOND, SECOND, at("12:00"), other)
    chair_comes(assembly, other, "07:00")
    arrive(assembly, other, 0, 1, 2, 3, hour="07:00")
    desk.write(open_meeting, OpenMeeting(meeting_id=other, opened_at=at("07:00"), **led))
    with pytest.raises(Invalid, match="è stata valida"):
        desk.write(
            declare_deserted, DeclareDeserted(meeting_id=third, checked_at=at("12:00"), **led)
        )


def test_a_single_call_that_is_deserted_calls_nobody_again(assembly: Assembly) -> None:
    desk = assembly.desk
    meeting = called(assembly, Call.SINGLE, SECOND, at("10:00"))
    arrive(assembly, meeting, 0, 1)
    found = DeclareDeserted(
        meeting_id=meeting, checked_at=at("10:30"), chair_id=assembly.board.people[0],
        minute_taker_id=assembly.board.secretary,
    )  # fmt: skip
    desk.write(declare_deserted, found)
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    text = told(desk, meeting)
    assert "deserta l’assemblea in unica convocazione; gli argomenti saranno oggetto" in text
    assert "prima convocazione" not in text
    assert "seconda convocazione" not in text
    assert desk.read(minutes_lacking, meeting) == ()


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
