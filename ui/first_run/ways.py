"""The ways in which a desk begins, and what each of them does when it is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cluster_desk import paths
from cluster_desk.clock import SystemClock
from cluster_desk.desk import Desk
from cluster_desk.i18n import N_
from cluster_desk.progress import Progress

DEMO, STARTER, EMPTY, OPEN, RESTORE = "demo", "starter", "empty", "open", "restore"
CLUSTER = "cluster_cosmetico_lombardo"
WAYS = (
    (
        DEMO,
        "sparkles",
        N_("Try it with the demo association"),
        N_(
            "An invented association with a year of members, fees, meetings and bank movements."
            " Every document says «ESEMPIO». It takes about half a minute."
        ),
    ),
    (
        STARTER,
        "flask-conical",
        N_("Begin with Cluster Cosmetico Lombardo"),
        N_("Its public facts: founders, board, dates. Everything else you enter yourself."),
    ),
    (
        EMPTY,
        "building-2",
        N_("Begin with an empty association"),
        N_("Name, tax code, legal form and first fiscal year: the rest can follow."),
    ),
    (
        OPEN,
        "folder-open",
        N_("Open a desk that is there already"),
        N_("A file that ends in .desk, on this computer’s disk."),
    ),
    (
        RESTORE,
        "history",
        N_("Restore a backup"),
        N_("It is checked first, and copied: the backup stays as it is."),
    ),
)
"""Key, icon, title and text (msgids)."""

Work = Callable[[Progress], Path]


def make_demo_desk(progress: Progress) -> Path:
    """Beside the user's own desk, which stays free; one that is there already is used again."""
    # What invents a year is imported only where one is wanted.
    from cluster_desk.services.demo.making import make_demo

    path = paths.data_folder() / "dimostrazione.desk"
    if not path.exists():
        make_demo(path, progress=progress)
    return path


def begin_starter(_progress: Progress) -> Path:
    """The public facts of the cluster, as the user's own desk."""
    from cluster_desk.services import starter  # as above

    return starter.begin(free_desk(), CLUSTER).path


def begin_empty(command: Any) -> Work:
    """An association that was typed, as the user's own desk; Invalid with its fields."""

    def work(_progress: Progress) -> Path:
        from cluster_desk.services import starter  # as above

        path = free_desk()
        starter.begin_empty(path, command)
        return path

    return work


def open_existing(path: Path) -> Work:
    """Opened once to know that it is a desk of ours; DeskUnavailable with the reason."""

    def work(_progress: Progress) -> Path:
        Desk.open(path).close()
        return path

    return work


def restore_backup(backup_file: Path) -> Work:
    """As the user's own desk, after it was checked."""

    def work(_progress: Progress) -> Path:
        from cluster_desk.store import backup  # as above

        path = free_desk()
        backup.restore(backup_file, path, now=SystemClock().now())
        return path

    return work


def free_desk() -> Path:
    """The user's own desk, or, where one is there, the next free name beside it."""
    first = paths.default_desk()
    names = (first, *(first.with_name(f"{first.stem}-{n}{first.suffix}") for n in range(2, 1000)))
    return next(path for path in names if not path.exists())


def starter_notes() -> tuple[str, ...]:
    """What is not public of the cluster, and has to be entered."""
    from cluster_desk.services import starter  # as above

    return tuple(starter.read_starter(CLUSTER)["notes"])
