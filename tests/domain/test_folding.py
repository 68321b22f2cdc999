"""Names are found and ordered whatever their accents, capitals and punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.folding import fold, sort_key, sought_words


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_nothing_is_left_that_a_query_gives_a_meaning_to(text: str) -> None:
    folded = fold(text)
    assert not set(folded) & set("%_\\*?'\"’\n\t")
    assert "  " not in folded
    assert folded == folded.strip()


@given(st.text("abcàèìòùñçÀÈÌÒÙ ’'.-", max_size=30))
def test_capitals_accents_and_the_kind_of_apostrophe_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.replace("’", "'"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Dell’Acqua   & Figli S.r.l. ", "dellacqua figli srl"),
        ("Università «Città Studi»", "universita citta studi"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Łódź Søren Æther", "lodz soren aether"),
        ("ﬁne nº 2²", "fine no 22"),
        ("Rossi-Bianchi", "rossi bianchi"),
        ("info@serio-pack.it", "info@serio packit"),
        ("È", "e"),
        ("", ""),
    ],
)
def test_what_is_searched(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_the_person_types_is_found_in_what_is_stored() -> None:
    stored = fold("Cosmetica D’Amico S.p.A. – È già socio – amm@damico.it – RV 2026/0001")
    for typed in ("d'amico", "DAMICO", "s.p.a.", "spa", "gia", "@damico.it", "2026/0001", "e’ già"):
        assert fold(typed) in stored


def test_names_are_ordered_as_italians_order_them() -> None:
    names = ["Tavolo 10", "Zeta", "tavolo 2", "Àncora", "De Luca", "D’Amico", "alfa", "Deluca"]
    assert sorted(names, key=sort_key) == [
        "alfa",
        "Àncora",
        "D’Amico",
        "De Luca",
        "Deluca",
        "tavolo 2",
        "Tavolo 10",
        "Zeta",
    ]


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_numbers_in_names_are_ordered_by_size(one: int, other: int) -> None:
    assert (sort_key(f"n. {one}") < sort_key(f"n. {other}")) == (one < other)


@given(st.text())
def test_a_key_is_made_of_its_folded_text(text: str) -> None:
    assert sort_key(text) == sort_key(fold(text))


def test_signs_of_which_nothing_is_left_are_a_word_that_stands_nowhere() -> None:
    assert sought_words(" D’Amico  srl. ") == ["damico", "srl"]
    assert sought_words("% Ro'ssi _") == ["rossi"]
    assert sought_words("Rossi e rossi e ROSSI") == ["rossi", "e"]
    assert sought_words("una pagina " * 100) == sought_words("%")
    assert sought_words("  ") == []
    for signs in ("%", "_", "'", "’", "…?"):
        [word] = sought_words(signs)
        assert not fold(word)
