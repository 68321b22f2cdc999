"""Open a connection the way RELIABILITY.md §2 measured to be safe, and prove that it took."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_

APPLICATION_ID = 0x434C4453  # "CLDS"
WRITE = "desk_write"
_CACHE = -24_576  # KB at most: what a filter over 100,000 rows reads again at the next letter


class UnsafeConnection(DeskUnavailable):
    """A pragma that protects the facts did not take."""

    message = N_("The database refuses the safety setting «{pragma}»: the desk stays closed.")


@cache
def sqlite_module() -> ModuleType:
    """The current SQLite that comes with the program, or the standard library's."""
    try:
        import pysqlite3  # absent where no wheel exists (DESIGN §11)
    except ImportError:
        return sqlite3
    module: ModuleType = pysqlite3
    return module


@cache
def _json_is_safe_in_triggers() -> bool:
    # SQLite 3.40 calls json_object() unsafe in a trigger of an untrusted schema
    connection = sqlite_module().connect(":memory:")
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.execute("CREATE TABLE a(x)")
        connection.execute(
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT json_object('x', NEW.x); END"
        )
        connection.execute("INSERT INTO a VALUES (1)")
    except sqlite_module().DatabaseError:
        return False
    finally:
        connection.close()
    return True


def is_postgresql(location: str | Path) -> bool:
    """Whether a desk's location is a server's address rather than a file."""
    return str(location).startswith("postgresql")


def make_engine(
    location: str | Path, *, read_only: bool = False, busy_ms: int = 10_000, is_draft: bool = False
) -> Engine:
    """An engine for a desk. Write transactions carry the execution option `desk_write`.

    A draft is a file that a power cut may take: whoever makes it forces it to disk when it is
    whole, not at each of its transactions.
    """
    if is_postgresql(location):
        return _postgresql(str(location), read_only=read_only)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlite_module(),
        creator=lambda: _connect(
            Path(location), read_only=read_only, busy_ms=busy_ms, synchronous=0 if is_draft else 3
        ),
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,  # a failing statement must not carry a person's name into a log
    )
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _end_sqlite)
    return engine


def _connect(path: Path, *, read_only: bool, busy_ms: int, synchronous: int = 3) -> Any:
    module = sqlite_module()
    mode = "ro" if read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = module.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=busy_ms / 1000
    )
    settings: dict[str, int | str] = {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "cell_size_check": 1,
        "synchronous": synchronous,
        "cache_spill": 0,
        "cache_size": _CACHE,
        "trusted_schema": 0 if _json_is_safe_in_triggers() else 1,
    }
    if not read_only:
        connection.execute("PRAGMA journal_mode=TRUNCATE")
        settings["journal_mode"] = "truncate"
    try:
        for pragma, value in settings.items():
            if pragma != "journal_mode":
                connection.execute(f"PRAGMA {pragma}={value}")
            if connection.execute(f"PRAGMA {pragma}").fetchone()[0] != value:
                raise UnsafeConnection(pragma=pragma)
    except UnicodeDecodeError as error:
        # SQLite quotes the damaged schema in its complaint, and that text is no text any more
        connection.close()
        raise module.DatabaseError("malformed database schema") from error
    except BaseException:
        connection.close()
        raise
    return connection


def onlooker(path: Path) -> Any:
    """A driver's connection that only looks, outside every transaction, and waits for nobody."""
    return _connect(path, read_only=True, busy_ms=0)


def recover(path: Path) -> None:
    """Finish what a program that died left half-written, which a read-only connection cannot.

    Nothing where there is nothing to recover, or where the place may only be read.
    """
    journal = journal_of(path)
    if not journal.exists() or journal.stat().st_size == 0:
        return
    with contextlib.suppress(sqlite_module().DatabaseError):  # whoever opens it says why
        connection = _connect(path, read_only=False, busy_ms=10_000)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()


def free_journal(path: Path) -> None:
    """Give the journal the permissions of its file again.

    SQLite makes it with those the file has then: one made while the file was read-only would
    keep the desk shut after that is over.
    """
    journal = journal_of(path)
    if not os.access(journal, os.F_OK) or os.access(journal, os.W_OK):
        return
    with contextlib.suppress(OSError):  # another's: whoever opens it says why
        journal.chmod(stat.S_IMODE(path.stat().st_mode))


def journal_of(path: Path) -> Path:
    """SQLite's rollback journal of a file: not empty while it is written, or after a crash."""
    return path.with_name(f"{path.name}-journal")


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _end_sqlite(connection: Any, _record: Any) -> None:
    """A COMMIT that SQLite refuses, as for a deferred key, leaves the transaction open, and the
    lock with it; SQLAlchemy takes it for over."""
    if connection is not None and connection.in_transaction:
        connection.rollback()


def _postgresql(url: str, *, read_only: bool) -> Engine:
    # the text of to_jsonb(timestamp) depends on the zone, and what is hashed must not
    options = "-c timezone=UTC -c lock_timeout=30s -c idle_in_transaction_session_timeout=5min"
    if read_only:
        options += " -c default_transaction_read_only=on"
    return create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": options, "connect_timeout": 5, "keepalives_idle": 30},
    )
