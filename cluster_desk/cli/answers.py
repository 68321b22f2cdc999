"""Print what a verb answers: one JSON document, or lines a person reads."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, TextIO

from cluster_desk.domain.money import Money
from cluster_desk.domain.sentences import Sentence
from cluster_desk.errors import Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a verb says: the document of `--json`, and lines or a table otherwise.

    `cut_short` says on standard error why only a part of it was done, and ends the verb with 1.
    """

    document: Any
    lines: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = field(default=())
    cut_short: str = ""


def plain(value: Any) -> Any:
    """As JSON has it: amounts with a decimal point, ISO dates, codes of terms."""
    for kind, convert in _PLAIN:
        if isinstance(value, kind):
            return convert(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"no JSON for {type(value).__name__}")


def _problem(value: Problem) -> dict[str, Any]:
    return {"row": value.row, "field": value.field, "message": value.message}


# the first that fits: a Term is a string too, an instant is a day too
_PLAIN: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Money, Money.canonical),
    (Problem, _problem),
    ((Sentence, Path), str),
    ((datetime, date), lambda value: value.isoformat()),
    (time, lambda value: value.strftime("%H:%M")),
    (Enum, lambda value: value.value),
    ((str, int, float, type(None)), lambda value: value),
    (Mapping, lambda value: {str(key): plain(item) for key, item in value.items()}),
    ((set, frozenset), lambda value: [plain(item) for item in sorted(value)]),
    (Sequence, lambda value: [plain(item) for item in value]),
)


def write(answer: Answer, *, as_json: bool, out: TextIO | None = None) -> None:
    """To standard output, in UTF-8 whatever the console believes."""
    stream = out or sys.stdout
    if as_json:
        json.dump(plain(answer.document), stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        return
    for line in answer.lines:
        stream.write(line + "\n")
    if answer.columns:
        for line in table(answer.columns, answer.rows):
            stream.write(line + "\n")


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Aligned columns: amounts to the right, everything else to the left."""
    cells = [[shown(cell) for cell in row] for row in rows]
    widths = [max([len(title), *(len(row[i]) for row in cells)]) for i, title in enumerate(columns)]
    right = [any(isinstance(row[i], (Money, int)) for row in rows) for i in range(len(columns))]

    def line(texts: Sequence[str]) -> str:
        padded = (
            text.rjust(width) if to_right else text.ljust(width)
            for text, width, to_right in zip(texts, widths, right, strict=True)
        )
        return "  ".join(padded).rstrip()

    return [line(columns), *(line(row) for row in cells)]


def shown(value: object) -> str:
    """As a person reads it."""
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else ""
        case Money():
            return money_text(value)
        case date():
            return date_text(value)
        case time():
            return value.strftime("%H:%M")
        case _:
            return str(getattr(value, "label", value))
