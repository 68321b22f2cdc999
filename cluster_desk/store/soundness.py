"""Let SQLite look a big file over beside the work: no start waits for it, and every write does."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from cluster_desk.store import engine as engines
from cluster_desk.store.faults import Damaged, cause_of

AT_ONCE = 32 * 2**20  # bytes that are looked over in about 50 ms; 900 MB took 1.7 s
_CALM = 2.0  # seconds in which a window comes to stand there


def require_sound(connection: Connection) -> None:
    """Damaged where SQLite says so."""
    if connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
        raise Damaged


def is_small(path: Path) -> bool:
    """Whether the file is looked over before anybody sees it."""
    return path.stat().st_size <= AT_ONCE


class LookOver:
    """One look at a whole file, in a thread and on a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._engine = engines.make_engine(path, read_only=True)
        self._begin, self._over = threading.Event(), threading.Event()
        self._stopping = self._damaged = False
        self._running: Any = None
        self._thread = threading.Thread(target=self._look, name="desk-soundness", daemon=True)
        self._thread.start()

    def refuse_damaged(self, *, finished: bool = False) -> None:
        """Damaged where that is known by now; `finished` waits until it is."""
        if finished:
            self._begin.set()
            self._over.wait()
        if self._damaged:
            raise Damaged

    def stop(self) -> None:
        """Look no further."""
        self._stopping = True
        self._begin.set()
        while self._thread.is_alive():
            if self._running is not None:
                self._running.interrupt()
            self._thread.join(0.05)
        self._engine.dispose()

    def _look(self) -> None:
        try:
            self._begin.wait(_CALM)
            if not self._stopping:
                with self._engine.connect() as connection:
                    self._running = connection.connection.driver_connection
                    require_sound(connection)
        except Damaged:
            self._damaged = True
        except DBAPIError as error:  # stopped, or taken away: whoever works with it is told
            self._damaged = isinstance(cause_of(error), Damaged)
        finally:
            self._over.set()
