"""Build the tables of a new desk, upgrade an older one, and compare one with the other.

Alembic is imported only where something must change: it costs half of the start-up time.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from cluster_desk import paths
from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_, _
from cluster_desk.store import changes, images, triggers
from cluster_desk.store import engine as engines
from cluster_desk.store.faults import DiskFault, DiskFull, cause_of
from cluster_desk.store.tables import all as _all_tables  # noqa: F401  # fills the metadata

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"


class UpgradeFailed(DeskUnavailable):
    """A migration left something that does not hold; it was rolled back."""

    message = N_("The upgrade could not be completed and was undone: the desk is as it was.")


def found(engine: Engine) -> str | None:
    """The schema version of a database, by one raw SELECT; None where it has none."""
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as error:
        if "alembic_version" in str(error.orig):
            return None
        raise


def migrations_folder() -> Path:
    """Where Alembic finds the steps from version to version."""
    return paths.root() / "cluster_desk/store/migrations"


def known_versions() -> tuple[str, ...]:
    """Every version this program can upgrade from, oldest first, today's included."""
    folder = migrations_folder() / "versions"
    return tuple(sorted(file.name[:4] for file in folder.glob("[0-9]*.py")))


def build(engine: Engine) -> None:
    """All tables and triggers in an empty database, in one transaction."""
    _migrate(engine, first=True)


def upgrade(engine: Engine) -> None:
    """From an older version to today's, in one transaction, recorded as a `migrate` set."""
    _migrate(engine, first=False)


def _migrate(engine: Engine, *, first: bool) -> None:
    from alembic import command  # half of the start-up time: only to migrate

    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**{engines.WRITE: True}) as connection:
        if sqlite:
            # FK off: rebuilding a table would cascade-delete its children; it cannot be
            # changed inside a transaction
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            if first:
                raw.execute(f"PRAGMA application_id={engines.APPLICATION_ID}")
        try:
            with connection.begin():
                set_id = None if first else _open_set(connection)
                command.upgrade(_config(connection), "head")
                triggers.install(connection)
                if set_id is not None:
                    images.record_unlogged(connection, set_id)
                    if sqlite:
                        _keep_ids(connection)
                    label = _("Upgrade of the program")
                    changes.seal(connection, set_id, label, may_be_empty=True)
                if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise UpgradeFailed
        except DBAPIError as error:
            cause = cause_of(error)
            raise (cause if isinstance(cause, DiskFull | DiskFault) else UpgradeFailed) from error
        finally:
            connection.invalidate()  # foreign_keys is off on this one


def _keep_ids(connection: Connection) -> None:
    """A table that was rebuilt forgets the ids of removed rows; the log knows them."""
    connection.exec_driver_sql(
        "UPDATE sqlite_sequence SET seq=max(seq, coalesce("
        "(SELECT max(row_id) FROM change WHERE table_name=name),0))"
    )
    connection.exec_driver_sql(
        "INSERT INTO sqlite_sequence(name,seq) SELECT table_name, max(row_id) FROM change"
        " WHERE table_name NOT IN (SELECT name FROM sqlite_sequence) AND table_name IN"
        " (SELECT name FROM sqlite_master WHERE type='table') GROUP BY table_name"
    )


def _open_set(connection: Connection) -> int:
    heading = changes.Heading(
        kind="migrate",
        use_case="upgrade",
        actor="",
        machine="",
        at=datetime.now(UTC),  # noqa: TID251  # a migration has no desk yet, hence no clock
        request_id=str(uuid.uuid4()),
    )
    return changes.open_set(connection, heading)


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # as above

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def shape(connection: Connection) -> dict[str, str]:
    """Every table, index, view and trigger of a SQLite database by its text."""
    rows = connection.exec_driver_sql(
        "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    )
    return {name: sql or "" for name, sql in rows}
