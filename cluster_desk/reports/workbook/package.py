"""Put a workbook together: openpyxl makes the file, our rows fill it, and nothing varies.

The same description gives the same bytes: the times inside are those of the export, the times of
the archive are fixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.xml.functions import tostring

from cluster_desk.errors import Refused
from cluster_desk.i18n import N_, _
from cluster_desk.progress import Progress
from cluster_desk.reports.workbook.cell_xml import CellWriter
from cluster_desk.reports.workbook.legend import legend
from cluster_desk.reports.workbook.looks import LookBook
from cluster_desk.reports.workbook.model import FIRST_ROW, Row, Sheet, Value, Workbook
from cluster_desk.reports.workbook.page_setup import set_up
from cluster_desk.reports.workbook.sheet_names import sheet_names
from cluster_desk.reports.workbook.sheet_xml import SheetWriter

MOST_ROWS = 1_048_576
"""Rows in a sheet of Excel."""

PROGRAM = "Cluster Desk"

_SPARE_ROWS = FIRST_ROW + 100  # title, header, totals
_CHUNK = 500
_ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 4  # a ledger of 100,000 rows: a third faster than 6, and 4 % larger
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_NO_DATA = re.compile(r"<sheetData\s*/>|<sheetData></sheetData>")
_DIMENSION = re.compile(r"<dimension [^>]*/>")  # optional, and openpyxl saw no rows
_END = "</worksheet>"


class TooManyRows(Refused):
    """More rows than a sheet can hold."""

    message = N_("A sheet holds {most} rows and this export has {count}: choose a shorter period.")


def build(workbook: Workbook, progress: Progress | None = None) -> bytes:
    """The workbook as an xlsx file, with a legend as its last sheet; told row by row written.

    TooManyRows and TextTooLong where a sheet or a cell cannot hold what is asked.
    """
    cells = CellWriter()
    sheets = (*workbook.sheets, legend(workbook, cells))
    rows = [_counted(sheet.rows) for sheet in workbook.sheets]
    file = _file(workbook, sheets, rows)
    looks = LookBook(file.worksheets[0])
    parts = _saved(file)
    written, total = 0, sum(map(len, rows))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for number, sheet in enumerate(sheets):
            # The legend tells what was left out of the others, so its rows are made last.
            data = rows[number] if number < len(rows) else tuple(sheet.rows)
            writer = SheetWriter(sheet, data, looks, cells, is_sample=workbook.scope.is_sample)
            name = f"xl/worksheets/sheet{number + 1}.xml"
            with archive.open(_entry(name), "w") as stream:
                for piece in _sheet_xml(parts.pop(name).decode(), writer):
                    stream.write(piece)
                    if progress is not None:
                        written = min(written + _CHUNK, total)
                        progress.step(written, total)
        parts["xl/styles.xml"] = tostring(write_stylesheet(file))
        for name, content in parts.items():
            archive.writestr(_entry(name), content, ZIP_DEFLATED, _LEVEL)
    return out.getvalue()


def _counted(rows: Iterable[Sequence[Value] | Row]) -> tuple[Sequence[Value] | Row, ...]:
    found = tuple(rows)
    if len(found) > MOST_ROWS - _SPARE_ROWS:
        raise TooManyRows(most=MOST_ROWS - _SPARE_ROWS, count=len(found))
    return found


def _file(
    workbook: Workbook, sheets: Sequence[Sheet], rows: Sequence[Sequence[object]]
) -> openpyxl.Workbook:
    """The file without its cells."""
    file = openpyxl.Workbook()
    file.remove(file.active)
    names = sheet_names([sheet.name for sheet in sheets])
    for number, (sheet, name) in enumerate(zip(sheets, names, strict=True)):
        data_rows = len(rows[number]) if number < len(rows) else None
        set_up(file.create_sheet(name), sheet, data_rows, workbook.scope)
    exported_at = workbook.scope.exported_at.replace(microsecond=0)
    file.properties.title = workbook.title
    file.properties.creator = PROGRAM
    file.properties.created = file.properties.modified = exported_at.replace(tzinfo=None)
    file.properties.description = _("SAMPLE – invented data") if workbook.scope.is_sample else None
    return file


def _saved(file: openpyxl.Workbook) -> dict[str, bytes]:
    """The parts of the saved file by name, the time of saving put back to that of the export."""
    stamped = file.properties.modified
    memory = BytesIO()
    file.save(memory)
    file.properties.modified = stamped
    with ZipFile(memory) as saved:
        parts = {name: saved.read(name) for name in saved.namelist()}
    parts["docProps/core.xml"] = tostring(file.properties.to_tree())
    return parts


def _sheet_xml(shell: str, writer: SheetWriter) -> Iterator[bytes]:
    head, tail = _NO_DATA.split(_DIMENSION.sub("", shell))
    yield head.encode() + b"<sheetData>"
    lines = writer.xml()
    while chunk := list(islice(lines, _CHUNK)):
        yield "".join(chunk).encode()
    quiet = (
        f'<ignoredErrors><ignoredError sqref="{writer.area}" numberStoredAsText="1" '
        'formula="1" formulaRange="1"/></ignoredErrors>'
    )
    yield f"</sheetData>{tail.removesuffix(_END)}{quiet}{_END}".encode()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ARCHIVE_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # no other way before 3.13
    return entry
