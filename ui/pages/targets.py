"""Say where in the window a thing is, so that a number can lead to the list behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Target:
    """A place, and what is wanted there: one of its views, a record, a text to filter by."""

    place: str
    view: str = ""
    record: int | None = None
    text: str = ""


def history_target(table: str, record_id: int) -> Target:
    """What was changed in a record and its parts, when and by whom; `table` is its kind."""
    return Target(place="archive", view=f"{HISTORY}:{table}", record=record_id)


HISTORY = "history"
"""The view of the archive that tells every operation; with a kind and a record, those of it."""
