"""Two people at one record, and a server that goes away in the middle of a write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, delete

from cluster_desk.desk import Desk
from cluster_desk.errors import Conflict
from cluster_desk.store import check
from cluster_desk.store.elsewhere import Sight
from cluster_desk.store.faults import ConnectionLost
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx
from tests.store.acting import add, do, is_postgresql, last_set, organisation, scalar


def test_who_saves_second_is_told_and_overwrites_nothing(desk: Desk) -> None:
    row_id = add(desk, "Uno")
    seen = int(scalar(desk, "SELECT version FROM organisation"))

    def rename(name: str) -> Callable[[Tx], None]:
        def act(tx: Tx) -> None:
            tx.get(Organisation, row_id, "organizzazione", version=seen).name = name

        return act

    with Desk.open(desk.location, clock=desk.clock) as other:
        do(other, rename("Di un altro"))
    with pytest.raises(Conflict):
        do(desk, rename("Mio"))
    assert scalar(desk, "SELECT name FROM organisation") == "Di un altro"


def test_nothing_is_overwritten_that_changed_beyond_what_a_form_saw(desk: Desk) -> None:
    first, second = add(desk, "Uno"), add(desk, "Due")
    sight = Sight(int(scalar(desk, "SELECT max(seq) FROM change_set")))

    def rename(row_id: int, name: str) -> Callable[[Tx], None]:
        return lambda tx: setattr(tx.session.get_one(Organisation, row_id), "name", name)

    with Desk.open(desk.location, clock=desk.clock) as other:
        do(other, rename(first, "Di un altro"))
    for mine in (rename(first, "Mio"), lambda tx: tx.session.execute(delete(Organisation))):
        with pytest.raises(Conflict):
            do(desk, mine, sight=sight)
    assert scalar(desk, f"SELECT name FROM organisation WHERE id={first}") == "Di un altro"
    do(desk, rename(second, "Mio"), sight=sight)  # nobody touched that one
    own = last_set(desk)
    do(desk, rename(second, "Ancora mio"), sight=replace(sight, own=frozenset({own})))
    with pytest.raises(Conflict):
        do(desk, rename(second, "Di prima"), sight=sight)
    do(desk, organisation, sight=sight)  # what is new overwrites nothing


def test_a_row_changed_while_a_use_case_held_it_is_a_conflict(desk: Desk) -> None:
    row_id = add(desk, "Uno")

    def late(tx: Tx) -> None:
        row = tx.session.get_one(Organisation, row_id)
        tx.session.connection().exec_driver_sql("UPDATE organisation SET version=version+1")
        row.name = "Mio"

    with pytest.raises(Conflict):
        do(desk, late)
    assert scalar(desk, "SELECT name FROM organisation") == "Uno"


@pytest.fixture
def shared(desk: Desk) -> Desk | None:
    """The desk where it is on a server; a file has nobody who could hang up."""
    return desk if is_postgresql(desk) else None


def hang_up_on_others(desk: Desk) -> None:
    admin = create_engine(str(desk.location), isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname=current_database() AND pid<>pg_backend_pid()"
            )
    finally:
        admin.dispose()


def test_a_lost_connection_is_named_and_the_same_request_is_done_once(shared: Desk | None) -> None:
    if shared is None:
        return
    desk = shared
    hang_up = True

    def write(tx: Tx, _command: None) -> int:
        tx.describe("prova")
        row = organisation(tx)
        if hang_up:
            hang_up_on_others(desk)
        return row.id

    with pytest.raises(ConnectionLost):
        desk.write(write, None, request_id="r-1")
    assert scalar(desk, "SELECT count(*) FROM organisation") == 0
    hang_up = False
    first = desk.write(write, None, request_id="r-1")
    hang_up_on_others(desk)  # the answer, say, was lost
    again = desk.write(write, None, request_id="r-1")
    assert (first.repeated, again.repeated) == (False, True)
    assert again.change_set_id == first.change_set_id
    assert scalar(desk, "SELECT count(*) FROM organisation") == 1
    assert desk.read(lambda s: check.faults(s.connection())) == []
