"""The members' book, the sheet to sign and letters hold what is asked of them, in order."""

from __future__ import annotations

import pytest

from cluster_desk.domain.money import Money
from cluster_desk.reports.documents.letter import letter_pdf, letters_pdf
from cluster_desk.reports.documents.letter_document import LetterRow
from cluster_desk.reports.members.register import register_pdf
from cluster_desk.reports.tables.sign_in_sheet import sign_in_pdf
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import opened, page_lines, words


def test_the_book_shows_each_entry_with_its_acts_and_payments() -> None:
    found = words(register_pdf(sample.register(), sample.LETTERHEAD))
    for fact in (
        "Libro dei soci situazione al 31/12/2026 · 3 iscrizioni · 2 soci in carica",
        "2 Socio Dimostrativo 2 S.r.l. 26013 Crema (CR) rappresentato da Giulia Ferrandi",
        "99000000002 P. IVA 99000030199 Ordinario 17/12/2025 delibera CD 1/2026",
        "Quota 2026, 12/03/2026: 1.200,00",
        "Recesso dal 31/12/2026 CD 6/2026",
        "Il libro termina con l’iscrizione n. 3.",
    ):
        assert fact in found


def test_the_book_keeps_the_order_it_is_given_and_repeats_its_headings() -> None:
    pages = page_lines(register_pdf(sample.register(80), sample.LETTERHEAD))
    names = [line for lines in pages for line in lines if line.startswith("Socio Dimostrativo")]
    assert names == [f"Socio Dimostrativo {number} S.r.l." for number in range(1, 81)]
    with_entries = [lines for lines in pages if set(names) & set(lines)]
    assert all("VERSAMENTI DI QUOTE (€)" in lines for lines in with_entries)


def test_the_sheet_has_room_for_guests_and_numbers_their_rows() -> None:
    (lines,) = page_lines(sign_in_pdf(sample.sign_in(3, blank_rows=4), sample.LETTERHEAD))
    assert [line for line in lines if line.isdigit()] == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_sheet_says_project_day_hours_and_who_signs_for_it() -> None:
    found = words(sign_in_pdf(sample.sign_in(), sample.LETTERHEAD))
    for fact in (
        "Tavolo tematico «Packaging ed ecodesign» · riunione n. 4/2026",
        "progetto «Filiera circolare» · CUP E19J25000010009",
        "martedì 16 giugno 2026 14:30–17:00 Sala del Consiglio, Crema Marta Serio",
        "FIRMA IN ENTRATA ORA FIRMA IN USCITA ORA",
        "Informativa completa: cluster.example/privacy.",
        "La coordinatrice Marta Serio",
    ):
        assert fact in found


def test_who_is_connected_remotely_is_not_asked_to_sign() -> None:
    lines = page_lines(sign_in_pdf(sample.sign_in(3), sample.LETTERHEAD))[0]
    assert lines.count("in videoconferenza") == 2


@pytest.mark.parametrize("shows_email", [True, False])
def test_addresses_are_printed_only_where_asked(shows_email: bool) -> None:
    sheet = sample.sign_in(shows_email=shows_email)
    found = "".join(words(sign_in_pdf(sheet, sample.LETTERHEAD)).split())
    assert ("giulia@brianza.example" in found) == shows_email


def test_the_sheet_lies_on_its_side() -> None:
    with opened(sign_in_pdf(sample.sign_in(), sample.LETTERHEAD)) as document:
        _left, _bottom, width, height = map(float, document.pages[0].mediabox)
    assert width > height


def test_a_letter_goes_from_addressee_to_attachments() -> None:
    found = words(letter_pdf(sample.letter(), sample.LETTERHEAD))
    parts = (
        "Crema, 11/02/2026 Prot. n. 27/2026 A mezzo PEC",
        "Ai soci di Cluster Cosmetico Dimostrativo LORO SEDI",
        "Oggetto: Convocazione dell’assemblea ordinaria dei soci",
        "Spettabile socio,",
        "prima convocazione",
        "1. Comunicazioni della Presidente.",
        "Validità",
        "La Presidente Giulia Ferrandi",
        "Allegati: modulo di delega",
    )
    assert sorted(parts, key=found.index) == list(parts)


def test_amounts_in_a_letter_are_added_up() -> None:
    rows = (
        LetterRow(text="Quota 2025", amount=Money(100)),
        LetterRow(text="Quota 2026", amount=Money(120_000)),
    )
    found = words(letter_pdf(sample.letter(rows=rows), sample.LETTERHEAD))
    assert "Quota 2025 1,00 Quota 2026 1.200,00 Totale 1.201,00" in found


def test_a_draft_letter_says_so() -> None:
    assert "BOZZA" in words(letter_pdf(sample.letter(is_draft=True), sample.LETTERHEAD))
    assert "BOZZA" not in words(letter_pdf(sample.letter(), sample.LETTERHEAD))


def test_letters_in_one_file_each_begin_a_page() -> None:
    letters = [sample.letter(), sample.letter(subject="Altro oggetto")]
    pages = page_lines(letters_pdf(letters, sample.LETTERHEAD))
    assert ["Altro oggetto" in lines for lines in pages] == [False, True]
