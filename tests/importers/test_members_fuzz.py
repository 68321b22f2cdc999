"""Whatever the bytes, a register is read or refused in a sentence; nothing else is ever raised."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cluster_desk.errors import FileRefused
from cluster_desk.importers.compound import single_stream
from cluster_desk.importers.members import read_members
from cluster_desk.importers.sheets import read_sheets
from tests.importers.workbooks import biff, ods, ods_cell, ods_row, ods_table, xlsx, zipped

ROWS = (
    ("Denominazione", "P.IVA", "Indirizzo", "Socio dal"),
    ("Città è S.r.l.", 743110157, "Via Roma 1 - 26013 Crema (CR)", "16/01/2026"),
    ("Serio", 1.5, None, "x"),
)
TEXT = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in ROWS).encode()
PAGE = (
    "<html><table>"
    + "".join(
        "<tr>" + "".join(f"<td colspan=1 rowspan=1>{cell}" for cell in row) + "</tr>"
        for row in ROWS
    )
    + "</table></html>"
).encode()
OPEN = ods(ods_table(*(ods_row(*(ods_cell(str(cell)) for cell in row)) for row in ROWS)))

Edit = tuple[int, bytes, int]
edits = st.lists(
    st.tuples(st.integers(0, 10**6), st.binary(max_size=6), st.integers(0, 12)),
    min_size=1,
    max_size=8,
)


def edited(content: bytes, changes: list[Edit]) -> bytes:
    """With pieces put in and taken out."""
    for place, piece, gone in changes:
        at = place % (len(content) + 1)
        content = content[:at] + piece + content[at + gone :]
    return content


def part_edited(archive: bytes, changes: list[Edit]) -> bytes:
    """With one part changed before it was compressed."""
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    name = sorted(parts)[changes[0][0] % len(parts)]
    return zipped({**parts, name: edited(parts[name], changes)}, level=1)


def read_or_refused(content: bytes) -> None:
    with suppress(FileRefused):
        read_members("soci", content)


@given(st.binary(max_size=2_000))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"\xff\xfe")
@example(b"sep=;")
def test_any_bytes(content: bytes) -> None:
    read_or_refused(content)


@given(st.text(max_size=500))
def test_any_text_under_a_header(text: str) -> None:
    read_or_refused(
        f"Denominazione;P.IVA;CAP;PEC;Indirizzo;Cognome\n{text}\n".encode("utf-8", "replace")
    )


@pytest.mark.parametrize(
    "content", [TEXT, PAGE, xlsx(*ROWS), OPEN], ids=["csv", "html", "xlsx", "ods"]
)
@given(changes=edits)
def test_a_file_changed_anywhere(content: bytes, changes: list[Edit]) -> None:
    read_or_refused(edited(content, changes))


@pytest.mark.parametrize("content", [xlsx(*ROWS), OPEN], ids=["xlsx", "ods"])
@given(changes=edits)
def test_a_workbook_changed_inside(content: bytes, changes: list[Edit]) -> None:
    read_or_refused(part_edited(content, changes))


@pytest.mark.parametrize(
    "make",
    [
        lambda changes: single_stream("Workbook", edited(biff(*ROWS), changes)),
        lambda changes: edited(single_stream("Workbook", biff(*ROWS)), changes),
    ],
    ids=["records", "sectors"],
)
@given(changes=edits)
def test_an_old_workbook_changed(make: Callable[[list[Edit]], bytes], changes: list[Edit]) -> None:
    read_or_refused(make(changes))


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_categories=["C"]), max_size=8), max_size=5),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(";,\t|"),
)
def test_what_was_written_as_csv_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    quoted = "\n".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    )
    with suppress(FileRefused):  # nothing but blanks
        (sheet,) = read_sheets("x.csv", ("x\n" + quoted + "\n").encode(), delimiter=delimiter)
        assert sheet.rows[1:] == trimmed(rows)


def trimmed(rows: list[list[str]]) -> tuple[tuple[str | None, ...], ...]:
    """As a sheet holds them: None for empty, nothing at the end of a row or of the list."""
    found = [[cell or None for cell in row] for row in rows]
    for row in found:
        while row and row[-1] is None:
            row.pop()
    while found and not found[-1]:
        found.pop()
    return tuple(tuple(row) for row in found)
