"""Understand the only marks a text of ours may carry: **bold**, *italic*, and what is in doubt.

Spans do not nest and do not cross a line; a mark without its partner is printed as it stands.
A backslash takes the meaning from the sign after it: that is how a field's content is put into
a template without ever becoming markup. What a draft prints though nobody confirmed it stands
between two private characters, which are never part of what a person typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cluster_desk.reports.texts.marks import UNCONFIRMED

_SPAN = re.compile(
    r"\\(?P<plain>[\\*])"
    r"|\*\*(?P<bold>(?:[^*\s\\]|\\.)(?:(?:[^*\\\n]|\\.)*(?:[^*\s\\]|\\.))?)\*\*"
    r"|\*(?P<italic>(?:[^*\s\\]|\\.)(?:(?:[^*\\\n]|\\.)*(?:[^*\s\\]|\\.))?)\*"
    rf"|{UNCONFIRMED}(?P<doubtful>[^{UNCONFIRMED}\n]+){UNCONFIRMED}"
)
_ESCAPED = re.compile(r"\\([\\*])")


@dataclass(frozen=True)
class Span:
    """A run of plain text and how it is set."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_doubtful: bool = False


def literal(text: str) -> str:
    """The same text as prose in which nothing is a mark."""
    return re.sub(r"([\\*])", r"\\\1", text)


def spans(prose: str) -> tuple[Span, ...]:
    """The runs of one paragraph, in order, markup taken off."""
    found: list[Span] = []
    plain: list[str] = []
    end = 0
    for match in _SPAN.finditer(prose):
        plain.append(prose[end : match.start()])
        end = match.end()
        if match["plain"]:
            plain.append(match["plain"])
            continue
        _flush(plain, found)
        found.append(_span(match))
    plain.append(prose[end:])
    _flush(plain, found)
    return tuple(found)


def plain_text(prose: str) -> str:
    """What is left to read when the marks are taken off."""
    return "".join(span.text for span in spans(prose))


def paragraphs(prose: str) -> tuple[str, ...]:
    """The paragraphs of a longer text: one per line, empty lines dropped."""
    return tuple(line.strip() for line in prose.splitlines() if line.strip())


def _span(match: re.Match[str]) -> Span:
    text = _ESCAPED.sub(r"\1", match["bold"] or match["italic"] or match["doubtful"])
    is_bold, is_italic = match["bold"] is not None, match["italic"] is not None
    return Span(text, is_bold, is_italic, is_doubtful=match["doubtful"] is not None)


def _flush(plain: list[str], found: list[Span]) -> None:
    text = "".join(plain)
    plain.clear()
    if text:
        found.append(Span(text))
