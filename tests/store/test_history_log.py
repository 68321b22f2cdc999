"""Every change of a tracked row is in the log, however it was written; none passes beside it."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from cluster_desk.desk import Desk
from cluster_desk.domain.members import OrganisationKind
from cluster_desk.store import engine
from cluster_desk.store.tables.members import Channel, Organisation
from cluster_desk.tx import Tx
from tests.store.acting import (
    broken,
    channel,
    do,
    is_postgresql,
    last_set,
    organisation,
    outside,
    receipt,
    rows,
    scalar,
    state,
)

FACTS = {"kind": OrganisationKind.COMPANY, "version": 1}


def logged(desk: Desk) -> list[tuple[str, str, int]]:
    """Table, operation and row of the last set's changes."""
    query = f"SELECT table_name,op,row_id FROM change WHERE change_set_id={last_set(desk)}"
    return sorted(tuple(row) for row in rows(desk, query))


def a_desk_with_one(desk: Desk) -> int:
    def add(tx: Tx) -> int:
        row = organisation(tx)
        channel(tx, row.id)
        return row.id

    return do(desk, add)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO channel(organisation_id,kind,purpose,value) VALUES (1,'email','general','x')",
        "UPDATE organisation SET name='altro'",
        "DELETE FROM organisation",
    ],
)
def test_a_write_outside_a_change_set_is_refused(desk: Desk, statement: str) -> None:
    a_desk_with_one(desk)
    before = state(desk)
    with pytest.raises(DBAPIError):
        outside(desk, statement)
    assert state(desk) == before


def test_what_the_orm_inserts_updates_and_deletes_is_logged(desk: Desk) -> None:
    row_id = a_desk_with_one(desk)
    assert logged(desk) == [("channel", "I", 1), ("organisation", "I", row_id)]

    def rename(tx: Tx) -> None:
        tx.session.get_one(Organisation, row_id).name = "Altro S.p.A."

    do(desk, rename)
    assert logged(desk) == [("organisation", "U", row_id)]
    do(desk, lambda tx: tx.session.delete(tx.session.get_one(Channel, 1)))
    assert logged(desk) == [("channel", "D", 1)]


def test_one_statement_over_many_rows_logs_each(desk: Desk) -> None:
    values = [{**FACTS, "name": f"Socio {n}"} for n in range(300)]
    do(desk, lambda tx: tx.insert_all(Organisation, values))
    assert [op for _, op, _ in logged(desk)] == ["I"] * 300
    do(desk, lambda tx: tx.session.execute(update(Organisation).values(city="Crema")))
    assert [op for _, op, _ in logged(desk)] == ["U"] * 300
    do(desk, lambda tx: tx.session.execute(delete(Organisation).where(Organisation.id > 100)))
    assert [op for _, op, _ in logged(desk)] == ["D"] * 200


def test_raw_sql_inside_a_use_case_is_logged(desk: Desk) -> None:
    row_id = a_desk_with_one(desk)
    do(
        desk,
        lambda tx: tx.session.connection().exec_driver_sql("UPDATE organisation SET city='Lodi'"),
    )
    assert logged(desk) == [("organisation", "U", row_id)]


def test_what_a_foreign_key_deletes_along_is_logged(desk: Desk) -> None:
    row_id = a_desk_with_one(desk)
    do(desk, lambda tx: tx.session.execute(delete(Organisation)))
    assert logged(desk) == [("channel", "D", 1), ("organisation", "D", row_id)]


def test_what_a_savepoint_took_back_is_not_in_the_log(desk: Desk) -> None:
    row_id = a_desk_with_one(desk)

    def act(tx: Tx) -> None:
        with tx.session.begin_nested() as savepoint:
            tx.session.execute(delete(Channel))
            savepoint.rollback()
        tx.session.execute(update(Organisation).values(city="Lodi"))

    do(desk, act)
    assert logged(desk) == [("organisation", "U", row_id)]
    assert scalar(desk, "SELECT count(*) FROM channel") == 1


def test_a_use_case_that_changes_nothing_leaves_no_set(desk: Desk) -> None:
    a_desk_with_one(desk)
    before = rows(desk, "SELECT * FROM change_set")
    do(desk, lambda tx: None)
    do(desk, lambda tx: tx.session.execute(update(Organisation).where(text("1=0")).values(city="")))
    assert rows(desk, "SELECT * FROM change_set") == before


def test_a_preview_runs_for_real_and_leaves_nothing(desk: Desk) -> None:
    def add(tx: Tx, _command: None) -> str:
        tx.describe("prova")
        return organisation(tx).name

    outcome = desk.preview(add, None)
    assert outcome.value == "Serio Pack S.r.l."
    assert outcome.touched == frozenset({"members"})
    assert outcome.change_set_id is None
    assert state(desk) == {}
    assert scalar(desk, "SELECT count(*) FROM change_set") == 0


