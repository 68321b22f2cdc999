"""A secretary's morning in the window: once by the keyboard alone, once by the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from cluster_desk.queries.treasury.journal import bank_line_rows
from cluster_desk.services.demo import bank_file
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.shell.places import PLACES


@pytest.fixture
def morning(open_window: OpenWindow, demo: Path) -> Hands:
    """The window as it opens, on the first page."""
    return open_window(demo, place="home")


@pytest.fixture
def statement(morning: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bank's file, which the file dialog answers with."""
    path = tmp_path / bank_file.NAME
    path.write_bytes(bank_file.write(morning.window.workspace.desk))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_about: (str(path), ""))
    return path


def waiting(hands: Hands) -> int:
    rows = hands.window.workspace.desk.read(bank_line_rows)
    return sum(1 for row in rows if row.state.value == "open")


@pytest.mark.usefixtures("statement")
def test_a_morning_by_the_keyboard_alone(morning: Hands) -> None:
    keys = morning.press
    # the bank's file of the month: in, its sure lines confirmed, one taken back
    keys("Ctrl+4")
    keys("Ctrl+O")
    keys("Ctrl+Return")
    assert morning.page.crumbs()[-1] == "Riconciliazione bancaria"
    before = waiting(morning)
    keys("Ctrl+Shift+Return")
    after = waiting(morning)
    assert after < before
    keys("Ctrl+Z")
    assert waiting(morning) == before
    keys("Ctrl+Y")
    assert waiting(morning) == after
    # a member is found by a few letters, and its statement of account is read
    keys("Ctrl+K")
    morning.type("@brian")
    keys("Return")
    assert morning.page.crumbs()[0] == "Soci"
    first = morning.table.current_id()
    assert first is not None
    keys("F2")
    assert len(morning.page.crumbs()) > 1
    keys("Esc")
    assert morning.table.current_id() == first
    # the other places, each left as it was found
    for place in PLACES:
        keys(place.keys)
        assert morning.window.stack.place == place.key
        assert morning.focus() is not None
    # the last minutes in the archive, as they were issued
    keys("Ctrl+7")
    keys("Return")
    assert morning.page.view.page_count >= 1
    keys("Esc")
    # help is where one is
    keys("F1")
    keys("Esc")
    assert morning.window.stack.place == "archive"


@pytest.mark.usefixtures("statement")
def test_a_morning_by_the_mouse(morning: Hands) -> None:
    rail = morning.window.frame.rail
    for place in PLACES:
        morning.click(rail._items[place.key])
        assert morning.window.stack.place == place.key
    morning.click(rail._items["treasury"])
    morning.click_button("Importa estratto")
    morning.click(morning.page.go)
    before = waiting(morning)
    sure = len(morning.page.board.sure())
    morning.click_button(morning.page.actions_here["line.confirm_sure"].iconText())
    assert waiting(morning) == before - sure
    morning.click_button("Annulla")
    assert waiting(morning) == before
    morning.click(rail._items["members"])
    morning.click_cell(2, "name")
    assert morning.table.current_id() == morning.page.list.model.ids[2]
    morning.click_button("Registra incasso")
    assert morning.focus() is not None
    morning.press("Esc")
