"""Read the marks of a rendered text back into paragraphs and runs, whatever then sets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from cluster_desk.reports.texts import marks

_SIGNS = re.compile(
    f"([{marks.BOLD}{marks.ITALIC}{marks.UNCONFIRMED}{marks.MISSING}{marks.CAPITAL}])"
)
_LIST = re.compile(f"[{marks.ITEM}{marks.NUMBERED}][^\n{marks.LIST_END}]*{marks.LIST_END}")
_ITEM_SIGNS = re.compile(f"[{marks.ITEM}{marks.NUMBERED}]")
_ESCAPED = re.compile(r"([\\*])")
_BLANKS = re.compile(" {2,}")


class Check(Enum):
    """Why a run of a draft is highlighted; what is issued has none."""

    UNCONFIRMED = "unconfirmed"
    MISSING = "missing"


@dataclass(frozen=True)
class Run:
    """Words set in one way."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    check: Check | None = None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `number` counts from 1 in a numbered list and is 0 in a plain one."""

    runs: tuple[Run, ...]
    number: int | None = None

    @property
    def is_item(self) -> bool:
        """Whether it belongs to a list."""
        return self.number is not None

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def prose(self) -> str:
        """With `**bold**` and `*italic*`; the same signs in a value stand behind a backslash.

        What is highlighted in a draft stands between two `marks.UNCONFIRMED`.
        """
        return "".join(_marked(run) for run in self.runs)


def read_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a rendered text, empty and vanished lines left out."""
    lines = [line for line in text.split("\n") if marks.VANISH not in line]
    lines = [line for line in (_BLANKS.sub(" ", line).strip() for line in lines) if line]
    found: list[Paragraph] = []
    style = Run("")
    for line, following in pairwise([*lines, ""]):
        for piece, number in _items(_settled(line, following)):
            runs, style = _runs(piece, style)
            if runs:
                found.append(Paragraph(runs, number))
    return tuple(found)


def _settled(line: str, following: str) -> str:
    """The last line of a group that ends in semicolons ends in a full stop."""
    goes_on = following.strip("".join((marks.BOLD, marks.ITALIC)))[:1].islower()
    return line.replace(marks.SOFT_SEMICOLON, ";" if goes_on else ".")


def _items(line: str) -> Iterator[tuple[str, int | None]]:
    """A list alone on its line, item by item; inside a sentence its items are joined."""
    if _LIST.fullmatch(line):
        is_numbered = line[0] == marks.NUMBERED
        for number, item in enumerate(_ITEM_SIGNS.split(line[1:-1]), 1):
            yield item, number if is_numbered else 0
        return
    joined = _LIST.sub(lambda found: _ITEM_SIGNS.sub("; ", found[0][1:-1]), line)
    yield joined, None


def _runs(text: str, style: Run) -> tuple[tuple[Run, ...], Run]:
    found: list[Run] = []
    capital = False
    for piece in _SIGNS.split(text):
        if piece == marks.CAPITAL:
            capital = True
        elif _SIGNS.fullmatch(piece):
            style = _switched(style, piece)
        elif piece:
            shown = piece[:1].upper() + piece[1:] if capital else piece
            found.append(replace(style, text=shown))
            capital = False
    return tuple(found), style


def _switched(style: Run, sign: str) -> Run:
    if sign == marks.BOLD:
        return replace(style, is_bold=not style.is_bold)
    if sign == marks.ITALIC:
        return replace(style, is_italic=not style.is_italic)
    check = Check.MISSING if sign == marks.MISSING else Check.UNCONFIRMED
    return replace(style, check=None if style.check else check)


def _marked(run: Run) -> str:
    """The run between its signs, blanks outside them."""
    text = _ESCAPED.sub(r"\\\1", run.text)
    if run.check:
        return f"{marks.UNCONFIRMED}{text}{marks.UNCONFIRMED}"
    sign = "**" if run.is_bold else "*" if run.is_italic else ""
    if not sign or not text.strip():
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{sign}{text.strip()}{sign}{after}"
