"""What cannot be printed is named before anything is, and what nobody sees is taken off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.i18n import set_language
from cluster_desk.reports.fees.receipt import receipt_pdf
from cluster_desk.reports.pdf import fonts
from cluster_desk.reports.pdf.legible import (
    LONGEST,
    LONGEST_WORD,
    TextTooLong,
    UnprintableText,
    clean,
    require_printable,
    texts_of,
)
from tests.pace import best_of_three, seconds_of
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import words


def test_an_emoji_is_refused_by_name_before_a_page_is_set() -> None:
    payer = replace(sample.PAYER, name="Rossi 😀 & 漢")
    with pytest.raises(UnprintableText) as refusal:
        receipt_pdf(sample.receipt(payer=payer), sample.LETTERHEAD)
    assert str(refusal.value) == (
        "«Rossi 😀 & 漢» non si può stampare: togli o sostituisci 漢 (U+6F22), 😀 (U+1F600)."
    )


def test_the_refusal_speaks_the_language_of_the_window_not_of_the_paper() -> None:
    set_language("en")
    with pytest.raises(UnprintableText) as refusal:
        require_printable(sample.receipt(vat_wording="漢"))
    assert str(refusal.value) == "«漢» cannot be printed: remove or replace 漢 (U+6F22)."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("turned\u202egnp.exe", "turnedgnp.exe"),
        ("nul\x00bell\x07", "nulbell"),
        ("e\u0301 composed", "é composed"),
        ("tab\tand\r\nline\vend\x85", "tab and\nline\nend\n"),
        ("\ufb01nanza \u2460 \uff06", "finanza 1 &"),
        ("em\u2003space", "em space"),
        ("check \u2713\ufe0f", "check \u2713"),
        ("Città è già così: «1.234,50 €» – l’80 %", "Città è già così: «1.234,50 €» – l’80 %"),
    ],
)
def test_what_is_printed_of_what_was_typed(typed: str, printed: str) -> None:
    assert clean(typed) == printed


@pytest.mark.parametrize(
    "name", ["Κόσμος Α.Ε.", "Българска козметика", "Łódź Çiğdem Şahin", "α-tocopherol ≈ 5 µm"]
)
def test_names_of_partners_abroad_are_printed(name: str) -> None:
    pdf = receipt_pdf(sample.receipt(on_behalf_of=name, declaration=name), sample.LETTERHEAD)
    assert words(pdf).count(name) == 2


def test_a_field_that_would_not_end_on_a_page_is_refused() -> None:
    with pytest.raises(TextTooLong):
        require_printable(("a " * LONGEST,))


def test_a_word_without_a_break_is_refused_at_once_and_not_laid_out() -> None:
    def refused() -> None:
        with pytest.raises(TextTooLong):
            receipt_pdf(sample.receipt(vat_wording="x" * 200_000), sample.LETTERHEAD)

    assert best_of_three(lambda: seconds_of(refused), 1) < 1


def test_the_longest_words_that_are_taken_are_set_in_a_blink() -> None:
    words = " ".join(["x" * LONGEST_WORD] * 4)
    facts = sample.receipt(vat_wording=words, declaration=words)
    assert best_of_three(lambda: seconds_of(lambda: receipt_pdf(facts, sample.LETTERHEAD)), 5) < 5


def test_a_long_text_is_taken_in_paragraphs() -> None:
    require_printable("\n".join(["a " * 5_000] * 20))


def test_every_text_of_a_document_is_found() -> None:
    found = set(texts_of((sample.receipt(), sample.LETTERHEAD)))
    assert {"Serio Pack S.r.l.", "24068 Seriate (BG)", "TRN 0542", "cluster@pec.example"} <= found


@given(st.text(max_size=60))
def test_whatever_is_typed_is_printed_with_glyphs_or_refused(typed: str) -> None:
    try:
        require_printable(typed)
    except UnprintableText:
        return
    assert {ord(sign) for sign in clean(typed)} - {ord("\n")} <= fonts.register()


@given(st.text(max_size=60))
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
