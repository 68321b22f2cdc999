"""Killed at any moment, the program has lost nothing that it said was saved."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.store import backup, check, engine
from tests.faults import acting
from tests.figures import runs
from tests.processes import received, start

pytestmark = pytest.mark.slow
EVERY = 40  # kills between two checks of everything


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    """A copy of an empty desk."""
    return Path(shutil.copyfile(sqlite_template, tmp_path / "prova.desk"))


def kill_after(act: Callable[..., None], laps: float, *arguments: Any) -> list[Any]:
    """What a process said before it was killed, somewhere in a later lap of its work."""
    process, answers = start(act, *arguments)
    assert answers.recv() == acting.READY
    begun = time.perf_counter()
    first = answers.recv()
    time.sleep(laps * (time.perf_counter() - begun))
    kill(process)
    return [first, *received(answers)]


def kill(process: BaseProcess) -> None:
    assert process.pid is not None
    assert process.exitcode is None, "it ended by itself"
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def posted(path: Path) -> tuple[int, str]:
    """The last receipt's number, and what is wrong with the file or its numbers."""
    connection = engine.sqlite_module().connect(str(path))
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        count, last = connection.execute("SELECT count(*), max(number) FROM receipt").fetchone()
        series = connection.execute("SELECT max(last) FROM number_series").fetchone()[0]
        sets, seq = connection.execute("SELECT count(*), max(seq) FROM change_set").fetchone()
    finally:
        connection.close()
    wrong = "" if sound == "ok" else sound
    if not (count or 0) == (last or 0) == (series or 0) or (seq or 0) != sets:
        wrong += f" {count} receipts, last {last}, series {series}, {sets} sets, last {seq}"
    return last or 0, wrong


def faults(path: Path) -> list[check.Fault]:
    with Desk.open(path, read_only=True) as desk:
        return desk.read(lambda s: check.faults(s.connection()))


def lost_by_kills(act: Callable[..., None], path: Path, kills: int) -> tuple[int, int, list[str]]:
    """How many receipts were told, how many of those are lost, and what else is wrong."""
    chance = Random(7)
    told = lost = 0
    wrong = []
    for turn in range(kills):
        said = kill_after(act, chance.uniform(0, 3), str(path))
        last, problem = posted(path)
        told += len(said)
        lost += max(said) > last if said else 0
        wrong += [problem] if problem else []
        if turn % EVERY == EVERY - 1:
            wrong += [fault.message for fault in faults(path)]
    return told, lost, wrong


def test_no_receipt_is_lost_doubled_or_skipped_by_a_kill(path: Path) -> None:
    told, lost, wrong = lost_by_kills(acting.post, path, runs(60, 2000))
    assert (lost, wrong) == (0, [])
    assert told >= runs(60, 2000)
    assert faults(path) == []


def test_a_program_that_boasts_before_the_commit_is_found_out(path: Path) -> None:
    """The control: were this test green for it, the one above would prove nothing."""
    _told, lost, _wrong = lost_by_kills(acting.post_and_boast, path, runs(25, 100))
    assert lost > 0


@pytest.fixture
def busy(path: Path) -> Any:
    """A desk into which somebody posts all the time."""
    process, answers = start(acting.post, str(path))
    for _ in range(20):
        answers.recv()
    yield path
    kill(process)
    answers.close()


def test_a_backup_that_was_killed_is_none_and_the_last_one_is_good(busy: Path) -> None:
    folder = busy.parent / "copie"
    chance = Random(8)
    made = 0
    for _ in range(runs(10, 500)):
        said = kill_after(acting.copy, chance.uniform(0, 1), str(busy), str(folder))
        made += len(said)
        found = sorted(folder.glob("*.desk"))
        assert set(map(Path, said)) <= set(found)
        for one in found:
            assert backup.faults_of(one) == []
            assert backup.manifest_of(one).exists()
            one.unlink()
    assert made > 0
    backup.make(busy, folder, now=acting.NOW)
    assert list(folder.glob(".*")) == []


def test_a_restore_that_was_killed_leaves_a_whole_desk_under_its_name(busy: Path) -> None:
    good = backup.make(busy, busy.parent / "copie", now=acting.NOW)
    into = busy.parent / "altro" / "altro.desk"
    backup.restore(good.path, into, now=acting.NOW)
    chance = Random(9)
    done = 0
    for _ in range(runs(8, 500)):
        done += len(kill_after(acting.restore, chance.uniform(0, 1), str(good.path), str(into)))
        assert backup.faults_of(into) == []
    assert done > 0
    assert faults(into) == []


def test_a_backup_written_straight_under_its_name_is_found_out(busy: Path) -> None:
    """The control of the two above: one is enough."""
    for turn in range(runs(25, 100)):
        folder = busy.parent / f"male{turn}"
        kill_after(acting.copy_badly, Random(turn).uniform(0, 2), str(busy), str(folder))
        if any(_is_bad(one) for one in folder.glob("*.desk")):
            return
        shutil.rmtree(folder)
    pytest.fail("no kill left half a backup: the two tests above would prove nothing")


def _is_bad(one: Path) -> bool:
    return one.stat().st_size == 0 or bool(backup.faults_of(one))


def test_a_creation_that_was_killed_leaves_a_desk_or_none(tmp_path: Path) -> None:
    chance = Random(10)
    for turn in range(runs(8, 100)):
        folder = tmp_path / str(turn)
        said = kill_after(acting.create, chance.uniform(0, 1), str(folder))
        found = sorted(folder.glob("*.desk"))
        assert set(map(Path, said)) <= set(found)
        assert [fault for one in found for fault in faults(one)] == []
