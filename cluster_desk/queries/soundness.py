"""Ask whether a desk is whole, and what holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from cluster_desk.queries.history.log import history_rows
from cluster_desk.store import check, engine
from cluster_desk.store.check import Fault


@dataclass(frozen=True, kw_only=True)
class DeskPlace:
    """Where the desk is: a file with its size, or a server (`path` None)."""

    location: str
    path: Path | None
    size: int
    database: str
    operations: int


def desk_faults(session: Session) -> list[Fault]:
    """Everything that does not hold; empty where all is well. Takes seconds on a large desk."""
    return check.faults(session.connection())


def desk_place(session: Session, *, location: str | Path) -> DeskPlace:
    """Without the password of a server's address."""
    last = history_rows(session, limit=1)
    operations = last[0].seq if last else 0
    if engine.is_postgresql(location):
        dialect = session.get_bind().dialect
        version = ".".join(map(str, getattr(dialect, "server_version_info", ()) or ()))
        shown = make_url(str(location)).render_as_string(hide_password=True)
        return DeskPlace(
            location=shown,
            path=None,
            size=0,
            database=f"PostgreSQL {version}",
            operations=operations,
        )
    path = Path(location)
    return DeskPlace(
        location=str(path),
        path=path,
        size=path.stat().st_size,
        database=f"SQLite {engine.sqlite_module().sqlite_version}",
        operations=operations,
    )
