"""Take back a change set by inverse statements, or say why it cannot be taken back.

Set-based SQL over the log, never ORM objects; the checks run before and again after the
inverse statements, when the rows are locked (HISTORY.md §3, traps 4 to 8).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, text

from cluster_desk.errors import FinalRecord, Refused
from cluster_desk.i18n import N_
from cluster_desk.store.base import Base


class StandsOn(Refused):
    """Something later depends on it."""

    message = N_("«{label}» came later and stands on it: undo that first.")


class ErasedByLaw(Refused):
    """The contents of the set were erased."""

    message = N_("The contents of this operation were erased by law and cannot be restored.")


class OtherSchema(Refused):
    """The set was written by another version of the tables."""

    message = N_("This operation was made before the last upgrade of the program.")


class NothingLikeIt(Refused):
    """There is no such change set, or it is not one of a person."""

    message = N_("There is no such operation to undo.")


class HangsOnIt(Refused):
    """The undo would reach rows that the target never touched."""

    message = N_("Other records were added later to what this operation made: remove them first.")


class MadeFinal(FinalRecord):
    """It issued, approved or closed something."""

    message = N_("What it issued or approved stays: void or correct it where it was made.")


class AlreadyUndone(Refused):
    """It was taken back before."""

    message = N_("This operation was already undone.")


def obstacle(connection: Connection, target: int, tables: Collection[str]) -> Refused | None:
    """Why `target`, which touched these tables, cannot be taken back; None where nothing is seen.

    Only reads. The undo itself has the last word: it checks again, with the rows locked.
    """
    try:
        _check_target(connection, target)
        _refuse_if_later(connection, {"target": target, "new": -1})
        _refuse_if_held(connection, target, tables)
    except Refused as reason:
        return reason
    return None


def apply_inverse(connection: Connection, target: int, new: int) -> None:
    """Write the inverse of `target` into the open set `new`. Refused with a reason otherwise."""
    _check_target(connection, target)
    postgresql = connection.dialect.name == "postgresql"
    # SQLite logs cascaded children before parents, PostgreSQL after: check keys at the end
    connection.exec_driver_sql(
        "SET CONSTRAINTS ALL DEFERRED" if postgresql else "PRAGMA defer_foreign_keys=ON"
    )
    values = {"target": target, "new": new}
    changes = connection.execute(
        text("SELECT id,table_name,op FROM change WHERE change_set_id=:target ORDER BY id DESC"),
        values,
    ).all()
    _refuse_if_later(connection, values)
    for (name, op), run in groupby(changes, key=lambda c: (c.table_name, c.op)):
        ids = [change.id for change in run]
        connection.execute(
            text(_inverse(Base.metadata.tables[name], op, postgresql=postgresql)),
            {"target": target, "low": ids[-1], "high": ids[0], "name": name},
        )
    _refuse_if_later(connection, values)
    _refuse_if_wider(connection, values)


def _check_target(connection: Connection, target: int) -> None:
    row = connection.execute(text(_TARGET), {"target": target}).first()
    if row is None or row.seq is None or row.kind not in ("write", "undo"):
        raise NothingLikeIt
    if row.migrated is not None and row.migrated > row.seq:
        raise OtherSchema
    if row.undone:
        raise AlreadyUndone
    if row.erased:
        raise ErasedByLaw


_TARGET = """SELECT t.kind, t.seq,
 (SELECT max(seq) FROM change_set WHERE kind='migrate') AS migrated,
 EXISTS (SELECT 1 FROM change_set s WHERE s.undoes_id=t.id AND s.seq IS NOT NULL AND NOT EXISTS
  (SELECT 1 FROM change_set r WHERE r.undoes_id=s.id AND r.seq IS NOT NULL AND NOT EXISTS
   (SELECT 1 FROM change_set q WHERE q.undoes_id=r.id AND q.seq IS NOT NULL))) AS undone,
 EXISTS (SELECT 1 FROM change c WHERE c.change_set_id=t.id
  AND c.before IS NULL AND c.after IS NULL) AS erased
 FROM change_set t WHERE t.id=:target"""


def _refuse_if_held(connection: Connection, target: int, tables: Collection[str]) -> None:
    """What the guards of final rows and the keys of other rows would stop, before it is tried."""
    postgresql = connection.dialect.name == "postgresql"
    found = [Base.metadata.tables[name] for name in tables]
    final = [_final_rows(t, postgresql=postgresql) for t in found if "final" in t.info]
    hanging = [query for table in found for query in _hanging_rows(table)]
    query = text(f"SELECT {_any_of(final)} AS final, {_any_of(hanging)} AS hanging")
    row = connection.execute(query, {"target": target}).one()
    if row.final:
        raise MadeFinal
    if row.hanging:
        raise HangsOnIt


def _any_of(queries: list[str]) -> str:
    return " OR ".join(f"EXISTS ({query})" for query in queries) or "1=0"


def _hanging_rows(table: Table) -> Iterator[str]:
    """Rows made later that point to rows which `target` made."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is table and other.info.get("history", True):
                yield (
                    f"SELECT 1 FROM change c JOIN {other.name} x ON x.{key.parent.name}=c.row_id"
                    f" WHERE c.change_set_id=:target AND c.table_name='{table.name}' AND c.op='I'"
                    " AND NOT EXISTS (SELECT 1 FROM change d WHERE d.change_set_id=:target"
                    f" AND d.table_name='{other.name}' AND d.row_id=x.id)"
                )


