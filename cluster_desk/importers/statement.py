"""Recognise a statement by what is in it, never by its name, and have it read."""

from __future__ import annotations

import re
from typing import Final

from cluster_desk.errors import FileRefused
from cluster_desk.importers.statements import limits
from cluster_desk.importers.statements.camt import read_camt
from cluster_desk.importers.statements.cbi import looks_like_cbi, read_cbi
from cluster_desk.importers.statements.drafts import StatementReading
from cluster_desk.importers.statements.mt940 import looks_like_mt940, read_mt940
from cluster_desk.importers.statements.ofx import looks_like_ofx, read_ofx
from cluster_desk.importers.statements.refusals import (
    BinaryFile,
    EmptyStatement,
    PrintedStatement,
    StatementTooBig,
)
from cluster_desk.importers.statements.table import read_table

_WORKBOOKS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_BEGINNING = 4096
_XML = re.compile(r"\s*<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w.\-]*(:[\w.\-]+)?[\s>/])", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!DOCTYPE\s+html|html|table|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_statement(name: str, content: bytes) -> StatementReading:
    """Every account's movements in a bank's file, with what the person must know about them.

    `name` is not believed. A FileRefused says why there is nothing to import; balances that do
    not agree, foreign currencies and rows that cannot be read are problems of the reading.
    """
    if len(content) > limits.FILE_MB * limits.MEGABYTE:
        raise StatementTooBig(limit=limits.FILE_MB)
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise EmptyStatement
    if content.startswith(b"%PDF"):
        raise PrintedStatement
    return _read(name, content)


def is_statement(name: str, content: bytes) -> bool:
    """Whether a file that was taken for something else could be read here."""
    try:
        read_statement(name, content)
    except FileRefused:
        return False
    return True


def _read(name: str, content: bytes) -> StatementReading:
    if content.startswith(_WORKBOOKS):
        return read_table(name, content)
    beginning = _decoded(content[:_BEGINNING])
    if looks_like_ofx(beginning):
        return read_ofx(_decoded(content))
    if _HTML.match(beginning):
        return read_table(name, content)
    if _XML.match(beginning):
        return read_camt(content.lstrip(b"\xef\xbb\xbf\t\r\n "))
    text = _decoded(content)
    if looks_like_cbi(text):
        return read_cbi(text)
    if looks_like_mt940(text):
        return read_mt940(text)
    return read_table(name, content)


def _decoded(content: bytes) -> str:
    """UTF-8 where every byte fits, else the code page of Italian banks; one kind of line end."""
    text = ""
    if content.startswith(_WIDE):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise BinaryFile from error
    elif b"\x00" in content[:_BEGINNING]:
        raise BinaryFile
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
