"""What a person typed is printed letter by letter: never markup, never a file, never a link."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_desk import paths
from cluster_desk.reports.documents.letter import letter_pdf
from cluster_desk.reports.fees.notice import payment_notice_pdf
from cluster_desk.reports.fees.receipt import receipt_pdf
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.meetings.minutes_document import (
    AgendaList,
    Closing,
    ItemHeading,
    PresenceChange,
    Prose,
    SectionHeading,
)
from cluster_desk.reports.members.register import register_pdf
from cluster_desk.reports.tables.sign_in_document import SignInRow
from cluster_desk.reports.tables.sign_in_sheet import sign_in_pdf
from tests.figures import runs
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import opened, words

HOSTILE = (
    "<Müller> GmbH & Co",
    "<b>unclosed",
    "</para><img src='/etc/passwd'/>",
    "<onDraw name='x'/>",
    "<a href='javascript:alert(1)'>link</a>",
    "mail <a@b.ch> &amp; &lt;tag&gt;",
    "{{7*7}} {name} %s",
)
FILES = paths.root() / "cluster_desk" / "reports"
EVERY = pytest.mark.parametrize("typed", HOSTILE)


def letters(text: str) -> str:
    """Without blanks: a line may break anywhere a blank is."""
    return "".join(text.split())


def assert_printed(pdf: bytes, typed: str, times: int) -> None:
    assert letters(words(pdf)).count(letters(typed)) >= times
    with opened(pdf) as document:
        images = [o for o in document.objects if isinstance(o, pikepdf.Stream)]
        assert not [image for image in images if image.get("/Subtype") == "/Image"]
        assert not any("/Annots" in page.obj for page in document.pages)


@EVERY
def test_minutes_print_it_literally(typed: str) -> None:
    document = sample.minutes(
        title=typed,
        subtitle=typed,
        place_and_date=typed,
        sections=(
            SectionHeading(text=typed),
            AgendaList(items=(typed,)),
            ItemHeading(number=1, title=typed),
            Prose(text=typed),
            PresenceChange(text=typed),
            sample.resolution(text=typed, outcome=typed, notes=typed),
            Closing(text=typed),
        ),
    )
    assert_printed(minutes_pdf(document, sample.LETTERHEAD), typed, 12)


@EVERY
def test_receipts_print_it_literally(typed: str) -> None:
    document = sample.receipt(
        payer=replace(sample.PAYER, name=typed, address_lines=(typed,)),
        declaration=typed,
        lines=(replace(sample.receipt().lines[0], description=typed, detail=typed),),
        vat_wording=typed,
        resolution=typed,
    )
    head = replace(sample.LETTERHEAD, association_name=typed, address_line=typed)
    assert_printed(receipt_pdf(document, head), typed, 9)


@EVERY
def test_the_other_papers_print_it_literally(typed: str) -> None:
    head = sample.LETTERHEAD
    book = sample.register(entries=(sample.entry(1, name=typed, seat=typed, category=typed),))
    assert_printed(register_pdf(book, head), typed, 3)
    row = SignInRow(name=typed, organisation=typed, role=typed)
    assert_printed(sign_in_pdf(sample.sign_in(rows=(row,)), head), typed, 3)
    assert_printed(letter_pdf(sample.letter(paragraphs=(typed,), items=(typed,)), head), typed, 2)
    notice = sample.notice(opening=typed, closing=typed, references=(typed,))
    assert_printed(payment_notice_pdf(notice, head), typed, 3)


TYPED = st.text(alphabet="ab<>&/'\"=*\\ {}", min_size=1, max_size=40)


@settings(max_examples=runs(200, 5000))
@given(st.lists(TYPED, min_size=8, max_size=8))
def test_no_text_breaks_a_document_or_loses_a_letter(typed: list[str]) -> None:
    *prose, wording, resolution = typed
    prose = [text.replace("*", "").replace("\\", "") for text in prose]  # marks of the prose
    receipt = sample.receipt(
        declaration="\n".join(prose), vat_wording=wording, resolution=resolution
    )
    found = letters(words(receipt_pdf(receipt, sample.LETTERHEAD)))
    for text in (*prose, wording, resolution):
        assert letters(text) in found


def test_a_local_file_is_never_read(tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes(b"\x89PNG secret")
    typed = f"<img src='{picture}' width='10' height='10'/>"
    assert_printed(receipt_pdf(sample.receipt(declaration=typed), sample.LETTERHEAD), typed, 1)


def test_paragraphs_are_made_in_one_place_only() -> None:
    """A bare Paragraph(text) would take what a person typed for markup."""
    makers = {
        path.relative_to(FILES).as_posix()
        for path in FILES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("reportlab")
        and any(name.name in {"Paragraph", "XPreformatted"} for name in node.names)
    }
    assert makers == {"pdf/text.py"}
