"""Read the tables of a web page that calls itself .xls, without a browser's powers.

A linear cut at the tags: no scripts, no links, no files, no entity but the standard characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from cluster_desk.importers.limits import MAX_COLUMNS, MAX_ROWS, CellCount, too_large

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_SPAN = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?(\d{1,6})", re.IGNORECASE)
_HIDDEN = tuple(
    (re.compile(begin, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for begin, end in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
)
_MOST_TABLES = 1_000
_BLANKS = re.compile(r"\s+")
_BREAKS = {"br", "p", "div", "li"}


def is_html(beginning: str) -> bool:
    """Whether lower-case text begins a page with tables, as far as its first lines tell."""
    if not beginning.startswith("<"):
        return False
    return any(mark in beginning for mark in ("<html", "<table", "<!doctype html", "<body"))


def read(text: str) -> list[list[list[str]]]:
    """The rows of every table, in the order in which tables begin; spans filled with blanks."""
    page = _Page()
    end = 0
    text = _without_hidden(text)
    for tag in _TAG.finditer(text):
        page.add_text(text[end : tag.start()])
        end = tag.end()
        closing, name, attributes = tag.groups()
        if closing:
            page.close(name.lower())
        else:
            page.open(name.lower(), attributes)
    return [table.finished() for table in page.tables]


def _without_hidden(text: str) -> str:
    for begin, end in _HIDDEN:
        text = "".join(_outside(text, begin, end))
    return text


def _outside(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> Iterator[str]:
    at = 0
    while start := begin.search(text, at):
        yield text[at : start.start()]
        stop = end.search(text, start.end())
        if stop is None:
            return
        at = stop.end()
    yield text[at:]


class _Table:
    """Rows as they are met; `taken` says down to which row a rowspan fills a column."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.taken: dict[int, int] = {}
        self.count = CellCount("HTML")

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])
        if len(self.rows) > MAX_ROWS:
            raise too_large("HTML")

    def begin_cell(self, attributes: str) -> None:
        self.end_cell()
        if not self.rows:
            self.begin_row()
        spans = {name.lower(): int(size) for name, size in _SPAN.findall(attributes)}
        self.span = (max(1, spans.get("colspan", 1)), max(1, spans.get("rowspan", 1)))
        self.cell = []

    def end_cell(self) -> None:
        if self.cell is None:
            return
        row, number = self.rows[-1], len(self.rows) - 1
        while self.taken.get(len(row), -1) >= number:
            row.append("")
        across, down = self.span
        if len(row) + across > MAX_COLUMNS or down > MAX_ROWS:
            raise too_large("HTML")
        if down > 1:
            self.taken |= dict.fromkeys(range(len(row), len(row) + across), number + down - 1)
        row.append(_BLANKS.sub(" ", unescape("".join(self.cell))).strip())
        row.extend([""] * (across - 1))
        self.count.add_row(number + 1, across)
        self.cell = None

    def finished(self) -> list[list[str]]:
        self.end_cell()
        return self.rows


class _Page:
    """Which table is being read: a layout table may hold the real one."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self._open: list[_Table] = []

    def open(self, name: str, attributes: str) -> None:
        if name == "table":
            if len(self.tables) == _MOST_TABLES:
                raise too_large("HTML")
            self.tables.append(_Table())
            self._open.append(self.tables[-1])
        elif self._open and name == "tr":
            self._open[-1].begin_row()
        elif self._open and name in ("td", "th"):
            self._open[-1].begin_cell(attributes)
        elif name in _BREAKS:
            self.add_text(" ")

    def close(self, name: str) -> None:
        if not self._open:
            return
        if name == "table":
            self._open.pop().end_cell()
        elif name in ("td", "th", "tr"):
            self._open[-1].end_cell()

    def add_text(self, text: str) -> None:
        if text and self._open and self._open[-1].cell is not None:
            self._open[-1].cell.append(text)
