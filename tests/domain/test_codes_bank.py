"""IBANs: both checks of an Italian one, the structure of any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.codes import Iban, InvalidCode
from tests.domain.made_codes import CAPITALS, ibans, made_iban, mod97_digits, one_digit_changed


def sentence(text: str) -> str:
    """What the person is told."""
    with pytest.raises(InvalidCode) as caught:
        Iban.parse(text)
    return str(caught.value)


@given(ibans())
def test_every_well_made_italian_iban_is_accepted(text: str) -> None:
    assert Iban.parse(text).text == text


@given(one_digit_changed(ibans()))
def test_an_iban_with_one_digit_mistyped_is_refused(text: str) -> None:
    with pytest.raises(InvalidCode):
        Iban.parse(text)


@given(ibans(), st.sampled_from(CAPITALS))
def test_the_cin_is_checked_even_when_the_check_digits_fit(text: str, letter: str) -> None:
    bban = letter + text[5:]
    other = f"IT{mod97_digits(bban, 'IT')}{bban}"
    if letter == text[4]:
        assert Iban.parse(other).text == text
    else:
        assert sentence(other) == (
            f"IBAN non valido: la lettera «{letter}» (CIN) non corrisponde al conto."
        )


@given(ibans())
def test_an_iban_printed_in_fours_is_read_back(text: str) -> None:
    iban = Iban.parse(text)
    assert Iban.parse(iban.grouped.lower()) == iban
    assert [len(group) for group in iban.grouped.split(" ")] == [4, 4, 4, 4, 4, 4, 3]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_accepted_or_refused_with_a_sentence(text: str) -> None:
    try:
        answer = f"{Iban.parse(text)}."
    except InvalidCode as refusal:
        answer = str(refusal)
    assert answer.endswith(".")


@pytest.mark.parametrize("text", ["IT60X0542811101000000123456", "IT02W9999956841000000000001"])
def test_known_good_ibans_are_accepted(text: str) -> None:
    assert Iban.parse(text).text == text == made_iban(text[5:])


@pytest.mark.parametrize(
    "text", ["DE89370400440532013000", "GB29NWBK60161331926819", "CH9300762011623852957"]
)
def test_foreign_ibans_have_the_structure_of_their_country(text: str) -> None:
    assert Iban.parse(text).country == text[:2]
    sentence(text[:-1])


def test_san_marino_has_a_cin_too() -> None:
    assert Iban.parse("SM86 U032 2509 8000 0000 0270 100").country == "SM"
    bban = "A03225098000000000270100"[:23]
    assert "CIN" in sentence(f"SM{mod97_digits(bban, 'SM')}{bban}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IT61X0542811101000000123456", "IBAN non valido: controlla le cifre dopo «IT»."),
        (
            "IT60X054281110100000012345",
            "L’IBAN italiano ha 27 caratteri: ne hai inseriti 26.",
        ),
        ("DE88370400440532013000", "IBAN non valido: controlla le cifre dopo «DE»."),
        ("60X0542811101", "L’IBAN comincia con le due lettere del paese, per esempio IT60."),
        ("", "L’IBAN comincia con le due lettere del paese, per esempio IT60."),
    ],
)
def test_a_wrong_iban_is_answered_with_what_to_do(text: str, told: str) -> None:
    assert sentence(text) == told
