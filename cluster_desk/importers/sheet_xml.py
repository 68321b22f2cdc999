"""Follow a workbook's XML with a strict parser and add up what a reader would have to hold.

Counted: the rectangle from the first to the last filled cell of each sheet, and the characters of
texts as often as they are used (a shared text of 30,000 characters named by a million cells).
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from xml.parsers import expat

from cluster_desk.importers.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNFOLDED,
    too_large,
)
from cluster_desk.importers.refusals import (
    DamagedFile,
    HostileMarkup,
    ProtectedFile,
    SwollenFile,
)
from cluster_desk.importers.sheet_bytes import ByteScan

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_CONTENT = frozenset(("v", "is", "f"))
_WIDE = 16_384

Attributes = dict[str, str]


class WorkbookScan:
    """What all parts of one workbook add up to."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0
        self.shared_uses = 0
        self.longest_text = 0
        self.sheets: list[str] = []
        self.texts: list[str] = []

    def add_bytes(self, name: str, measured: ByteScan) -> None:
        """What a part came to that needed no parser."""
        if measured.is_sheet:
            self.sheets.append(name)
            self.shared_uses += measured.shared_uses
            self.add_area(measured.height, measured.width, name)
        elif measured.is_texts:
            self.texts.append(name)
            self.longest_text = max(self.longest_text, measured.longest_text)

    def part(self, name: str) -> PartScan:
        """A scan for the part of this name, to be fed piece by piece."""
        return PartScan(name, self)

    def add_area(self, height: int, width: int, sheet: str) -> None:
        """A sheet whose filled cells span so many rows and columns."""
        self.cells += height * width
        if height > MAX_ROWS or width > MAX_COLUMNS or self.cells > MAX_CELLS:
            raise too_large(sheet)

    def add_characters(self, count: int) -> None:
        """SwollenFile when texts, repeated as often as used, would fill the memory."""
        self.characters += count
        if self.characters > MAX_UNFOLDED:
            raise SwollenFile

    def check_texts(self, unfold: Callable[[str], Iterator[bytes]]) -> None:
        """Weigh shared texts by their uses; parts are read again only if they might be heavy."""
        if self.longest_text * self.shared_uses <= MAX_UNFOLDED:
            return
        lengths = array("Q")
        for name in self.texts:
            texts = _SharedTexts(strict_parser())
            _follow(unfold(name), texts)
            lengths.extend(texts.lengths)
        for name in self.sheets:
            _follow(unfold(name), _SharedUses(strict_parser(), lengths, self))


class PartScan:
    """One XML part: refuses declarations, damage and what is too large, while it is unfolded."""

    def __init__(self, name: str, scan: WorkbookScan) -> None:
        self._name, self._scan = name, scan
        self._parser = strict_parser()
        self._parser.StartElementHandler = self._root
        self._finish: Callable[[], None] | None = None

    def feed(self, chunk: bytes) -> None:
        """The next piece."""
        parse(self._parser, chunk)

    def finish(self) -> None:
        """There is no more."""
        parse(self._parser, b"", last=True)
        if self._finish is not None:
            self._finish()

    def _root(self, name: str, attributes: Attributes) -> None:
        parser, root = self._parser, _local(name)
        parser.StartElementHandler = None
        if root == "worksheet":
            self._scan.sheets.append(self._name)
            cells = _ExcelCells(self._name, self._scan)
            parser.StartElementHandler = cells.start
            self._finish = cells.finish
        elif root == "sst":
            self._scan.texts.append(self._name)
            texts = _SharedTexts(parser)
            self._finish = lambda: self._weigh(texts)
        elif root == "document-content":
            table = _OdsCells(self._scan)
            parser.StartElementHandler = table.start
            parser.EndElementHandler = table.end
            parser.CharacterDataHandler = table.text
        elif root == "manifest":
            parser.StartElementHandler = _refuse_encryption

    def _weigh(self, texts: _SharedTexts) -> None:
        texts.finish()
        self._scan.longest_text = max(self._scan.longest_text, *texts.lengths, 0)


