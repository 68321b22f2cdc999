"""Measure the window: how long it takes to stand there with our data, and the memory it holds."""

from __future__ import annotations

import os
from pathlib import Path

from cluster_desk.bench import desks
from cluster_desk.bench.measuring import Benchmark, Judged, Work
from cluster_desk.bench.suite import MANY
from cluster_desk.i18n import N_, set_language


def prepare(folder: Path, size: int) -> None:
    """A desk without members, and one with many."""
    desks.founded(folder)
    desks.with_fees(folder, size)


def with_members(folder: Path, size: int) -> Work:
    """From nothing imported to a list that is painted, sums, counts and a card included."""
    return _opened(desks.with_fees(folder, size), folder)


def without_members(folder: Path, _size: int) -> Work:
    """The same window on a desk without members."""
    return _opened(desks.founded(folder), folder)


def _opened(desk: Path, folder: Path) -> Work:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["CLUSTER_DESK_HOME"] = str(folder / "home")
    set_language("it")

    def work() -> Work:
        # what importing Qt and the pages takes is part of the start
        from cluster_desk.clock import FixedClock
        from ui.app import make_application
        from ui.stage import Stage
        from ui.theme.theme import Appearance, theme

        application = make_application()
        theme.start(Appearance.LIGHT)
        stage = Stage(desk, size=(1440, 900), clock=FixedClock.at(desks.TODAY.isoformat()))

        def leave() -> None:
            stage.picture()
            stage.close()
            application.closeAllWindows()

        return leave

    return work


WINDOWS = (
    Benchmark(
        name="start",
        title=N_("Start to a window that answers"),
        limit_title=N_("the same without members"),
        size=MANY,
        target=0.3,
        judged=Judged.EXTRA_OWN_SECONDS,
        prepare=prepare,
        ours=with_members,
        limit=without_members,
    ),
    Benchmark(
        name="filled",
        title=N_("Start to a full list, all threads"),
        limit_title=N_("the same without members"),
        size=MANY,
        target=1.5,
        judged=Judged.EXTRA_SECONDS,
        prepare=prepare,
        ours=with_members,
        limit=without_members,
    ),
    Benchmark(
        name="memory",
        title=N_("Memory of the window"),
        limit_title=N_("the same without members"),
        size=MANY,
        target=300,
        judged=Judged.PEAK_MB,
        prepare=prepare,
        ours=with_members,
        limit=without_members,
    ),
)
