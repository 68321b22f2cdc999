"""Postal codes, recipient codes, e-mail addresses and project codes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.codes import Code, Cup, EmailAddress, InvalidCode, PostalCode, SdiCode
from cluster_desk.errors import DeskError


@pytest.mark.parametrize(
    ("parse", "text", "told"),
    [
        (PostalCode, "2612", "Il CAP ha 5 cifre: ne hai inserite 4."),
        (PostalCode, "2", "Il CAP ha 5 cifre: ne hai inserita 1."),
        (SdiCode, "ABC12345", "Il Codice destinatario ha 7 caratteri (6 per gli uffici pubblici)."),
        (Cup, "E41B2500001", "Il CUP ha 15 caratteri, per esempio E41B25000010007: ricontrollalo."),
        (EmailAddress, "info.example.it", "Manca la @: scrivi nome@dominio.it."),
        (
            EmailAddress,
            "info @example.it",
            "Questo indirizzo e-mail non è valido: scrivi nome@dominio.it, senza spazi.",
        ),
    ],
)
def test_what_is_wrong_is_answered_with_what_to_do(
    parse: type[PostalCode] | type[SdiCode] | type[Cup] | type[EmailAddress], text: str, told: str
) -> None:
    with pytest.raises(InvalidCode) as caught:
        parse.parse(text)
    assert str(caught.value) == told


def test_a_refused_code_is_a_cause_the_person_hears_and_a_value_error() -> None:
    assert issubclass(InvalidCode, DeskError)
    assert issubclass(InvalidCode, ValueError)


def test_a_postal_code_keeps_its_leading_zero() -> None:
    assert str(PostalCode.parse(" 00184 ")) == "00184"


def test_a_foreign_postal_code_keeps_its_blank() -> None:
    assert PostalCode.parse("sw1a  1aa", "GB").text == "SW1A 1AA"
    assert PostalCode.parse("6900", "ch").text == "6900"
    with pytest.raises(InvalidCode):
        PostalCode.parse("«?»", "GB")


def test_the_code_of_a_public_office_has_six_characters() -> None:
    assert SdiCode.parse("ufabc1").is_public_office
    assert not SdiCode.parse("0000000").is_public_office


def test_a_project_code_is_read_with_blanks() -> None:
    assert Cup.parse("e41b 2500 0010 007").text == "E41B25000010007"


@pytest.mark.parametrize(
    "text",
    ["mario.rossi@example.it", "M.O'Neill+soci@PEC.Example.COM", "a@b-c.museum", "x@xn--p-eka.it"],
)
def test_real_addresses_are_accepted_in_small_letters(text: str) -> None:
    assert EmailAddress.parse(f" {text}\n").text == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "@example.it",
        "a@",
        "a@b",
        "a@@example.it",
        "a@b@example.it",
        "a..b@example.it",
        ".a@example.it",
        "a.@example.it",
        "a@example..it",
        "a@-example.it",
        "a@example.it.",
        "a@example.1t",
        "a\nbcc:c@example.it",
        "a@example.it; b@example.it",
        f"{'a' * 65}@example.it",
        f"a@{'b.' * 130}it",
    ],
)
def test_addresses_that_cannot_be_reached_are_refused(text: str) -> None:
    with pytest.raises(InvalidCode):
        EmailAddress.parse(text)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_refused_or_becomes_canonical(text: str) -> None:
    parsers: list[Callable[[str], Code]] = [
        PostalCode.parse,
        SdiCode.parse,
        Cup.parse,
        EmailAddress.parse,
    ]
    for parse in parsers:
        with suppress(InvalidCode):
            code = parse(text)
            assert parse(code.text) == code
