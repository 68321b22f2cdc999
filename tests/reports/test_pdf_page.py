"""What stands around the text: page x of y, letterhead, marks, anchor, bookmarks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.reports.fees.receipt import receipts_pdf
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.members.register import register_pdf
from cluster_desk.reports.pdf.letterhead import Contacts, DocumentStamp
from cluster_desk.reports.pdf.lettering import FOOT, SMALL
from cluster_desk.reports.pdf.sheet import PORTRAIT
from tests.reports import sample_documents as sample
from tests.reports.every_pdf import KINDS
from tests.reports.pdf_reading import outline, page_lines, words


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_page_says_which_it_is_of_how_many_and_that_it_is_a_sample(kind: str) -> None:
    pages = page_lines(KINDS[kind](sample.LETTERHEAD))
    for number, lines in enumerate(pages, 1):
        assert f"pagina {number} di {len(pages)}" in lines
        assert "ESEMPIO" in lines


def test_a_real_association_prints_no_sample_mark() -> None:
    real = replace(sample.LETTERHEAD, sample=False)
    assert "ESEMPIO" not in words(minutes_pdf(sample.minutes(), real))


def test_receipts_in_one_file_count_their_own_pages() -> None:
    lines = sample.receipt().lines * 60
    documents = [sample.receipt(1), sample.receipt(2, lines=lines), sample.receipt(3)]
    pages = page_lines(receipts_pdf(documents, sample.LETTERHEAD))
    found = [line for page in pages for line in page if line.startswith("pagina")]
    middle = len(pages) - 2
    assert middle > 1
    assert found == [
        "pagina 1 di 1",
        *(f"pagina {number} di {middle}" for number in range(1, middle + 1)),
        "pagina 1 di 1",
    ]
    assert "Ricevuta RIC 2026/0002" in pages[2]


def test_the_letterhead_is_on_the_first_page_and_a_running_head_on_the_others() -> None:
    first, *others = page_lines(minutes_pdf(sample.long_minutes(8), sample.LETTERHEAD))
    assert "PEC cluster@pec.example" in first
    for lines in others:
        assert "PEC cluster@pec.example" not in lines
        assert "Verbale del Consiglio Direttivo n. 4/2026" in lines


def test_a_long_name_and_seat_stand_whole_in_the_letterhead() -> None:
    name = "Cluster Tecnologico Lombardo per il Made in Italy – Sistema Cosmetico e Benessere"
    seat = "Palazzo della Cultura e dell’Innovazione, via Alessandro Fino 1, 26013 Crema (CR)"
    head = replace(sample.LETTERHEAD, association_name=name, address_line=seat)
    found = words(minutes_pdf(sample.minutes(), head))
    assert name in found
    assert seat in found


def test_nothing_around_the_text_leaves_the_paper_however_long_it_is() -> None:
    endless = "Verbale della riunione straordinaria " * 8
    contacts = Contacts(email=f"{'segreteria.' * 9}@cluster.example")
    head = replace(sample.LETTERHEAD, association_name="Associazione " * 12, contacts=contacts)
    document = replace(
        sample.long_minutes(4),
        title=endless,
        book_pages=endless,
        stamp=sample.stamp(endless),
    )
    first, second, *_more = page_lines(minutes_pdf(document, head))
    anchor = "Registro n. 1.234 · impronta 9f3ab27c11d04e5f · dati c0ffee1234567890"
    assert anchor in first
    assert anchor in second
    width = PORTRAIT.inside
    assert all(FOOT.width(line) < width for line in second[-3:])
    assert all(SMALL.width(line) < width for line in second[:2])
    assert f"{'segreteria.' * 9}@cluster.example" in "".join(first)


@pytest.mark.parametrize(
    ("state", "marked"),
    [
        (MinutesState.DRAFT, True),
        (MinutesState.IN_REVIEW, True),
        (MinutesState.APPROVED, False),
        (MinutesState.SIGNED, False),
        (MinutesState.BOOKED, False),
    ],
)
def test_minutes_say_draft_on_every_page_until_approved(state: MinutesState, marked: bool) -> None:
    document = replace(sample.long_minutes(4), state=state)
    pages = page_lines(minutes_pdf(document, sample.LETTERHEAD))
    assert [("BOZZA" in lines) for lines in pages] == [marked] * len(pages)


def test_the_head_of_the_chain_is_printed_on_every_page_of_a_record() -> None:
    anchor = "Registro n. 1.234 · impronta 9f3ab27c11d04e5f · dati c0ffee1234567890"
    pages = page_lines(minutes_pdf(sample.long_minutes(4), sample.LETTERHEAD))
    assert all(anchor in lines for lines in pages)


def test_a_document_outside_the_chain_prints_no_anchor() -> None:
    bare = DocumentStamp(document_id="Verbale", issued_on=date(2026, 6, 19))
    found = words(minutes_pdf(sample.minutes(stamp=bare), sample.LETTERHEAD))
    assert "impronta" not in found
    assert "documento del 19/06/2026" in found


def test_bookmarks_lead_to_the_page_the_heading_is_on() -> None:
    pdf = minutes_pdf(sample.long_minutes(20), sample.LETTERHEAD)
    pages = page_lines(pdf)
    found = outline(pdf)
    assert len(found) == 21
    for title, page in found[1:]:
        assert title.partition(". ")[2] in pages[page - 1]


def test_the_book_of_members_is_bookmarked_by_page() -> None:
    pdf = register_pdf(sample.register(60), sample.LETTERHEAD)
    entries = [title for title, _page in outline(pdf) if title.startswith("Iscrizioni")]
    assert entries[0].startswith("Iscrizioni 1–")
    assert entries[-1].endswith("–60")
    assert [page for title, page in outline(pdf) if title in entries] == list(
        range(1, len(entries) + 1)
    )