def strict_parser() -> expat.XMLParserType:
    """Refuses DOCTYPE and entities (HostileMarkup) before they can mean anything."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    return parser


def _refuse_declaration(*_declared: object) -> None:
    raise HostileMarkup


def _refuse_encryption(name: str, _attributes: Attributes) -> None:
    if _local(name) == "encryption-data":
        raise ProtectedFile


def parse(parser: expat.XMLParserType, chunk: bytes, *, last: bool = False) -> None:
    """Feed a piece; DamagedFile where it is not well-formed."""
    try:
        parser.Parse(chunk, last)
    except expat.ExpatError as error:
        raise DamagedFile from error


def _follow(chunks: Iterator[bytes], reader: _SharedTexts | _SharedUses) -> None:
    for chunk in chunks:
        parse(reader.parser, chunk)
    parse(reader.parser, b"", last=True)
    reader.finish()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _ExcelCells:
    """The filled rectangle of a worksheet."""

    def __init__(self, sheet: str, scan: WorkbookScan) -> None:
        self._sheet, self._scan = sheet, scan
        self._row = self._column = 0
        self._empty = True
        self._top, self._bottom, self._left, self._right = MAX_ROWS * 100, 0, _WIDE, 0
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name not in ("v", "c", "row"):
            name = _local(name)
        if name == "c":
            self._place(attributes)
        elif name in _CONTENT:
            if self._empty:
                self._fill()
        elif name == "row":
            self._begin_row(attributes.get("r"))

    def _begin_row(self, number: str | None) -> None:
        self._column = 0
        if number is None:
            self._row += 1
        else:
            self._row = _whole(number)

    def _place(self, attributes: Attributes) -> None:
        self._empty = True
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise DamagedFile
            letters, row = found.groups()
            self._row = int(row)
            self._column = self._columns.get(letters) or self._number(letters)
        if attributes.get("t") == "s":
            self._scan.shared_uses += 1

    def _number(self, letters: str) -> int:
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        return self._columns.setdefault(letters, column)

    def _fill(self) -> None:
        self._empty = False
        row, column = self._row, self._column
        if row > self._bottom:
            self._bottom = row
            if row > MAX_ROWS:
                raise too_large(self._sheet)
        if column > self._right:
            self._right = column
            if column > MAX_COLUMNS:
                raise too_large(self._sheet)
        self._top = min(self._top, row)
        self._left = min(self._left, column)

    def finish(self) -> None:
        if self._bottom:
            height, width = self._bottom - self._top + 1, self._right - self._left + 1
            self._scan.add_area(height, width, self._sheet)


class _SharedTexts:
    """The length in bytes, markup included, of each shared text."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.lengths = array("Q")
        self._begin: int | None = None
        parser.StartElementHandler = self._start

    def _start(self, name: str, _attributes: Attributes) -> None:
        if name == "si" or _local(name) == "si":
            self.finish()
            self._begin = self.parser.CurrentByteIndex

    def finish(self) -> None:
        if self._begin is not None:
            self.lengths.append(self.parser.CurrentByteIndex - self._begin)


class _SharedUses:
    """Adds the length of a shared text for each cell that names it."""

    def __init__(
        self, parser: expat.XMLParserType, lengths: array[int], scan: WorkbookScan
    ) -> None:
        self.parser = parser
        self._lengths, self._scan = lengths, scan
        self._names_text = self._is_shared = False
        self._index = ""
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text

    def _start(self, name: str, attributes: Attributes) -> None:
        self.finish()
        kind = _local(name)
        if kind == "c":
            self._is_shared = attributes.get("t") == "s"
        self._names_text = kind == "v" and self._is_shared
        self._index = ""

    def _text(self, text: str) -> None:
        if self._names_text:
            self._index += text

    def finish(self) -> None:
        index = self._index.strip() if self._names_text else ""
        if _NUMBER.fullmatch(index) and int(index) < len(self._lengths):
            self._scan.add_characters(self._lengths[int(index)])
        self._names_text = False


class _OdsCells:
    """The filled rectangle of each table, repetitions unfolded by arithmetic."""

    def __init__(self, scan: WorkbookScan) -> None:
        self._scan = scan
        self._begin_table("")
        self._row_repeat = self._repeat = 1
        self._in_cell = self._empty = False

    def start(self, name: str, attributes: Attributes) -> None:
        kind = _local(name)
        if kind == "table":
            self._begin_table(attributes.get("table:name", ""))
        elif kind == "table-row":
            self._right = 0
            self._row_repeat = _repeats(attributes, "number-rows-repeated")
        elif kind in ("table-cell", "covered-table-cell"):
            self._begin_cell(attributes)
        elif self._in_cell:
            self._empty = False

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif kind == "table-row":
            self._end_row()
        elif kind == "table":
            self._scan.add_area(self._height, self._width, self._sheet)

    def text(self, text: str) -> None:
        if self._in_cell:
            self._scan.add_characters(len(text) * self._repeat * self._row_repeat)

    def _begin_table(self, sheet: str) -> None:
        self._sheet = sheet
        self._rows = self._height = self._width = 0
        self._column = self._right = 0

    def _begin_cell(self, attributes: Attributes) -> None:
        self._in_cell = True
        self._repeat = _repeats(attributes, "number-columns-repeated")
        self._empty = True
        for name, value in attributes.items():
            if _local(name) in ("value-type", "formula", "value", "string-value", "date-value"):
                self._empty = False
                self._scan.add_characters(len(value) * self._repeat * self._row_repeat)

    def _end_cell(self) -> None:
        self._in_cell = False
        self._column += self._repeat
        if not self._empty:
            self._right = self._column
            if self._column > MAX_COLUMNS:
                raise too_large(self._sheet)

    def _end_row(self) -> None:
        self._rows += self._row_repeat
        if self._right:
            self._height = self._rows
            self._width = max(self._width, self._right)
            if self._rows > MAX_ROWS:
                raise too_large(self._sheet)
        self._column = 0


def _repeats(attributes: Attributes, wanted: str) -> int:
    for name, value in attributes.items():
        if _local(name) == wanted:
            return _whole(value)
    return 1


def _whole(text: str) -> int:
    if _NUMBER.fullmatch(text) is None:
        raise DamagedFile
    return int(text)
