"""The quick measure of a worksheet never finds less than the strict one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.errors import FileRefused
from cluster_desk.importers.sheet_bytes import ByteScan
from cluster_desk.importers.sheet_xml import WorkbookScan

ROWS = "".join(
    f'<row r="{row}" spans="1:3"><c r="B{row}" s="1" t="s"><v>0</v></c><c r="D{row}"/></row>'
    for row in range(3, 9)
)
HEAD = b'<?xml version="1.0"?>\n'
SHEET = HEAD + f'<worksheet xmlns="x"><sheetData>{ROWS}</sheetData></worksheet>'.encode()
TEXTS = (
    b'<sst xmlns="x" count="3"><si><t>abc</t></si><si><t xml:space="preserve">longer</t></si></sst>'
)


def quick(content: bytes, size: int = 1_000) -> ByteScan:
    scan = ByteScan()
    for at in range(0, len(content), size):
        scan.feed(content[at : at + size])
    scan.finish()
    return scan


def strict(content: bytes) -> WorkbookScan:
    scan = WorkbookScan()
    part = scan.part("xl/sheet.xml")
    part.feed(content)
    part.finish()
    return scan


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_a_plain_sheet_is_measured_whatever_its_pieces(size: int) -> None:
    scan = quick(SHEET, size)
    assert scan.is_sure
    assert (scan.height, scan.width, scan.shared_uses) == (6, 3, 6)


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_the_longest_shared_text_is_found_whatever_the_pieces(size: int) -> None:
    scan = quick(TEXTS, size)
    assert scan.is_sure
    assert scan.longest_text >= len(b'<si><t xml:space="preserve">longer</t></si>')


@pytest.mark.parametrize(
    "cell",
    [
        '<c s=">" r="XFD1"><v>1</v></c>',
        '<c r="A1" r="XFD1"><v>1</v></c>',
        "<c r='XFD1'><v>1</v></c>",
        '<x:c r="XFD1"><v>1</v></x:c>',
        "<c><v>1</v></c>",
        '<c\nr="XFD1"><v>1</v></c>',
        "<!-- --><v/>",
        "<![CDATA[x]]>",
        '<c r="XFD1"><v>1</v></c>',
    ],
)
def test_whatever_is_not_plain_is_left_to_the_strict_parser(cell: str) -> None:
    assert not quick(SHEET.replace(b"</sheetData>", cell.encode() + b"</sheetData>")).is_sure


@pytest.mark.parametrize("size", [5, 16, 1_000])
def test_a_false_beginning_in_an_attribute_is_noticed_at_every_cut(size: int) -> None:
    for place in range(40):
        pad = b" " * place
        content = b"<sst><si><r>" + pad + b'<t x="<si>">abc</t></r></si></sst>'
        assert not quick(content, size).is_sure


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.sampled_from(
                [b"", b"<", b">", b'"', b" ", b"9", b"X", b"r=", b"<c ", b"<row ", b"/"]
            ),
            st.integers(0, 3),
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 200),
)
def test_a_sure_measure_is_never_less_than_the_strict_one(
    edits: list[tuple[int, bytes, int]], size: int
) -> None:
    content = SHEET
    for place, piece, gone in edits:
        at = len(HEAD) + place % (len(content) - len(HEAD))
        content = content[:at] + piece + content[at + gone :]
    scan = quick(content, size)
    if not scan.is_sure or not scan.is_sheet:
        return
    try:
        exact = strict(content)
    except FileRefused:
        return
    assert scan.height * scan.width >= exact.cells
    assert scan.shared_uses >= exact.shared_uses
