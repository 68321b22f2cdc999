"""Notice what other programs write into a desk that is open here, at almost no cost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from cluster_desk.store import engine

_NEWEST = "SELECT coalesce(max(seq), 0) FROM change_set"
_SINCE = "SELECT id, seq, topics FROM change_set WHERE seq > {mark} ORDER BY seq"


class Elsewhere:
    """Remembers how far the history was seen. Asked by one thread at a time, closed with the desk.

    Of a file SQLite is asked first whether anybody else wrote at all (`PRAGMA data_version`), on
    a connection that is kept for it: the number is only comparable on the same one.
    """

    def __init__(self, location: str | Path, opened: Engine, writing: Lock) -> None:
        """`writing` is held while something is written here, until `is_own` was told of it."""
        self._path = None if engine.is_postgresql(location) else Path(location)
        self._engine, self._writing = opened, writing
        self._own: set[int] = set()
        self._seen: int | None = None
        self._file: tuple[int, int] | None = None
        self._onlooker: Any = None
        self._version: int | None = None

    def is_own(self, change_set_id: int) -> None:
        """This one was written here: whoever shows its topics knows."""
        if self._seen is not None:
            self._own.add(change_set_id)

    def look(self) -> frozenset[str]:
        """The topics that others touched since the last look; none at the first.

        Nothing, too, while it cannot be read, or something is written here: the next look finds it.
        """
        if not self._writing.acquire(blocking=False):
            return frozenset()
        try:
            return self._look_at_server() if self._path is None else self._look_at_file(self._path)
        except (DBAPIError, OSError, engine.sqlite_module().Error, engine.UnsafeConnection):
            self.close()
            return frozenset()
        finally:
            self._writing.release()

    def close(self) -> None:
        """Let go of the file."""
        if self._onlooker is not None:
            self._onlooker.close()
            self._onlooker = self._version = self._file = None

    def _look_at_server(self) -> frozenset[str]:
        with self._engine.connect() as connection:
            if self._seen is None:
                self._seen = int(connection.exec_driver_sql(_NEWEST).scalar_one())
                return frozenset()
            since = connection.exec_driver_sql(_SINCE.format(mark="%s"), (self._seen,)).all()
        return self._told(since)

    def _look_at_file(self, path: Path) -> frozenset[str]:
        found = path.stat()
        if (found.st_dev, found.st_ino) != self._file:  # at first, or a copy was put in its place
            self.close()
            self._onlooker = engine.onlooker(path)
            self._file = found.st_dev, found.st_ino
        # before what it stands for: what is written in between is looked up once more
        version = self._onlooker.execute("PRAGMA data_version").fetchone()[0]
        if self._seen is None:
            self._seen = int(self._onlooker.execute(_NEWEST).fetchone()[0])
            since = []
        elif version == self._version:
            return frozenset()
        else:
            query = _SINCE.format(mark="?")
            since = self._onlooker.execute(query, (self._seen,)).fetchall()
        self._version = version
        return self._told(since)

    def _told(self, since: Sequence[Any]) -> frozenset[str]:
        found: set[str] = set()
        for set_id, seq, topics in since:
            self._seen = seq
            if set_id in self._own:
                self._own.discard(set_id)
            else:
                found.update(filter(None, topics.split(",")))
        return frozenset(found)
