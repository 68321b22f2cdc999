"""Measure an old .xls before the library reads it, and hand on only the measured stream.

Record numbers are those of [MS-XLS]. What is trusted by a reader and may lie is checked here: the
size of each sheet, the number of shared texts, texts used over and over, sheets within sheets.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from cluster_desk.importers.compound import Compound, single_stream
from cluster_desk.importers.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNFOLDED,
    too_large,
)
from cluster_desk.importers.refusals import (
    DamagedFile,
    NotAList,
    ProtectedFile,
    SwollenFile,
    WordFile,
)

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_SST, _CONTINUE, _LABEL_SST, _MULRK, _DIMENSIONS = 0x00FC, 0x003C, 0x00FD, 0x00BD, 0x0200
_CELLS = frozenset((0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, _LABEL_SST, _MULRK))
_LONGEST = 0xFFFF
_SST_HEAD = 8
_CELL_HEAD = 6


@dataclass(slots=True)
class _Area:
    """The filled rectangle between two end-of-sheet records."""

    top: int = 0x7FFFFFFF
    bottom: int = -1
    left: int = 0x7FFFFFFF
    right: int = -1
    dimensions: list[int] = field(default_factory=list)

    def add(self, row: int, first: int, last: int) -> None:
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, first), max(self.right, last)

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1 if self.bottom >= 0 else 0

    @property
    def width(self) -> int:
        return self.right - self.left + 1 if self.right >= 0 else 0


class _Scan:
    """One pass over the records of a workbook stream."""

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.areas: list[_Area] = [_Area()]
        self.begins: dict[int, _Area] = {}
        self.sheets: list[int] = []
        self.shared: list[bytes] = []
        self.uses: list[int] = []
        self.records = 0

    def run(self) -> None:
        continued = False
        for at, kind, payload in _records(self.stream):
            if kind in _CELLS:
                self._add_cell(kind, payload)
            elif kind == _BOF:
                self.begins[at] = self.areas[-1]
            elif kind == _EOF:
                self.areas.append(_Area())
            elif kind == _FILEPASS:
                raise ProtectedFile
            elif kind == _BOUNDSHEET:
                self.sheets.append(int.from_bytes(payload[:4], "little"))
            elif kind == _DIMENSIONS:
                self.areas[-1].dimensions.append(at)
            elif kind == _SST or (continued and kind == _CONTINUE):
                self.shared.append(payload)
            continued = kind == _SST or (continued and kind == _CONTINUE)

    def _add_cell(self, kind: int, payload: bytes) -> None:
        self.records += 1
        if len(payload) < _CELL_HEAD or self.records > MAX_CELLS:
            raise DamagedFile
        row, column = int.from_bytes(payload[:2], "little"), int.from_bytes(payload[2:4], "little")
        last = column
        if kind == _MULRK:
            last = max(column, int.from_bytes(payload[-2:], "little"))
        elif kind == _LABEL_SST:
            self.uses.append(int.from_bytes(payload[6:10], "little"))
        self.areas[-1].add(row, column, last)


def checked(content: bytes) -> bytes:
    """A clean file with the same workbook; FileRefused says why when it is not opened."""
    compound = Compound(content)
    if compound.has("EncryptedPackage"):
        raise ProtectedFile
    name = next((name for name in ("Workbook", "Book") if compound.has(name)), None)
    if name is None:
        raise WordFile if compound.has("WordDocument") else NotAList
    stream = bytearray(compound.stream(name))
    scan = _Scan(bytes(stream))
    scan.run()
    _check_areas(scan)
    _check_texts(scan)
    for area in scan.areas:
        for at in area.dimensions:
            _write_dimensions(stream, at, area)
    return single_stream(name, bytes(stream))


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield at, kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _check_areas(scan: _Scan) -> None:
    """Each declared sheet must begin where a sheet begins; a sheet named twice counts twice."""
    cells = 0
    for number, begin in enumerate(scan.sheets, start=1):
        area = scan.begins.get(begin)
        if area is None:
            raise DamagedFile
        cells += area.height * area.width
        if area.height > MAX_ROWS or area.width > MAX_COLUMNS or cells > MAX_CELLS:
            raise too_large(str(number))


def _check_texts(scan: _Scan) -> None:
    if not scan.shared:
        return
    if len(scan.shared[0]) < _SST_HEAD:
        raise DamagedFile
    size = sum(len(chunk) for chunk in scan.shared)
    unique = int.from_bytes(scan.shared[0][4:8], "little")
    if unique * 3 > size:
        raise DamagedFile
    if len(scan.uses) * min(_LONGEST, size) <= MAX_UNFOLDED:
        return
    lengths = _SharedTexts(scan.shared).lengths(unique)
    used = sum(lengths[index] for index in scan.uses if index < len(lengths))
    if used > MAX_UNFOLDED:
        raise SwollenFile


def _write_dimensions(stream: bytearray, at: int, area: _Area) -> None:
    """Say the measured size: readers reserve memory for whatever is declared here."""
    (size,) = struct.unpack_from("<H", stream, at + 2)
    form = {14: "<IIHHH", 10: "<HHHHH"}.get(size)
    if form is None:
        raise DamagedFile
    rows, columns = (area.bottom + 1, area.right + 1) if area.height else (0, 0)
    top, left = (area.top, area.left) if area.height else (0, 0)
    struct.pack_into(form, stream, at + 4, top, rows, left, columns, 0)


class _SharedTexts:
    """The lengths of the shared texts; one may run on into the next record."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks
        self._chunk, self._at = 0, _SST_HEAD

    def lengths(self, count: int) -> list[int]:
        try:
            return [self._next() for _number in range(count)]
        except IndexError as error:
            raise DamagedFile from error

    def _next(self) -> int:
        length, flags = self._number(2), self._number(1)
        runs = self._number(2) if flags & 8 else 0
        extension = self._number(4) if flags & 4 else 0
        left, wide = length, flags & 1
        while left:
            room = (len(self._chunks[self._chunk]) - self._at) >> wide
            taken = min(left, room)
            left, self._at = left - taken, self._at + (taken << wide)
            if left:
                self._next_chunk()
                wide = self._number(1) & 1
        self._skip(runs * 4 + extension)
        return length

    def _number(self, size: int) -> int:
        if self._at >= len(self._chunks[self._chunk]):
            self._next_chunk()
        begin, self._at = self._at, self._at + size
        return int.from_bytes(self._chunks[self._chunk][begin : self._at], "little")

    def _skip(self, size: int) -> None:
        while size:
            room = len(self._chunks[self._chunk]) - self._at
            taken = min(size, room)
            size, self._at = size - taken, self._at + taken
            if size:
                self._next_chunk()

    def _next_chunk(self) -> None:
        self._chunk, self._at = self._chunk + 1, 0
        if self._chunk >= len(self._chunks):
            raise IndexError
