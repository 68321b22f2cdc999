"""Notice that the desk's file was moved, deleted or put back while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

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


class Whereabouts:
    """A file by its identity, not only by its name: a copy put in its place is another.

    Of a server's address nothing is asked here.
    """

    def __init__(self, location: str | Path) -> None:
        self._path = None if engine.is_postgresql(location) else Path(location)
        self._known = _identity(self._path)

    def require(self) -> None:
        """DeskGone where nothing is there now."""
        if self._path is not None and _identity(self._path) is None:
            raise DeskGone(path=self._path)

    @contextmanager
    def reached(self, opened: Engine) -> Iterator[None]:
        """The file that stands at its place now, and causes a person can be told."""
        if self._is_another():
            opened.dispose()  # its connections still hold the former one
        try:
            with translated():
                yield
        except ReadOnlyDesk:  # as SQLite calls it, too, where the file was taken away
            self.require()
            raise

    def _is_another(self) -> bool:
        """Than at the last look; then that one is known."""
        found = _identity(self._path)
        if found is None or found == self._known:
            return False
        self._known = found
        return True


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
