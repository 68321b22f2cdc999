"""One line of the palette, whatever it leads to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.pages.targets import Target
from ui.palette.matching import Match

_NOTHING = Match(score=0, places=frozenset())


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`key` is what use is remembered by, and holds no name; what has a `target` is a record.

    `has_face` draws the initials of the title in place of an icon.
    """

    key: str
    group: str
    title: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = "arrow-right"
    keys: str = ""
    has_face: bool = False
    target: Target | None = None
    match: Match = field(default=_NOTHING, compare=False)
