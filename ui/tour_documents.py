"""Show documents in the tour: each PDF page as a picture, each workbook as a small table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument

from cluster_desk.desk import Desk
from cluster_desk.domain.folding import fold
from cluster_desk.i18n import _
from cluster_desk.queries.documents import document_bytes, document_rows
from cluster_desk.services.exports import members, tables, treasury
from cluster_desk.services.exports.file import PDF, ExportedFile, period

_PAGE_WIDTH = 900
_MOST_PAGES = 4
_MOST_ROWS = 14
_MOST_COLUMNS = 9


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A document in the contact sheet: its own file, pictures of its pages, rows of its sheet."""

    caption: str
    file: str
    pages: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def demo_documents(desk: Desk) -> Iterator[tuple[str, ExportedFile]]:
    """What is shown, with its caption: the last issued of each kind, and the exports."""
    today = desk.clock.today()
    seen: set[str] = set()
    for document in desk.read(document_rows):
        content = desk.read(document_bytes, document.id)
        if document.kind not in seen and content is not None:
            seen.add(document.kind)
            name = f"{document.kind}.{'pdf' if document.media_type == PDF else 'xlsx'}"
            file = ExportedFile(name=name, media_type=document.media_type, content=content)
            yield document.title, file
    year = desk.read(period, on=today, year=None)
    yield _("Register of members"), desk.read(members.register_file, on=today)
    yield _("List of members"), desk.read(members.members_file, on=today, year=today.year)
    yield _("Cash journal"), desk.read(treasury.ledger_file, year=year)
    yield _("Attendance at the tables"), desk.read(tables.attendance_file, year=year, body_id=None)


def show_documents(desk: Desk, out: Path) -> list[Shown]:
    """Write every document and its pictures under `out`, in order."""
    return [_show(caption, file, out) for caption, file in demo_documents(desk)]


def _show(caption: str, file: ExportedFile, out: Path) -> Shown:
    (out / file.name).write_bytes(file.content)
    if file.media_type == PDF:
        return Shown(caption=caption, file=file.name, pages=tuple(_pages(file, out)))
    return Shown(caption=caption, file=file.name, rows=tuple(_rows(file.content)))


def _pages(file: ExportedFile, out: Path) -> Iterator[str]:
    device = QBuffer()
    device.setData(QByteArray(file.content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    for number in range(min(document.pageCount(), _MOST_PAGES)):
        size = document.pagePointSize(number)
        height = round(_PAGE_WIDTH * size.height() / size.width())
        name = f"{Path(file.name).stem}-{number + 1}.png"
        document.render(number, QSize(_PAGE_WIDTH, height)).save(str(out / name))
        yield name
    document.close()


def _rows(content: bytes) -> Iterator[tuple[str, ...]]:
    from openpyxl import load_workbook  # only where a workbook is shown

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    for row in book.worksheets[0].iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS):
        values = tuple(_cell_text(cell.value) for cell in row)
        if any(fold(value) for value in values):
            yield values


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
