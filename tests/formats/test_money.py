"""Amounts are written as the language wants them and read as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_short, money_text, parse_money
from cluster_desk.formats.unreadable import Unreadable

AMOUNTS = st.integers(-(10**14), 10**14).map(Money)


@given(AMOUNTS, st.booleans())
def test_what_is_printed_is_read_back(amount: Money, symbol: bool) -> None:
    assert parse_money(money_text(amount, symbol=symbol)) == amount


@pytest.mark.usefixtures("english")
@given(AMOUNTS, st.booleans())
def test_what_is_printed_in_english_is_read_back(amount: Money, symbol: bool) -> None:
    assert parse_money(money_text(amount, symbol=symbol)) == amount


@given(AMOUNTS)
def test_canonical_text_is_read_the_same_way(amount: Money) -> None:
    assert parse_money(amount.canonical()) == amount


@given(st.text("0123456789.,’ -+€", max_size=14))
def test_no_text_is_read_as_more_digits_than_it_has(text: str) -> None:
    try:
        amount = parse_money(text)
    except Unreadable:
        return
    digits = "".join(sign for sign in text if sign.isdigit())
    assert str(abs(amount.cents)).rstrip("0").startswith(digits.lstrip("0").rstrip("0"))


@pytest.mark.parametrize(
    ("cents", "table", "prose"),
    [
        (123_450, "1.234,50", "€\u00a01.234,50"),
        (100_000_000, "1.000.000,00", "€\u00a01.000.000,00"),
        (-5_000, "−50,00", "−€\u00a050,00"),
        (5, "0,05", "€\u00a00,05"),
        (-5, "−0,05", "−€\u00a00,05"),
        (0, "0,00", "€\u00a00,00"),
    ],
)
def test_tables_have_no_symbol_and_sentences_have_it_first(
    cents: int, table: str, prose: str
) -> None:
    assert money_text(Money(cents)) == table
    assert money_text(Money(cents), symbol=True) == prose


@pytest.mark.usefixtures("english")
def test_english_has_its_own_marks() -> None:
    assert money_text(Money(123_450)) == "1,234.50"
    assert money_text(Money(-123_450), symbol=True) == "−€1,234.50"
    assert money_short(Money(123_450)) == "€1,235"
    assert parse_money("1,234") == Money(123_400)


@pytest.mark.parametrize(
    ("cents", "short"),
    [
        (123_450, "1.235\u00a0€"),
        (123_449, "1.234\u00a0€"),
        (-123_450, "−1.235\u00a0€"),
        (-49, "0\u00a0€"),
    ],
)
def test_an_overview_has_no_cents(cents: int, short: str) -> None:
    assert money_short(Money(cents)) == short


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234,5", 123_450),
        ("1.234,50", 123_450),
        ("1234.50", 123_450),
        ("1250", 125_000),
        ("1.250,5", 125_050),
        ("1250.5", 125_050),
        ("1.234", 123_400),
        ("1.234.567", 123_456_700),
        ("1,234.50", 123_450),
        ("1’234.50", 123_450),
        ("1'234,50", 123_450),
        ("1\u00a0234,50", 123_450),
        ("1\u202f234,50", 123_450),
        ("€ 12", 1_200),
        ("€12,00", 1_200),
        ("12\u00a0€", 1_200),
        ("EUR 12,00", 1_200),
        ("12 euro", 1_200),
        ("−€\u00a050,00", -5_000),
        ("€ -50", -5_000),
        ("- 50", -5_000),
        ("+50", 5_000),
        ("0012", 1_200),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, cents: int) -> None:
    assert parse_money(text) == Money(cents)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "dodici",
        "1,234",
        "1.2345",
        "0.123",
        "12.34.567",
        "1.234,567",
        "1.234.56,7",
        "1.234 567",
        "1  234",
        "1.2.3",
        "1,2,3",
        "5,",
        ",5",
        "1-",
        "--1",
        "€€5",
        "1e3",
        "١٢",
        "5 6 euro",
        "9" * 16,
    ],
)
def test_what_has_no_single_meaning_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_money(text)
    assert str(caught.value) == "Scrivi un importo come 1.250,00."


@pytest.mark.usefixtures("english")
def test_in_english_the_example_is_english() -> None:
    with pytest.raises(ValueError, match=r"^Write an amount like 1,250\.00\.$"):
        parse_money("1.234")