def test_the_same_request_is_done_once(desk: Desk) -> None:
    def add(tx: Tx, _command: None) -> int:
        tx.describe("una volta")
        return organisation(tx).id

    first = desk.write(add, None, request_id="r-1")
    again = desk.write(add, None, request_id="r-1")
    assert (again.repeated, again.change_set_id) == (True, first.change_set_id)
    assert (again.touched, again.label) == (first.touched, "una volta")
    assert scalar(desk, "SELECT count(*) FROM organisation") == 1


def test_a_use_case_that_fails_leaves_nothing(desk: Desk) -> None:
    def fail(tx: Tx) -> None:
        organisation(tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do(desk, fail)
    assert state(desk) == {}
    assert broken(desk) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET after='{}'",
        "UPDATE change SET before=NULL, after=NULL",
        "DELETE FROM change",
        "UPDATE change_set SET label='altro'",
        "DELETE FROM change_set",
        "UPDATE change_seal SET commitments=salts",
        "UPDATE change_seal SET salts=commitments",
        "DELETE FROM change_seal",
    ],
)
def test_the_log_is_only_added_to(desk: Desk, statement: str) -> None:
    a_desk_with_one(desk)
    with pytest.raises(DBAPIError, match="append-only"):
        outside(desk, statement)
    assert broken(desk) == []


def test_contents_are_never_changed(desk: Desk) -> None:
    do(desk, organisation)
    empty = "''" if is_postgresql(desk) else "x''"
    insertion = f"INSERT INTO blob(sha256,content) VALUES ('a',{empty})"
    with pytest.raises(DBAPIError, match="append-only"):
        outside(desk, insertion, "UPDATE blob SET sha256='b'")


@pytest.mark.parametrize("table", ["organisation", "change", "change_set", "change_seal"])
def test_a_truncation_is_refused(desk: Desk, table: str) -> None:
    a_desk_with_one(desk)
    # SQLite has no TRUNCATE: its DELETE without WHERE is the same in one step
    said = f"TRUNCATE {table} CASCADE" if is_postgresql(desk) else f"DELETE FROM {table}"
    with pytest.raises(DBAPIError, match="desk:"):
        outside(desk, said)


# ── what only SQLite can be asked ─────────────────────────────────────────────────────────────
@pytest.mark.parametrize("word", ["IGNORE", "REPLACE", "ROLLBACK", "FAIL"])
def test_no_conflict_clause_gets_a_row_past_the_log(file_desk: Desk, word: str) -> None:
    row_id = a_desk_with_one(file_desk)
    before = state(file_desk)
    with pytest.raises(DBAPIError, match="no change set"):
        outside(
            file_desk,
            f"INSERT OR {word} INTO channel(organisation_id,kind,purpose,value)"
            f" VALUES ({row_id},'email','general','x')",
        )
    assert state(file_desk) == before


@pytest.mark.parametrize("recursive", [0, 1])
@pytest.mark.parametrize("table", ["change", "change_set", "change_seal", "blob"])
def test_no_replacement_rewrites_the_log(file_desk: Desk, table: str, recursive: int) -> None:
    """Another program's connection has recursive_triggers off, and fires no delete trigger."""
    a_desk_with_one(file_desk)
    connection = engine.sqlite_module().connect(str(file_desk.location), isolation_level=None)
    try:
        connection.execute(f"PRAGMA recursive_triggers={recursive}")
        connection.execute("INSERT INTO blob(sha256,content) VALUES ('a', x'00')")
        with pytest.raises(engine.sqlite_module().DatabaseError, match="append-only"):
            connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    finally:
        connection.close()


def test_a_replacement_of_a_final_record_is_refused(file_desk: Desk) -> None:
    do(file_desk, receipt)
    before = state(file_desk)
    with pytest.raises(DBAPIError):
        outside(
            file_desk,
            "INSERT OR REPLACE INTO receipt(id,year,number,issued_on,payment_id,amount,stamp)"
            " VALUES (1,2026,1,'2026-01-01',1,1,1)",
        )
    with pytest.raises(DBAPIError, match="final:receipt"):
        outside(file_desk, "UPDATE OR IGNORE receipt SET amount=1")
    assert state(file_desk) == before


def test_bulk_insert_with_ids_known_before(desk: Desk) -> None:
    def act(tx: Tx) -> list[int]:
        first = tx.reserve_ids(Organisation, 3)
        second = tx.reserve_ids(Organisation, 2)
        ids = [*first, *second]
        tx.session.execute(
            insert(Organisation), [{**FACTS, "id": i, "name": f"Socio {i}"} for i in ids]
        )
        return [*ids, organisation(tx, "Dopo").id]

    ids = do(desk, act)
    assert len(set(ids)) == 6
    assert [row[0] for row in rows(desk, "SELECT id FROM organisation ORDER BY id")] == ids
