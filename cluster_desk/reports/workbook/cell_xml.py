"""Write cells as XML: text that can never be a formula, exact amounts, results beside formulas.

openpyxl builds everything of the file except the cells: written here they carry the results of
our formulas, for previews and programs that do not calculate, and a ledger of 100,000 rows takes
seconds and no memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from functools import cache
from xml.sax.saxutils import escape

from cluster_desk.domain.money import Money
from cluster_desk.errors import Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.workbook.model import Formula, Kind, Minutes, Plain, Share

LONGEST_TEXT = 32_767
"""Characters in a cell; Excel cuts longer ones silently, so they are refused."""

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was, and before 1900 nothing at all."""

_KNOWN_TEXTS, _SHORT_TEXT = 20_000, 80  # a ledger says the same few things over and over
_MINUTES_A_DAY = 24 * 60
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class TextTooLong(Refused):
    """A text that no cell can hold."""

    message = N_("A text of {length} characters does not fit a cell: shorten «{beginning}…».")


class CellWriter:
    """Values as the content of cells; counts the unprintable characters it leaves out."""

    def __init__(self) -> None:
        self.removed = 0
        self._words = {True: _("Yes"), False: _("No")}
        self.by_type: dict[type, Callable[..., str]] = {
            str: self.write_text,
            int: lambda number: f"><v>{number}</v></c>",
            Money: lambda amount: f"><v>{amount.canonical()}</v></c>",
            date: cache(_day),
            time: lambda hour: f"><v>{_of_a_day(hour.hour * 60 + hour.minute)}</v></c>",
            Minutes: lambda minutes: f"><v>{_of_a_day(minutes.count)}</v></c>",
            Share: _share,
            type(None): lambda _nothing: "/>",
            Formula: self._write_formula,
        }
        self._known: dict[str, str] = {}

    def write(self, value: Plain | Formula, kind: Kind) -> str:
        """What follows `<c r="A1" s="3"`, to the end of the cell."""
        if value is True or value is False:
            value = self._words[value] if value or kind is Kind.YES_NO else None
        write = self.by_type.get(type(value))
        if write is None:
            raise TypeError(f"no cell can hold {type(value).__name__}")
        return write(value)

    def write_text(self, text: str) -> str:
        """An inline string: whatever it begins with, it is text. TextTooLong above the limit."""
        if (known := self._known.get(text)) is not None:
            return known
        written = self._inline(text)
        if len(self._known) < _KNOWN_TEXTS and len(text) <= _SHORT_TEXT:
            self._known[text] = written
        return written

    def _inline(self, text: str) -> str:
        if not text:
            return "/>"
        if not text.isprintable():
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            text, count = _UNPRINTABLE.subn("", text)
            self.removed += count
        if len(text) > LONGEST_TEXT:
            raise TextTooLong(length=len(text), beginning=text[:40])
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
        space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
        return f' t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'

    def _write_formula(self, formula: Formula) -> str:
        text = f"<f>{escape(formula.text)}</f>"
        result = self.write(formula.value, Kind.TEXT)
        if result == "/>":
            return f">{text}</c>"
        if not result.startswith("><v>"):
            raise TypeError("a formula of ours gives a number")
        return f">{text}{result[1:]}"


def _day(day: date) -> str:
    if day < _FIRST_DAY:
        return f' t="inlineStr"><is><t>{date_text(day)}</t></is></c>'
    return f"><v>{day.toordinal() - _EPOCH}</v></c>"


def _share(share: Share) -> str:
    return "/>" if share.decimal is None else f"><v>{share.decimal:f}</v></c>"


def _of_a_day(minutes: int) -> str:
    return f"{minutes / _MINUTES_A_DAY:.15g}"
