"""Say what is to be seen in a window of its own, and how its page is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ui.pages.page import Page

PAGE_SIZE = (1120, 760)


@dataclass(frozen=True, kw_only=True)
class Apart:
    """A record. `key` tells it from all others; windows of one `kind` are of one size.

    `make` is called where the record has no window yet; it gives the page to what it gets,
    perhaps a moment later.
    """

    place: str
    kind: str
    key: str
    make: Callable[[Callable[[Page], object]], object]
    size: tuple[int, int] = PAGE_SIZE
