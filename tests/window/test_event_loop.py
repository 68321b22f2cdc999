"""The window answers while the desk works: nobody waits for more than a tenth of a second."""

from __future__ import annotations

import threading
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from cluster_desk.errors import Cancelled
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.tx import Tx
from tests import pace
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from tests.window.watchdog import STALL, longest_turn, watched
from ui.shell.places import PAGES, PLACES
from ui.work.ahead import import_ahead

pytestmark = pytest.mark.timeout(120)  # tried up to three times, on a busy machine


def drafts(count: int, kind: str = "inventato") -> tuple[MemberDraft, ...]:
    return tuple(
        MemberDraft(row=n, name=f"Socio {kind} numero {n}", city="Crema", province="CR")
        for n in range(1, count + 1)
    )


def test_a_turn_of_twice_the_limit_is_found(hands: Hands) -> None:
    def stalls() -> None:
        QTimer.singleShot(10, lambda: pace.work(2 * STALL))
        hands.qtbot.wait(50)

    assert longest_turn(stalls) > STALL


def test_typing_and_walking_never_stall(hands: Hands) -> None:
    def types_and_walks() -> None:
        hands.press("Ctrl+F")
        for letter in "srl cr":
            hands.type(letter)
        hands.press("Esc")
        for _step in range(6):
            hands.press("Down")

    assert longest_turn(types_and_walks) < STALL


def test_no_place_stalls_when_it_is_first_opened(open_window: OpenWindow, demo: Path) -> None:
    import_ahead()
    for name in PAGES:
        import_module(name)
    slow = {place.key for place in PLACES} - {"members"}
    took: dict[str, float] = {}
    for _try in range(3):
        if not slow:
            break
        hands = open_window(demo)
        took = {key: watched(partial(_open, hands, key)) for key in sorted(slow)}
        slow = {key for key, seconds in took.items() if seconds >= STALL}
    assert slow == set(), took


def _open(hands: Hands, place: str) -> None:
    hands.window.stack.open_place(place)
    hands.settle()


def test_the_window_answers_during_an_import_of_thousands(hands: Hands) -> None:
    workspace = hands.window.workspace
    kinds = iter(("inventato", "immaginato", "ideato"))
    done: list[object] = []

    def imports() -> None:
        done.clear()
        command = ImportMembers(drafts=drafts(3_000, next(kinds)))
        workspace.write(import_members, command, then=done.append, job="Importazione")
        while not done:
            hands.qtbot.wait(20)
        hands.settle()

    longest = longest_turn(imports)
    tried = 3 - len(list(kinds))
    said = hands.page.header.tabs.accessibleTabName(0)
    assert said == f"Tutti i soci, {10 + 3_000 * tried}"
    assert longest < STALL


def test_a_list_of_thousands_is_walked_to_its_end(hands: Hands) -> None:
    workspace = hands.window.workspace
    workspace.write(import_members, ImportMembers(drafts=drafts(2_500)), then=id)
    hands.settle()
    model = hands.page.list.model

    def walks() -> None:
        hands.page.reload()  # nothing is at hand but what is seen
        hands.settle()
        hands.press("End")
        assert hands.table.currentIndex().row() == len(model.ids) - 1
        hands.press("PgUp")

    longest = longest_turn(walks)
    last = hands.table.currentIndex().row()
    assert model.cache.cells(last) is not None
    assert model.cache.cells(1_200) is None, "only what was looked at is fetched"
    assert longest < STALL


def test_a_job_shows_how_far_it_is_and_can_be_stopped(hands: Hands) -> None:
    go_on = threading.Event()
    refused: list[object] = []

    def slow(tx: Tx, _command: None) -> None:
        for step in range(1_000):
            tx.progress.step(step, 1_000)
            go_on.wait(0.01)

    workspace = hands.window.workspace
    workspace.write(slow, None, then=id, refused=refused.append, job="Lavoro lungo")
    panel = hands.window.frame.jobs_panel
    hands.qtbot.waitUntil(panel.isVisible)
    hands.click_button("Interrompi")
    hands.qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Cancelled)
    hands.settle()
    assert not panel.isVisible()


def test_closing_the_window_waits_for_the_write_that_has_begun(
    open_window: OpenWindow, association: Path
) -> None:
    hands = open_window(association)
    hands.window.workspace.write(import_members, ImportMembers(drafts=drafts(500)), then=id)
    hands.window.close()
    assert not hands.window.isVisible()


def test_an_answer_for_a_page_that_is_gone_is_dropped(hands: Hands) -> None:
    hands.press("F2")
    page = hands.page
    page._read_card()
    page.form.load(page.form.texts())
    page.finished.emit()
    hands.settle()
    assert hands.page.crumbs() == ["Soci", "Tutti i soci"]
