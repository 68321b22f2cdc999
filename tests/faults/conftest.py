"""Give the tests of faults a folder on a real disk, and one in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

DISK, MEMORY = Path("/var/tmp"), Path("/dev/shm")


@pytest.fixture
def disk() -> Iterator[Path]:
    """Where a flush takes its time, so that a kill also meets a commit half written.

    In memory, where the gate keeps the files of its tests, hardly one kill of hundreds does.
    """
    yield from _folder(DISK)


@pytest.fixture
def memory() -> Iterator[Path]:
    """Where nothing waits for a disk: a kill takes no page away that the system has been given."""
    yield from _folder(MEMORY)


def _folder(place: Path) -> Iterator[Path]:
    where = place if place.is_dir() else None
    with tempfile.TemporaryDirectory(dir=where, prefix="desk-faults-") as folder:
        yield Path(folder)
