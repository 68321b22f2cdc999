"""Open a big file at once, and let nothing be written to it before it was looked over."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from cluster_desk.desk import Desk
from cluster_desk.store import soundness
from cluster_desk.store.faults import Damaged
from tests.store.acting import add, scalar


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that counts as a big one."""
    path = tmp_path / "big.desk"
    with Desk.create(path) as desk:
        for number in range(200):
            add(desk, f"Socio {number} " + "x" * 250)
    monkeypatch.setattr(soundness, "AT_ONCE", 0)
    return path


def test_a_big_desk_is_written_once_it_was_looked_over(path: Path) -> None:
    with Desk.open(path) as desk:
        assert scalar(desk, "SELECT count(*) FROM organisation") == 200
        add(desk, "Socio nuovo")
        assert scalar(desk, "SELECT count(*) FROM organisation") == 201


def test_a_desk_that_is_closed_soon_is_looked_at_no_further(path: Path) -> None:
    Desk.open(path).close()
    assert not [each for each in threading.enumerate() if each.name == "desk-soundness"]


def test_nothing_is_written_to_a_big_desk_that_is_damaged(path: Path) -> None:
    with Desk.open(path) as desk:
        page = int(scalar(desk, "SELECT rootpage FROM sqlite_master WHERE name='organisation'"))
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096 + 3)
        stream.write(b"\xff" * 40)
    with Desk.open(path) as desk:
        with pytest.raises(Damaged):
            add(desk, "Socio nuovo")
        with pytest.raises(Damaged):  # from now on it is known
            scalar(desk, "SELECT 1")
