"""In the room of a meeting only a vote with the right on that day is there."""

from __future__ import annotations

from datetime import date, datetime, time

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.mandates import Mandate
from cluster_desk.domain.meetings import AttendanceMode, Call, Capacity
from cluster_desk.domain.presence import Stay
from cluster_desk.domain.statute_rules import StatuteRules
from cluster_desk.queries.meetings.room import Room

DAY = date(2026, 4, 30)
OWN = Capacity.LEGAL_REPRESENTATIVE


def test_a_vote_without_the_right_is_not_even_present() -> None:
    arrived = datetime.combine(DAY, time(10))
    there = Room(
        meeting_id=1,
        kind=BodyKind.ASSEMBLY,
        call=Call.SECOND,
        held_on=DAY,
        rules=StatuteRules(),
        seats=(),
        board_seats=(),
        members={},
        stays=tuple(
            Stay(person_id=one, arrived_at=arrived, mode=AttendanceMode.IN_PERSON) for one in (1, 2)
        ),
        mandates=tuple(Mandate(person_id=one, voter_id=100 + one, capacity=OWN) for one in (1, 2)),
        in_office=frozenset({101, 102}),
        entitled=frozenset({102}),
        directors=frozenset(),
        director_voters=frozenset(),
    )
    assert there.carried(time(10)).keys() == {102}
    assert there.quorum(time(10)).present == 1
    count = there.heads(time(10))
    assert (count.heads, count.votes, count.guests) == (1, 1, 1)
