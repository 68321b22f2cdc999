"""Numbers in words, as a receipt must have them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.formats.words import amount_in_words, number_in_words

UNITS = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
TENS = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]


def italian(number: int) -> str:
    """Up to 999,999 by the grammars' rules, without the accent of a final three."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens, unit = TENS[number // 10 - 2], number % 10
        return tens if not unit else (tens[:-1] if unit in (1, 8) else tens) + UNITS[unit]
    if number < 1000:
        hundreds = ("" if number < 200 else UNITS[number // 100]) + "cento"
        rest = number % 100
        if rest in (8, *range(80, 90)):  # cent’otto, cent’ottanta: the two o meet
            hundreds = hundreds[:-1]
        return hundreds + (italian(rest) if rest else "")
    thousands = "mille" if number < 2000 else italian(number // 1000) + "mila"
    return thousands + (italian(number % 1000) if number % 1000 else "")


def accented(words: str) -> str:
    """With the accent that a final three has in a compound."""
    return f"{words[:-1]}é" if words.endswith("tre") and words != "tre" else words


@given(st.integers(0, 999_999))
def test_italian_words_follow_the_grammar(number: int) -> None:
    assert number_in_words(number) == accented(italian(number))


def test_italian_words_of_the_small_numbers_are_all_right() -> None:
    numbers = range(2_000)
    expected = [accented(italian(number)) for number in numbers]
    assert [number_in_words(number) for number in numbers] == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "tre"),
        (23, "ventitré"),
        (28, "ventotto"),
        (103, "centotré"),
        (118, "centodiciotto"),
        (123, "centoventitré"),
        (180, "centottanta"),
        (1_001, "milleuno"),
        (1_200, "milleduecento"),
        (2_023, "duemilaventitré"),
        (23_000, "ventitremila"),
        (1_000_000, "un milione"),
        (3_000_000, "tre milioni"),
        (23_000_000, "ventitré milioni"),
        (-3, "meno tre"),
    ],
)
def test_known_numbers(number: int, words: str) -> None:
    assert number_in_words(number) == words


@given(st.integers(0, 10**12))
def test_a_compound_that_ends_in_three_has_an_accent_and_no_other_word(number: int) -> None:
    for word in number_in_words(number).split():
        assert not re.search(r"\wtre$|é.", word)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (120_000, "milleduecento/00"),
        (123_450, "milleduecentotrentaquattro/50"),
        (5, "zero/05"),
        (100, "uno/00"),
        (-5_000, "meno cinquanta/00"),
        (-49, "meno zero/49"),
    ],
)
def test_a_receipt_has_the_euro_in_words_and_the_cents_in_figures(cents: int, words: str) -> None:
    assert amount_in_words(Money(cents)) == words


@pytest.mark.usefixtures("english")
def test_english_words() -> None:
    assert number_in_words(23) == "twenty-three"
    assert amount_in_words(Money(120_050)) == "one thousand, two hundred/50"
    assert amount_in_words(Money(-300)) == "minus three/00"
