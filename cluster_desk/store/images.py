"""Find the rows that are not what the log last wrote down of them, and bring the log up to them."""

from __future__ import annotations

from sqlalchemy import Connection, Table, text

from cluster_desk.store import triggers
from cluster_desk.store.base import tracked_tables


def unlogged(table: Table, dialect: str) -> str:
    """FROM and WHERE: rows `t` of which the log, last in `c`, knows nothing or something else.

    A row whose images were emptied by law is not among them. `:name` is the table's name.
    """
    if dialect == "postgresql":
        differs = "c.after::jsonb IS DISTINCT FROM to_jsonb(t)"
    else:
        differs = f"c.after IS NOT {triggers.image(table, 't')}"
    return (
        f"FROM {table.name} t LEFT JOIN change c ON c.id ="
        " (SELECT max(id) FROM change WHERE table_name=:name AND row_id=t.id)"
        f" WHERE (c.id IS NULL OR c.op='D' OR (c.after IS NOT NULL AND {differs}))"
    )


def gone(table: Table) -> str:
    """FROM and WHERE: last changes `c` of rows that are no more, though nothing removed them."""
    return (
        "FROM change c WHERE c.table_name=:name AND c.op<>'D' AND c.id ="
        " (SELECT max(id) FROM change WHERE table_name=:name AND row_id=c.row_id)"
        f" AND NOT EXISTS (SELECT 1 FROM {table.name} t WHERE t.id=c.row_id)"
    )


def record_unlogged(connection: Connection, set_id: int) -> None:
    """Log into an open set what a migration did past the triggers.

    Rebuilt tables, columns the older triggers did not know, rows moved to a new table: afterwards
    every row is again what the log says, and the seal holds for its new shape too.
    """
    dialect = connection.dialect.name
    into = "INSERT INTO change(change_set_id,table_name,row_id,op,before,after)"
    for table in tracked_tables():
        after = "to_jsonb(t)::text" if dialect == "postgresql" else triggers.image(table, "t")
        values = {"set": set_id, "name": table.name}
        connection.execute(
            text(
                f"{into} SELECT :set, :name, t.id, CASE WHEN c.op IN ('I','U') THEN 'U' ELSE 'I'"
                f" END, c.after, {after} {unlogged(table, dialect)} ORDER BY t.id"
            ),
            values,
        )
        connection.execute(
            text(
                f"{into} SELECT :set, :name, c.row_id, 'D', c.after, NULL"
                f" {gone(table)} ORDER BY c.row_id"
            ),
            values,
        )
