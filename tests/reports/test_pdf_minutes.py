"""Minutes say what was decided and by whom, and are never signed on an empty page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.meetings.minutes_document import (
    Closing,
    MinutesDocument,
    PresenceRow,
    PresenceTable,
    Prose,
)
from tests.reports import sample_documents as sample
from tests.reports.pdf_reading import page_lines, words


def said(document: MinutesDocument) -> str:
    return words(minutes_pdf(document, sample.LETTERHEAD))


def test_a_resolution_shows_number_votes_and_outcome() -> None:
    found = said(sample.minutes(sections=(sample.resolution(),)))
    assert "DELIBERA N. 11/2026" in found
    assert "FAVOREVOLI CONTRARI ASTENUTI ESITO 5 0 1 Approvata a maggioranza" in found
    assert "Astenuta: Silvia Corti." in found


def test_a_proposal_that_was_not_adopted_has_no_number() -> None:
    box = sample.resolution(None, is_approved=False, outcome="Non approvata")
    found = said(sample.minutes(sections=(box,)))
    assert "PROPOSTA MESSA AI VOTI" in found
    assert "DELIBERA" not in found


def test_a_secret_ballot_shows_blank_and_void_papers() -> None:
    found = said(sample.minutes(sections=(sample.resolution(blank=2, void=0),)))
    assert "ASTENUTI BIANCHE NULLE ESITO 5 0 1 2 0" in found


def test_columns_of_the_presence_that_nobody_fills_are_left_out() -> None:
    absent = PresenceRow(name="Paolo Vimercati", presence="Assente", is_absent=True)
    found = said(sample.minutes(sections=(PresenceTable(rows=(absent,)),)))
    assert "NOME PRESENZA Paolo Vimercati Assente" in found


def test_votes_are_shown_where_somebody_carries_several() -> None:
    one = PresenceRow(name="Serio Pack S.r.l.", presence="Per delega", votes=3)
    found = said(sample.minutes(sections=(PresenceTable(name_title="Socio", rows=(one,)),)))
    assert "SOCIO PRESENZA VOTI Serio Pack S.r.l. Per delega 3" in found


@pytest.mark.parametrize("paragraphs", range(20, 46, 3))
def test_signatures_never_stand_alone_on_a_page(paragraphs: int) -> None:
    discussed = "\n".join(["Il Consiglio discute."] * paragraphs)
    document = sample.minutes(sections=(Prose(text=discussed), Closing(text="È chiusa.")))
    last = page_lines(minutes_pdf(document, sample.LETTERHEAD))[-1]
    assert {"È chiusa.", "Giulia Ferrandi", "Elena Zanetti"} <= set(last)


@pytest.mark.parametrize("paragraphs", range(20, 46, 3))
def test_without_closing_words_the_last_line_stays_with_the_signatures(paragraphs: int) -> None:
    discussed = "\n".join(f"Riga numero {number}." for number in range(1, paragraphs + 1))
    document = sample.minutes(sections=(Prose(text=discussed),))
    last = page_lines(minutes_pdf(document, sample.LETTERHEAD))[-1]
    assert {f"Riga numero {paragraphs}.", "Giulia Ferrandi"} <= set(last)


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    pages = page_lines(minutes_pdf(sample.long_minutes(24), sample.LETTERHEAD))
    assert len(pages) > 12
    titles = {f"Argomento numero {number}" for number in range(1, 25)}
    assert not [lines[-1] for lines in pages if lines[-1] in titles]


def test_a_resolution_taller_than_a_page_goes_over_pages_whole() -> None:
    text = "\n".join(f"Visto il documento numero {number}." for number in range(1, 121))
    document = sample.minutes(sections=(sample.resolution(text=text), Closing(text="Fine.")))
    pages = page_lines(minutes_pdf(document, sample.LETTERHEAD))
    shown = [line for lines in pages for line in lines if line.startswith("Visto")]
    assert shown == text.split("\n")
    assert len(pages) >= 3


@pytest.mark.parametrize("paragraphs", range(22, 36))
def test_a_low_resolution_box_is_not_broken(paragraphs: int) -> None:
    box = sample.resolution("7/2026", text="Prima riga.\nSeconda riga.\nUltima riga.")
    discussed = "\n".join(["Il Consiglio discute."] * paragraphs)
    sections = (Prose(text=discussed), box, *[Prose(text="Segue.")] * 3)
    for lines in page_lines(minutes_pdf(sample.minutes(sections=sections), sample.LETTERHEAD)):
        assert ("Prima riga." in lines) == ("Ultima riga." in lines)


def test_minutes_without_sections_or_signatures_are_set() -> None:
    assert "Verbale del Consiglio" in said(sample.minutes(sections=(), facts=()))
    assert "Il segretario" not in said(sample.minutes(signatures=()))


def test_many_facts_take_another_strip() -> None:
    facts = tuple(replace(sample.minutes().facts[0], label=f"Voce {n}") for n in range(7))
    found = said(sample.minutes(facts=facts))
    assert "VOCE 6" in found
