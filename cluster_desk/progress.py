"""Let a long loop say how far it is, and be stopped at a safe point."""

from __future__ import annotations

from typing import Protocol

from cluster_desk.errors import Cancelled


class Progress(Protocol):
    """What a long job reports to. `step` raises Cancelled where the person asked to stop."""

    def step(self, done: int, total: int, message: str = "") -> None:
        """So many of so many are done."""
        ...


class Silent:
    """Nobody is watching."""

    def step(self, done: int, total: int, message: str = "") -> None:
        return None


class Stoppable:
    """Counts, and stops when told to; the window's progress builds on it."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stop_requested = False

    def stop(self) -> None:
        """Ask the job to stop at its next step."""
        self.stop_requested = True

    def step(self, done: int, total: int, message: str = "") -> None:
        self.done, self.total = done, total
        if self.stop_requested:
            raise Cancelled
