"""Forget what the log kept of a row, by law, without breaking the chain (HISTORY.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine

from cluster_desk.store.changes import SALT

ERASE = "erase"  # the kind of change set in which the log may be emptied
_SCRUBBED = (
    "change", "change_seal", "person", "channel", "affiliation", "membership", "payer_alias",
    "form_draft",
)  # fmt: skip


def forget(connection: Connection, set_id: int, rows: Iterable[tuple[str, int]]) -> int:
    """Empty every image the log has of these rows (table, id), this open set's own included.

    Returns how many images were emptied. The salts under them become zero, so that what they
    committed to cannot be found by guessing; the commitments stay, and with them the chain.
    """
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    emptied = 0
    sets: set[int] = set()
    for table, row_id in rows:
        where = f"table_name={mark} AND row_id={mark}"
        found = connection.exec_driver_sql(
            f"SELECT DISTINCT change_set_id FROM change WHERE {where}", (table, row_id)
        )
        sets.update(row[0] for row in found)
        done = connection.exec_driver_sql(
            f"UPDATE change SET before=NULL, after=NULL WHERE {where}"
            " AND (before IS NOT NULL OR after IS NOT NULL)",
            (table, row_id),
        )
        emptied += done.rowcount
    for sealed in sorted(sets - {set_id}):
        _zero_salts(connection, sealed, mark)
    return emptied


def _zero_salts(connection: Connection, set_id: int, mark: str) -> None:
    rows = connection.exec_driver_sql(
        "SELECT before IS NULL AND after IS NULL FROM change"
        f" WHERE change_set_id={mark} ORDER BY id",
        (set_id,),
    ).all()
    salts = bytearray(
        connection.exec_driver_sql(
            f"SELECT salts FROM change_seal WHERE change_set_id={mark}", (set_id,)
        ).scalar_one()
    )
    for place in _empty(rows):
        salts[SALT * place : SALT * (place + 1)] = bytes(SALT)
    connection.exec_driver_sql(
        f"UPDATE change_seal SET salts={mark} WHERE change_set_id={mark}", (bytes(salts), set_id)
    )


def _empty(rows: Sequence[Sequence[object]]) -> list[int]:
    return [place for place, row in enumerate(rows) if row[0]]


def scrub(engine: Engine) -> None:
    """Write the file anew, so that nothing erased is left in pages that are free.

    On PostgreSQL the freed rows are given back for reuse; its owner's backups are its own matter.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            for table in _SCRUBBED:
                connection.exec_driver_sql(f"VACUUM {table}")
            return
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA secure_delete=ON")
        raw.execute("VACUUM")
