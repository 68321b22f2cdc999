"""Let only what the embedded fonts can print reach a page, and say what cannot be.

A glyph that is missing would be printed as a box, and makes a file that no archive accepts
(RELIABILITY §4.2, 5). Signs that nobody sees are taken off, composed letters put together,
compatibility forms replaced by what they stand for; whatever is then still missing is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache

from cluster_desk.errors import Refused
from cluster_desk.i18n import N_
from cluster_desk.reports.pdf import fonts
from cluster_desk.reports.texts.marks import UNCONFIRMED

LONGEST = 20_000  # characters of one paragraph or cell: a page and a half of small print
LONGEST_WORD = 1_000  # a word without a break is laid out letter by letter
_SHOWN = 40
_NEWLINES = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\t": " "})


class UnprintableText(Refused):
    """A character that no embedded font has."""

    message = N_("«{text}» cannot be printed: remove or replace {characters}.")


class TextTooLong(Refused):
    """A field that would not end on a sheet of paper."""

    message = N_("«{text}…» is too long to be printed: shorten it or divide it into paragraphs.")


def clean(text: str) -> str:
    """The text as it is printed: what cannot be seen taken off, what is missing replaced."""
    if _signs().issuperset(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_NEWLINES))
    return "".join(_replacement(sign) for sign in text)


def require_printable(document: object) -> None:
    """Refuse a document with text that is too long or that no font can print.

    Every offending character of the first such text is named.
    """
    for text in texts_of(document):
        if len(text) > LONGEST_WORD:
            _require_length(text)
        missing = sorted(set(clean(text)) - _signs() - {"\n"})
        if missing:
            characters = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing)
            raise UnprintableText(text=_shortened(text), characters=characters)


def texts_of(value: object) -> Iterator[str]:
    """Every text inside a document, dataclass in dataclass."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def _require_length(text: str) -> None:
    paragraphs: Iterable[str] = text.split("\n")
    too_long = any(len(paragraph) > LONGEST for paragraph in paragraphs)
    if too_long or any(len(word) > LONGEST_WORD for word in text.split()):
        raise TextTooLong(text=_shortened(text))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN]


@cache
def _signs() -> frozenset[str]:
    """What is printed as it stands; a soft hyphen is not: the fonts draw it anywhere."""
    return frozenset(map(chr, fonts.register())) - {"\N{SOFT HYPHEN}"}


@lru_cache(maxsize=4096)
def _replacement(sign: str) -> str:
    if sign == "\n" or sign in _signs():
        return sign
    if sign == UNCONFIRMED:  # shapes prose, and is nothing anywhere else
        return ""
    kind = unicodedata.category(sign)
    if kind in {"Cc", "Cf", "Cs"} or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return ""
    if kind in {"Zs", "Zl", "Zp"}:
        return "\n" if kind != "Zs" else " "
    plain = unicodedata.normalize("NFKC", sign)
    return plain if _signs().issuperset(plain) else sign
