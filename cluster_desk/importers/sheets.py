"""Read any file a secretary calls «the Excel sheet» into rows of plain values, or refuse it.

What a file is, its first bytes say, never its name. Nothing hostile reaches the reading library:
the guards beside this module measure a file before it is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cluster_desk.errors import Problem
from cluster_desk.i18n import _, pgettext
from cluster_desk.importers import (
    compound,
    delimited,
    excel_2003,
    html_tables,
    xls_guard,
    zip_guard,
)
from cluster_desk.importers.limits import MAX_BYTES, MAX_TEXT, CellCount, column_letters
from cluster_desk.importers.refusals import (
    AppleWorkbook,
    ArchiveFile,
    DamagedFile,
    DeskFile,
    EmptyFile,
    FileTooLarge,
    MarkupFile,
    NoSheets,
    NotAList,
    PdfFile,
    PictureFile,
    ProgramFile,
    ProtectedFile,
    TextTooLong,
)

Cell = str | int | Decimal | date | datetime | bool | None

_SIGNATURES: tuple[tuple[bytes, type[NotAList]], ...] = (
    (b"%PDF", PdfFile),
    (b"{\\rtf", NotAList),
    (b"\x89PNG", PictureFile),
    (b"\xff\xd8\xff", PictureFile),
    (b"GIF87a", PictureFile),
    (b"GIF89a", PictureFile),
    (b"II*\x00", PictureFile),
    (b"MM\x00*", PictureFile),
    (b"Rar!\x1a", ArchiveFile),
    (b"7z\xbc\xaf", ArchiveFile),
    (b"\x1f\x8b", ArchiveFile),
    (b"BZh91AY", ArchiveFile),
    (b"\xfd7zXZ", ArchiveFile),
    (b"MZ\x90\x00", ProgramFile),
    (b"\x7fELF", ProgramFile),
    (b"SQLite format 3\x00", DeskFile),
    (b"bplist00", AppleWorkbook),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet, or the whole of a text file.

    `rows[0]` is row 1 as the person sees it; empty cells are None, those at the end of a row are
    left out, an empty row is (). A number is an int, or a Decimal of at most 15 digits; a formula
    never calculated and an error value are None; a time of day is text, «14:30:00».
    `merged` holds (first row, first column, last row, last column) counted from 0; only the first
    cell of a merged range has the value.
    `dialect` says how text was read («UTF-8, ;»), for the person to confirm. `problems` are
    what had to be changed to read it: the sheet is usable all the same.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    dialect: str = ""
    problems: tuple[Problem, ...] = ()


def read_sheets(name: str, content: bytes, *, delimiter: str | None = None) -> tuple[Sheet, ...]:
    """Every sheet of a file, in its order; FileRefused with what to do when there is none.

    `name` is shown only; `delimiter` overrules what a text file seems to use.
    """
    if len(content) > MAX_BYTES:
        raise FileTooLarge(size=-(-len(content) // 1_000_000), limit=MAX_BYTES // 1_000_000)
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise EmptyFile
    for signature, refusal in _SIGNATURES:
        if content.startswith(signature):
            raise refusal
    if content.startswith(zip_guard.SIGNATURES):
        return _workbook(zip_guard.checked(content))
    if content.startswith(compound.SIGNATURE):
        return _workbook(xls_guard.checked(content))
    return _text_sheets(name, content, delimiter)


def column_name(index: int) -> str:
    """`A` for 0, `AA` for 26: how the person finds a column."""
    return column_letters(index)


def _text_sheets(name: str, content: bytes, delimiter: str | None) -> tuple[Sheet, ...]:
    encoding = delimited.encoding_of(content)
    beginning = content[:4096].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n").lower()
    if excel_2003.is_excel_2003(beginning):
        return _filled(_sheet(title, rows) for title, rows in excel_2003.read(content))
    if html_tables.is_html(beginning):
        tables = html_tables.read(content.decode(encoding, errors="replace"))
        return _filled(
            _sheet(_table_name(number), rows) for number, rows in enumerate(tables, start=1)
        )
    if beginning.startswith(("<?xml", "<document")):
        raise MarkupFile
    table = delimited.read(content, encoding, delimiter)
    return _filled([_sheet(name, table.rows, dialect=table.dialect, problems=table.problems)])


def _table_name(number: int) -> str:
    return pgettext("sheet", "Table {number}").format(number=number)


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            return _filled(_workbook_sheets(workbook))
    except PasswordError as error:
        raise ProtectedFile from error
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError) as error:
        raise DamagedFile from error
    except BaseException as error:
        # A panic of the Rust library derives from BaseException and cannot be imported by name.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedFile from error


def _workbook_sheets(workbook: CalamineWorkbook) -> Iterator[Sheet]:
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(index)
        yield _sheet(
            about.name,
            _calamine_rows(sheet),
            hidden=about.visible is not SheetVisibleEnum.Visible,
            merged=tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
        )


def _calamine_rows(sheet: CalamineSheet) -> Iterator[list[object]]:
    if sheet.start is None:
        return
    # Rows are padded from the first, columns are not.
    before: list[object] = [None] * sheet.start[1]
    for row in sheet.iter_rows():
        yield before + list(row)


def _filled(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    found = tuple(sheets)
    if not any(sheet.rows for sheet in found):
        raise NoSheets
    return found


def _sheet(
    name: str,
    source: Iterable[Sequence[object]],
    *,
    hidden: bool = False,
    merged: tuple[tuple[int, int, int, int], ...] = (),
    dialect: str = "",
    problems: tuple[Problem, ...] = (),
) -> Sheet:
    """Rows with every value made plain, what was taken out of them reported."""
    count, reading, rows = CellCount(name), _Reading(name), []
    for number, raw in enumerate(source, start=1):
        row = reading.row(number, raw)
        count.add_row(number, len(row))
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(
        name=name,
        rows=tuple(rows),
        hidden=hidden,
        merged=merged,
        dialect=dialect,
        problems=(*problems, *reading.problems),
    )


class _Reading:
    """Makes values plain; equal texts are kept once, a register repeats its towns."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self._known: dict[str, str] = {}

    def row(self, number: int, raw: Sequence[object]) -> tuple[Cell, ...]:
        row = [self._plain(value, number, index) for index, value in enumerate(raw)]
        while row and row[-1] is None:
            row.pop()
        return tuple(row)

    def _plain(self, value: object, row: int, column: int) -> Cell:
        if isinstance(value, str):
            return self._text(value, row, column) if value else None
        if isinstance(value, float):
            return self._number(value, row, column)
        if isinstance(value, time):
            return value.isoformat("seconds")
        if isinstance(value, timedelta):
            hours, seconds = divmod(round(value.total_seconds()), 3600)
            return f"{hours:02d}:{seconds // 60:02d}:{seconds % 60:02d}"
        return value  # type: ignore[return-value]  # the library's remaining kinds are Cells

    def _text(self, value: str, row: int, column: int) -> Cell:
        if len(value) > MAX_TEXT:
            raise TextTooLong(row=row, sheet=self.sheet, limit=MAX_TEXT)
        known = self._known.get(value)
        if known is not None:
            return known
        cleaned = _CONTROL.sub("", value)
        if cleaned == value:
            return self._known.setdefault(value, value)
        self._report(_("Characters that cannot be printed were left out."), row, column)
        return cleaned or None

    def _number(self, value: float, row: int, column: int) -> Cell:
        """15 digits, as Excel itself keeps and shows: 0.30000000000000004 is 0.3."""
        if not isfinite(value):
            self._report(_("This number is too large to be read."), row, column)
            return None
        exact = Decimal(f"{value:.15g}")
        return int(exact) if exact == exact.to_integral_value() else exact

    def _report(self, message: str, row: int, column: int) -> None:
        if self.problems and self.problems[-1].row == row:
            return  # one a row is enough to find it
        self.problems.append(Problem(message=message, field=column_letters(column), row=row))
