"""Notice that the desk's file was moved, deleted or put back while it is open."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_
from cluster_desk.store import engine
from cluster_desk.store.faults import ReadOnlyDesk, translated


class DeskGone(DeskUnavailable):
    """Nothing is where the file was; an open connection would write beside the point."""

    message = N_(
        "The desk is no longer at {path}: nothing was changed. Put the file back there, open it"
        " where it is now, or restore a backup."
    )


class AnotherDesk(DeskUnavailable):
    """Its rows have the same numbers and mean others: what is on the screen is not in it."""

    message = N_(
        "Another desk stands at {path} now: nothing was changed. Close the program and open it"
        " again."
    )


class Whereabouts:
    """A file by its identity, not only by its name: a copy put in its place is another.

    Of a server's address nothing is asked here.
    """

    def __init__(self, location: str | Path) -> None:
        self._path = None if engine.is_postgresql(location) else Path(location)
        self._known = _identity(self._path)
        self._birth: str | None = None  # of the desk that was opened; asked when it is needed
        self._looking = threading.Lock()

    def require(self) -> None:
        """DeskGone where nothing is there now, ReadOnlyDesk where it may no longer be written."""
        if self._path is None:
            return
        if _identity(self._path) is None:
            raise DeskGone(path=self._path)
        if not os.access(self._path, os.W_OK):
            raise ReadOnlyDesk
        engine.free_journal(self._path)

    @contextmanager
    def reached(self, opened: Engine) -> Iterator[None]:
        """The file that stands at its place now, and causes a person can be told."""
        try:
            with translated():
                self._meet_another(opened)
                yield
        except ReadOnlyDesk:  # as SQLite calls it, too, where the file was taken away
            self.require()
            raise

    def _meet_another(self, opened: Engine) -> None:
        """Where another file stands there now: go on with it if it holds the same desk."""
        found = _identity(self._path)
        if found is None or found == self._known:
            return
        with self._looking:
            if self._birth is None:
                self._birth = _last_words(opened)
            opened.dispose()  # its connections still hold the former one
            if self._birth is not None and _birth_of(opened) != self._birth:
                opened.dispose()
                raise AnotherDesk(path=self._path)
            self._known = found


def _last_words(opened: Engine) -> str | None:
    """Of the file that was taken away, by a connection that still holds it."""
    try:
        return _birth_of(opened)
    except DBAPIError:
        return None


def _birth_of(opened: Engine) -> str | None:
    """What tells a desk from every other: its schema, and the seal of its first operation.

    None while nothing happened in it.
    """
    first = "SELECT hash FROM change_set WHERE hash IS NOT NULL ORDER BY id LIMIT 1"
    with opened.connect() as connection:
        seal = connection.exec_driver_sql(first).scalar()
        schema = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if seal is None else f"{schema} {seal}"


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
