"""Say which rows of the log belong to one record: its own, and those of what is part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, cast, func, or_, select, union
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from cluster_desk.store.base import Base
from cluster_desk.store.tables import all as _all_tables  # noqa: F401  # fills the metadata
from cluster_desk.store.tables.history import Change

# What is told with a record though the database would not delete it with it.
_TOLD_WITH = {
    "meeting": (
        ("minutes", "meeting_id"),
        ("resolution", "meeting_id"),
        ("document", "meeting_id"),
    ),
    "agenda_item": (("ballot", "item_id"), ("resolution", "item_id")),
    "payment": (("allocation", "payment_id"), ("receipt", "payment_id")),
    "charge": (("charge_adjustment", "charge_id"), ("allocation", "charge_id")),
    "body": (("seat", "body_id"),),
    "organisation": (("membership", "organisation_id"),),
    "person": (("membership", "person_id"),),
}
# Whose own facts a record's story begins with: a member is an organisation, or a person.
_PARTIES = {"membership": ("organisation", "person")}


@dataclass(frozen=True, kw_only=True)
class RecordOf:
    """One record, by its table and id."""

    table: str
    id: int


def is_known(record: RecordOf) -> bool:
    """Whether there is such a kind of record at all."""
    return record.table in _tracked()


def changes_of(session: Session, record: RecordOf) -> ColumnElement[bool]:
    """The changes of a record, of its parts, and of parts that are gone."""
    tables = _tracked()
    own = select(tables[record.table].c.id).where(tables[record.table].c.id == record.id)
    wanted = [and_(Change.table_name == record.table, Change.row_id == record.id)]
    wanted += _of_parts(session, record.table, own, {record.table})
    for party in _PARTIES.get(record.table, ()):
        column = tables[record.table].c[f"{party}_id"]
        theirs = select(column).where(tables[record.table].c.id == record.id)
        wanted.append(and_(Change.table_name == party, Change.row_id.in_(theirs)))
        wanted += _of_parts(session, party, theirs, {party, record.table})
    return or_(*wanted)


def _of_parts(
    session: Session, table: str, ids: Select[Any], seen: set[str]
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    for part, column in _parts(table):
        if part in seen:
            continue
        there = select(_tracked()[part].c.id).where(_tracked()[part].c[column].in_(ids))
        both = union(there, _gone(session, part, column, ids)).subquery()
        wanted.append(and_(Change.table_name == part, Change.row_id.in_(select(both.c[0]))))
        wanted += _of_parts(session, part, there, {*seen, part})
    return wanted


def _gone(session: Session, part: str, column: str, ids: Select[Any]) -> Select[Any]:
    """Rows that were deleted: only the log still knows what they were part of."""
    log = Change.__table__.alias()
    if session.get_bind().dialect.name == "postgresql":
        owner: Any = cast(cast(log.c.before, JSONB)[column].astext, log.c.row_id.type)
    else:
        owner = func.json_extract(log.c.before, f"$.{column}")
    return select(log.c.row_id).where(
        log.c.table_name == part, log.c.op == "D", log.c.before.is_not(None), owner.in_(ids)
    )


def _parts(table: str) -> list[tuple[str, str]]:
    """Tables whose rows go with a row of this one, and the column that names it."""
    found = [
        (other.name, key.parent.name)
        for other in _tracked().values()
        for key in other.foreign_keys
        if key.column.table.name == table and key.ondelete == "CASCADE"
    ]
    return found + list(_TOLD_WITH.get(table, ()))


def _tracked() -> dict[str, Table]:
    tables = Base.metadata.tables
    return {name: t for name, t in tables.items() if t.info.get("history", True)}
