"""Read CSV as Italian Excel, banks and web pages write it: encoding and delimiter by evidence.

The standard library's Sniffer fails on single columns and on files with a preamble, so the
delimiter is the one that cuts most rows into the same number of cells.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import islice

from cluster_desk.errors import Problem
from cluster_desk.i18n import _
from cluster_desk.importers.limits import MAX_TEXT, CellCount
from cluster_desk.importers.refusals import TextTooLong, UnclosedQuote, UnreadableText

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 300
_LONGEST_LINE = 1_000_000
_LABELS = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
_DECLARED = re.compile(r"sep=([;,\t|])\s*$", re.IGNORECASE)
_GUARDED = re.compile(r"'+(?:[\t\r\n]|[ \u00a0]*[=+\-@＝＋－＠\u2212])")
_UTF8_PAIR = re.compile(rb"\xc3[\x80-\xbf]")


@dataclass(frozen=True, kw_only=True)
class Delimited:
    """The records of a text file; a record over several lines counts as one, as Excel counts."""

    rows: list[list[str]]
    dialect: str
    problems: tuple[Problem, ...] = ()


def encoding_of(content: bytes) -> str:
    """The byte order mark's, else UTF-8 when every byte fits, else Windows-1252.

    UnreadableText for bytes that no text has.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _proved(content, "utf-16")
    # A few control characters are dirt, reported later; many are not text.
    if b"\x00" in content or len(_BINARY.findall(content)) > 4 + len(content) // 200:
        raise UnreadableText
    try:
        return _proved(content, "utf-8-sig")
    except UnreadableText:
        return _proved(content, "cp1252")


def read(content: bytes, encoding: str, delimiter: str | None = None) -> Delimited:
    """Every record, read with `delimiter` or with the one that fits best.

    UnclosedQuote when quotation marks swallow lines, SheetTooLarge, TextTooLong.
    """
    declared = _declared_delimiter(content, encoding)
    chosen = declared or delimiter or _best_delimiter(content, encoding)
    try:
        rows = list(_limited(_records(content, encoding, chosen)))
    except csv.Error as error:  # a field beyond the library's limit
        raise TextTooLong(row=1, sheet="CSV", limit=MAX_TEXT) from error
    _check_quotes(content, encoding, chosen, rows)
    if declared:
        rows[0] = []
    shown = {"\t": "TAB"}.get(chosen, chosen)
    return Delimited(
        rows=rows,
        dialect=f"{_LABELS[encoding]} {shown}",
        problems=_mixed_encodings(content, encoding),
    )


def unguarded(text: str) -> str:
    """Without the apostrophe by which a careful program keeps a text from being a formula."""
    return text[1:] if _GUARDED.match(text) else text


def _proved(content: bytes, encoding: str) -> str:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableText from error
    return encoding


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    # newline="" leaves line ends inside quotation marks as they are.
    lines = TextIOWrapper(BytesIO(content), encoding=encoding, newline="")
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_LINE:
            raise TextTooLong(row=number, sheet="CSV", limit=MAX_TEXT)
        yield line


def _records(
    content: bytes, encoding: str, delimiter: str, *, strict: bool = False
) -> Iterator[list[str]]:
    return csv.reader(_lines(content, encoding), delimiter=delimiter, strict=strict)


def _limited(records: Iterator[list[str]]) -> Iterator[list[str]]:
    count = CellCount("CSV")
    for number, record in enumerate(records, start=1):
        while record and not record[-1]:
            record.pop()
        count.add_row(number, len(record))
        yield record


def _declared_delimiter(content: bytes, encoding: str) -> str | None:
    """Excel's own first line `sep=;`."""
    found = _DECLARED.match(next(_lines(content, encoding), ""))
    return found[1] if found else None


def _best_delimiter(content: bytes, encoding: str) -> str:
    best = max(DELIMITERS, key=lambda delimiter: _fitness(content, encoding, delimiter))
    return best if _fitness(content, encoding, best) > (0, 0) else ";"


def _fitness(content: bytes, encoding: str, delimiter: str) -> tuple[float, int]:
    """How large a share of the rows has the commonest width; wider wins among equals.

    Cells that begin with a blank speak against: «Via Roma 1, 26013 Crema» is a sentence.
    """
    try:
        sample = list(islice(_records(content, encoding, delimiter), _SAMPLE))
    except csv.Error:
        return (0, 0)
    rows = [record for record in sample if record]
    widths = Counter(len(record) for record in rows if len(record) > 1)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    inner = [cell for record in rows for cell in record[1:] if cell]
    blanks = sum(cell.startswith(" ") for cell in inner) / max(1, len(inner))
    return (count / len(rows) * (1 - blanks / 2), width)


def _check_quotes(content: bytes, encoding: str, delimiter: str, rows: list[list[str]]) -> None:
    """Lines joined by quotation marks are believed only when all of those match."""
    joined = next(
        (
            number
            for number, row in enumerate(rows, start=1)
            if any("\n" in cell or "\r" in cell for cell in row)
        ),
        None,
    )
    if joined is None:
        return
    good = 0
    try:
        for _record in _records(content, encoding, delimiter, strict=True):
            good += 1
    except csv.Error as error:
        if any("\n" in cell or "\r" in cell for row in rows[good:] for cell in row):
            raise UnclosedQuote(row=good + 1) from error


def _mixed_encodings(content: bytes, encoding: str) -> tuple[Problem, ...]:
    """UTF-8 letters in a file that is not UTF-8 throughout: «Ã¨» where «è» was meant."""
    if encoding != "cp1252":
        return ()
    found = _UTF8_PAIR.search(content)
    if found is None:
        return ()
    message = _("The file mixes two encodings: check the accented letters from this row on.")
    return (Problem(message=message, row=content.count(b"\n", 0, found.start()) + 1),)
