"""Notice that the desk's file was moved, deleted or put back while it is open."""

from __future__ import annotations

from pathlib import Path

from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_


class DeskGone(DeskUnavailable):
    """Nothing is where the file was; an open connection would write beside the point."""

    message = N_(
        "The desk is no longer at {path}: nothing was changed. Put the file back there, open it"
        " where it is now, or restore a backup."
    )


class Whereabouts:
    """A file by its identity, not only by its name: a copy put in its place is another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _identity(path)

    def require(self) -> None:
        """DeskGone where nothing is there now."""
        if _identity(self._path) is None:
            raise DeskGone(path=self._path)

    def is_another(self) -> bool:
        """Whether another file stands there than at the last look; then that one is known."""
        found = _identity(self._path)
        if found is None or found == self._known:
            return False
        self._known = found
        return True


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
