"""An upgrade that is killed leaves the old desk or the new one, whole, and a backup beside it.

Item 14 of RELIABILITY §8 too: no schema is released yet, so the steps are those of
`next_version`, from today's schema kept as SQL text.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError
from cluster_desk.store import backup, engine, opening
from cluster_desk.store.opening import NewerDesk, OlderDesk
from cluster_desk.store.reversal import OtherSchema
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx
from tests.desks import ENGINES
from tests.faults import acting, next_version
from tests.faults.acting import READY
from tests.faults.kills import Act, Killer, fork, is_overwriting
from tests.figures import IS_RELEASE, runs
from tests.processes import start
from tests.store.acting import add, channel, do, organisation, receipt, scalar

pytestmark = pytest.mark.slow
MEMBERS = 300
EVERY = 25  # kills between two checks of everything
ROUNDS = 4  # beside each other


def fill(tx: Tx) -> int:
    """A big table with children of its own, and final rows; the id of a member that goes again."""
    for number in range(MEMBERS):
        made = organisation(tx, f"Socio {number} " + "x" * 150)
        if number % 3 == 0:
            channel(tx, made.id, f"{number}@socio.example")
    for number in range(20):
        receipt(tx, number + 1)
    return organisation(tx, "Va via").id


@dataclass(frozen=True)
class Found:
    """What lies in a file: its shape, the rows that no upgrade may lose, and what is wrong."""

    shape: dict[str, str]
    rows: list[tuple[Any, ...]]
    wrong: list[str]


def found_in(path: Path) -> Found:
    """Read past the program, which would repair; the journal of a killed one is rolled back."""
    connection = engine.sqlite_module().connect(str(path))
    try:

        def ask(query: str) -> list[tuple[Any, ...]]:
            return list(connection.execute(query))

        wrong = [line for (line,) in ask("PRAGMA integrity_check") if line != "ok"]
        wrong += [f"key of {row[0]}" for row in ask("PRAGMA foreign_key_check")]
        wrong += [
            f"open set {row[0]}" for row in ask("SELECT id FROM change_set WHERE seq IS NULL")
        ]
        shape = dict(ask("SELECT type || ' ' || name, sql FROM sqlite_master"))
        shape["version"] = ask("SELECT version_num FROM alembic_version")[0][0]
        reach = "address_book" if "table address_book" in shape else "channel"
        rows = ask("SELECT id, name, iban FROM organisation ORDER BY id")
        rows += ask(f"SELECT organisation_id, value FROM {reach} ORDER BY id")
        rows += ask("SELECT r.number, p.amount FROM receipt r JOIN payment p ON p.id=r.payment_id")
        return Found(shape, rows, wrong)
    finally:
        connection.close()


@dataclass(frozen=True)
class Stage:
    """An old desk, the program that upgrades it, and what is right before and after."""

    steps: str
    path: Path
    old: Found
    new: Found

    def judge(self, path: Path) -> tuple[bool, list[str]]:
        """Whether a desk is upgraded, and what is wrong with it or the backup beside it."""
        try:
            found = found_in(path)
        except engine.sqlite_module().OperationalError:  # not even a table of either is there
            return False, ["between"]
        is_new = found.shape == self.new.shape
        wrong = found.wrong + ["between"] * (not is_new and found.shape != self.old.shape)
        wrong += ["rows lost"] * (found.rows != self.old.rows)
        return is_new, wrong + (self.wrong_with_backup(path) if is_new else [])

    def wrong_with_backup(self, path: Path) -> list[str]:
        """An upgraded desk has the old one beside it, as it was."""
        made = list((path.parent / "backup").glob(f"{path.stem}-*.desk"))
        if len(made) != 1:
            return [f"{len(made)} backups of {path.name}"]
        told = json.loads(backup.manifest_of(made[0]).read_text(encoding="utf-8"))
        sound = told["sha256"] == hashlib.sha256(made[0].read_bytes()).hexdigest()
        right = (told["schema"], told["reason"]) == ("0001", "upgrade") and sound
        found = found_in(made[0])
        same = (found.shape, found.rows, found.wrong) == (self.old.shape, self.old.rows, [])
        return [] if right and same else [f"backup of {path.name}"]


def kill_upgrades(stage: Stage, act: Act, seed: int, kills: int, answers: Connection) -> None:
    """Run where a process may become the next program: what is wrong after all kills, how many
    desks were left upgraded, and how many half written."""
    next_version.become(Path(stage.steps))
    killer, chance = Killer(act, start=fork), Random(seed)
    wrong: list[str] = []
    upgraded = amid = 0
    lap = warm(stage)
    for turn in range(kills):
        folder = stage.path.parent / str(turn)
        folder.mkdir()
        arguments = (str(stage.path), str(folder))
        if turn % 4 == 0:
            said = killer.amid(folder / "0.desk", 0, *arguments, more=1)
        elif turn % 10 == 1:  # one at least is told, however slow the machine has become
            said = killer.after(chance.random() / 2, *arguments)
        else:
            said = killer.within(chance.uniform(0, 1.2 * lap), *arguments)
        for path in folder.glob("*.desk"):
            amid += is_overwriting(path)
            is_new, problems = stage.judge(path)
            upgraded += is_new
            wrong += problems + ["not upgraded, though told"] * (str(path) in said and not is_new)
            if turn % EVERY == EVERY - 1:  # opened again, and upgraded where it was not
                wrong += next_version.faults(path)
        shutil.rmtree(folder)
    answers.send((wrong, upgraded, amid))


def warm(stage: Stage) -> float:
    """How long an upgrade takes, from the second on."""
    for _ in range(2):
        path = shutil.copyfile(stage.path, stage.path.with_name("warm.desk"))
        begun = time.perf_counter()
        Desk.open(path, clock=acting.CLOCK).close()
    return time.perf_counter() - begun


def told_by(act: Act, *arguments: Any) -> Any:
    """The one answer of a process that ends."""
    process, answers = start(act, *arguments)
    told = answers.recv()
    process.join()
    return told


@pytest.fixture
def stage(sqlite_template: Path, disk: Path) -> Stage:
    """Made in a second."""
    steps = str(next_version.lay_steps(sqlite_template, disk / "steps"))
    path = Path(shutil.copyfile(sqlite_template, disk / "old.desk"))
    with Desk.open(path, clock=acting.CLOCK) as desk:
        gone = do(desk, fill)
        do(desk, lambda tx: tx.session.execute(delete(Organisation).filter_by(id=gone)))
    assert told_by(next_version.create, steps, str(disk / "new.desk")) == READY
    return Stage(steps, path, found_in(path), found_in(disk / "new.desk"))


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_killed_upgrade_leaves_the_old_desk_or_the_new_one(stage: Stage, round_: int) -> None:
    kills = runs(200, 2000) // ROUNDS
    wrong, upgraded, amid = told_by(kill_upgrades, stage, next_version.upgrade, round_, kills)
    assert wrong == []
    assert upgraded > 0
    assert amid > 0 or not IS_RELEASE  # fifty may all miss the few milliseconds


def test_an_upgrade_without_one_transaction_is_found_out(stage: Stage) -> None:
    """The control of the one above."""
    wrong, _, _ = told_by(kill_upgrades, stage, next_version.upgrade_by_parts, 11, 12)
    assert "between" in wrong


# ── what a step may do, and what it is refused ────────────────────────────────────────────────
def upgrade_here(steps: str, location: str, answers: Connection) -> None:
    """Open a desk as the next program: what it says, and what its check finds."""
    next_version.become(Path(steps))
    try:
        if engine.is_postgresql(location):
            with pytest.raises(OlderDesk):
                Desk.open(location)
            assert opening.bring_server_to_head(location) is False
        answers.send(next_version.faults(location) + next_version.differences(location))
    except DeskError as error:
        answers.send([str(error)])


@pytest.mark.parametrize("kind", ENGINES)
def test_an_upgraded_desk_has_the_tables_of_its_models_and_knows_its_history(
    stage: Stage, kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "postgresql":
        location = request.getfixturevalue("postgres_template")()
        with Desk.open(location, clock=acting.CLOCK) as desk:
            do(desk, fill)
    else:
        location = str(stage.path)
    assert told_by(upgrade_here, stage.steps, location) == []
    assert told_by(first_steps, stage.steps, location) == ["migrate", MEMBERS + 2, "refused"]
    with pytest.raises(NewerDesk):  # today's program
        Desk.open(location)
    if kind == "postgresql":
        with pytest.raises(NewerDesk):
            opening.bring_server_to_head(location)
    with Desk.open(location, read_only=True) as desk:
        assert scalar(desk, "SELECT count(*) FROM address_book") == MEMBERS // 3


def first_steps(steps: str, location: str, answers: Connection) -> None:
    """The last set's kind, the id of a new member, and whether what came before can be undone."""
    next_version.become(Path(steps))
    with Desk.open(location, clock=acting.CLOCK) as desk:
        kind = scalar(desk, "SELECT kind FROM change_set ORDER BY seq DESC LIMIT 1")
        try:
            desk.undo(1)
        except OtherSchema:
            answers.send([kind, add(desk, "Nuovo"), "refused"])


def test_an_upgrade_that_fails_or_is_not_alone_leaves_the_desk_as_it_was(stage: Stage) -> None:
    before = stage.path.read_bytes()
    step = Path(stage.steps) / "versions" / "0003_address_book.py"
    told = step.read_text(encoding="utf-8")
    step.write_text(told + '    op.execute("INSERT INTO nowhere VALUES (1)")\n', encoding="utf-8")
    assert told_by(upgrade_here, stage.steps, str(stage.path)) == [
        "L’aggiornamento non è riuscito ed è stato annullato: l’archivio è com’era."
    ]
    assert stage.path.read_bytes() == before
    assert len(list(stage.path.parent.glob("backup/*.desk"))) == 1
    with Desk.open(stage.path, clock=acting.CLOCK):
        said = told_by(upgrade_here, stage.steps, str(stage.path))
    assert "L’archivio è aperto in" in said[0]
    assert stage.path.read_bytes() == before
