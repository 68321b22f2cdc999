"""A block of letters goes onto the attendance map whole, as one step, or not at all."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import MeetingMode, MeetingState
from cluster_desk.domain.tables import Mark
from cluster_desk.queries.tables.register import (
    Register,
    RegisterCell,
    RegisterLine,
    RegisterMeeting,
)
from tests.window.hands import Hands
from tests.window.test_tables_register import at_table, kept, map_of, shown
from ui.tables.grid import By, Grid
from ui.tables.pasting import NotYet, Unclear, wanted_marks

__all__ = ["at_table"]  # a fixture


def paste(hands: Hands, text: str) -> str:
    """At the cursor; what was refused."""
    QApplication.clipboard().setText(text)
    hands.window.frame.banner.leave()
    hands.press("Ctrl+V", map_of(hands).table)
    banner = hands.window.frame.banner
    return banner.accessibleName() if banner.isVisible() else ""


def held(hands: Hands) -> list[int]:
    grid = hands.page.register.grid
    return [at for at, meeting in enumerate(grid.meetings) if meeting.is_held]


def test_a_block_is_pasted_and_taken_back_in_one(at_table: Hands) -> None:
    left = held(at_table)[0]
    table = map_of(at_table).table
    before = [[kept(at_table, row, left + at) for at in range(2)] for row in range(2)]
    table.go(0, left)
    assert paste(at_table, "p\tR\r\nD\tg\r\n") == ""
    marks = [[Mark.PRESENT, Mark.REMOTE], [Mark.DELEGATED, Mark.EXCUSED]]
    assert [[shown(at_table, r, left + c) for c in range(2)] for r in range(2)] == marks
    assert [[kept(at_table, r, left + c) for c in range(2)] for r in range(2)] == marks
    assert at_table.window.frame.toast.isVisible()

    model, select = table.model(), QItemSelectionModel.SelectionFlag.Select
    for row, at in ((0, 1), (1, 0), (1, 1)):
        table.selectionModel().select(model.index(row, left + at), select)
    at_table.press("Ctrl+C", table)
    assert QApplication.clipboard().text() == "P\tR\nD\tG"
    assert paste(at_table, "A") == ""  # one letter fills what is taken
    assert {shown(at_table, r, left + c) for r in range(2) for c in range(2)} == {Mark.ABSENT}
    at_table.press("Ctrl+Z")
    at_table.press("Ctrl+Z")
    after = [[kept(at_table, row, left + at) for at in range(2)] for row in range(2)]
    assert after == before


def test_what_is_no_mark_is_refused_whole_naming_its_cell(at_table: Hands) -> None:
    table, page = map_of(at_table).table, at_table.page
    grid: Any = page.register.grid
    left, last = held(at_table)[0], len(grid.rows) - 1
    table.go(0, left)
    before = [kept(at_table, row, left) for row in range(3)]
    refused = paste(at_table, "P\nP\nforse")
    assert "«forse»" in refused
    assert grid.rows[2].name in refused
    table.clearSelection()  # the Ctrl of the last key would take both cells
    table.go(last, left)
    assert grid.rows[last].name in paste(at_table, "P\nP")
    assert "copia prima" in paste(at_table, "  ")
    assert [kept(at_table, row, left) for row in range(3)] == before
    assert not page.edits.is_saving


def test_what_could_not_be_typed_cannot_be_pasted() -> None:
    """Nobody was at a meeting to come; of several people of an organisation none is guessed."""
    grid = Grid(two_people_of_one_house(), By.PERSON)
    assert wanted_marks(grid, [(0, 1)], [["G"]]) == [(0, 1, Mark.EXCUSED)]
    with pytest.raises(NotYet, match="Bianchi Anna, 01/12/2026"):
        wanted_marks(grid, [(0, 0)], [["P", "P"]])
    together = Grid(two_people_of_one_house(), By.ORGANISATION)
    with pytest.raises(Unclear, match="Alfa"):
        wanted_marks(together, [(0, 0)], [["P"]])
    assert wanted_marks(together, [(0, 0)], [["", "·"]]) == []


def two_people_of_one_house() -> Register:
    """Alfa sends two people; a meeting was held, another is to come."""

    def meeting(number: int, day: date, state: MeetingState) -> RegisterMeeting:
        return RegisterMeeting(
            id=number,
            number=number,
            held_on=day,
            starts_at=time(14),
            ends_at=None,
            opened_at=None,
            closed_at=None,
            title="",
            venue="",
            mode=MeetingMode.IN_PERSON,
            state=state,
            minutes=120,
        )

    absent, ahead = RegisterCell(mark=Mark.ABSENT), RegisterCell(mark=None)
    lines = tuple(
        RegisterLine(
            person_id=number,
            name=name,
            organisation_id=1,
            organisation="Alfa",
            role=SeatRole.MEMBER,
            cells=(absent, ahead),
        )
        for number, name in ((1, "Bianchi Anna"), (2, "Verdi Ugo"))
    )
    held = meeting(1, date(2026, 11, 3), MeetingState.CLOSED)
    coming = meeting(2, date(2026, 12, 1), MeetingState.PLANNED)
    return Register(body_id=1, meetings=(held, coming), lines=lines)
