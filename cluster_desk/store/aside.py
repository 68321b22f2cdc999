"""Keep a desk under another name before something else takes its own."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from cluster_desk.store import engine, opening, presence

SUFFIX = ".desk"


def free_name(folder: Path, stem: str) -> Path:
    """A desk's name in a folder that nothing has yet."""
    names = (f"{stem}{'' if i == 0 else f'-{i}'}{SUFFIX}" for i in range(1000))
    return next(folder / name for name in names if not (folder / name).exists())


def set_aside(path: Path, now: datetime, *, before: str) -> Path:
    """Another name for what is here; `before` says in it what took its place."""
    stamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    aside = free_name(path.parent, f"{path.stem}-before-{before}-{stamp}")
    engine.recover(path)
    try:
        os.link(path, aside)  # so that at every moment there is a desk under this name
    except OSError:  # a file system without hard links
        path.rename(aside)
    journal = engine.journal_of(path)
    if journal.exists():  # of a damaged file: it must never be rolled back into the new one
        journal.replace(engine.journal_of(aside))
        if engine.journal_of(aside).stat().st_size == 0:
            engine.journal_of(aside).unlink()
    return aside


def require_replaceable(path: Path) -> None:
    """NotADesk, IsFolder or HeldByOthers where a new desk cannot take this name."""
    opening.check_file(path, read_only=False)
    presence.require_alone(path)


def make_room(path: Path, now: datetime) -> Path | None:
    """Before a whole new desk takes this name: where a real association's is kept from now on.

    None where nothing was there, or only an invented association that can be made again.
    """
    if not path.exists():
        return None
    require_replaceable(path)
    return None if _is_invented(path) else set_aside(path, now, before="replace")


def _is_invented(path: Path) -> bool:
    opened = engine.make_engine(path, read_only=True)
    try:
        with Session(opened) as session:
            return opening.demo_day(session) is not None
    except DBAPIError:  # damaged: perhaps somebody can still save it
        return False
    finally:
        opened.dispose()
