"""Read MT940 (and MT942) as banks really write it; no line is lost to another line's defect.

The mt-940 library reads RC as money in, raises on some :28C:, on impossible dates and without a
closing balance, and glues IBAN and name together: it serves the tests as a second opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cluster_desk.i18n import _
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.amounts import plain_amount
from cluster_desk.importers.statements.assembly import Balance, Parts, assemble, refuse_too_many
from cluster_desk.importers.statements.days import short_day
from cluster_desk.importers.statements.drafts import StatementReading
from cluster_desk.importers.statements.mt940_line import with_purpose, written_line
from cluster_desk.importers.statements.problems import Problems
from cluster_desk.importers.statements.refusals import CutOff, NotAStatement, TooManyMovements
from cluster_desk.importers.statements.texts import CODE, clean, iban_or_nothing, lines_of

_TAG = re.compile(r":([0-9]{2}[A-Z]?|NS):")
_TELLING = re.compile(r"^[ \t]*:(20|25P?|28C?|60[FM]|61):", re.MULTILINE)
_BALANCE = re.compile(r"\s*([CD])\s*([0-9]{6})\s*([A-Z]{3})\s*([0-9.,]+)\s*")
_LIMIT_CURRENCY = re.compile(r"\s*([A-Z]{3})")
_ENVELOPE = re.compile(r"\{[1-5]:(?:[^{}]|\{[^{}]*\})*\}?|^-\}.*$", re.MULTILINE)
_LINES = 100  # of one field; the standard has six
_PAGE_ENDS: Final = "62M"


@dataclass(frozen=True, slots=True)
class _Field:
    tag: str
    lines: tuple[str, ...]
    row: int

    @property
    def text(self) -> str:
        """What stands on the first line: most fields have only that."""
        return self.lines[0].strip()


def looks_like_mt940(text: str) -> bool:
    """Two different fields of a statement at the beginning of lines."""
    return len({found[1][:2] for found in _TELLING.finditer(text[:200_000])}) >= 2


def read_mt940(text: str) -> StatementReading:
    """Every statement; pages closed by :62M: are one with those they continue."""
    problems = Problems()
    reader = _Reader(problems)
    last = ""
    for field in _fields(text):
        reader.add(field)
        last = field.tag
    if last in ("", "20", "21", "25", "28", "28C"):
        raise CutOff if last else NotAStatement
    drafts = tuple(assemble(parts, problems) for parts in reader.finished())
    return StatementReading(format="mt940", statements=drafts, problems=problems.shown())


class _Reader:
    """Follows the fields of a file, statement after statement."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._done: list[Parts] = []
        self._parts = Parts()
        self._page_goes_on = False
        self._takes_purpose = False
        self._movements = 0
        self._days: dict[int, date] = {}

    def add(self, field: _Field) -> None:
        """One field; a :86: belongs to the movement just before it."""
        if field.tag == "86":
            if self._takes_purpose:
                self._parts.lines[-1] = with_purpose(self._parts.lines[-1], field.lines)
            self._takes_purpose = False
            return
        self._takes_purpose = False
        if field.tag == "20":
            self._close_statement()
        elif field.tag.startswith("25"):
            self._account(field)
        elif field.tag in ("28", "28C"):
            self._parts.number = clean(field.text, CODE)
        elif field.tag == "34F":
            self._limit(field)
        elif field.tag in ("60F", "60M"):
            self._opening(field)
        elif field.tag in ("62F", "62M"):
            self._closing(field)
        elif field.tag == "61":
            self._movement(field)

    def finished(self) -> list[Parts]:
        """All statements; those that hold nothing at all are none."""
        self._close_statement()
        return self._done

    def _close_statement(self) -> None:
        parts, self._parts = self._parts, Parts()
        if parts.account_text or parts.lines or parts.opening or parts.closing:
            self._done.append(parts)
            refuse_too_many(self._done)

    def _account(self, field: _Field) -> None:
        self._parts.account_text = clean(field.text, CODE)
        self._parts.account_iban = iban_or_nothing(field.text)

    def _limit(self, field: _Field) -> None:
        """MT942 has no balances: the floor limit names the currency."""
        if found := _LIMIT_CURRENCY.match(field.text):
            self._parts.currency = found[1]

    def _opening(self, field: _Field) -> None:
        if self._continues(field):
            page, self._parts = self._parts, self._done.pop()
            self._parts.number = self._parts.number or page.number
            self._parts.closing = None
            self._page_goes_on = False
            return
        if self._parts.opening is not None or self._parts.lines:
            # A new statement without its :20:.
            account_text, account_iban = self._parts.account_text, self._parts.account_iban
            self._close_statement()
            self._parts.account_text, self._parts.account_iban = account_text, account_iban
        self._parts.opening, self._parts.from_on = self._balance(field)

    def _continues(self, field: _Field) -> bool:
        return (
            field.tag == "60M"
            and self._page_goes_on
            and bool(self._done)
            and not self._parts.lines
            and self._done[-1].account_text == self._parts.account_text
        )

    def _closing(self, field: _Field) -> None:
        self._parts.closing, self._parts.to_on = self._balance(field)
        self._page_goes_on = field.tag == _PAGE_ENDS

    def _balance(self, field: _Field) -> tuple[Balance | None, date | None]:
        found = _BALANCE.match(field.text)
        try:
            if found is None:
                raise ValueError("not a balance")
            amount = plain_amount(found[4].rstrip("."))
        except ValueError:
            told = _("The balance «{text}» cannot be read.").format(text=clean(field.text, 40))
            self._problems.add(told, field="closing", row=field.row)
            return None, None
        try:
            day = short_day(found[2])
        except ValueError:
            day = None
        money = -amount if found[1] == "D" else amount
        self._parts.currency = self._parts.currency or found[3]
        return Balance(money, found[3]), day

    def _movement(self, field: _Field) -> None:
        self._movements += 1
        if self._movements > limits.MOVEMENTS:
            raise TooManyMovements(limit=limits.MOVEMENTS)
        line = written_line(
            field.lines,
            row=field.row,
            position=len(self._parts.lines) + 1,
            currency=self._parts.currency,
            otherwise_on=self._parts.from_on,
            problems=self._problems,
        )
        if line is not None:
            self._parts.lines.append(line)
            self._takes_purpose = True


def _fields(text: str) -> Iterator[_Field]:
    """The fields with the rows they begin in; SWIFT envelopes and dividing dashes fall away."""
    text = _ENVELOPE.sub(_same_rows, text)
    tag, row, lines = "", 0, list[str]()
    for number, line in enumerate(lines_of(text), start=1):
        stripped = line.strip()
        if found := _TAG.match(stripped):
            if tag:
                yield _Field(tag, tuple(lines), row)
            tag, row, lines = found[1], number, [stripped[found.end() :]]
        elif stripped == "-":
            if tag:
                yield _Field(tag, tuple(lines), row)
            tag = ""
        elif tag and stripped and len(lines) < _LINES:
            lines.append(stripped)
    if tag:
        yield _Field(tag, tuple(lines), row)


def _same_rows(found: re.Match[str]) -> str:
    """Only the header of an envelope goes; its text block stays, and so do the row numbers."""
    return found[0][3:] if found[0].startswith("{4:") else "\n" * found[0].count("\n")
