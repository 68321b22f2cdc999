"""Take one stream out of an OLE compound file, and put one into a clean file of its own.

Readers follow the chains of sectors that a file declares; a chain that bites its own tail never
ends. Here every chain is bounded by the number of sectors, and what is handed on is built anew.
Layout: [MS-CFB].
"""

from __future__ import annotations

import struct
from array import array

from cluster_desk.importers.refusals import DamagedFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_LARGEST_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_SHIFTS, _SMALL_SHIFT = (9, 12), 6  # sectors of 512 or 4,096 bytes, small ones of 64
_CUTOFF = 4096
_HEADER = struct.Struct("<8s16x5H6x9I")


class Compound:
    """The streams of a compound file by name. DamagedFile where its tables make no sense."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._read_tables()
        except (struct.error, IndexError, ValueError) as error:
            raise DamagedFile from error

    def has(self, name: str) -> bool:
        """Whether there is a stream or folder of this name."""
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """The bytes of the stream `name`."""
        start, size = self._entries[name]
        if size >= _CUTOFF:
            found = self._chain(start, self._fat, self._content, self._size, self._size)
        else:
            found = self._chain(start, self._small_fat, self._small, self._small_size, 0)
        if len(found) < size:
            raise DamagedFile
        return found[:size]

    def _read_tables(self) -> None:
        header = _HEADER.unpack_from(self._content)
        _minor, _major, _order, shift, small_shift = header[1:6]
        _dirs, _fats, directory, _mark, _cut, small_fat, _n, double, _m = header[6:]
        if shift not in _SHIFTS or small_shift != _SMALL_SHIFT:
            raise DamagedFile
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._fat = self._allocation(double)
        self._small_fat = _numbers(self._sectors(small_fat)) if small_fat < _LARGEST_SECTOR else []
        self._entries: dict[str, tuple[int, int]] = {}
        table = self._sectors(directory)
        for at in range(0, len(table), _ENTRY):
            self._add_entry(table[at : at + _ENTRY])
        start, size = self._entries.get("Root Entry", (_END_OF_CHAIN, 0))
        self._small = self._sectors(start)[:size] if size else b""

    def _allocation(self, double: int) -> list[int]:
        places = list(struct.unpack_from("<109I", self._content, 76))
        for _round in range(len(self._content) // self._size + 1):
            if double >= _LARGEST_SECTOR:
                break
            sector = _numbers(self._sector(double))
            places.extend(sector[:-1])
            double = sector[-1]
        fat: list[int] = []
        for place in places:
            if place < _LARGEST_SECTOR:
                fat.extend(_numbers(self._sector(place)))
            if len(fat) * self._size > 2 * len(self._content) + self._size * self._size:
                raise DamagedFile
        return fat

    def _add_entry(self, entry: bytes) -> None:
        (length,) = struct.unpack_from("<H", entry, 64)
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        start, size = struct.unpack_from("<II", entry, 116)
        if entry[66]:
            self._entries.setdefault(name, (start, size))

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        found = self._content[begin : begin + self._size]
        if not found:
            raise DamagedFile
        return found.ljust(self._size, b"\x00")

    def _sectors(self, start: int) -> bytes:
        return self._chain(start, self._fat, self._content, self._size, self._size)

    @staticmethod
    def _chain(start: int, table: list[int], source: bytes, size: int, offset: int) -> bytes:
        parts: list[bytes] = []
        number = start
        for _step in range(len(table) + 1):
            if number >= _LARGEST_SECTOR:
                return b"".join(parts)
            begin = number * size + offset
            parts.append(source[begin : begin + size])
            if number >= len(table) or not parts[-1]:
                raise DamagedFile
            number = table[number]
        raise DamagedFile


def single_stream(name: str, stream: bytes) -> bytes:
    """A compound file that holds this stream and nothing else."""
    size = 4096
    stream = stream.ljust(_CUTOFF, b"\x00")
    count = -(-len(stream) // size)
    fats = -(-(count + 2) // (size // 4 - 1))
    # Sectors: the tables, the directory, the stream, and one that the root begins with, empty:
    # some readers take a root without a sector for a damaged file.
    chain = [_FAT_SECTOR] * fats + [_END_OF_CHAIN]
    chain += [*range(fats + 2, fats + 1 + count), _END_OF_CHAIN, _END_OF_CHAIN]
    table = array("I", chain + [_FREE] * (fats * size // 4 - len(chain)))
    places = [*range(fats), *([_FREE] * (109 - fats))]
    header = _HEADER.pack(
        SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6, 1, fats, fats, 0, _CUTOFF, _END_OF_CHAIN, 0,
        _END_OF_CHAIN, 0,
    ) + struct.pack("<109I", *places)  # fmt: skip
    directory = _entry("Root Entry", 5, fats + 1 + count, 0, child=1)
    directory += _entry(name, 2, fats + 1, len(stream))
    return b"".join(
        (
            header.ljust(size, b"\x00"),
            struct.pack(f"<{len(table)}I", *table),
            directory.ljust(size, b"\x00"),
            stream.ljust((count + 1) * size, b"\x00"),
        )
    )


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    links = struct.pack("<HBB3I", len(encoded) + 2, kind, 1, _FREE, _FREE, child)
    return encoded.ljust(64, b"\x00") + links + bytes(36) + struct.pack("<IQ", start, size)


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
