"""Measure an .xlsx or .ods before anything reads it, and hand on only what was measured.

The reading library allocates the whole rectangle between the first and the last cell: two cells
in far corners end the program. So every part is unfolded piece by piece under a limit, its XML is
measured or followed by a strict parser, and the archive is packed anew with the measured parts
alone: what two archive readers could understand differently (names twice, sizes that lie) does
not survive.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from cluster_desk.importers.limits import MAX_RATIO, MAX_UNFOLDED
from cluster_desk.importers.refusals import (
    AppleWorkbook,
    ArchiveFile,
    BinaryWorkbook,
    DamagedFile,
    ProtectedFile,
    SwollenFile,
    WordFile,
)
from cluster_desk.importers.sheet_bytes import ByteScan
from cluster_desk.importers.sheet_xml import WorkbookScan

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 1 << 18
_SMALL = 1 << 20  # below this a high ratio is only repetition
_ENCRYPTED = 0x1
# Readers reserve memory for as many texts as a part announces: eight digits are a lie.
_HUGE_COUNT = re.compile(rb"ount\s*=\s*[\"'][^\"'<>]{8}", re.IGNORECASE)
_OVERLAP = 64
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MIDNIGHT_1980 = (0, 33)
_UNREAD = (
    "customxml/",
    "docprops/",
    "thumbnails/",
    "xl/charts/",
    "xl/comments",
    "xl/drawings/",
    "xl/externallinks/",
    "xl/pivotcache/",
    "xl/pivottables/",
    "xl/querytables/",
    "xl/revisions/",
    "xl/theme/",
    "xl/threadedcomments/",
)
_ODS_READ = ("mimetype", "content.xml", "META-INF/manifest.xml")


@dataclass(frozen=True, kw_only=True)
class _Part:
    name: str
    method: int
    crc: int
    size: int
    packed: bytes


def checked(content: bytes) -> bytes:
    """The same workbook in an archive of its own, every part within the limits.

    FileRefused says what it is when it is no workbook, or why it is not opened.
    """
    infos = _directory(content)
    names = {info.filename for info in infos}
    is_ods = "content.xml" in names
    if not is_ods:
        _check_kind(names)
    scan = WorkbookScan()
    parts = [
        _measured(content, info, scan) for info in infos if _is_read(info.filename, is_ods=is_ods)
    ]
    scan.check_texts(lambda name: _again(parts, name))
    return _packed(parts)


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise DamagedFile from error
    if len({info.filename.casefold() for info in infos}) != len(infos):
        raise DamagedFile
    unfolded = sum(info.file_size for info in infos)
    if unfolded > MAX_UNFOLDED:
        raise SwollenFile
    for info in infos:
        if info.file_size > max(_SMALL, info.compress_size * MAX_RATIO):
            raise SwollenFile
    return infos


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise BinaryWorkbook
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise WordFile
    if any(name.endswith(".iwa") for name in names):
        raise AppleWorkbook
    if not any(name.lower().startswith("xl/") for name in names):
        raise ArchiveFile if names else DamagedFile


def _is_read(name: str, *, is_ods: bool) -> bool:
    if is_ods:
        return name in _ODS_READ
    lowered = name.lower()
    return lowered.endswith((".xml", ".rels")) and not lowered.startswith(_UNREAD)


def _measured(content: bytes, info: zipfile.ZipInfo, scan: WorkbookScan) -> _Part:
    if info.flag_bits & _ENCRYPTED:
        raise ProtectedFile
    packed = _packed_bytes(content, info)
    crc, size = 0, 0
    quick, before = ByteScan(), b""
    for chunk in _unfold(packed, info):
        _check_counts(before + chunk)
        before = chunk[-_OVERLAP:]
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        quick.feed(chunk)
    if crc != info.CRC or size != info.file_size:
        raise DamagedFile
    quick.finish()
    if quick.is_sure:
        scan.add_bytes(info.filename, quick)
    elif info.filename != "mimetype":
        strict = scan.part(info.filename)
        for chunk in _unfold(packed, info):
            strict.feed(chunk)
        strict.finish()
    return _Part(name=info.filename, method=info.compress_type, crc=crc, size=size, packed=packed)


def _check_counts(piece: bytes) -> None:
    if b"ount" in piece and _HUGE_COUNT.search(piece):
        raise DamagedFile


def _packed_bytes(content: bytes, info: zipfile.ZipInfo) -> bytes:
    start = info.header_offset
    header = content[start : start + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(SIGNATURES[0]):
        raise DamagedFile
    name_size, extra_size = _LOCAL.unpack(header)[-2:]
    begin = start + _LOCAL.size + name_size + extra_size
    packed = content[begin : begin + info.compress_size]
    if len(packed) != info.compress_size:
        raise DamagedFile
    return packed


def _unfold(packed: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces; stops at the size it declared, however much more there is."""
    if info.compress_type == zipfile.ZIP_STORED:
        yield from (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise DamagedFile
    inflater, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        for at in range(0, len(packed), _CHUNK):
            rest = packed[at : at + _CHUNK]
            while rest and not inflater.eof:
                chunk = inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
                size += len(chunk)
                if size > info.file_size:
                    raise DamagedFile
                yield chunk
        yield inflater.flush()
    except zlib.error as error:
        raise DamagedFile from error
    if not inflater.eof or inflater.unused_data:
        raise DamagedFile


def _again(parts: list[_Part], name: str) -> Iterator[bytes]:
    for part in parts:
        if part.name == name:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.file_size = part.method, part.size
            yield from _unfold(part.packed, info)


def _packed(parts: list[_Part]) -> bytes:
    """An archive of the parts as they were compressed, with headers that tell the truth."""
    out, directory = bytearray(), bytearray()
    for part in parts:
        name = part.name.encode()
        sizes = (part.crc, len(part.packed), part.size, len(name))
        directory += _CENTRAL.pack(
            b"PK\x01\x02",
            20,
            20,
            0x800,
            part.method,
            *_MIDNIGHT_1980,
            *sizes,
            0,
            0,
            0,
            0,
            0,
            len(out),
        )
        directory += name
        out += _LOCAL.pack(SIGNATURES[0], 20, 0x800, part.method, *_MIDNIGHT_1980, *sizes, 0)
        out += name + part.packed
    count = len(parts)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)
