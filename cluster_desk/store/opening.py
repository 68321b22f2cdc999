"""Decide whether a file or server may be opened as a desk, and bring it to today's schema."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_
from cluster_desk.store import engine as engines
from cluster_desk.store import places, schema


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
        finally:
            engine.dispose()
        # link, not rename: a desk that appeared meanwhile is never overwritten
        _publish(partial, path)
    finally:
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
        schema.build(engine)
    finally:
        engine.dispose()


def prepare(location: str | Path, *, read_only: bool) -> None:
    """Check that it is a desk of ours and upgrade it where needed; DeskUnavailable otherwise."""
    if not engines.is_postgresql(location):
        check_file(Path(location), read_only=read_only)
    engine = engines.make_engine(location, read_only=read_only)
    try:
        _check_schema(engine, location, read_only=read_only)
    except DBAPIError as error:
        raise NotADesk(path=location) from error
    finally:
        engine.dispose()


def check_file(path: Path, *, read_only: bool) -> None:
    """What can be seen before SQLite opens it."""
    if not read_only:
        places.refuse_unsafe(path)
    if not path.is_file():
        raise NoDesk(path=path)
    with path.open("rb") as stream:
        header = stream.read(100)
    ours = header[68:72] == engines.APPLICATION_ID.to_bytes(4, "big")
    if not header.startswith(b"SQLite format 3\0") or not ours:
        raise NotADesk(path=path)


def _check_schema(engine: Engine, location: str | Path, *, read_only: bool) -> None:
    version = schema.found(engine)
    if version is None:
        raise NotADesk(path=location)
    if version == schema.HEAD:
        return
    if version not in schema.known_versions():
        if not read_only:
            raise NewerDesk
        return
    if read_only:
        return
    if engines.is_postgresql(location):
        raise OlderDesk
    schema.upgrade_file(Path(location), engine)


def quick_check(engine: Engine) -> str:
    """SQLite's quick check; `ok` where all is well, and on PostgreSQL."""
    if engine.dialect.name == "postgresql":
        return "ok"
    with engine.connect() as connection:
        return str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
