"""Killed at any moment, the program has lost nothing that it said was saved."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pytest

from cluster_desk.desk import Desk
from cluster_desk.store import backup, check, engine
from tests.faults import acting
from tests.faults.kills import Act, Killer, is_overwriting, kill
from tests.figures import runs
from tests.processes import start

pytestmark = pytest.mark.slow
EVERY = 25  # kills between two checks of everything
ROUNDS = 4  # a desk of its own each: none grows for minutes, and they run beside each other
in_rounds = pytest.mark.parametrize("round_", range(ROUNDS))


@pytest.fixture
def path(sqlite_template: Path, disk: Path) -> Path:
    """A copy of an empty desk."""
    return Path(shutil.copyfile(sqlite_template, disk / "prova.desk"))


def posted(path: Path) -> tuple[int, str]:
    """The last receipt's number, and what is wrong with the file, its keys or its numbers."""
    connection = engine.sqlite_module().connect(str(path))
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            sound = "a key"
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


@dataclass
class Losses:
    """What came of many kills: receipts told, sets of answers that were lost, and what is wrong.

    `amid` is how many of them left the file half written, to be rolled back by whoever opens it.
    """

    told: int = 0
    lost: int = 0
    amid: int = 0
    wrong: list[str] = field(default_factory=list)


def losses(act: Act, path: Path, seed: int, kills: int, more: int = 0) -> Losses:
    """After so many kills; and some more as long as none met a file half written."""
    killer, chance, found = Killer(act), Random(seed), Losses()
    for turn in range(kills + more):
        if turn >= kills and found.amid:
            break
        if turn % 2:
            said = killer.amid(path, chance.randint(0, 2), str(path))
        else:
            said = killer.after(chance.uniform(0, 1.5), str(path))
        found.amid += is_overwriting(path)
        last, problem = posted(path)
        found.told += len(said)
        found.lost += bool(said) and max(said) > last
        found.wrong += [problem] if problem else []
        if turn % EVERY == EVERY - 1:
            found.wrong += [fault.message for fault in faults(path)]
    return found


@in_rounds
def test_no_receipt_is_lost_doubled_or_skipped_by_a_kill(path: Path, round_: int) -> None:
    kills = runs(200, 2000) // ROUNDS
    found = losses(acting.post, path, round_, kills, more=2 * kills)
    assert (found.lost, found.wrong) == (0, [])
    assert found.told >= kills
    assert found.amid > 0
    assert faults(path) == []


def test_a_program_that_boasts_before_the_commit_is_found_out(path: Path) -> None:
    """The control: were this test green for it, the one above would prove nothing."""
    assert losses(acting.post_and_boast, path, 7, runs(20, 100)).lost > 0


@dataclass(frozen=True)
class Busy:
    """A desk into which somebody posts all the time, some thirty receipts a second."""

    path: Path
    answers: Connection

    def wait(self) -> None:
        """Until one receipt more is in it, however busy the machine is."""
        self.answers.recv()


@contextmanager
def busy_desk(template: Path, folder: Path) -> Iterator[Busy]:
    folder.mkdir()
    path = Path(shutil.copyfile(template, folder / "prova.desk"))
    process, answers = start(acting.post_steadily, str(path))
    assert answers.recv() == acting.READY
    assert answers.recv() == 1
    yield Busy(path, answers)
    kill(process)
    answers.close()


@in_rounds
def test_a_backup_that_was_killed_is_none_and_the_last_one_is_good(
    sqlite_template: Path, memory: Path, round_: int
) -> None:
    killer, chance = Killer(acting.copy), Random(round_)
    cut = 0
    with busy_desk(sqlite_template, memory / "busy") as busy:
        folder = busy.path.parent / "copie"
        lap = lap_of(acting.copy, str(busy.path), str(folder))
        for turn in range(runs(100, 1000) // ROUNDS):
            busy.wait()
            said = killer.within(chance.uniform(0, 1.5 * lap), str(busy.path), str(folder))
            cut += any(folder.glob(".*.partial"))
            found = sorted(folder.glob("*.desk"))
            assert set(map(Path, said)) <= set(found)
            for one in found:
                assert wrong_with_backup(one) == []
                assert turn % 10 or backup.faults_of(one) == []
                one.unlink()
                backup.manifest_of(one).unlink()
        assert cut > 0
        backup.make(busy.path, folder, now=acting.NOW)
        assert list(folder.glob(".*")) == []


def lap_of(act: Act, *arguments: str) -> float:
    """How long the second piece of such work takes in a process of its own."""
    process, answers = start(act, *arguments)
    for _ in range(2):
        answers.recv()
    begun = time.perf_counter()
    answers.recv()
    lap = time.perf_counter() - begun
    kill(process)
    answers.close()
    return lap


def wrong_with_backup(one: Path) -> list[str]:
    told = json.loads(backup.manifest_of(one).read_text(encoding="utf-8"))
    same = told["sha256"] == hashlib.sha256(one.read_bytes()).hexdigest()
    last, wrong = posted(one)
    kept = last == told["rows"]["receipt"]
    return [wrong] * bool(wrong) + ["altered"] * (not same) + ["receipts lost"] * (not kept)


@in_rounds
def test_a_restore_that_was_killed_leaves_a_whole_desk_under_its_name(
    sqlite_template: Path, memory: Path, round_: int
) -> None:
    killer, chance = Killer(acting.restore), Random(round_)
    done = cut = 0
    with busy_desk(sqlite_template, memory / "busy") as busy:
        good = backup.make(busy.path, busy.path.parent / "copie", now=acting.NOW)
        into = busy.path.parent / "altro" / "altro.desk"
        lap = lap_of(acting.restore, str(good.path), str(into))
        for turn in range(runs(100, 1000) // ROUNDS):
            busy.wait()
            if turn % 8:
                said = killer.within(chance.uniform(0, 1.2 * lap), str(good.path), str(into))
            else:  # one at least has come to its end, however slow the machine has become
                said = killer.after(chance.random(), str(good.path), str(into))
            done += len(said)
            cut += any(into.parent.glob(".*.partial"))
            assert posted(into) == (good.manifest.rows["receipt"], "")
    assert done > 0
    assert cut > 0
    assert faults(into) == []


def test_a_backup_written_straight_under_its_name_is_found_out(
    sqlite_template: Path, memory: Path
) -> None:
    """The control of the two above: one is enough."""
    killer = Killer(acting.copy_badly)
    with busy_desk(sqlite_template, memory / "busy") as busy:
        for turn in range(runs(25, 100)):
            folder = busy.path.parent / f"male{turn}"
            killer.after(Random(turn).uniform(0, 2), str(busy.path), str(folder))
            if any(_is_bad(one) for one in folder.glob("*.desk")):
                return
            shutil.rmtree(folder)
    pytest.fail("no kill left half a backup: the two tests above would prove nothing")


def _is_bad(one: Path) -> bool:
    return one.stat().st_size == 0 or bool(backup.faults_of(one))


def test_a_creation_that_was_killed_leaves_a_desk_or_none(memory: Path) -> None:
    killer, chance = Killer(acting.create), Random(10)
    for turn in range(runs(8, 100)):
        folder = memory / str(turn)
        said = killer.after(chance.uniform(0, 1), str(folder))
        found = sorted(folder.glob("*.desk"))
        assert set(map(Path, said)) <= set(found)
        assert [fault for one in found for fault in faults(one)] == []
