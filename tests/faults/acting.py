"""What the processes do that the tests of faults run and kill: post, copy, restore, create."""

from __future__ import annotations

import itertools
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.services.numbering import RECEIPT, next_number
from cluster_desk.store import backup, engine
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx
from tests.store.acting import receipt

CLOCK = FixedClock.at("2026-11-22")
NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
READY = 0


def post_receipt(tx: Tx, _command: None) -> int:
    """A payment, the next number, and its receipt."""
    number = next_number(tx, RECEIPT, 2026)
    tx.describe("Ricevuta")
    receipt(tx, number)
    return number


def post(location: str, answers: Connection) -> None:
    """Post receipts for ever; each number is told once its write has returned."""
    with Desk.open(location, clock=CLOCK) as desk:
        answers.send(READY)
        while True:
            answers.send(desk.write(post_receipt, None).value)


def post_steadily(location: str, answers: Connection) -> None:
    """The same with a breath after each: the desk grows no faster than the test needs."""
    with Desk.open(location, clock=CLOCK) as desk:
        answers.send(READY)
        while True:
            answers.send(desk.write(post_receipt, None).value)
            time.sleep(0.03)


def post_and_boast(location: str, answers: Connection) -> None:
    """The same, wrongly: the number is told before the commit."""

    def boast(tx: Tx, command: None) -> int:
        number = post_receipt(tx, command)
        answers.send(number)
        return number

    with Desk.open(location, clock=CLOCK) as desk:
        answers.send(READY)
        while True:
            desk.write(boast, None)


def post_some(location: str, seed: int, turns: int, answers: Connection) -> None:
    """Post receipts, one in ten rolled back; tells the numbers, then the seconds of each."""
    chance = Random(seed)

    class Changed(Exception):
        """The person changed their mind at the last moment."""

    def change_mind(tx: Tx, command: None) -> None:
        post_receipt(tx, command)
        raise Changed

    with Desk.open(location, clock=CLOCK) as desk:
        for _ in range(turns):
            if chance.random() < 0.1:
                try:
                    desk.write(change_mind, None)
                except Changed:
                    continue
            answers.send(desk.write(post_receipt, None).value)


def copy(location: str, folder: str, answers: Connection) -> None:
    """Make backups for ever; each is told once it is finished."""
    answers.send(READY)
    while True:
        answers.send(str(backup.make(location, Path(folder), now=NOW).path))


def copy_badly(location: str, folder: str, answers: Connection) -> None:
    """The same, wrongly: straight under its name, unchecked."""
    module = engine.sqlite_module()
    Path(folder).mkdir(exist_ok=True)
    answers.send(READY)
    for number in itertools.count():
        source = module.connect(location)
        target = module.connect(f"{folder}/{number}.desk")
        source.backup(target, pages=4)
        target.close()
        source.close()
        answers.send(f"{folder}/{number}.desk")


def restore(good: str, into: str, answers: Connection) -> None:
    """Restore the same backup for ever."""
    answers.send(READY)
    while True:
        aside = backup.restore(Path(good), Path(into), now=NOW)
        if aside is not None:
            aside.unlink()
        answers.send(into)


def create(folder: str, answers: Connection) -> None:
    """Create desks for ever."""
    answers.send(READY)
    for number in itertools.count():
        path = Path(folder) / f"{number}.desk"
        if not path.exists():
            Desk.create(path, clock=CLOCK).close()
            answers.send(str(path))


def add_many(tx: Tx, count: int) -> None:
    """One large write."""
    tx.describe("Molti")
    values = [
        {"name": f"Socio {n} " + "x" * 200, "kind": "company", "version": 1} for n in range(count)
    ]
    tx.insert_all(Organisation, values)
