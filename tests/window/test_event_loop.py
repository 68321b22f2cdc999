"""The window answers while the desk works: nobody waits for more than a tenth of a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from cluster_desk.errors import Cancelled
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.tx import Tx
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands

_BEAT_MS = 5
_STALL = 0.1


class Watchdog:
    """Beats in the event loop; its longest silence is how long the window did not answer.

    Counted in the processor time of the window's thread: other programs of a busy machine do not
    count, work in the loop does. Waiting for a lock would not: `waited` counts that, on the wall.
    """

    def __init__(self) -> None:
        self.worked = self.waited = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._cpu, self._wall = time.thread_time(), time.perf_counter()

    def start(self) -> None:
        self._cpu, self._wall = time.thread_time(), time.perf_counter()
        self._timer.start(_BEAT_MS)

    def _beat(self) -> None:
        cpu, wall = time.thread_time(), time.perf_counter()
        self.worked = max(self.worked, cpu - self._cpu)
        self.waited = max(self.waited, (wall - self._wall) - (cpu - self._cpu))
        self._cpu, self._wall = cpu, wall


@pytest.fixture
def watchdog() -> Iterator[Watchdog]:
    dog = Watchdog()
    yield dog
    dog._timer.stop()


def drafts(count: int) -> tuple[MemberDraft, ...]:
    return tuple(
        MemberDraft(row=n, name=f"Socio inventato numero {n}", city="Crema", province="CR")
        for n in range(1, count + 1)
    )


def test_a_watchdog_that_sees_nothing_would_be_no_watchdog(
    hands: Hands, watchdog: Watchdog
) -> None:
    watchdog.start()

    def busy() -> None:
        until = time.thread_time() + 2 * _STALL
        while time.thread_time() < until:
            pass

    QTimer.singleShot(10, busy)
    hands.qtbot.wait(600)
    assert watchdog.worked > _STALL


def test_typing_and_walking_never_stall(hands: Hands, watchdog: Watchdog) -> None:
    hands.press("Ctrl+F")
    watchdog.start()
    for letter in "srl cr":
        hands.type(letter)
    hands.press("Esc")
    for _step in range(6):
        hands.press("Down")
    assert watchdog.worked < _STALL


def test_the_window_answers_during_an_import_of_thousands(hands: Hands, watchdog: Watchdog) -> None:
    workspace = hands.window.workspace
    done: list[object] = []
    command = ImportMembers(drafts=drafts(3_000))
    watchdog.start()
    workspace.write(import_members, command, then=done.append, job="Importazione")
    while not done:
        hands.qtbot.wait(20)
    hands.settle()
    assert hands.page.header.tabs.accessibleTabName(0) == "Tutti i soci, 3010"
    assert watchdog.worked < _STALL


def test_a_list_of_thousands_is_walked_to_its_end(hands: Hands, watchdog: Watchdog) -> None:
    workspace = hands.window.workspace
    workspace.write(import_members, ImportMembers(drafts=drafts(2_500)), then=id)
    hands.settle()
    watchdog.start()
    model = hands.page.list.model
    hands.press("End")
    assert hands.table.currentIndex().row() == len(model.ids) - 1
    hands.press("PgUp")
    last = hands.table.currentIndex().row()
    assert model.cache.cells(last) is not None
    assert model.cache.cells(1_200) is None, "only what was looked at is fetched"
    assert watchdog.worked < _STALL


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
    hands.qtbot.waitUntil(panel.isVisible, timeout=5_000)
    hands.click_button("Interrompi")
    hands.qtbot.waitUntil(lambda: bool(refused), timeout=5_000)
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
