"""Notice what other programs write into a desk that is open here, at almost no cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, text
from sqlalchemy.exc import DBAPIError

from cluster_desk.errors import Conflict
from cluster_desk.store import engine

_NEWEST = "SELECT coalesce(max(seq), 0) FROM change_set"
_SINCE = "SELECT id, seq, topics FROM change_set WHERE seq > {mark} ORDER BY seq"


@dataclass(frozen=True)
class Sight:
    """How far somebody knows the history: to this set in the chain, and these of their own."""

    seq: int
    own: frozenset[int] = frozenset()


_CHANGED_SINCE = text(
    "SELECT 1 FROM change c JOIN change o ON o.table_name=c.table_name AND o.row_id=c.row_id"
    " JOIN change_set s ON s.id=o.change_set_id"
    " WHERE c.change_set_id=:set_id AND c.op<>'I' AND c.table_name<>'number_series'"
    " AND s.seq>:seq AND s.id NOT IN :own LIMIT 1"
).bindparams(bindparam("own", expanding=True))


def refuse_unseen(connection: Connection, set_id: int, sight: Sight) -> None:
    """Conflict where the open set changes a row that was changed beyond this sight."""
    values = {"set_id": set_id, "seq": sight.seq, "own": sorted(sight.own)}
    if connection.execute(_CHANGED_SINCE, values).first() is not None:
        raise Conflict


class Elsewhere:
    """Remembers how far the history was seen. Asked by one thread at a time, closed with the desk.

    Of a file SQLite is asked first whether anybody else wrote at all (`PRAGMA data_version`), on
    a connection that is kept for it: the number is only comparable on the same one.
    """

    def __init__(self, location: str | Path, opened: Engine, writing: Lock) -> None:
        """`writing` is held while something is written here, until `is_own` was told of it."""
        self._path = None if engine.is_postgresql(location) else Path(location)
        self._engine, self._writing = opened, writing
        self.sight: Sight | None = None  # replaced as a whole: the window reads it meanwhile
        self._file: tuple[int, int] | None = None
        self._onlooker: Any = None
        self._version: int | None = None

    def is_own(self, change_set_id: int) -> None:
        """This one was written here: whoever shows its topics knows."""
        if self.sight is not None:
            self.sight = Sight(self.sight.seq, self.sight.own | {change_set_id})

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
            if self.sight is None:
                self.sight = Sight(int(connection.exec_driver_sql(_NEWEST).scalar_one()))
                return frozenset()
            since = connection.exec_driver_sql(_SINCE.format(mark="%s"), (self.sight.seq,)).all()
        return self._told(since, self.sight)

    def _look_at_file(self, path: Path) -> frozenset[str]:
        found = path.stat()
        if (found.st_dev, found.st_ino) != self._file:  # at first, or a copy was put in its place
            self.close()
            self._onlooker = engine.onlooker(path)
            self._file = found.st_dev, found.st_ino
        # before what it stands for: what is written in between is looked up once more
        version = self._onlooker.execute("PRAGMA data_version").fetchone()[0]
        if self.sight is None:
            self.sight = Sight(int(self._onlooker.execute(_NEWEST).fetchone()[0]))
            since = []
        elif version == self._version:
            return frozenset()
        else:
            query = _SINCE.format(mark="?")
            since = self._onlooker.execute(query, (self.sight.seq,)).fetchall()
        self._version = version
        return self._told(since, self.sight)

    def _told(self, since: Sequence[Any], before: Sight) -> frozenset[str]:
        found: set[str] = set()
        for set_id, _seq, topics in since:
            if set_id not in before.own:
                found.update(filter(None, topics.split(",")))
        if since:
            told = {set_id for set_id, _seq, _topics in since}
            self.sight = Sight(since[-1][1], before.own - told)
        return frozenset(found)
