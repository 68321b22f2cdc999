"""Presence is counted at every moment: arrivals, departures, twins, minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.meetings import AttendanceMode
from cluster_desk.domain.presence import (
    ChangeKind,
    OrganisationTime,
    Stay,
    minutes_by_organisation,
    minutes_by_person,
    overlapping_stays,
    presence_changes,
    present_at,
)

DAY = datetime(2026, 1, 16, tzinfo=UTC)
REMOTE = AttendanceMode.REMOTE


def at(clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return DAY + timedelta(hours=int(hours), minutes=int(minutes))


def stay(
    person: int,
    arrived: str = "15:00",
    left: str | None = None,
    mode: AttendanceMode = AttendanceMode.IN_PERSON,
) -> Stay:
    return Stay(
        person_id=person, arrived_at=at(arrived), left_at=at(left) if left else None, mode=mode
    )


OPEN, CLOSE = at("15:00"), at("17:00")
MINUTES = st.integers(0, 180)


@st.composite
def stays(draw: st.DrawFn) -> list[Stay]:
    """Stays of up to four people from before the opening to after the close, twins included."""
    found = []
    for _each in range(draw(st.integers(0, 8))):
        arrived = at("14:30") + timedelta(minutes=draw(MINUTES))
        length = draw(st.none() | st.integers(1, 120))
        left = None if length is None else arrived + timedelta(minutes=length)
        person = draw(st.integers(1, 4))
        mode = draw(st.sampled_from([AttendanceMode.IN_PERSON, REMOTE]))
        found.append(Stay(person_id=person, arrived_at=arrived, left_at=left, mode=mode))
    return found


def test_who_leaves_at_15_40_is_no_longer_there_at_15_40() -> None:
    there = stay(1, left="15:40")
    assert there.covers(at("15:39"))
    assert not there.covers(at("15:40"))
    assert there.covers(at("15:00"))


def test_who_leaves_must_have_arrived_before() -> None:
    with pytest.raises(ValueError, match="arrived before"):
        stay(1, "15:40", "15:40")


def test_presence_at_a_moment_tells_how_each_is_there() -> None:
    here = present_at([stay(1), stay(2, mode=REMOTE), stay(3, "16:00")], at("15:30"))
    assert here == {1: AttendanceMode.IN_PERSON, 2: REMOTE}


def test_arrivals_and_departures_in_order_with_the_count_after_each() -> None:
    told = presence_changes(
        [stay(1), stay(2, left="15:40"), stay(3, "15:20"), stay(4, "15:40")], OPEN, CLOSE
    )
    assert [(c.at, c.person_id, c.kind, c.present_after) for c in told] == [
        (at("15:20"), 3, ChangeKind.ARRIVED, 3),
        (at("15:40"), 2, ChangeKind.LEFT, 2),
        (at("15:40"), 4, ChangeKind.ARRIVED, 3),
    ]


def test_who_was_there_at_the_opening_or_stays_to_the_close_is_no_change() -> None:
    early = stay(1, "14:45", "17:00")
    late = stay(2, "17:00")
    assert presence_changes([early, stay(3), late], OPEN, CLOSE) == ()


def test_going_from_the_room_to_the_connection_changes_no_count() -> None:
    told = presence_changes([stay(1, left="16:00"), stay(1, "16:00", mode=REMOTE)], OPEN, CLOSE)
    assert [(c.kind, c.mode, c.present_after) for c in told] == [
        (ChangeKind.CHANGED_MODE, REMOTE, 1)
    ]


def test_a_stay_split_at_a_moment_is_no_change_at_all() -> None:
    assert presence_changes([stay(1, left="16:00"), stay(1, "16:00")], OPEN, CLOSE) == ()


def test_guests_come_and_go_uncounted() -> None:
    told = presence_changes([stay(1), stay(9, "15:30")], OPEN, CLOSE, counted={1})
    assert told == ()


@given(stays())
def test_every_count_is_the_presence_of_that_moment(found: list[Stay]) -> None:
    told = presence_changes(found, OPEN, CLOSE)
    assert [c.at for c in told] == sorted(c.at for c in told)
    last = {change.at: change.present_after for change in told}
    for moment, count in last.items():
        assert OPEN < moment < CLOSE
        assert count == len(present_at(found, moment))


@given(stays())
def test_the_changes_lead_from_the_opening_to_every_later_presence(found: list[Stay]) -> None:
    here = set(present_at(found, OPEN))
    for change in presence_changes(found, OPEN):
        if change.kind is ChangeKind.ARRIVED:
            assert change.person_id not in here
            here.add(change.person_id)
        elif change.kind is ChangeKind.LEFT:
            here.remove(change.person_id)
        else:
            assert change.person_id in here
    assert here == set(present_at(found, at("23:00")))


def test_a_person_cannot_be_there_twice_at_once() -> None:
    first, second, third = stay(1, left="16:00"), stay(1, "15:30", "15:45"), stay(1, "15:50")
    assert overlapping_stays([third, first, second]) == ((first, second), (first, third))
    assert overlapping_stays([first, stay(1, "16:00"), stay(2, "15:30")]) == ()


@given(stays())
def test_overlaps_are_found_exactly_where_two_stays_share_a_minute(found: list[Stay]) -> None:
    shared = any(
        a.person_id == b.person_id and (a.covers(b.arrived_at) or b.covers(a.arrived_at))
        for i, a in enumerate(found)
        for b in found[i + 1 :]
    )
    assert bool(overlapping_stays(found)) == shared


def test_minutes_are_counted_between_opening_and_close() -> None:
    minutes = minutes_by_person(
        [stay(1, "14:50"), stay(2, "15:10", "15:30"), stay(2, "16:00", "16:45")], OPEN, CLOSE
    )
    assert minutes == {1: 120, 2: 65}


@given(stays())
def test_minutes_of_a_person_are_the_minutes_at_which_it_is_there(found: list[Stay]) -> None:
    counted = dict.fromkeys((s.person_id for s in found), 0)
    for minute in range(120):
        for person in present_at(found, OPEN + timedelta(minutes=minute)):
            counted[person] += 1
    assert minutes_by_person(found, OPEN, CLOSE) == counted


def test_three_people_of_one_body_for_an_hour_are_60_minutes_and_180_of_theirs() -> None:
    three = [stay(person, "15:00", "16:00") for person in (1, 2, 3)]
    times = minutes_by_organisation(three, {1: [7], 2: [7], 3: [7]}, OPEN, CLOSE)
    assert times == {7: OrganisationTime(people=3, minutes=60, person_minutes=180)}


def test_one_person_may_stand_for_several_bodies() -> None:
    times = minutes_by_organisation([stay(1, left="15:30")], {1: [7, 8]}, OPEN, CLOSE)
    assert times[7] == times[8] == OrganisationTime(people=1, minutes=30, person_minutes=30)


def test_who_stands_for_nobody_gives_time_to_no_organisation() -> None:
    assert minutes_by_organisation([stay(1)], {}, OPEN, CLOSE) == {}


def test_who_came_after_the_close_took_no_part() -> None:
    late = [stay(1, "17:00"), stay(2, "16:30")]
    times = minutes_by_organisation(late, {1: [7], 2: [7]}, OPEN, CLOSE)
    assert times[7] == OrganisationTime(people=1, minutes=30, person_minutes=30)


@given(stays())
def test_an_organisation_is_never_longer_there_than_its_people_together(
    found: list[Stay],
) -> None:
    represents = {1: [7], 2: [7, 8], 3: [8]}
    by_person = minutes_by_person(found, OPEN, CLOSE)
    for organisation, time in minutes_by_organisation(found, represents, OPEN, CLOSE).items():
        own = [by_person.get(p, 0) for p, bodies in represents.items() if organisation in bodies]
        assert max(own) <= time.minutes <= min(sum(own), 120)
        assert time.person_minutes == sum(own)
