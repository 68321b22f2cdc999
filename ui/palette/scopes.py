"""The signs with which a person says what they are looking for, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cluster_desk.i18n import N_

GROUPS = (
    ("recent", N_("Recent")),
    ("actions", N_("Actions")),
    ("members", N_("Members")),
    ("documents", N_("Documents")),
    ("meetings", N_("Meetings and minutes")),
    ("movements", N_("Movements")),
    ("go", N_("Go to")),
    ("help", N_("Manual")),
)
"""In the order in which they are listed."""

_OF_EVERYTHING = ("actions", "members", "documents", "meetings", "movements", "go", "help")
_NUMBERED = re.compile(r"n(?:°|\.|º)\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which groups are looked through; `sign` begins the line, `text` is said beside it."""

    key: str
    sign: str
    text: str
    groups: tuple[str, ...]


EVERYWHERE = Scope(key="all", sign="", text=N_("in the whole program"), groups=_OF_EVERYTHING)
NUMBERS = Scope(
    key="numbers", sign="n. ", text=N_("member or document no."), groups=("members", "documents")
)
SCOPES = (
    EVERYWHERE,
    Scope(key="commands", sign=">", text=N_("commands"), groups=("actions", "go")),
    Scope(key="members", sign="@", text=N_("members"), groups=("members",)),
    Scope(key="meetings", sign="#", text=N_("meetings"), groups=("meetings",)),
    Scope(key="amounts", sign="€", text=N_("amounts"), groups=("movements",)),
    Scope(key="help", sign="?", text=N_("manual"), groups=("help",)),
    NUMBERS,
)


def read_scope(line: str) -> tuple[Scope, str]:
    """What is looked through, and the words that are looked for."""
    text = line.lstrip()
    numbered = _NUMBERED.match(text)
    if numbered:
        return NUMBERS, text[numbered.end() :].strip()
    for scope in SCOPES[1:]:
        if text.startswith(scope.sign):
            return scope, text[len(scope.sign) :].strip()
    return EVERYWHERE, text.strip()
