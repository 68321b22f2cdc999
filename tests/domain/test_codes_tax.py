"""Tax codes and VAT numbers: what is accepted, what is refused, and what the person is told."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.codes import FiscalCode, InvalidCode, VatNumber, check_digit_11
from tests.cases import cases_folder
from tests.domain.made_codes import (
    body_codes,
    check_digit,
    check_letter,
    one_digit_changed,
    personal_codes,
    vat_numbers,
)

# A man and a woman.
PERSONAL = ["RCCMNL83S18D969H", "CNTCHR83T41D969D"]
SAMPLES = ["01234567890", "12345678903", "RSSMRA80A01H501Z"]


def sentence(text: str, parse: type[FiscalCode] | type[VatNumber]) -> str:
    """What the person is told."""
    with pytest.raises(InvalidCode) as caught:
        parse.parse(text)
    return str(caught.value)


def with_check_letter(fifteen: str) -> str:
    """A code whose only fault can be in its other parts."""
    return fifteen + check_letter(fifteen)


@given(st.one_of(vat_numbers(), body_codes(), personal_codes()))
def test_every_well_made_tax_code_is_accepted_as_it_is(code: str) -> None:
    assert FiscalCode.parse(code).text == code


@given(one_digit_changed(st.one_of(vat_numbers(), body_codes(), personal_codes())))
def test_a_tax_code_with_one_digit_mistyped_is_refused(code: str) -> None:
    with pytest.raises(InvalidCode):
        FiscalCode.parse(code)


@given(vat_numbers())
def test_every_well_made_vat_number_is_accepted(number: str) -> None:
    assert VatNumber.parse(number) == VatNumber(number, "IT")


@given(one_digit_changed(vat_numbers()))
def test_a_vat_number_with_one_digit_mistyped_is_refused(number: str) -> None:
    with pytest.raises(InvalidCode):
        VatNumber.parse(number)


@given(body_codes())
def test_the_tax_code_of_a_body_is_never_a_vat_number(code: str) -> None:
    assert not FiscalCode.parse(code).is_personal
    assert sentence(code, VatNumber) == (
        f"Una partita IVA non comincia mai con {code[0]}: questo è il codice fiscale di un ente."
    )


@given(st.text(max_size=20))
def test_whatever_is_typed_is_accepted_or_refused_with_a_sentence(text: str) -> None:
    for parse in (FiscalCode, VatNumber):
        try:
            answer = f"{parse.parse(text)}."
        except InvalidCode as refusal:
            answer = str(refusal)
        assert answer.endswith(".")


@given(st.text("0123456789", min_size=10, max_size=10))
def test_the_public_check_digit_agrees_with_the_rule_written_out(ten: str) -> None:
    assert check_digit_11(ten) == check_digit(ten)


def test_known_good_codes_are_accepted() -> None:
    assert [FiscalCode.parse(code).text for code in PERSONAL] == PERSONAL
    assert VatNumber.parse("00743110157").text == "00743110157"


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("parse", [FiscalCode, VatNumber])
def test_numbers_that_people_make_up_are_refused(
    text: str, parse: type[FiscalCode] | type[VatNumber]
) -> None:
    sentence(text, parse)


def test_blanks_case_prefix_and_invisible_signs_do_not_matter() -> None:
    assert FiscalCode.parse(" rcc mnl 83s18 d969h\u200b ") == FiscalCode.parse("RCCMNL83S18D969H")
    assert VatNumber.parse("IT 00743.110-157").text == "00743110157"
    assert FiscalCode.parse("it00743110157").text == "00743110157"
    assert VatNumber.parse("\u00a000743110157", " it ").country == "IT"


def test_the_check_letter_is_computed_on_the_letters_as_printed() -> None:
    replaced = with_check_letter("RCCMNL83S18D96V")
    assert FiscalCode.parse(replaced).is_personal
    sentence("RCCMNL83S18D96VH", FiscalCode)  # H belongs to the code with its digits


@pytest.mark.parametrize("day", ["00", "32", "39", "40", "72", "81", "30"])
def test_a_birthday_that_does_not_exist_is_refused(day: str) -> None:
    code = with_check_letter(f"RCCMNL83B{day}D969")
    assert sentence(code, FiscalCode) == (
        "La data di nascita nel codice fiscale non esiste: ricontrolla il codice."
    )


def test_the_29th_of_february_needs_a_leap_year() -> None:
    assert FiscalCode.parse(with_check_letter("RCCMNL84B69D969")).is_personal
    sentence(with_check_letter("RCCMNL83B69D969"), FiscalCode)


@pytest.mark.parametrize("letter", list("NOPQRSTUVWXY"))
def test_a_birthplace_begins_with_a_to_m_or_z(letter: str) -> None:
    told = sentence(with_check_letter(f"RCCMNL83S18{letter}969"), FiscalCode)
    assert told.startswith(f"Nessun luogo di nascita ha un codice che comincia con {letter}")


@pytest.mark.parametrize("office", ["000", "101", "119", "122", "887", "998"])
def test_an_office_that_never_gave_numbers_is_refused(office: str) -> None:
    ten = f"0123456{office}"
    told = sentence(ten + check_digit(ten), VatNumber)
    assert told == f"Nessun ufficio IVA ha il numero {office} (cifre 8–10): ricontrolla il numero."


def test_a_body_has_no_vat_office() -> None:
    ten = "9123456101"
    assert FiscalCode.parse(ten + check_digit(ten)).text.startswith("9123456101")


def test_zeros_alone_are_no_number() -> None:
    ten = "0000000001"
    sentence(ten + check_digit(ten), FiscalCode)
    sentence(ten + check_digit(ten), VatNumber)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0074311015", "Servono 11 cifre: ne hai inserite 10."),
        ("1", "Servono 11 cifre: ne hai inserita 1."),
        ("", "Servono 11 cifre: ne hai inserite 0."),
        ("007431101577", "Servono 11 cifre: ne hai inserite 12."),
        ("00743110157X", "La partita IVA ha solo cifre: togli gli altri caratteri."),
        ("00743110158", "La cifra di controllo non torna: ricontrolla il numero."),
    ],
)
def test_a_wrong_vat_number_is_answered_with_what_to_do(text: str, told: str) -> None:
    assert sentence(text, VatNumber) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0074311015", "Il codice fiscale ha 16 caratteri (11 cifre per gli enti)."),
        ("RCCMNL83S18D969", "Il codice fiscale ha 16 caratteri (11 cifre per gli enti)."),
        ("RSSMRA80A01H501Z", "La lettera di controllo non torna: ricontrolla il codice."),
        ("00743110158", "La cifra di controllo non torna: ricontrolla il numero."),
        (
            "1CCMNL83S18D969H",
            "Lettere e cifre non sono al posto che hanno in un codice fiscale: ricontrollalo.",
        ),
    ],
)
def test_a_wrong_tax_code_is_answered_with_what_to_do(text: str, told: str) -> None:
    assert sentence(text, FiscalCode) == told


def test_vat_numbers_of_the_union_are_checked_and_carry_their_prefix() -> None:
    assert VatNumber.parse("136695976", "DE").text == "DE136695976"
    assert VatNumber.parse("DE 136 695 976", "de") == VatNumber("DE136695976", "DE")
    assert VatNumber.parse("094259216", "GR").text == "EL094259216"
    assert VatNumber.parse("EL094259216", "GR").text == "EL094259216"
    with pytest.raises(InvalidCode, match="Non è un numero IVA del paese DE"):
        VatNumber.parse("136695978", "DE")


def test_a_stored_foreign_number_is_read_back_unchanged() -> None:
    for typed, country in [("094259216", "GR"), ("u13585627", "AT"), ("CHE-116.281.710", "CH")]:
        number = VatNumber.parse(typed, country)
        assert VatNumber.parse(number.text, number.country) == number


def test_outside_the_union_a_number_is_only_letters_and_digits() -> None:
    assert VatNumber.parse("CHE-116.281.710 MWST", "CH").text == "CHE116281710MWST"
    with pytest.raises(InvalidCode):
        VatNumber.parse("n/d?", "CH")
    with pytest.raises(InvalidCode, match="due lettere"):
        VatNumber.parse("00743110157", "Italia")


@pytest.mark.requires_cases
def test_every_invented_number_of_the_sample_register_is_refused() -> None:
    path = cases_folder() / "registers" / "openfatture_clients.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 3
    for row in rows:
        sentence(row["codice_fiscale"], FiscalCode)
        sentence(row["partita_iva"], VatNumber)
