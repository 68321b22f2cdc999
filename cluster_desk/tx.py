"""What a use-case gets: the session, the time, who asks, and how to say what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Table, insert, text
from sqlalchemy.orm import Session

from cluster_desk.clock import Clock
from cluster_desk.errors import Conflict, NotAllowed, NotFound
from cluster_desk.progress import Progress, Silent
from cluster_desk.store.base import Base, Record

R = TypeVar("R", bound=Record)
_CHUNK = 2_000


@dataclass(frozen=True)
class Actor:
    """Who acts. `permissions` None means everything (one secretary alone on one computer)."""

    name: str = "Segreteria"
    permissions: frozenset[str] | None = None

    def may(self, permission: str) -> bool:
        """Whether the actor holds it."""
        return self.permissions is None or permission in self.permissions


@dataclass
class Tx:
    """One transaction of one use-case."""

    session: Session
    clock: Clock
    actor: Actor
    machine: str
    request_id: str
    progress: Progress = field(default_factory=Silent)
    label: str = ""
    forgotten: list[tuple[str, int]] = field(default_factory=list)

    def allow(self, permission: str) -> None:
        """Every use-case's first line. NotAllowed where the actor may not."""
        if not self.actor.may(permission):
            raise NotAllowed(permission=permission)

    def describe(self, label: str) -> None:
        """What the person did, in their words: shown in the history and under Undo."""
        self.label = label[:300]

    def forget(self, table: type[Base], row_id: int) -> None:
        """Empty what the log has of this row; only a use-case that desk.erase runs may."""
        self.forgotten.append((table.__tablename__, row_id))

    def get(self, table: type[R], row_id: int, what: str, *, version: int | None = None) -> R:
        """The row, NotFound without it, Conflict where it is not the version the person saw."""
        row = self.session.get(table, row_id)
        if row is None:
            raise NotFound(what=what, id=row_id)
        if version is not None and row.version != version:
            raise Conflict
        return row

    def reserve_ids(self, table: type[Base], count: int) -> range | list[int]:
        """Ids for rows that are about to be inserted in bulk, so that others can refer to them."""
        name = table.__tablename__
        if self.session.get_bind().dialect.name == "postgresql":
            rows = self.session.execute(
                text(
                    "SELECT nextval(pg_get_serial_sequence(:name, 'id'))"
                    " FROM generate_series(1, :count)"
                ),
                {"name": name, "count": count},
            )
            return list(rows.scalars())
        values = {"name": name, "count": count}
        raised = text("UPDATE sqlite_sequence SET seq=seq+:count WHERE name=:name RETURNING seq")
        last = self.session.execute(raised, values).scalar()
        if last is None:  # no row was ever inserted
            begun = text("INSERT INTO sqlite_sequence(name,seq) VALUES (:name,:count)")
            self.session.execute(begun, values)
            last = count
        return range(last - count + 1, last + 1)

    def insert_all(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Insert many rows at once; history is written by the database, as for one."""
        target = table.__table__
        assert isinstance(target, Table)
        for start in range(0, len(rows), _CHUNK):
            self.session.execute(insert(target), rows[start : start + _CHUNK])
            self.progress.step(min(start + _CHUNK, len(rows)), len(rows))
