"""Make small workbooks of every kind, sound or broken in a chosen place."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from cluster_desk.importers.compound import single_stream

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(*rows: Sequence[Any], title: str = "Soci") -> bytes:
    """A workbook of one sheet, as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(list(row))
    return saved(workbook)


def saved(workbook: Any) -> bytes:
    """The bytes of an openpyxl workbook."""
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str], *, level: int = 6) -> bytes:
    """An archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def xlsx_parts(sheet: str, *, strings: Iterable[str] = (), main: str = _MAIN) -> dict[str, str]:
    """The parts of a minimal .xlsx; `sheet` is what stands inside sheetData."""
    shared = "".join(f"<si><t>{text}</t></si>" for text in strings)
    office = _OFFICE if main == _MAIN else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
        "_rels/.rels": _relations(office, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Soci" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(office, "worksheet", "worksheets/sheet1.xml"),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
        ),
    }


def raw_xlsx(sheet: str, *, strings: Iterable[str] = (), **parts: str) -> bytes:
    """A minimal .xlsx; further parts by keyword, `__` for a slash and `_xml` for the ending."""
    more = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    return zipped({**xlsx_parts(sheet, strings=strings), **more})


def strict_xlsx(sheet: str) -> bytes:
    """A «Strict Open XML» workbook, which openpyxl takes for an empty one."""
    return zipped(xlsx_parts(sheet, main="http://purl.oclc.org/ooxml/spreadsheetml/main"))


def ods(tables: str, *, manifest: str = "") -> bytes:
    """A minimal .ods; `tables` is what stands inside office:spreadsheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": (
                "<manifest:manifest "
                'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f"{manifest}</manifest:manifest>"
            ),
            "content.xml": (
                f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def ods_table(*rows: str, name: str = "Soci") -> str:
    """A table of rows made by `ods_row`."""
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def ods_row(*cells: str, repeated: int = 1) -> str:
    """A row of cells made by `ods_cell`."""
    more = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str = "", *, repeated: int = 1) -> str:
    """A text cell, or an empty one."""
    more = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if not text:
        return f"<table:table-cell{more}/>"
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def xls(*rows: Sequence[Any], hidden: bool = False) -> bytes:
    """A BIFF8 workbook of one sheet: texts, numbers, booleans, days, None."""
    return single_stream("Workbook", biff(*rows, hidden=hidden))


def biff(
    *rows: Sequence[Any],
    hidden: bool = False,
    sheets: int = 1,
    begin: int | None = None,
    count: int | None = None,
    extra: bytes = b"",
) -> bytes:
    """The stream of such a workbook; the last four tell lies about what is in it."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    table = struct.pack("<II", len(texts), len(texts) if count is None else count)
    table += b"".join(_text(text, "<H") for text in texts)
    head = _record(0x0809, struct.pack("<HHIII", 0x0600, 5, 0, 0, 0)) + extra
    head += _record(0x00E0, bytes(20)) + _record(0x00E0, struct.pack("<HH16x", 0, 14))
    tail = _shared(table) + _record(0x000A)
    name = _text("Soci", "<B")
    bound = len(_record(0x0085, bytes(6) + name)) * sheets
    place = len(head) + bound + len(tail) if begin is None else begin
    head += _record(0x0085, struct.pack("<IBB", place, int(hidden), 0) + name) * sheets
    return head + tail + _sheet(rows, texts)


def _sheet(rows: Sequence[Sequence[Any]], texts: list[str]) -> bytes:
    out = _record(0x0809, struct.pack("<HHIII", 0x0600, 16, 0, 0, 0))
    out += _record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFFF, 0))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            out += _cell(number, column, cell, texts)
    return out + _record(0x000A)


def _cell(row: int, column: int, value: Any, texts: list[str]) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if value is None:
        return b""
    if isinstance(value, str):
        return _record(0x00FD, place + struct.pack("<I", texts.index(value)))
    if isinstance(value, bool):
        return _record(0x0205, place + struct.pack("<BB", value, 0))
    if isinstance(value, date):
        days = (value - date(1899, 12, 30)).days
        return _record(0x0203, struct.pack("<HHHd", row, column, 1, days))
    return _record(0x0203, place + struct.pack("<d", value))


def _shared(table: bytes) -> bytes:
    # One text at most is cut in two here, which the format allows only between characters.
    first = _record(0x00FC, table[:8000])
    return first if len(table) <= 8000 else first + _record(0x003C, b"\x00" + table[8000:])


def _text(text: str, length: str) -> bytes:
    if text.isascii():
        return struct.pack(length, len(text)) + b"\x00" + text.encode("ascii")
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _record(kind: int, payload: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(payload)) + payload


def _relations(office: str, kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{office}/{kind}" '
        f'Target="{target}"/></Relationships>'
    )
