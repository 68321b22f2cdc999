"""Read the XML workbooks of Excel 2003 that office programs still write and call .xls."""

from __future__ import annotations

from datetime import datetime
from xml.parsers import expat

from cluster_desk.importers.limits import MAX_COLUMNS, MAX_ROWS, CellCount, too_large
from cluster_desk.importers.refusals import DamagedFile
from cluster_desk.importers.sheet_xml import Attributes, parse, strict_parser

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def is_excel_2003(beginning: str) -> bool:
    """Whether lower-case text begins such a workbook."""
    return _NAMESPACE in beginning and "<workbook" in beginning.replace("<ss:", "<")


def read(content: bytes) -> list[tuple[str, list[list[object]]]]:
    """The name and rows of each sheet. DamagedFile, HostileMarkup, SheetTooLarge."""
    parser = strict_parser()
    workbook = _Workbook(parser)
    parser.StartElementHandler = workbook.start
    parser.EndElementHandler = workbook.end
    parse(parser, content, last=True)
    return workbook.sheets


class _Workbook:
    """Rows and cells may carry an index that leaves the ones before it empty."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.sheets: list[tuple[str, list[list[object]]]] = []
        self._parser = parser
        self._rows: list[list[object]] = []
        self._count = CellCount("")
        self._kind = "String"
        self._text: list[str] = []
        self._across = 0

    def start(self, name: str, attributes: Attributes) -> None:
        kind = name.rpartition(":")[2]
        if kind == "Worksheet":
            title = attributes.get("ss:Name", "")
            self._rows, self._count = [], CellCount(title)
            self.sheets.append((title, self._rows))
        elif kind == "Row":
            self._rows.extend(
                [] for _row in range(self._gap(len(self._rows), attributes, MAX_ROWS))
            )
            self._rows.append([])
        elif kind == "Cell" and self._rows:
            gap = self._gap(len(self._rows[-1]), attributes, MAX_COLUMNS)
            self._rows[-1].extend([None] * (gap + 1))
            self._across = _number(attributes, "ss:MergeAcross", 0)
        elif kind == "Data":
            self._kind, self._text = attributes.get("ss:Type", "String"), []
            self._parser.CharacterDataHandler = self._text.append

    def end(self, name: str) -> None:
        kind = name.rpartition(":")[2]
        if kind == "Data" and self._rows and self._rows[-1]:
            self._parser.CharacterDataHandler = None
            self._rows[-1][-1] = _value(self._kind, "".join(self._text))
        elif kind == "Cell" and self._rows:
            if len(self._rows[-1]) + self._across > MAX_COLUMNS:
                raise too_large(self._count.sheet)
            self._rows[-1].extend([None] * self._across)
        elif kind == "Row" and self._rows:
            self._count.add_row(len(self._rows), len(self._rows[-1]))

    def _gap(self, done: int, attributes: Attributes, most: int) -> int:
        """How many places an index leaves empty."""
        index = _number(attributes, "ss:Index", done + 1)
        if index > most:
            raise too_large(self._count.sheet)
        if index <= done:
            raise DamagedFile
        return index - 1 - done


def _number(attributes: Attributes, name: str, otherwise: int) -> int:
    text = attributes.get(name)
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < len("10000000")):
        raise DamagedFile
    return int(text)


def _value(kind: str, text: str) -> object:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text)
            return moment if moment.time() != datetime.min.time() else moment.date()
    except ValueError:
        return text
    if kind == "Boolean":
        return text == "1"
    return None if kind == "Error" else text
