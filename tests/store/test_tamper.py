"""Whoever takes the guards away, changes a fact and puts the guards back is found all the same.

With those of test_history_seal and test_backup these are the thirty kinds of RELIABILITY §8 and
more. Two need an anchor outside the file: a tail cut off, and a chain made anew from some point.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import Connection, text

from cluster_desk.desk import Desk
from cluster_desk.services.fees.receipts import IssueReceipt, issue_receipt
from cluster_desk.store import changes, check, engine, triggers
from cluster_desk.store.base import tracked_tables
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx
from tests.fee_desks import FEE, found, issue, member, pay, schedule
from tests.store.acting import do

OTHER = b"%PDF another receipt"
OTHER_HASH = hashlib.sha256(OTHER).hexdigest()
FIRST = "(SELECT min(id) FROM change_set WHERE seq IS NOT NULL)"
A_CHANGE = "(SELECT min(id) FROM change WHERE table_name='charge')"
ITS_SET = f"(SELECT change_set_id FROM change WHERE id={A_CHANGE})"
RENAMED = "(SELECT min(id) FROM change_set WHERE label='prova')"

FACTS = (
    "UPDATE charge SET amount=amount-1",
    "UPDATE charge SET due_on='2030-01-01'",
    "UPDATE payment SET amount=amount+1",
    "UPDATE payment SET received_on='2026-01-01'",
    "UPDATE allocation SET amount=amount-1",
    "DELETE FROM allocation",
    "UPDATE receipt SET number=7",
    "UPDATE receipt SET amount=amount+1",
    "UPDATE membership_event SET on_day='2020-01-01'",
    "UPDATE membership SET register_number=9",
    "UPDATE account SET iban='IT60X0542811101000000999999'",
    "UPDATE seat SET to_on='2026-01-01'",
    "UPDATE statute_rule SET value='board'",
    "INSERT INTO person(given_name,family_name) VALUES ('Eva','Nessuno')",
)
LOG = (
    f"UPDATE change SET op='D' WHERE id={A_CHANGE}",
    f"UPDATE change SET row_id=row_id+1000 WHERE id={A_CHANGE}",
    f"UPDATE change SET table_name='payment' WHERE id={A_CHANGE}",
    f"UPDATE change SET change_set_id={FIRST} WHERE id={A_CHANGE}",
    f"UPDATE change_seal SET salts=:other WHERE change_set_id={ITS_SET}",
    f"UPDATE change_seal SET commitments=:other WHERE change_set_id={ITS_SET}",
    f"DELETE FROM change_seal WHERE change_set_id={FIRST}",
    "UPDATE change_set SET hash=:hash WHERE seq=2",
    "UPDATE change_set SET request_id='x' WHERE seq=2",
    "UPDATE change_set SET kind='undo' WHERE seq=2",
    "UPDATE change_set SET machine='altrove' WHERE seq=2",
    "UPDATE change_set SET use_case='altro' WHERE seq=2",
    f"UPDATE change_set SET undoes_id={FIRST} WHERE seq=2",
)
TOGETHER = {
    "two operations that change places": (
        "UPDATE change_set SET seq=-1 WHERE seq=2",
        "UPDATE change_set SET seq=2 WHERE seq=3",
        "UPDATE change_set SET seq=3 WHERE seq=-1",
    ),
    "a fact and its image, both changed alike": (
        "UPDATE account SET name='Cassa'",
        "UPDATE change SET after=replace(after,'Banca','Cassa') WHERE table_name='account'",
    ),
    "another document, whole and with a hash of its own, in the place of the one that was issued": (
        "INSERT INTO blob(sha256,content) VALUES (:hash,:other)",
        "UPDATE document SET sha256=:hash, size=20",
    ),
    "a past made to look forgotten by law": (
        f"UPDATE change SET before=NULL, after=NULL WHERE change_set_id={RENAMED}",
        f"UPDATE change_seal SET salts=:nothing WHERE change_set_id={RENAMED}",
    ),
    "a gap in the numbers, with the history cut to match": (
        "UPDATE receipt SET number=3",
        "UPDATE change SET after=replace(after,'1','3') WHERE table_name='receipt'",
    ),
}
KINDS = {statement: (statement,) for statement in (*FACTS, *LOG)} | TOGETHER


def lived(desk: Desk) -> Desk:
    """A desk with a fee that was charged, paid and receipted, which is a document."""
    found(desk)
    payer = member(desk)
    schedule(desk)
    issue(desk)
    paid = pay(desk, payer, FEE.cents)
    desk.write(issue_receipt, IssueReceipt(payment_id=paid.payment_id))
    for name in ("Uno", "Due"):
        do(desk, partial(rename, name))
    return desk


def rename(name: str, tx: Tx) -> None:
    tx.session.get_one(Organisation, 1).name = name


@pytest.fixture
def year(desk: Desk) -> Desk:
    """The same on both engines."""
    return lived(desk)


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Without triggers, as bad intentions would; they stand again afterwards."""
    if connection.dialect.name == "postgresql":
        tables = [table.name for table in tracked_tables()]
        tables += [*triggers.LOG_TABLES, "blob"]
        for turned in ("DISABLE", "ENABLE"):
            for table in tables:
                connection.exec_driver_sql(f'ALTER TABLE "{table}" {turned} TRIGGER USER')
            if turned == "DISABLE":
                yield
        return
    for name in triggers.sqlite_triggers():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    triggers.install(connection)


def seen(connection: Connection) -> set[str]:
    """The areas in which something does not hold."""
    areas = {fault.area for fault in check.faults(connection)}
    return areas | {"history" for _broken in changes.verify(connection)}


def tampered(connection: Connection, statements: tuple[str, ...]) -> set[str]:
    """What is found of it; and taken back, for the next kind."""
    values = {"other": OTHER, "hash": OTHER_HASH, "nothing": bytes(changes.SALT)}
    try:
        with unguarded(connection):
            for statement in statements:
                connection.execute(
                    text(statement),
                    {name: value for name, value in values.items() if f":{name}" in statement},
                )
        return seen(connection)
    finally:
        connection.rollback()


@pytest.mark.slow
def test_every_kind_of_tampering_is_reported(year: Desk) -> None:
    opened = engine.make_engine(year.location)
    try:
        with opened.connect().execution_options(**{engine.WRITE: True}) as connection:
            assert tampered(connection, ()) == set()
            unseen = [kind for kind, done in KINDS.items() if not tampered(connection, done)]
    finally:
        opened.dispose()
    assert unseen == []
    assert len(KINDS) >= 30


@pytest.mark.parametrize(
    ("statement", "areas"),
    [
        ("DELETE FROM blob", {"file", "documents"}),
        ("DROP TABLE blob", {"file", "triggers"}),
        ("DROP TABLE allocation", {"file", "triggers"}),
    ],
)
def test_what_went_with_the_keys_switched_off_is_reported(
    file_desk: Desk, statement: str, areas: set[str]
) -> None:
    lived(file_desk)
    stranger = engine.sqlite_module().connect(str(file_desk.location), isolation_level=None)
    stranger.execute("PRAGMA foreign_keys=OFF")
    stranger.execute(statement)
    stranger.close()
    found = file_desk.read(lambda session: check.faults(session.connection()))
    assert {fault.area for fault in found} == areas
