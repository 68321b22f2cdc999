"""The attendance map: letters mark cells, saving is behind them, undo takes them back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible

from cluster_desk.domain.tables import Mark
from cluster_desk.errors import Refused
from cluster_desk.formats.dates import date_long
from cluster_desk.queries.history.log import history_rows
from cluster_desk.queries.tables.register import table_register
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.kit.fields import Field
from ui.tables.grid import By

YEAR = 2026


@pytest.fixture
def at_table(open_window: OpenWindow, demo: Path) -> Hands:
    """The first table of the small demo association, at its register."""
    hands = open_window(demo, place="tables")
    hands.press("Return")
    hands.qtbot.waitUntil(lambda: hands.page.card is not None)
    hands.settle()
    return hands


def map_of(hands: Hands) -> Any:
    return hands.page.register.matrix


def kept(hands: Hands, row: int, column: int) -> Mark | None:
    """What the desk says of a person's cell."""
    desk, page = hands.window.workspace.desk, hands.page
    register = desk.read(table_register, page.body_id, on=desk.clock.today(), year=YEAR)
    cell = register.lines[row].cells[column]
    return cell.mark if cell else None


def shown(hands: Hands, row: int, column: int) -> Mark | None:
    cell = hands.page.register.grid.cell(row, column)
    return cell.mark if cell else None


def last_label(hands: Hands) -> str:
    return hands.window.workspace.desk.read(history_rows, limit=1)[0].label


def seated_cell(hands: Hands, *, but: Mark) -> tuple[int, int]:
    """A cell of a participant that says something else."""
    grid = hands.page.register.grid
    for row in range(len(grid.rows)):
        for column in range(len(grid.meetings)):
            cell = grid.cell(row, column)
            if cell is not None and not cell.is_guest and cell.mark not in (but, None):
                return row, column
    raise AssertionError("no such cell")


def test_a_letter_marks_the_cell_under_the_cursor(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.DELEGATED)
    map_of(at_table).table.go(*cell)
    for key, mark in zip("DPRGA", _MARKED, strict=True):
        at_table.press(key, map_of(at_table).table)
        assert shown(at_table, *cell) is mark
        assert kept(at_table, *cell) is mark


_MARKED = (Mark.DELEGATED, Mark.PRESENT, Mark.REMOTE, Mark.EXCUSED, Mark.ABSENT)


def test_a_mark_is_shown_before_it_is_saved(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.DELEGATED)
    map_of(at_table).table.go(*cell)
    before = kept(at_table, *cell)
    at_table.page.mark(Mark.DELEGATED)
    assert shown(at_table, *cell) is Mark.DELEGATED
    assert at_table.page.edits.is_saving
    assert before is not Mark.DELEGATED
    at_table.settle()
    assert kept(at_table, *cell) is Mark.DELEGATED
    assert not at_table.page.edits.is_saving


def test_the_figures_follow_at_once(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.ABSENT)
    grid = at_table.page.register.grid
    map_of(at_table).table.go(*cell)
    at_table.press("P", map_of(at_table).table)
    came = grid.row_share(cell[0]).came, grid.column_share(cell[1])[0].came
    at_table.press("A", map_of(at_table).table)
    grid = at_table.page.register.grid
    after = grid.row_share(cell[0]).came, grid.column_share(cell[1])[0].came
    assert after == (came[0] - 1, came[1] - 1)


def test_many_cells_are_one_step_and_one_undo(at_table: Hands) -> None:
    table = map_of(at_table).table
    table.go(0, 0)
    model, select = table.model(), QItemSelectionModel.SelectionFlag.Select
    for row in range(3):
        table.selectionModel().select(model.index(row, 0), select)
    before = [kept(at_table, row, 0) for row in range(3)]
    at_table.press("D", table)
    assert [kept(at_table, row, 0) for row in range(3)] == [Mark.DELEGATED] * 3
    at_table.press("Ctrl+Z")
    assert [kept(at_table, row, 0) for row in range(3)] == before
    assert [shown(at_table, row, 0) for row in range(3)] == before


def test_shift_and_arrows_take_several_cells(at_table: Hands) -> None:
    table = map_of(at_table).table
    table.go(0, 0)
    at_table.press("Shift+Down", table)
    at_table.press("Shift+Right", table)
    assert table.taken() == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_space_goes_on_to_the_next_mark(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.ABSENT)
    table = map_of(at_table).table
    table.go(*cell)
    at_table.press("P", table)
    seen = []
    for _turn in range(5):
        at_table.press("Space", table)
        seen.append(shown(at_table, *cell))
    assert seen == [Mark.REMOTE, Mark.DELEGATED, Mark.EXCUSED, Mark.ABSENT, Mark.PRESENT]


