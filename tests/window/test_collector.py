"""Garbage is collected in the window's thread, and nobody waits for it."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import pace
from tests.window.watchdog import STALL
from ui.work.collector import Collector

pytestmark = pytest.mark.timeout(120)  # tried up to three times, on a busy machine
_MANY = 300_000


class Knot(list[object]):
    """Something only the collector can end."""


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector(qapp)
    yield made
    made.collect_all()
    made.deleteLater()
    gc.enable()


def _tied() -> weakref.ref[Knot]:
    knot = Knot()
    knot.append(knot)
    return weakref.ref(knot)


def test_what_ends_ends_in_the_windows_thread(collector: Collector, qtbot: QtBot) -> None:
    ended: list[int] = []
    kept: list[list[int]] = []

    def work() -> None:
        knot = Knot()
        knot.append(knot)
        weakref.finalize(knot, lambda: ended.append(threading.get_ident()))
        del knot
        kept.extend([place] for place in range(5_000))  # Python alone would collect here

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ended == []
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.get_ident()]


def test_nobody_waits_for_many_objects_to_be_walked_through(collector: Collector) -> None:
    collector.keep()
    many = [[place] for place in range(_MANY)]
    knot = Knot()
    knot.append(knot)
    gone = weakref.ref(knot)
    gc.collect()  # both are old now
    del knot

    def longest_of_many() -> float:
        longest = 0.0
        for _turn in range(200):  # until every generation has been due
            many.extend([[place] for place in range(1_000)])
            began = time.thread_time()
            collector.collect()
            longest = max(longest, pace.fair(time.thread_time() - began, STALL))
        return longest

    assert pace.least_of_three(longest_of_many, STALL) < STALL
    assert gc.get_freeze_count() > _MANY
    assert gone() is not None
    collector._state_changed(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None
    assert len(many) > _MANY


def test_a_window_that_is_gone_leaves_nothing_behind(collector: Collector, qtbot: QtBot) -> None:
    window = QObject()
    gone = _tied()
    collector.keep()
    collector.collect_after(window)
    window.deleteLater()
    qtbot.waitUntil(lambda: gone() is None)
