"""Find the rows that are not what the log last wrote down of them, and bring the log up to them."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, Table

from cluster_desk.store import triggers
from cluster_desk.store.base import tracked_tables


@cache
def unlogged(table: Table, dialect: str) -> str:
    """FROM and WHERE: rows `t` of which the log, last in `c`, knows nothing or something else.

    A row whose images were emptied by law is not among them.
    """
    if dialect == "postgresql":
        differs = "c.after::jsonb IS DISTINCT FROM to_jsonb(t)"
    else:
        differs = f"c.after IS NOT {triggers.image(table, 't')}"
    return (
        f"FROM {table.name} t LEFT JOIN change c ON c.id ="
        f" (SELECT max(id) FROM change WHERE table_name='{table.name}' AND row_id=t.id)"
        f" WHERE (c.id IS NULL OR c.op='D' OR (c.after IS NOT NULL AND {differs}))"
    )


def gone(table: Table) -> str:
    """FROM and WHERE: last changes `c` of rows that are no more, though nothing removed them."""
    return (
        f"FROM change c WHERE c.table_name='{table.name}' AND c.op<>'D' AND c.id ="
        f" (SELECT max(id) FROM change WHERE table_name='{table.name}' AND row_id=c.row_id)"
        f" AND NOT EXISTS (SELECT 1 FROM {table.name} t WHERE t.id=c.row_id)"
    )


def record_unlogged(connection: Connection, set_id: int) -> None:
    """Log into an open set what a migration did past the triggers.

    Rebuilt tables, columns the older triggers did not know, rows moved to a new table: afterwards
    every row is again what the log says, and the seal holds for its new shape too.
    """
    dialect = connection.dialect.name
    for table in tracked_tables():
        after = "to_jsonb(t)::text" if dialect == "postgresql" else triggers.image(table, "t")
        # driver-level SQL: to compile two statements for each table takes longer than to run them
        into = (
            "INSERT INTO change(change_set_id,table_name,row_id,op,before,after)"
            f" SELECT {set_id},'{table.name}'"
        )
        connection.exec_driver_sql(
            f"{into},t.id,CASE WHEN c.op IN ('I','U') THEN 'U' ELSE 'I' END,c.after,{after}"
            f" {unlogged(table, dialect)} ORDER BY t.id"
        )
        connection.exec_driver_sql(
            f"{into},c.row_id,'D',c.after,NULL {gone(table)} ORDER BY c.row_id"
        )