def test_typing_fast_keeps_the_last_word(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.ABSENT)
    map_of(at_table).table.go(*cell)
    for mark in (Mark.PRESENT, Mark.REMOTE, Mark.ABSENT, Mark.EXCUSED, Mark.REMOTE):
        at_table.page.mark(mark)
    at_table.page.read()  # an answer that is older than what was typed changes nothing
    assert shown(at_table, *cell) is Mark.REMOTE
    at_table.settle()
    at_table.qtbot.waitUntil(lambda: not at_table.page._later.isActive())
    at_table.settle()
    assert shown(at_table, *cell) is kept(at_table, *cell) is Mark.REMOTE


def test_what_is_refused_is_shown_as_it_was(
    at_table: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_tx: object, _command: object) -> int:
        raise Refused

    monkeypatch.setattr("ui.tables.edits.mark_presences", refuse)
    cell = seated_cell(at_table, but=Mark.DELEGATED)
    map_of(at_table).table.go(*cell)
    before = shown(at_table, *cell)
    at_table.press("D", map_of(at_table).table)
    assert shown(at_table, *cell) is before
    assert at_table.window.frame.banner.isVisible()


def test_a_cell_speaks_name_day_and_mark(at_table: Hands) -> None:
    map_of(at_table).table.go(0, 0)
    at_table.press("P", map_of(at_table).table)
    grid = at_table.page.register.grid
    model = map_of(at_table).model
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    day = grid.meetings[0].held_on.strftime("%d/%m/%Y")
    assert said.startswith(f"{grid.rows[0].name}, {day}: presente")
    interface = QAccessible.queryAccessibleInterface(map_of(at_table).table)
    texts = {interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())}
    assert said in texts
    assert any(text.startswith(date_long(grid.meetings[0].held_on)) for text in texts)


def test_the_register_can_be_read_by_organisation(at_table: Hands) -> None:
    people = len(at_table.page.register.grid.rows)
    at_table.click(at_table.page.register.by._parts[By.ORGANISATION])
    grid = at_table.page.register.grid
    assert grid.by is By.ORGANISATION
    names = [row.name for row in grid.rows]
    assert names == sorted(names, key=str.casefold)
    assert len(names) <= people


def test_an_organisation_with_one_person_is_marked_as_that_person(at_table: Hands) -> None:
    at_table.click(at_table.page.register.by._parts[By.ORGANISATION])
    grid = at_table.page.register.grid
    row = next(n for n, each in enumerate(grid.rows) if len(each.lines) == 1)
    map_of(at_table).table.go(row, 0)
    at_table.press("D", map_of(at_table).table)
    line = grid.rows[row].lines[0]
    assert kept(at_table, line, 0) is Mark.DELEGATED


def test_n_writes_a_note_and_keeps_the_mark(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.ABSENT)
    map_of(at_table).table.go(*cell)
    before = shown(at_table, *cell)
    at_table.press("N", map_of(at_table).table)
    at_table.press("Ctrl+A")
    at_table.type("ritardo del treno")
    at_table.press("Ctrl+Return")
    grid_cell = at_table.page.register.grid.cell(*cell)
    assert (grid_cell.mark, grid_cell.note) == (before, "ritardo del treno")


def test_enter_opens_hours_and_wrong_ones_are_said_at_the_field(at_table: Hands) -> None:
    cell = seated_cell(at_table, but=Mark.ABSENT)
    table = map_of(at_table).table
    table.go(*cell)
    at_table.press("P", table)
    at_table.press("Return", table)
    fields = {field.label: field for field in at_table.page.findChildren(Field)}
    fields["Ora di arrivo"].set_text("16:00")
    fields["Ora di uscita"].set_text("15:00")
    at_table.click_button("Salva la presenza")
    assert "15:00" in fields["Ora di uscita"].editor.accessibleDescription()
    fields["Ora di uscita"].set_text("16:30")
    at_table.click_button("Salva la presenza")
    at_table.settle()
    assert at_table.page.register.grid.cell(*cell).minutes == 30


def test_a_walk_in_guest_gets_a_row(at_table: Hands) -> None:
    before = len(at_table.page.register.grid.rows)
    map_of(at_table).table.go(0, 0)
    at_table.press("F8")
    at_table.type("Ugo Ospite")
    at_table.press("Ctrl+Return")
    at_table.settle()
    rows = at_table.page.register.grid.rows
    assert len(rows) == before + 1
    assert rows[-1].is_guest
    assert last_label(at_table).startswith("Ospite a «")


def test_all_the_years_can_be_looked_at(at_table: Hands) -> None:
    at_table.click(at_table.page.register.period._parts["always"])
    assert at_table.page.register.year is None
    at_table.window.workspace.set_year(2025)
    at_table.settle()
    at_table.click(at_table.page.register.period._parts["2025"])
    assert at_table.page.register.grid.meetings == ()
    assert at_table.page.register._main.currentIndex() == 1
