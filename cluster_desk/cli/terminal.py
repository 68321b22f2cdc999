"""Tell whoever watches a terminal how far a long verb is; a pipe or a scheduler hears nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from cluster_desk.progress import Stoppable

_EVERY = 0.1  # seconds: a line that changes faster is not read
_CLEARED = "\r\x1b[K"


class TerminalProgress(Stoppable):
    """One line on standard error, written over and over."""

    def __init__(self) -> None:
        super().__init__()
        self._is_seen = sys.stderr.isatty()
        self._told_at = 0.0

    def step(self, done: int, total: int, message: str = "") -> None:
        now = monotonic()
        if self._is_seen and total and now - self._told_at >= _EVERY:
            self._told_at = now
            told = _("{done} of {total}").format(done=count_text(done), total=count_text(total))
            sys.stderr.write(f"{_CLEARED}{told} · {done * 100 // total} %")
            sys.stderr.flush()
        super().step(done, total, message)

    def clear(self) -> None:
        """Leave the line to what is said next."""
        if self._told_at:
            sys.stderr.write(_CLEARED)
            sys.stderr.flush()


@contextmanager
def progress_shown() -> Iterator[TerminalProgress]:
    """A progress whose line is gone at the end, whatever the end is."""
    progress = TerminalProgress()
    try:
        yield progress
    finally:
        progress.clear()
