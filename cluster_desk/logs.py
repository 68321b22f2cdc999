"""Write what happened to a file, without a person's data: event names, ids, places in the code."""

from __future__ import annotations

import logging
import sys
import traceback
import uuid
from logging.handlers import RotatingFileHandler
from types import TracebackType

from cluster_desk import paths

_LOGGER = logging.getLogger("cluster_desk")


def start() -> None:
    """Log into the user's folder; twice is once."""
    if _LOGGER.handlers:
        return
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    keeper = RotatingFileHandler(
        folder / "cluster-desk.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8"
    )
    keeper.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOGGER.addHandler(keeper)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def event(name: str, **ids: int) -> None:
    """One event by name, with numbers only: a name or an address cannot be passed."""
    _LOGGER.info("%s %s", name, " ".join(f"{key}={value:d}" for key, value in ids.items()))


def record_bug(error: BaseException | None = None, trace: TracebackType | None = None) -> str:
    """Log where an unexpected error came from, never what it said; returns its number."""
    start()
    number = uuid.uuid4().hex[:8].upper()
    raised = error or sys.exc_info()[1]
    frames = traceback.extract_tb(trace or (raised.__traceback__ if raised else None))
    # the message may hold values of a row: only its type and the places are written
    places = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno} {f.name}" for f in frames)
    _LOGGER.error("bug %s %s %s", number, type(raised).__name__, places)
    return number
