"""What every verb gets: which desk, which day it is, and how to open the one with the other."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cluster_desk import paths
from cluster_desk.clock import Clock, FixedClock, SystemClock
from cluster_desk.desk import Desk


@dataclass(frozen=True)
class Context:
    """The command line's own choices."""

    location: str | Path
    clock: Clock
    as_json: bool
    verb: str

    def open(self, *, read_only: bool = False) -> Desk:
        """The desk; DeskUnavailable with the reason."""
        return Desk.open(self.location, clock=self.clock, read_only=read_only)

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.clock.today()


def location_of(text: str | None) -> str | Path:
    """What `--desk` names: a file, a server's address, or the user's own desk."""
    if not text:
        return paths.default_desk()
    return text if "://" in text else Path(text)


def clock_of_the_machine() -> Clock:
    """The machine's clock; CLUSTER_DESK_TODAY fixes the day for rehearsals and tests."""
    fixed = os.environ.get("CLUSTER_DESK_TODAY")
    return FixedClock.at(fixed) if fixed else SystemClock()
