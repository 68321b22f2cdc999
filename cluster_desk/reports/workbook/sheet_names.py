"""Give sheets names that Excel accepts: short, without its signs, each only once."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = "history"


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """The names, cut and told apart by a number where they would be alike."""
    taken: set[str] = {_RESERVED}
    names = []
    for text in wanted:
        plain = " ".join(_FORBIDDEN.sub(" ", text).split()).strip("'") or "–"
        name, number = plain[:LONGEST_NAME].rstrip(), 1
        while name.casefold() in taken:
            number += 1
            suffix = f" ({number})"
            name = plain[: LONGEST_NAME - len(suffix)].rstrip() + suffix
        taken.add(name.casefold())
        names.append(name)
    return names
