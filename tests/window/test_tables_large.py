"""A register of two hundred people and twenty-four meetings answers at once."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import AttendanceMode, Call, Capacity, MeetingMode, MeetingState
from cluster_desk.domain.tables import Mark
from cluster_desk.services.tables.life import SetUpTable, set_up_table
from cluster_desk.store.tables.bodies import Seat
from cluster_desk.store.tables.meetings import Attendance, Meeting
from cluster_desk.store.tables.members import Person
from cluster_desk.tx import Tx
from tests.desks import TODAY
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from tests.window.watchdog import STALL, longest_turn

pytestmark = pytest.mark.timeout(120)  # tried up to three times, on a busy machine
PEOPLE, MEETINGS = 200, 24
_FIRST = date(2026, 1, 20)


def _meet(tx: Tx, body_id: int) -> list[int]:
    meetings = list(tx.reserve_ids(Meeting, MEETINGS))
    tx.insert_all(
        Meeting,
        [
            {
                "id": i,
                "body_id": body_id,
                "year": 2026,
                "held_on": _FIRST + timedelta(days=12 * place),
                "starts_at": time(14),
                "opened_at": time(14),
                "closed_at": time(16),
                "mode": MeetingMode.IN_PERSON,
                "call": Call.SINGLE,
                "state": MeetingState.CLOSED,
            }
            for place, i in enumerate(meetings)
        ],
    )
    return meetings


def _come(tx: Tx, meetings: list[int], ids: list[int]) -> None:
    tx.insert_all(
        Attendance,
        [
            {
                "meeting_id": meeting,
                "person_id": person,
                "capacity": Capacity.OWN,
                "mode": AttendanceMode.IN_PERSON,
                "arrived_at": time(14),
                "votes": True,
            }
            for meeting in meetings
            for person in ids
            if (meeting + person) % 3
        ],
    )


def furnish(tx: Tx, body_id: int) -> None:
    """Everybody sits from the beginning; two of three come."""
    people = [
        {"given_name": "Persona", "family_name": f"Numero {n:03d}", "sort_key": f"{n:03d}"}
        for n in range(PEOPLE)
    ]
    ids = list(tx.reserve_ids(Person, PEOPLE))
    tx.insert_all(Person, [{"id": i, **row} for i, row in zip(ids, people, strict=True)])
    tx.insert_all(
        Seat,
        [
            {
                "body_id": body_id,
                "person_id": i,
                "role": SeatRole.COORDINATOR if i == ids[0] else SeatRole.PARTICIPANT,
                "from_on": _FIRST,
            }
            for i in ids
        ],
    )
    meetings = _meet(tx, body_id)
    _come(tx, meetings, ids)
    tx.describe("a large table")


@pytest.fixture(scope="module")
def large(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.desk"
    path.write_bytes(sqlite_template.read_bytes())
    with Desk.open(path, clock=TODAY) as desk:
        body = desk.write(set_up_table, SetUpTable(name="Grande", active_from=_FIRST)).value
        desk.write(furnish, body)
    return path


@pytest.fixture
def at_table(open_window: OpenWindow, large: Path) -> Hands:
    hands = open_window(large, place="tables")
    hands.press("Return")
    hands.settle()
    return hands


def test_walking_and_marking_never_stall(at_table: Hands) -> None:
    matrix: Any = at_table.page.register.matrix
    assert (matrix.model.rowCount(), matrix.model.columnCount()) == (PEOPLE, MEETINGS)
    firsts = iter((0, 5, 10))
    marked: list[int] = []

    def walks_and_marks() -> None:
        marked.append(next(firsts))
        matrix.table.go(marked[-1], marked[-1])
        for key in "PRDGA":
            at_table.press(key, matrix.table)
            at_table.press("Down", matrix.table)
            at_table.press("Right", matrix.table)
        at_table.qtbot.wait(900)  # and reading again behind it
        at_table.settle()

    assert longest_turn(walks_and_marks) < STALL
    marks = [Mark.PRESENT, Mark.REMOTE, Mark.DELEGATED, Mark.EXCUSED, Mark.ABSENT]
    for first in marked:
        assert [matrix.model.grid.cell(first + n, first + n).mark for n in range(5)] == marks


def test_a_whole_column_is_one_gesture(at_table: Hands) -> None:
    matrix: Any = at_table.page.register.matrix
    matrix.table.selectColumn(3)
    at_table.page.mark(Mark.REMOTE)
    share, _guests = matrix.model.grid.column_share(3)
    assert share.came == share.called == PEOPLE
    at_table.settle()
    assert not at_table.page.edits.is_saving
    at_table.press("Ctrl+Z")
    at_table.settle()
    share, _guests = matrix.model.grid.column_share(3)
    assert share.came < PEOPLE


def test_names_days_and_shares_stay_in_sight(at_table: Hands) -> None:
    matrix: Any = at_table.page.register.matrix
    table = matrix.table
    names, days = table.verticalHeader(), table.horizontalHeader()
    table.go(PEOPLE - 1, MEETINGS - 1)
    at_table.settle()
    assert table.verticalScrollBar().value() > 0
    assert table.horizontalScrollBar().value() > 0
    assert matrix._bar.value() == table.verticalScrollBar().value()
    row_top = table.rowViewportPosition(PEOPLE - 1)
    assert names.sectionViewportPosition(PEOPLE - 1) == row_top
    assert days.sectionViewportPosition(MEETINGS - 1) == table.columnViewportPosition(MEETINGS - 1)
    assert matrix.shares.isVisible()
