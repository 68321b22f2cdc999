"""What names a debt is found in a remittance text, however banks and people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.codes import InvalidCode
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.domain.references import (
    CreditorReference,
    find_fiscal_codes,
    find_numbers,
    find_references,
)
from tests.domain.made_codes import (
    CAPITALS,
    DIGITS,
    body_codes,
    mod97_digits,
    one_digit_changed,
    personal_codes,
    vat_numbers,
)

BODIES = st.text(DIGITS + CAPITALS, min_size=1, max_size=21)
NUMBERS = st.builds(
    SeriesNumber,
    st.sampled_from(["RV", "RIC"]),
    st.integers(2000, 2099),
    st.integers(1, 999_999),
)


def references() -> st.SearchStrategy[str]:
    """Valid references, their check digits computed here."""
    return BODIES.map(lambda body: f"RF{mod97_digits(body, 'RF')}{body}")


@given(BODIES)
def test_check_digits_are_those_of_the_standard(body: str) -> None:
    made = CreditorReference.of_body(body)
    assert made.text == f"RF{mod97_digits(body, 'RF')}{body}"
    assert made.body == body
    assert CreditorReference.parse(made.grouped.lower()) == made


@given(one_digit_changed(references()))
def test_a_reference_with_one_digit_mistyped_is_refused(text: str) -> None:
    with pytest.raises(InvalidCode, match="comincia con RF"):
        CreditorReference.parse(text)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_numbers_of_a_series_never_share_a_reference(one: int, other: int) -> None:
    made = CreditorReference.of("2026", one)
    assert (made == CreditorReference.of("2026", other)) == (one == other)


def test_a_reference_is_made_from_a_series_and_a_number() -> None:
    made = CreditorReference.of("2026", 17)
    assert made.body == "2026000017"
    assert made.grouped == "RF95 2026 0000 17"


def test_a_body_that_does_not_fit_is_refused() -> None:
    for body in ("", "2" * 22, "È1"):
        with pytest.raises(InvalidCode):
            CreditorReference.of_body(body)
    with pytest.raises(ValueError, match="zero"):
        CreditorReference.of("2026", -1)


@given(references(), st.integers(1, 8), st.sampled_from(" -.\n\u00a0"), st.booleans())
def test_a_reference_is_found_however_it_is_broken(
    text: str, width: int, mark: str, small: bool
) -> None:
    broken = mark.join(text[at : at + width] for at in range(0, len(text), width))
    remittance = f"BONIFICO/ {broken.lower() if small else broken} /ENTE"
    assert CreditorReference(text) in find_references(remittance)


@given(st.integers(1, 999_999))
def test_a_reference_of_digits_is_found_with_a_word_glued_to_it(number: int) -> None:
    made = CreditorReference.of("2026", number)
    assert made in find_references(f"CAUSALE:{made}QUOTA ASSOCIATIVA")


@given(st.text(max_size=80))
def test_every_reference_found_holds(text: str) -> None:
    for found in find_references("RF" + text):
        assert CreditorReference.parse(found.text) == found


@pytest.mark.parametrize(
    "text", ["RF17 5390 0754 7034", "PERF18539007547034", "RF", "RF18", "rif. 18539007547034", ""]
)
def test_what_only_looks_like_a_reference_is_not_found(text: str) -> None:
    assert find_references(text) == ()


def test_two_references_in_one_text_are_found_in_order_and_once() -> None:
    one, two = CreditorReference.of("2026", 1), CreditorReference.of("2026", 2)
    assert find_references(f"{one}, {two.grouped}; {one}") == (one, two)


@given(
    NUMBERS,
    st.sampled_from(["{s} {y}/{n:04d}", "{s}{y}/{n}", "{s} n. {y} - {n:06d}", "{s}:{y}.{n:05d}"]),
)
def test_a_document_number_is_found_however_it_is_spaced(number: SeriesNumber, form: str) -> None:
    written = form.format(s=number.series.lower(), y=number.year, n=number.number)
    assert find_numbers(f"saldo ({written}) grazie") == (number,)


@given(NUMBERS)
def test_a_printed_document_number_is_read_back(number: SeriesNumber) -> None:
    assert find_numbers(str(number)) == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "SRV 2026/0001",
        "RV 2026",
        "RV 2026 50,00 EUR",
        "RV 2026 1500,00 EUR",
        "RV 2026/0000",
        "RV 1926/0001",
        "RV 2026/0001234567",
        "2026/0001",
    ],
)
def test_what_only_looks_like_a_document_number_is_not_found(text: str) -> None:
    assert find_numbers(text) == ()


def test_numbers_of_other_series_are_found_when_asked_for() -> None:
    text = "ND 2026/7 e N.D. 2026/8, RV 2026/9"
    assert find_numbers(text, ["ND"]) == (SeriesNumber("ND", 2026, 7),)
    assert find_numbers(text, []) == ()


@given(
    st.one_of(vat_numbers(), body_codes(), personal_codes()),
    st.sampled_from(["C.F. {}", "cf:{} quota", "P.IVA IT{}", "CF{}", "({})"]),
)
def test_a_tax_code_is_found_in_a_text(code: str, form: str) -> None:
    assert code in [found.text for found in find_fiscal_codes(form.format(code).lower())]


@pytest.mark.parametrize(
    "text",
    ["IT60X0542811101000000123456", "007431101570", "100743110157", "RSSMRA80A01H501Z", "CIAO"],
)
def test_accounts_and_wrong_codes_are_not_tax_codes(text: str) -> None:
    assert find_fiscal_codes(text) == ()
