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
