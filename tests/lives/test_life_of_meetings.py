"""However a board meets, votes and writes it down, the desk says what a plain model says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cluster_desk.domain.meetings import Choice, ItemOutcome, MinutesState
from cluster_desk.queries.meetings.room import room
from tests.desks import NewDesk
from tests.lives.board_life import BoardLife, at
from tests.lives.board_room import AFTER_MINUTES, APPROVED, NEEDED, SEATS, Sitting
from tests.lives.life import live
from tests.store.acting import rows

MEETINGS = 3  # beside each other: a life is short
WHICH = st.integers(0, 3)
FIRST = st.sampled_from([5, 4, 3, 2])
VOTES = st.sampled_from([(3, 0), (5, 0), (2, 2), (1, 2), (0, 0)])
TIE_BROKEN = {(2, 2): Choice.IN_FAVOUR}


class MeetingsLife(BoardLife):
    """A board of five is called, comes and goes, votes, closes, and approves its minutes."""

    def _pick(self, which: int) -> int:
        """A meeting; the newest more often than the others."""
        ids = sorted(self.now.sittings, reverse=True)
        return ids[which // 2 % len(ids)]

    @precondition(lambda self: len(self.now.sittings) < MEETINGS)
    @rule(
        ago=st.sampled_from([0, 0, 10, -5]),
        items=st.integers(1, 2),
        steps=st.sampled_from([12, 9, 7, 5, 0]),
        people=FIRST,
        votes=VOTES,
    )
    def meets(self, ago: int, items: int, steps: int, people: int, votes: tuple[int, int]) -> None:
        """Another meeting, and how far it goes at once."""
        self.plan(ago, items)
        for _step in range(steps):
            self._goes_on(max(self.now.sittings), people, votes)

    @precondition(lambda self: self.now.sittings)
    @rule(
        which=WHICH,
        gestures=st.lists(st.integers(0, 11), min_size=2, max_size=6),
        place=st.integers(0, SEATS - 1),
        hour=st.sampled_from([15, 16, 17, 18]),
        votes=VOTES,
        is_odd=st.booleans(),
    )
    def does_whatever(
        self,
        which: int,
        gestures: list[int],
        place: int,
        hour: int,
        votes: tuple[int, int],
        is_odd: bool,
    ) -> None:
        """Anything at all, in its turn or not."""
        meeting_id = self._pick(which)
        casting = Choice.IN_FAVOUR if is_odd else None
        all_there_are: tuple[Callable[[], None], ...] = (
            lambda: self.convene(meeting_id, -1 if is_odd else 1),
            lambda: self.come(meeting_id, place + 1, hour),
            lambda: self.leave(meeting_id, place, hour),
            lambda: self.open(meeting_id, hour, place, is_odd),
            lambda: self.find_deserted(meeting_id, hour),
            lambda: self.vote(meeting_id, self.item(meeting_id, place), hour, votes, casting),
            lambda: self.end(meeting_id, self.item(meeting_id, place), ItemOutcome.POSTPONED),
            lambda: self.close(meeting_id, hour),
            lambda: self.cancel(meeting_id),
            lambda: self.compose(meeting_id),
            lambda: self.set_minutes(meeting_id, MinutesState.APPROVED),
            lambda: self.set_minutes(meeting_id, MinutesState.BOOKED),
        )
        for gesture in gestures:
            all_there_are[gesture]()

    @precondition(lambda self: self.now.sittings)
    @rule(which=WHICH, steps=st.sampled_from([4, 1, 2, 6, 9]), people=FIRST, votes=VOTES)
    def goes_on(self, which: int, steps: int, people: int, votes: tuple[int, int]) -> None:
        """What a secretary would do next with this meeting, some steps of it."""
        for _step in range(steps):
            self._goes_on(self._pick(which), people, votes)

    def _goes_on(self, meeting_id: int, people: int, votes: tuple[int, int]) -> None:
        sitting = self.now.sittings[meeting_id]
        waiting = [item for item, told in sorted(sitting.items.items()) if told == "open"]
        if sitting.minutes == "booked" or sitting.held_on > self.desk.clock.today():
            return
        if sitting.minutes:
            follows = sorted(AFTER_MINUTES[sitting.minutes])
            self.set_minutes(meeting_id, MinutesState(follows[0]))
        elif sitting.state in ("closed", "deserted"):
            self.compose(meeting_id)
        elif sitting.state == "open" and waiting[1:]:
            self.vote(meeting_id, waiting[0], 16, votes, TIE_BROKEN.get(votes))
        elif sitting.state == "open" and waiting:
            self.end(meeting_id, waiting[0], ItemOutcome.ACKNOWLEDGED)
        elif sitting.state == "open":
            self.close(meeting_id, 18)
        elif sitting.notice is None:
            self.convene(meeting_id, 8)
        elif not sitting.stays:
            self.come(meeting_id, people, 15)
        elif sitting.present(15) >= NEEDED:
            self.open(meeting_id, 15, 0, False)
        else:
            self.find_deserted(meeting_id, 15)

    def compare(self) -> None:
        book = self.now
        found = rows(
            self.desk,
            "SELECT m.id, m.state, m.number, m.opened_at, m.closed_at, m.chair_id,"
            " n.state AS minutes, n.document_id FROM meeting m"
            " LEFT JOIN minutes n ON n.meeting_id=m.id ORDER BY m.id",
        )
        assert [row.id for row in found] == sorted(book.sittings)
        for row in found:
            sitting = book.sittings[row.id]
            told = (sitting.state, sitting.number, sitting.chair, sitting.minutes)
            assert (row.state, row.number, row.chair_id, row.minutes or "") == told
            assert (row.opened_at, row.closed_at) == tuple(map(_stored, _hours(sitting)))
            assert (row.document_id is not None) == (sitting.minutes in APPROVED)
        items = rows(self.desk, "SELECT id, outcome FROM agenda_item")
        assert {row.id: row.outcome for row in items} == {
            item: told for sitting in book.sittings.values() for item, told in sitting.items.items()
        }
        query = "SELECT year, number, item_id FROM resolution ORDER BY year, number"
        assert [tuple(row) for row in rows(self.desk, query)] == [
            (year, number, item)
            for year, items in sorted(book.resolutions.items())
            for number, item in enumerate(items, start=1)
        ]
        stays = rows(self.desk, "SELECT meeting_id, count(*) AS stays FROM attendance GROUP BY 1")
        assert {row.meeting_id: row.stays for row in stays} == {
            i: len(sitting.stays) for i, sitting in book.sittings.items() if sitting.stays
        }

    def teardown(self) -> None:
        for meeting_id, sitting in self.now.sittings.items():
            there = self.desk.read(room, meeting_id)
            for hour in (15, 16, 17):
                assert there.quorum(at(hour)).present == sitting.present(hour)
        super().teardown()


def _hours(sitting: Sitting) -> tuple[int | None, int | None]:
    return sitting.opened, sitting.closed


def _stored(hour: int | None) -> str | None:
    return None if hour is None else f"{hour}:00"


@pytest.mark.slow
def test_any_life_of_meetings_is_what_the_model_says(new_desk: NewDesk) -> None:
    live(MeetingsLife, new_desk, steps=9)
