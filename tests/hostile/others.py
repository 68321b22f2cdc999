"""Make old workbooks, text files, web pages and strangers that no reader should trust."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from typing import Any

from cluster_desk.importers.compound import single_stream
from tests.importers.workbooks import biff, xls

Make = Callable[[], bytes]

_END, _FAT = 0xFFFFFFFE, 4096  # the table of sectors follows the header of 4,096 bytes
_DOCTYPE = '<!DOCTYPE x [<!ENTITY a "ha">]>'
_WORKBOOK = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
_SPACE = ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'


def _xls(*rows: tuple[Any, ...], **lies: Any) -> Make:
    return lambda: single_stream("Workbook", biff(*rows, **lies))


def _patched(place: int, value: int) -> Make:
    """An old workbook with one number changed."""

    def make() -> bytes:
        content = bytearray(xls(*[("Denominazione", 1)] * 2_000))
        struct.pack_into("<I", content, place, value)
        return bytes(content)

    return make


def _stream(name: str) -> Make:
    return lambda: single_stream(name, b"x")


def _used_over_and_over() -> bytes:
    return single_stream("Workbook", biff(*[("x" * 7_000,) * 100] * 500))


def _one_sheet_a_thousand_times() -> bytes:
    return single_stream("Workbook", biff(*[(1, 2)] * 2_000, sheets=1_000))


def _noise() -> bytes:
    return random.Random(1).randbytes(100_000)


OLD_WORKBOOKS: dict[str, tuple[str, Make]] = {
    "an encrypted package": ("ProtectedFile", _stream("EncryptedPackage")),
    "a record that says it is encrypted": (
        "ProtectedFile",
        _xls(("Alfa",), extra=struct.pack("<HHHH", 0x002F, 4, 1, 0)),
    ),
    "four billion shared texts": ("DamagedFile", _xls(("Alfa",), count=0xFFFFFFFF)),
    "a sheet beyond the end": ("DamagedFile", _xls(("Alfa",), begin=0x7FFFFFFF)),
    "a sheet within the list of sheets": ("DamagedFile", _xls(("Alfa",), begin=7)),
    "a column beyond the two hundredth, old": ("SheetTooLarge", _xls((1,) * 256)),
    "one sheet a thousand times": ("SheetTooLarge", _one_sheet_a_thousand_times),
    "one long text used over and over": ("SwollenFile", _used_over_and_over),
    "sectors that go round in a circle": ("DamagedFile", _patched(_FAT + 4 * 3, 3)),
    "a sector beyond the end": ("DamagedFile", _patched(_FAT + 4 * 3, 0x00FFFFFF)),
    "a directory that goes round in a circle": ("DamagedFile", _patched(_FAT + 4, 1)),
    "a table of tables that goes round": ("DamagedFile", _patched(68, 0)),
    "a directory that is nowhere": ("DamagedFile", _patched(48, 0x00FFFFFF)),
    "sectors of two to the sixtieth": ("DamagedFile", _patched(30, 60)),
    "a header and nothing else": ("DamagedFile", lambda: xls(("Alfa",))[:100]),
    "an old workbook cut off": ("DamagedFile", lambda: xls(*[("Alfa", 1)] * 2_000)[:12_000]),
    "an old text document": ("WordFile", _stream("WordDocument")),
    "an installer": ("NotAList", _stream("!MsiTables")),
}

TEXTS: dict[str, tuple[str, Make]] = {
    "no bytes at all": ("EmptyFile", lambda: b""),
    "blanks alone": ("EmptyFile", lambda: b"\xef\xbb\xbf \r\n\t\n"),
    "nulls alone": ("EmptyFile", lambda: bytes(1_000)),
    "text with a null": ("UnreadableText", lambda: b"Denominazione;a\nAl\x00fa;b\n"),
    "noise": ("FileRefused", _noise),
    "half a UTF-16 letter": ("UnreadableText", lambda: b"\xff\xfea\x00;\x00b"),
    "bytes of no encoding": ("UnreadableText", lambda: b"Denominazione\nAlfa \x81\x8d\n"),
    "more than fifty megabytes": ("FileTooLarge", lambda: b"a;b\n" * 12_500_001),
    "one line of twenty megabytes": ("TextTooLong", lambda: b"Denominazione\n" + b"x" * 20_000_000),
    "two million lines": ("SheetTooLarge", lambda: b"Denominazione;b\n" + b"x;y\n" * 2_000_000),
    "ten million cells in a line": ("TextTooLong", lambda: b"x;" * 10_000_000),
    "four million cells in lines": ("SheetTooLarge", lambda: (b"x;" * 199 + b"x\n") * 20_000),
    "quotation marks that never close": (
        "FileRefused",
        lambda: b'Denominazione;b\n"Alfa;1\n' + b"Beta;2\n" * 5_000,
    ),
    "a million quotation marks": ("FileRefused", lambda: b"Denominazione\n" + b'"' * 999_999),
    "a table ten thousand columns wide": (
        "SheetTooLarge",
        lambda: b"<table><tr><td colspan=10000>a</table>",
    ),
    "a cell a million rows high": (
        "SheetTooLarge",
        lambda: b"<table><tr><td rowspan=999999>a</table>",
    ),
    "many cells many rows high": (
        "SheetTooLarge",
        lambda: b"<table>" + b"<tr><td rowspan=99999 colspan=9>a" * 500 + b"</table>",
    ),
    "a hundred thousand tables in tables": ("SheetTooLarge", lambda: b"<table><tr><td>" * 100_000),
    "five million angle brackets": ("FileRefused", lambda: b"<table>" + b"<" * 5_000_000),
    "a million comments that never end": ("FileRefused", lambda: b"<table>" + b"<!--" * 1_000_000),
    "a page without a table": ("NoSheets", lambda: b"<html><body>Accesso negato</body></html>"),
    "an XML workbook with entities": (
        "HostileMarkup",
        f'<?xml version="1.0"?>{_DOCTYPE}{_WORKBOOK}{_SPACE}</Workbook>'.encode,
    ),
    "an XML workbook with a far row": (
        "SheetTooLarge",
        (
            f"{_WORKBOOK}{_SPACE}<Worksheet><Table><Row ss:Index='9999999'><Cell/></Row></Table>"
            "</Worksheet></Workbook>"
        ).encode,
    ),
    "an XML workbook that goes back": (
        "DamagedFile",
        (
            f"{_WORKBOOK}{_SPACE}<Worksheet><Table><Row/><Row ss:Index='1'/></Table>"
            "</Worksheet></Workbook>"
        ).encode,
    ),
    "a bank statement in XML": (
        "MarkupFile",
        lambda: b'<?xml version="1.0"?><Document><BkToCstmrStmt/></Document>',
    ),
    "billion laughs in plain XML": (
        "MarkupFile",
        f'<?xml version="1.0"?>{_DOCTYPE}<x>&a;</x>'.encode,
    ),
    "a list without headers": ("NoMemberColumns", lambda: b"Alfa;Crema\nBeta;Lodi\n"),
    "a bank statement with an owner": (
        "StatementInstead",
        lambda: b"Ragione Sociale;Data contabile;Data valuta;Importo;Divisa\nAlfa;1;1;5;EUR\n",
    ),
}

STRANGERS: dict[str, tuple[str, Make]] = {
    "a PDF": ("PdfFile", lambda: b"%PDF-1.7\n%\xe2\xe3"),
    "a rich text": ("NotAList", lambda: b"{\\rtf1 Denominazione}"),
    "a PNG": ("PictureFile", lambda: b"\x89PNG\r\n\x1a\n"),
    "a photograph": ("PictureFile", lambda: b"\xff\xd8\xff\xe0JFIF"),
    "a GIF": ("PictureFile", lambda: b"GIF89a\x01\x00"),
    "a scanned page": ("PictureFile", lambda: b"II*\x00\x08\x00"),
    "a Windows program": ("ProgramFile", lambda: b"MZ\x90\x00\x03\x00"),
    "a Linux program": ("ProgramFile", lambda: b"\x7fELF\x02\x01"),
    "a database": ("DeskFile", lambda: b"SQLite format 3\x00\x10\x00"),
    "a gzip": ("ArchiveFile", lambda: b"\x1f\x8b\x08\x00"),
    "a RAR": ("ArchiveFile", lambda: b"Rar!\x1a\x07\x01\x00"),
    "a 7z": ("ArchiveFile", lambda: b"7z\xbc\xaf\x27\x1c"),
    "a property list": ("AppleWorkbook", lambda: b"bplist00\xd1"),
}
