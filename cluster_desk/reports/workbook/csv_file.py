"""Write a sheet as CSV that opens well in an Italian Excel and can do no harm there.

UTF-8 with a byte order mark, semicolons, decimal commas, `\\r\\n`. A text that a spreadsheet would
take for a formula is led by an apostrophe; amounts and dates stay as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from io import StringIO

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import _
from cluster_desk.reports.workbook.model import (
    Cell,
    Formula,
    Kind,
    Minutes,
    Plain,
    Row,
    Share,
    Sheet,
    Value,
)

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"'*(?:[\t\r\n]|[ \u00a0]*[=+\-@＝＋－＠\u2212])")


def csv_bytes(sheet: Sheet) -> bytes:
    """The header and the rows of the sheet; totals, titles and the legend are left out."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(column.words()[0].replace("\n", " ")) for column in sheet.columns])
    kinds = [column.kind for column in sheet.columns]
    writer.writerows(_fields(row, kinds) for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def guarded(text: str) -> str:
    """The text without control characters, and led by `'` where it would begin a formula.

    One that begins so of itself gets another, that whoever reads the file can take one away.
    """
    clean = _UNPRINTABLE.sub("", text)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def _fields(row: Sequence[Value] | Row, kinds: Iterable[Kind]) -> list[str]:
    values = row.values if isinstance(row, Row) else row
    return [_field(value, kind) for value, kind in zip(values, kinds, strict=True)]


def _field(value: Value, kind: Kind) -> str:
    if isinstance(value, Cell):
        kind, value = value.kind or kind, value.value
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, bool):
        return _("Yes") if value else _("No") if kind is Kind.YES_NO else ""
    return _WRITERS[type(value)](value)


def _share(share: Share) -> str:
    if share.decimal is None:
        return ""
    return f"{(share.decimal * 100).quantize(Decimal('0.1'))}%".replace(".", ",")


_WRITERS: dict[type[Plain], Callable[..., str]] = {
    type(None): lambda _nothing: "",
    str: guarded,
    int: str,
    Money: lambda amount: amount.canonical().replace(".", ","),
    date: date_text,
    time: time_text,
    Minutes: lambda minutes: f"{minutes.count // 60}:{minutes.count % 60:02d}",
    Share: _share,
}
