"""Make zip archives, workbooks inside them, that no reader should trust."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from tests.importers.workbooks import (
    ods,
    ods_cell,
    ods_row,
    ods_table,
    raw_xlsx,
    xlsx,
    xlsx_parts,
    zipped,
)

Make = Callable[[], bytes]

_ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_DTD = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
_SHEET = "xl/worksheets/sheet1.xml"


def _declared(part: str, declaration: str) -> Make:
    def make() -> bytes:
        parts = xlsx_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=["&#97;"])
        parts.setdefault("xl/styles.xml", "<styleSheet/>")
        parts[part] = declaration + parts[part]
        return zipped(parts)

    return make


def _sheet(xml: str) -> Make:
    return lambda: raw_xlsx(xml)


def _part(name: str, text: str | bytes) -> Make:
    return lambda: zipped({**xlsx_parts(""), name: text})


def _bomb(size: int, *, said: int | None = None) -> Make:
    """A sheet of blanks that unfolds to `size` bytes and says that it has `said`."""

    def make() -> bytes:
        packer, out, block = zlib.compressobj(9, zlib.DEFLATED, -15), bytearray(), b" " * 1_000_000
        for _block in range(size // len(block)):
            out += packer.compress(block)
        out += packer.flush()
        content = bytearray(zipped({**xlsx_parts(""), _SHEET: b""}))
        place = content.index(b"PK\x01\x02")
        # Written by hand: a library would take the true size.
        return _with_part(bytes(content), place, bytes(out), said if said is not None else size)

    return make


def _with_part(archive: bytes, directory: int, packed: bytes, size: int) -> bytes:
    name = b"xl/worksheets/bomb.xml"
    sizes = (
        (0).to_bytes(4, "little") + len(packed).to_bytes(4, "little") + size.to_bytes(4, "little")
    )
    fixed = b"\x14\x00\x00\x00\x08\x00\x00\x00!\x00" + sizes + len(name).to_bytes(2, "little")
    local = b"PK\x03\x04" + fixed + b"\x00\x00" + name + packed
    end = archive.rindex(b"PK\x05\x06")
    entry = b"PK\x01\x02\x14\x00" + fixed + bytes(12) + directory.to_bytes(4, "little") + name
    count = (int.from_bytes(archive[end + 8 : end + 10], "little") + 1).to_bytes(2, "little")
    entries = archive[directory:end] + entry
    tail = b"PK\x05\x06" + bytes(4) + count * 2 + len(entries).to_bytes(4, "little")
    place = (directory + len(local)).to_bytes(4, "little")
    return archive[:directory] + local + entries + tail + place + b"\x00\x00"


def _rows(count: int) -> Make:
    """So many rows of one cell; 61 MB of XML in a file of some hundred kilobytes."""

    def make() -> bytes:
        out = BytesIO()
        parts = xlsx_parts("@")
        before, after = parts.pop(_SHEET).split("@")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
            with archive.open(_SHEET, "w") as sheet:
                sheet.write(before.encode())
                for first in range(0, count, 10_000):
                    rows = range(first, first + 10_000)
                    sheet.write("".join(f"<row><c><v>{row}</v></c></row>" for row in rows).encode())
                sheet.write(after.encode())
        return out.getvalue()

    return make


def _amplified() -> bytes:
    cells = '<c t="s"><v>0</v></c>' * 100
    return raw_xlsx(f"<row>{cells}</row>" * 1_000, strings=["x" * 32_000])


def _amplified_in_pieces() -> bytes:
    """Whoever believes the brackets in the attributes finds short texts only."""
    parts = xlsx_parts("<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>")
    pieces = f'<r><t x="><si>">{"x" * 30_000}</t></r>'.replace("<si>", "&lt;si>") * 100
    parts["xl/sharedStrings.xml"] = f"<sst><si>{pieces}</si></sst>"
    return zipped(parts)


def _twice() -> bytes:
    out = BytesIO(xlsx(("Denominazione",), ("Alfa",)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(_SHEET.upper(), "<worksheet/>")
    return out.getvalue()


def _flagged() -> bytes:
    content = bytearray(raw_xlsx("<row><c><v>1</v></c></row>"))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _damaged_inside() -> bytes:
    content = bytearray(raw_xlsx("<row><c><v>1</v></c></row>" * 50))
    place = content.index(_SHEET.encode()) + len(_SHEET) + 8
    content[place] ^= 0xFF
    return bytes(content)


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def _packed_by(method: int) -> Make:
    def make() -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, text in xlsx_parts("<row><c><v>1</v></c></row>").items():
                archive.writestr(name, text)
        return out.getvalue()

    return make


def _ods(*rows: str) -> Make:
    return lambda: ods(ods_table(*rows))


WORKBOOKS: dict[str, tuple[str, Make]] = {
    "billion laughs in the shared texts": (
        "HostileMarkup",
        _declared("xl/sharedStrings.xml", _ENTITIES),
    ),
    "a local file named in a sheet": ("HostileMarkup", _declared(_SHEET, _OUTSIDE)),
    "a remote document type in the workbook": ("HostileMarkup", _declared("xl/workbook.xml", _DTD)),
    "entities in the styles": ("HostileMarkup", _declared("xl/styles.xml", _ENTITIES)),
    "entities in the relations": ("HostileMarkup", _declared("_rels/.rels", _ENTITIES)),
    "an entity nobody declared": ("DamagedFile", _sheet("<row><c><v>&boom;</v></c></row>")),
    "a part of 250 MB": ("SwollenFile", _bomb(250_000_000)),
    "a part that unfolds a thousand times": ("SwollenFile", _bomb(100_000_000)),
    "a part that says it is smaller": ("DamagedFile", _bomb(100_000_000, said=1_000)),
    "a part that says it is empty": ("DamagedFile", _bomb(20_000_000, said=0)),
    "two million rows": ("SheetTooLarge", _rows(2_000_000)),
    "a cell in the last corner": (
        "SheetTooLarge",
        _sheet('<row r="1"><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "a cell below the last row": (
        "DamagedFile",
        _sheet('<row><c r="A99999999"><v>1</v></c></row>'),
    ),
    "a row of eleven digits": ("DamagedFile", _sheet('<row r="99999999999"><c><v>1</v></c></row>')),
    "a row before the first": ("DamagedFile", _sheet('<row r="-1"><c><v>1</v></c></row>')),
    "a column of five letters": ("DamagedFile", _sheet('<row><c r="ZZZZZ1"><v>1</v></c></row>')),
    "a cell in row nought": ("DamagedFile", _sheet('<row><c r="A0"><v>1</v></c></row>')),
    "an angle bracket hidden in an attribute": (
        "DamagedFile",
        _sheet('<row><c x="<" r="XFD1048576"><v>1</v></c></row>'),
    ),
    "a place hidden behind a bracket in an attribute": (
        "SheetTooLarge",
        _sheet('<row r="1"><c r="A1"><v>1</v></c><c s=">" r="XFD1048576"><v>1</v></c></row>'),
    ),
    "a place named twice": (
        "DamagedFile",
        _sheet('<row r="1"><c r="A1" s="0" r="XFD1048576"><v>1</v></c></row>'),
    ),
    "four billion texts announced": (
        "DamagedFile",
        _part("xl/sharedStrings.xml", '<sst count="1" uniqueCount="4000000000"><si/></sst>'),
    ),
    "one long text in pieces, each with a false beginning": (
        "SwollenFile",
        _amplified_in_pieces,
    ),
    "a column beyond the two hundredth": (
        "SheetTooLarge",
        _sheet('<row><c r="GS1"><v>1</v></c></row>'),
    ),
    "one long text named a hundred thousand times": ("SwollenFile", _amplified),
    "a cell of 40,000 characters": (
        "TextTooLong",
        _sheet(f'<row><c t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'),
    ),
    "a part that is there twice": ("DamagedFile", _twice),
    "a part with a password": ("ProtectedFile", _flagged),
    "a byte changed inside a part": ("DamagedFile", _damaged_inside),
    "a workbook cut off": ("DamagedFile", lambda: _cut(xlsx(*[("Alfa", 1)] * 500))),
    "an archive with nothing in it": ("DamagedFile", lambda: zipped({})),
    "an archive of pictures": ("ArchiveFile", lambda: zipped({"foto/1.png": b"\x89PNG"})),
    "a name that climbs out of its folder": ("ArchiveFile", lambda: zipped({"../../x.csv": "a;b"})),
    "a text document": ("WordFile", lambda: zipped({"word/document.xml": "<w/>"})),
    "a presentation": ("WordFile", lambda: zipped({"ppt/presentation.xml": "<p/>"})),
    "a binary workbook": ("BinaryWorkbook", lambda: zipped({"xl/workbook.bin": b"\x00"})),
    "a Numbers sheet": ("AppleWorkbook", lambda: zipped({"Index/Document.iwa": b"\x00"})),
    "an unusual compression": ("DamagedFile", _packed_by(zipfile.ZIP_LZMA)),
    "a sheet that never ends": ("DamagedFile", _part(_SHEET, "<worksheet><sheetData><row>")),
    "a sheet of another text encoding": (
        "FileRefused",
        _part(_SHEET, "<worksheet/>".encode("utf-16")),
    ),
    "a sheet of nulls": ("DamagedFile", _part(_SHEET, bytes(10_000))),
    "elements a hundred thousand deep": ("FileRefused", _sheet("<a>" * 100_000 + "</a>" * 100_000)),
    "a workbook of formulas never calculated": ("NoSheets", lambda: xlsx(("=1+1", "=A1"))),
    "relations to nowhere": (
        "FileRefused",
        _part("xl/_rels/workbook.xml.rels", "<Relationships/>"),
    ),
    "columns repeated without end": (
        "SwollenFile",
        _ods(ods_row(ods_cell("a", repeated=99_999_999))),
    ),
    "rows repeated without end": (
        "SwollenFile",
        _ods(ods_row(ods_cell("a"), repeated=99_999_999)),
    ),
    "columns repeated before the only cell": (
        "SheetTooLarge",
        _ods(ods_row(ods_cell(repeated=99_999_999), ods_cell("a"))),
    ),
    "a repetition of twenty digits": ("DamagedFile", _ods(ods_row(ods_cell("a", repeated=10**20)))),
    "one long text repeated": (
        "SwollenFile",
        _ods(ods_row(ods_cell("x" * 30_000, repeated=100), repeated=1_000)),
    ),
    "an encrypted OpenDocument": (
        "ProtectedFile",
        lambda: ods(
            ods_table(),
            manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
        ),
    ),
    "entities in an OpenDocument": (
        "HostileMarkup",
        lambda: zipped({"content.xml": _ENTITIES + "<x/>", "mimetype": "x"}),
    ),
    "an OpenDocument without a table": ("FileRefused", lambda: ods("")),
}
