"""Whoever touches a desk past its guards is found by `verify` or by `check`."""

from __future__ import annotations

import hashlib
import threading

import pytest

from cluster_desk.desk import Desk
from cluster_desk.store import changes, check
from cluster_desk.store.tables.history import Blob
from cluster_desk.store.tables.members import Organisation
from cluster_desk.tx import Tx
from tests.store.acting import (
    broken,
    do,
    is_postgresql,
    organisation,
    outside,
    rows,
    scalar,
    tamper,
)

WRITERS, WRITES = 4, 10
ROW = {"log_organisation_u": "organisation", "log_organisation_d": "organisation"}


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk with three change sets and a document's contents."""
    do(desk, lambda tx: organisation(tx, "Uno"))
    do(desk, lambda tx: organisation(tx, "Due"))
    do(desk, lambda tx: organisation(tx, "Tre"))

    def keep(tx: Tx) -> None:
        content = b"%PDF contents"
        tx.session.add(Blob(sha256=hashlib.sha256(content).hexdigest(), content=content))
        organisation(tx, "Quattro")

    do(desk, keep)
    return desk


def areas(desk: Desk) -> set[str]:
    return {fault.area for fault in desk.read(lambda s: check.faults(s.connection()))}


def test_an_untouched_desk_is_whole(told: Desk) -> None:
    assert broken(told) == []
    assert areas(told) == set()


def test_sets_are_numbered_without_gaps_by_several_writers(told: Desk) -> None:
    def write(number: int) -> None:
        def retag(tx: Tx) -> None:
            tx.session.get_one(Organisation, number).notes += "."

        def add(tx: Tx) -> None:
            organisation(tx, f"Di {number}")

        with Desk.open(told.location, clock=told.clock) as own:
            for turn in range(WRITES):
                do(own, retag if turn % 3 else add)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(1, WRITERS + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [row[0] for row in rows(told, "SELECT seq FROM change_set ORDER BY seq")]
    assert numbers == list(range(1, 4 + WRITERS * WRITES + 1))
    assert areas(told) == set()


def test_a_changed_image_is_found_row_by_row(told: Desk) -> None:
    tamper(
        told,
        {"keep_change_u": "change"},
        "UPDATE change SET after=replace(after,'Due','Dua') WHERE after LIKE '%%\"Due\"%%'"
        if is_postgresql(told)
        else "UPDATE change SET after=replace(after,'Due','Dua') WHERE after LIKE '%\"Due\"%'",
    )
    found = list(told.read(lambda s: list(changes.verify(s.connection()))))
    assert [(b.seq, b.why, b.change_id) for b in found] == [(2, "row", 2)]


@pytest.mark.parametrize(
    "column", ["label='altro'", "actor='altri'", "at='2020-01-01T00:00:00+00:00'", "topics=''"]
)
def test_a_changed_heading_is_found(told: Desk, column: str) -> None:
    tamper(told, {"keep_change_set_u": "change_set"}, f"UPDATE change_set SET {column} WHERE seq=2")
    assert broken(told) == [(2, "link")]


def test_a_set_taken_out_of_the_middle_is_found(told: Desk) -> None:
    guards = {f"keep_{name}_d": name for name in ("change", "change_seal", "change_set")}
    tamper(
        told,
        guards,
        "DELETE FROM change WHERE change_set_id=(SELECT id FROM change_set WHERE seq=2)",
        "DELETE FROM change_seal WHERE change_set_id=(SELECT id FROM change_set WHERE seq=2)",
        "DELETE FROM change_set WHERE seq=2",
    )
    assert "gap" in {why for _, why in broken(told)}
    assert areas(told) >= {"history", "triggers"}


def test_a_change_added_to_a_sealed_set_is_found(told: Desk) -> None:
    tamper(
        told,
        {},
        "INSERT INTO change(change_set_id,table_name,row_id,op) SELECT id,'organisation',1,'D'"
        " FROM change_set WHERE seq=1",
    )
    assert broken(told) == [(1, "count")]


def test_contents_said_to_be_erased_without_an_erasure_are_found(told: Desk) -> None:
    tamper(
        told, {"keep_change_u": "change"}, "UPDATE change SET before=NULL, after=NULL WHERE id=1"
    )
    assert broken(told) == [(1, "row")]


def test_a_tail_cut_off_is_found_only_by_whoever_kept_the_head(told: Desk) -> None:
    """Books and backups carry the head for this reason: the file alone cannot tell."""
    kept = told.read(lambda s: changes.head(s.connection()))
    tables = ("change", "change_seal", "change_set")
    tamper(
        told,
        {f"keep_{name}_d": name for name in tables} | {"log_organisation_d": "organisation"},
        *(
            f"DELETE FROM {table} WHERE {key}=(SELECT id FROM change_set WHERE seq=4)"
            for table, key in zip(tables, ("change_set_id", "change_set_id", "id"), strict=True)
        ),
        "DELETE FROM organisation WHERE name='Quattro'",
    )
    assert broken(told) == []
    assert areas(told) == {"triggers"}
    assert told.read(lambda s: changes.head(s.connection())) != kept


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisation SET name='altro' WHERE name='Due'",
        "UPDATE organisation SET version=9 WHERE name='Due'",
        "DELETE FROM organisation WHERE name='Due'",
    ],
)
def test_a_row_changed_past_the_triggers_is_found(told: Desk, statement: str) -> None:
    tamper(told, ROW, statement)
    assert areas(told) == {"triggers", "history"}


def test_a_row_put_in_past_the_triggers_is_found(told: Desk) -> None:
    tamper(
        told,
        {"log_organisation_i": "organisation"},
        "INSERT INTO organisation(name,kind) VALUES ('Cinque','company')",
    )
    assert areas(told) == {"triggers", "history"}


def test_a_trigger_that_is_gone_is_found(told: Desk) -> None:
    tamper(told, {"final_receipt_u": "receipt"})
    faults = told.read(lambda s: check.faults(s.connection()))
    assert [fault.area for fault in faults] == ["triggers"]
    assert "final_receipt_u" in faults[0].message


def test_a_trigger_that_does_nothing_is_found(told: Desk) -> None:
    if is_postgresql(told):
        outside(
            told,
            "CREATE OR REPLACE FUNCTION desk_stop() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'",
        )
    else:
        idle = "CREATE TRIGGER final_receipt_u BEFORE UPDATE ON receipt BEGIN SELECT 1; END"
        tamper(told, {"final_receipt_u": "receipt"}, idle)
    assert areas(told) == {"triggers"}


def test_altered_contents_of_a_document_are_found(told: Desk) -> None:
    other = "'\\x00'" if is_postgresql(told) else "x'00'"
    tamper(told, {"keep_blob_u": "blob"}, f"UPDATE blob SET content={other}")
    assert areas(told) == {"triggers", "documents"}


def test_salts_are_the_sets_own(told: Desk) -> None:
    salts = [bytes(row[0]) for row in rows(told, "SELECT salts FROM change_seal")]
    assert len(set(salts)) == len(salts)
    assert {len(salt) % changes.SALT for salt in salts} == {0}


def test_an_open_set_left_behind_is_found(told: Desk) -> None:
    columns = "kind,label,use_case,actor,machine,at,request_id"
    outside(told, f"INSERT INTO change_set({columns}) VALUES ('write','','','','','','x')")
    assert (0, "open") in broken(told)
    assert scalar(told, "SELECT count(*) FROM change_set WHERE hash IS NULL") == 1
