"""Look at thousands of images of a desk with one connection, which reads the schema once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cluster_desk.store import engine

NAME = "a.desk"
DAMAGED = -1
Look = Callable[[Any], int]


class Images:
    """A place where one image lies at a time, and the connection that opens it.

    SQLite reads the schema of a file anew only where its cookie says that it is another one:
    parsing two hundred triggers takes ten times as long as everything else. The journal of the
    image is rolled back as at any opening, since no lock is held between two images.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._connection: Any = None

    def lay(self, files: dict[str, bytes]) -> None:
        """Put the files of an image in the place of the last one's."""
        for left in self.path.parent.iterdir():
            if left.name not in files:
                left.unlink()
        for name, content in files.items():
            place = self.path.with_name(name)
            with place.open("r+b" if place.exists() else "wb") as file:
                file.write(content)
                file.truncate()

    def look(self, look: Look) -> int:
        """What the image holds; -1 where it is damaged, and then nothing of it is kept."""
        module = engine.sqlite_module()
        try:
            if self._connection is None:
                self._connection = module.connect(str(self.path), isolation_level=None)
            # two images may have the same change counter: no page of the last one may stay
            self._connection.execute("PRAGMA shrink_memory")
            whole = self._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            found = look(self._connection) if whole else DAMAGED
        except module.DatabaseError:
            found = DAMAGED
        if found == DAMAGED:
            self.forget()
        return found

    def forget(self) -> None:
        """Close the connection; the next image is opened with a new one."""
        if self._connection is not None:
            with suppress(engine.sqlite_module().DatabaseError):
                self._connection.close()
        self._connection = None


@contextmanager
def images(folder: Path) -> Iterator[Images]:
    """A place for images in an empty folder."""
    folder.mkdir()
    place = Images(folder)
    try:
        yield place
    finally:
        place.forget()
