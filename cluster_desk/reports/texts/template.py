"""Read a text the secretary may edit, and say in words where it is wrong.

The notation is four things a person can type, and nothing else:

    {name}              a field
    [[flag: passage]]   printed if the flag is true; [[!flag: passage]] if it is false
    **bold**  *italic*  inside one line

A line is a paragraph; empty lines only space the source. Passages do not nest and do not cross
a line; one blank stands before a passage unless it begins with punctuation. Above the first empty
line a text may have parts of its own, `subject: …`, and `rules: key, key`: the statute rules it
prints, the first of which gives `{statute_article}`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import N_, _
from cluster_desk.reports.texts.fields import find_field, is_flag

PARTS = ("to", "channel", "subject", "heading")
"""What may stand above the body; each is one line with fields and passages."""

FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
PASSAGE = re.compile(r"\[\[(!?)([a-z][a-z0-9_]*):[ ]*((?:(?!\[\[|\]\]).)*)\]\]")

_PART = re.compile(r"(to|channel|subject|heading|rules):[ ]*(.*)")
_ARTICLE = "{statute_article}"
_NO_RULE = N_("This text prints an article of the statute: a line «rules:» must say of which rule.")
_STRAY = re.compile(r"\[\[|\]\]|\{[^{}\[\]]*\}|[{}]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class TextInvalid(Invalid):
    """A text that cannot be printed; each problem names its line (`row`) and column."""

    message = N_("This text cannot be used: correct the marked places.")


@dataclass(frozen=True, kw_only=True)
class Template:
    """A text that was read and found right: made by `parse` alone."""

    source: str
    parts: tuple[tuple[str, str], ...]
    body: str
    rules: tuple[str, ...]

    @classmethod
    def parse(cls, source: str, *, known: Collection[str] | None = None) -> Template:
        """The template; TextInvalid with every problem at once.

        `known` limits the names that may be used (fields and flags together); without it every
        name of `fields.py` may. Rows and columns count from 1.
        """
        lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        parts, first = _parts(lines)
        problems = [
            problem
            for row, line in enumerate(lines, 1)
            for problem in _problems(_scanned(line) if row <= first else line, row, known)
        ]
        if _ARTICLE in source and not parts.get("rules"):
            problems.append(Problem(message=_(_NO_RULE), field="statute_article"))
        if problems:
            raise TextInvalid(problems)
        rules = tuple(rule.strip() for rule in parts.pop("rules", "").split(",") if rule.strip())
        body = "\n".join(line.strip() for line in lines[first:] if line.strip())
        return cls(source=source, parts=tuple(parts.items()), body=body, rules=rules)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of the fields it prints."""
        return frozenset(name for text in self._texts() for name in FIELD.findall(text))

    @cached_property
    def flags(self) -> frozenset[str]:
        """The names of the flags that decide what it prints."""
        return frozenset(found[2] for text in self._texts() for found in PASSAGE.finditer(text))

    def _texts(self) -> Iterator[str]:
        yield from (text for _name, text in self.parts)
        yield self.body


def _parts(lines: list[str]) -> tuple[dict[str, str], int]:
    """The lines above the body by name, and how many lines they take."""
    found: dict[str, str] = {}
    for count, line in enumerate(lines):
        match = _PART.fullmatch(line.rstrip())
        if match is None:
            return found, count
        found[match[1]] = match[2]
    return found, len(lines)


def _scanned(line: str) -> str:
    """A part's line with its name blanked out, so that columns stay right."""
    name, _colon, rest = line.partition(":")
    return "" if name == "rules" else " " * (len(name) + 1) + rest


def _problems(line: str, row: int, known: Collection[str] | None) -> Iterator[Problem]:
    yield from _name_problems(line, row, known)
    rest = PASSAGE.sub(lambda found: _blank(found[0]), line)
    yield from _stray_problems(FIELD.sub(lambda found: _blank(found[0]), rest), row)
    for passage in PASSAGE.finditer(line):
        inner = FIELD.sub(lambda found: _blank(found[0]), passage[3])
        yield from _stray_problems(inner, row, offset=passage.start(3))
        if _is_odd(passage[3]):
            yield _at(N_("A bold or italic mark opens and does not close here."), row, passage)
    if _is_odd(rest):
        yield _at(N_("A bold or italic mark opens and does not close on this line."), row, None)
    if (private := _PRIVATE.search(line)) is not None:
        yield _at(N_("This character cannot be printed."), row, private)


def _name_problems(line: str, row: int, known: Collection[str] | None) -> Iterator[Problem]:
    for found in FIELD.finditer(line):
        if find_field(found[1]) is None or (known is not None and found[1] not in known):
            yield _at(N_("There is no field called «{name}» in this text."), row, found, found[1])
    for found in PASSAGE.finditer(line):
        name = found[2]
        if not is_flag(name) or (known is not None and name not in known):
            yield _at(N_("There is no condition called «{name}» in this text."), row, found, name)


def _stray_problems(text: str, row: int, offset: int = 0) -> Iterator[Problem]:
    for found in _STRAY.finditer(text):
        yield _at(
            _STRAY_MESSAGES[found[0] if found[0] in _STRAY_MESSAGES else "{"],
            row,
            found,
            offset=offset,
        )


_STRAY_MESSAGES = {
    "[[": N_("This passage opens with «[[» and is not written as [[name: text]] on one line."),
    "]]": N_("A passage closes here that was never opened, or passages stand one in another."),
    "{": N_("This brace opens no field: a field is written {{name}}, in small letters."),
    "}": N_("This brace closes no field."),
}


def _at(
    message: str, row: int, found: re.Match[str] | None, name: str = "", offset: int = 0
) -> Problem:
    column = found.start() + offset + 1 if found else 1
    text = _("Line {row}, column {column}: {message}").format(
        row=row, column=column, message=_(message).format(name=name)
    )
    return Problem(message=text, field=name, row=row)


def _is_odd(text: str) -> bool:
    bold = text.count("**")
    return bold % 2 == 1 or (text.count("*") - 2 * bold) % 2 == 1


def _blank(text: str) -> str:
    return " " * len(text)
