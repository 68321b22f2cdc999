"""In an assembly only members of the day vote, each once, whoever stands for them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import (
    Call,
    Capacity,
)
from cluster_desk.domain.members import MembershipEventKind
from cluster_desk.errors import Invalid
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.plan import plan_choices
from cluster_desk.queries.meetings.roll import RollState, roll
from cluster_desk.queries.meetings.room import room
from cluster_desk.queries.meetings.rows import meeting_rows_of
from cluster_desk.services.meetings.changing import (
    ChangeMeeting,
    CorrectAttendance,
    change_meeting,
    correct_attendance,
)
from cluster_desk.services.meetings.conduct import (
    DeclareDeserted,
    OpenMeeting,
    declare_deserted,
    open_meeting,
)
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    compose_minutes,
)
from cluster_desk.services.meetings.planning import (
    CancelMeeting,
    cancel_meeting,
)
from cluster_desk.services.meetings.presence import (
    GiveProxy,
    RecordAttendance,
    RecordAttendances,
    give_proxy,
    record_attendance,
    record_attendances,
)
from cluster_desk.services.meetings.presence_rows import presence_table
from cluster_desk.services.meetings.review import minutes_lacking
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from tests.meeting_desks import at, board, convened
from tests.nonsense import Nonsense, taken
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


def test_a_first_call_is_followed_by_one_second(assembly: Assembly) -> None:
    desk = assembly.desk
    first = called(assembly, Call.FIRST, FIRST, at("08:00"))
    second = called(assembly, Call.SECOND, SECOND, at("10:00"), first)
    other = called(assembly, Call.SINGLE, SECOND, at("12:00"))

    def follow(meeting: int, hour: str) -> None:
        changed = ChangeMeeting(meeting_id=meeting, held_on=SECOND, starts_at=at(hour),
                                venue="Crema", call=Call.SECOND, first_call_id=first)  # fmt: skip
        desk.write(change_meeting, changed)

    with pytest.raises(Invalid, match="ha già la sua seconda"):
        called(assembly, Call.SECOND, SECOND, at("12:00"), first)
    with pytest.raises(Invalid, match="ha già la sua seconda"):
        follow(other, "12:00")
    assert desk.read(plan_choices, None, on=SECOND).first_calls == ()
    (own,) = desk.read(plan_choices, second, on=SECOND).first_calls
    assert own.id == first
    follow(second, "11:00")
    desk.write(cancel_meeting, CancelMeeting(meeting_id=second, reason="Sala allagata"))
    follow(other, "12:00")
    found = desk.read(meeting_facts, first).second_call
    assert found is not None
    assert found.id == other


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