def _final_rows(table: Table, *, postgresql: bool) -> str:
    def differs(name: str) -> str:
        if postgresql:
            return f"to_jsonb(t)->'{name}' IS DISTINCT FROM c.before::jsonb->'{name}'"
        return f"t.\"{name}\" IS NOT json_extract(c.before,'$.{name}')"

    firm = [c.name for c in table.columns if c.name not in table.info["may_change"]]
    return (
        f"SELECT 1 FROM {table.name} t JOIN change c ON c.row_id=t.id"
        f" WHERE c.change_set_id=:target AND c.table_name='{table.name}'"
        f" AND ({table.info['final'].replace('OLD.', 't.')})"
        f" AND (c.op='I' OR c.op='U' AND ({' OR '.join(map(differs, firm))}))"
    )


def _value(column: Column[Any], image: str) -> str:
    stored = f"json_extract({image},'$.{column.name}')"
    return f"unhex({stored})" if isinstance(column.type, LargeBinary) else stored


def _inverse(table: Table, op: str, *, postgresql: bool) -> str:
    part = "change WHERE change_set_id=:target AND id BETWEEN :low AND :high AND table_name=:name"
    if op == "I":
        return f"DELETE FROM {table.name} WHERE id IN (SELECT row_id FROM {part})"
    if postgresql:
        first = (
            "(SELECT DISTINCT ON (row_id) row_id, x.* FROM (SELECT * FROM " + part + ") c,"
            f" jsonb_populate_record(NULL::{table.name}, c.before::jsonb) x ORDER BY row_id, c.id)"
        )
    else:
        # bare columns go with min(id): the earliest image of each row in the run
        first = f"(SELECT row_id, before, min(id) FROM {part} GROUP BY row_id)"

    def stored(column: Column[Any]) -> str:
        value = f'b."{column.name}"' if postgresql else _value(column, "b.before")
        # a version never goes back, or a form opened before would match again
        return f"{value}+1" if column.name == "version" else value

    if op == "D":
        names = ",".join(f'"{column.name}"' for column in table.columns)
        values = ",".join(stored(column) for column in table.columns)
        return f"INSERT INTO {table.name}({names}) SELECT {values} FROM {first} b"
    assignments = ",".join(
        f'"{column.name}"='
        + (f"{table.name}.version+1" if column.name == "version" else stored(column))
        for column in table.columns
        if column.name != "id"
    )
    return f"UPDATE {table.name} SET {assignments} FROM {first} b WHERE {table.name}.id=b.row_id"


_LATER = """SELECT m.table_name, m.row_id, m.op, m.after, l.op, l.after, s.label FROM
 (SELECT table_name,row_id,op,after,id,max(id) OVER (PARTITION BY table_name,row_id) AS top
   FROM change WHERE change_set_id=:target) m
 JOIN change l ON l.table_name=m.table_name AND l.row_id=m.row_id AND l.id=
  (SELECT max(x.id) FROM change x WHERE x.table_name=m.table_name AND x.row_id=m.row_id
    AND x.change_set_id<>:new)
 JOIN change_set s ON s.id=l.change_set_id
 WHERE m.id=m.top AND l.id<>m.id"""


def _refuse_if_later(connection: Connection, values: dict[str, int]) -> None:
    for _, _, op, after, later_op, later_after, label in connection.execute(text(_LATER), values):
        if not _same(op, after, later_op, later_after):
            raise StandsOn(label=label)


def _same(op: str, image: str | None, later_op: str, later: str | None) -> bool:
    """Later changes that cancel out (do, undo, undo of the one before) do not stand in the way."""
    one, two = json.loads(image or "{}"), json.loads(later or "{}")
    one.pop("version", None)
    two.pop("version", None)
    return (op == "D") == (later_op == "D") and one == two


def _refuse_if_wider(connection: Connection, values: dict[str, int]) -> None:
    extra = connection.execute(
        text(
            "SELECT table_name,row_id FROM change WHERE change_set_id=:new"
            " EXCEPT SELECT table_name,row_id FROM change WHERE change_set_id=:target LIMIT 1"
        ),
        values,
    ).first()
    if extra:
        raise HangsOnIt
