"""Decide whether a file or server may be opened as a desk, and bring it to today's schema."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine, exists, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cluster_desk import logs
from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_
from cluster_desk.store import engine as engines
from cluster_desk.store import places, schema, soundness, triggers
from cluster_desk.store.faults import Busy, DiskFault, cause_named, cause_of
from cluster_desk.store.tables.association import Association, Setting


class NoDesk(DeskUnavailable):
    """Nothing is there."""

    message = N_("There is no desk at {path}: check the name, or create one with «demo».")


class NotADesk(DeskUnavailable):
    """The file is something else, empty or cut short."""

    message = N_(
        "{path} is not a Cluster Desk file, or it is damaged: choose another, or restore a backup."
    )


class NewerDesk(DeskUnavailable):
    """Written by a newer program."""

    message = N_("This desk was made by a newer version: update the program, or open it read-only.")


class OlderDesk(DeskUnavailable):
    """A server's schema is older; only its owner upgrades it."""

    message = N_("The shared desk needs an upgrade: ask the administrator to run «upgrade».")


class ReadOnlyPlace(DeskUnavailable):
    """The file or its folder may not be written."""

    message = N_(
        "{path} may only be read here: open the desk read-only, or copy it to a folder of yours."
    )


class ServerUnreachable(DeskUnavailable):
    """Nothing answers at the address of a shared desk, or it lets nobody in."""

    message = N_("The server of the shared desk does not answer: check the network and the login.")


class NoSharedDesk(DeskUnavailable):
    """A server's database in which no desk was made yet."""

    message = N_("There is no shared desk in this database: «upgrade» makes it in an empty one.")


class OthersDatabase(DeskUnavailable):
    """A server's database with tables that are no desk's."""

    message = N_("The database holds something else: create an empty one for the shared desk.")


class AlreadyThere(DeskUnavailable):
    """Something has this name already."""

    message = N_("{path} exists already: choose another name.")


def create(location: str | Path) -> None:
    """An empty desk at today's schema; nothing half-made is left where it fails."""
    if engines.is_postgresql(location):
        _create_on_server(str(location))
        return
    path = Path(location)
    places.refuse_unsafe(path)
    if path.exists():
        raise AlreadyThere(path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    partial.touch(mode=0o600)
    try:
        engine = engines.make_engine(partial)
        try:
            schema.build(engine)
        except engines.sqlite_module().DatabaseError as error:  # before there is a transaction
            raise cause_named(str(error)) or DiskFault() from error
        finally:
            engine.dispose()
        # link, not rename: a desk that appeared meanwhile is never overwritten
        _publish(partial, path)
    finally:
        engines.journal_of(partial).unlink(missing_ok=True)
        partial.unlink(missing_ok=True)


def _publish(partial: Path, path: Path) -> None:
    try:
        os.link(partial, path)
    except FileExistsError as error:
        raise AlreadyThere(path=path) from error
    except OSError:  # a file system without hard links
        if path.exists():
            raise AlreadyThere(path=path) from None
        partial.replace(path)


def _create_on_server(url: str) -> None:
    engine = engines.make_engine(url)
    try:
        if schema.found(engine) is not None:
            raise AlreadyThere(path=engine.url.render_as_string(hide_password=True))
        _build_on_server(engine)
    finally:
        engine.dispose()


def bring_server_to_head(url: str) -> bool:
    """A shared desk to today's schema; made in a database that is empty. True where it was made.

    DeskUnavailable with the reason: nothing answers, it is newer, the tables are another's.
    """
    engine = engines.make_engine(url)
    try:
        version = schema.found(engine)
        if version is None:
            _build_on_server(engine)
        elif version != schema.HEAD:
            if version not in schema.known_versions():
                raise NewerDesk
            schema.upgrade(engine)
        return version is None
    except DBAPIError as error:
        raise ServerUnreachable from error
    finally:
        engine.dispose()


def _build_on_server(engine: Engine) -> None:
    if inspect(engine).get_table_names():
        raise OthersDatabase
    schema.build(engine)


def prepare(location: str | Path, *, read_only: bool) -> bool:
    """Check that it is a desk of ours, DeskUnavailable otherwise; True where it must be upgraded.

    Only a file that is to be written is ever upgraded.
    """
    if not engines.is_postgresql(location):
        check_file(Path(location), read_only=read_only)
    engine = engines.make_engine(location, read_only=read_only)
    try:
        return _must_upgrade(engine, location, read_only=read_only)
    except DBAPIError as error:
        if engines.is_postgresql(location):
            raise ServerUnreachable from error
        cause = cause_of(error)
        if isinstance(cause, Busy):  # whoever waits for a writer must not restore a backup
            raise cause from error
        raise NotADesk(path=location) from error
    finally:
        engine.dispose()


def check_file(path: Path, *, read_only: bool) -> None:
    """What can be seen before SQLite opens it."""
    if not read_only:
        places.refuse_unsafe(path)
    if path.is_dir():
        raise places.IsFolder(path=path)
    if not path.is_file():
        raise NoDesk(path=path)
    if not read_only and not all(os.access(place, os.W_OK) for place in (path, path.parent)):
        raise ReadOnlyPlace(path=path)
    if not read_only:
        engines.free_journal(path)
    engines.recover(path)
    with path.open("rb") as stream:
        header = stream.read(100)
    ours = header[68:72] == engines.APPLICATION_ID.to_bytes(4, "big")
    if not header.startswith(b"SQLite format 3\0") or not ours:
        raise NotADesk(path=path)


def _must_upgrade(engine: Engine, location: str | Path, *, read_only: bool) -> bool:
    version = schema.found(engine)
    if version is None:
        raise NoSharedDesk if engines.is_postgresql(location) else NotADesk(path=location)
    if version == schema.HEAD:
        if engine.dialect.name == "sqlite" and not read_only:
            _make_sound(engine, Path(location))
        return False
    if version not in schema.known_versions():
        if not read_only:
            raise NewerDesk
        return False
    if read_only:
        return False
    if engines.is_postgresql(location):
        raise OlderDesk
    return True


def _make_sound(engine: Engine, path: Path) -> None:
    """Damaged where SQLite says so; triggers that are gone or stale are put back.

    A big file is looked over beside the work (`soundness`).
    """
    with engine.connect() as connection:
        if soundness.is_small(path):
            soundness.require_sound(connection)
        if not triggers.differences(connection):
            return
    writing = engine.connect().execution_options(**{engines.WRITE: True})
    with writing as connection, connection.begin():
        repaired = triggers.install(connection)
    logs.event("guards_repaired", count=len(repaired))


def demo_day(session: Session) -> str | None:
    """The day on which an invented association's calendar stands still; None for real ones."""
    query = (
        select(Setting.value)
        .where(Setting.key == "demo_day")
        .where(exists().where(Association.sample.is_(True)))
    )
    day: str | None = session.scalars(query).first()
    return day
