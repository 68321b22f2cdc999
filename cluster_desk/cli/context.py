"""What every verb gets: which desk, which day it is, and how to open the one with the other."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cluster_desk import paths
from cluster_desk.clock import Clock, FixedClock
from cluster_desk.desk import Desk
from cluster_desk.errors import DeskUnavailable
from cluster_desk.i18n import N_
from cluster_desk.store.engine import is_postgresql


class UnknownAddress(DeskUnavailable):
    """Only one kind of server holds desks."""

    message = N_("{address} is no desk’s address: name a file, or postgresql://server/name.")


class UnreadableToday(DeskUnavailable):
    """A rehearsal says its day in the environment."""

    message = N_("CLUSTER_DESK_TODAY is «{text}»: write a day like 2026-11-20, or leave it out.")


@dataclass(frozen=True)
class Context:
    """The command line's own choices."""

    location: str | Path
    clock: Clock | None
    as_json: bool
    verb: str

    def open(self, *, read_only: bool = False) -> Desk:
        """The desk; DeskUnavailable with the reason."""
        return Desk.open(self.location, clock=self.clock, read_only=read_only)


def location_of(text: str | None) -> str | Path:
    """What `--desk` names: a file, a server's address, or the user's own desk; UnknownAddress."""
    if not text:
        return paths.default_desk()
    if "://" not in text:
        return Path(text)
    if not is_postgresql(text):
        raise UnknownAddress(address=text)
    return text


def chosen_clock() -> Clock | None:
    """CLUSTER_DESK_TODAY fixes the day for rehearsals and tests; None leaves it to the desk.

    UnreadableToday where it is no day.
    """
    fixed = os.environ.get("CLUSTER_DESK_TODAY")
    try:
        return FixedClock.at(fixed) if fixed else None
    except ValueError as error:
        raise UnreadableToday(text=fixed) from error
