"""Keep what shapes a text apart from what stands in it: one private character for each mark.

Every value is cleaned of these characters before it enters a text, so nothing a person typed can
become bold, an item, or a paragraph of its own.
"""

from __future__ import annotations

import re

BOLD = "\ue000"
ITALIC = "\ue001"
ITEM = "\ue002"
LIST_END = "\ue003"
NUMBERED = "\ue004"
UNCONFIRMED = "\ue005"
MISSING = "\ue006"
CAPITAL = "\ue007"
VANISH = "\ue008"
SOFT_SEMICOLON = "\ue009"

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, line ends kept
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # would turn the direction of what follows
    "\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t]+")


def one_line(text: str) -> str:
    """A value on one line, single blanks, nothing unprintable; no-break blanks stay."""
    return _BLANKS.sub(" ", _LINE_ENDS.sub(" ", _UNPRINTABLE.sub("", text))).strip()


def lines_of(text: str) -> list[str]:
    """The lines of a longer value, cleaned, empty ones left out."""
    cleaned = (one_line(line) for line in _LINE_ENDS.split(text))
    return [line for line in cleaned if line]
