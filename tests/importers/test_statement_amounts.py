"""Amounts and days as banks write them: read exactly, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.importers.statements.amounts import (
    cell_amount,
    decimal_mark,
    plain_amount,
    table_amount,
)
from cluster_desk.importers.statements.days import iso_day, italian_short_day, short_day, table_day

CENTS = st.integers(-(10**14), 10**14).map(Money)
DAYS = st.dates(date(1980, 1, 1), date(2079, 12, 31))


def written(amount: Money, group: str, mark: str) -> str:
    euro, cents = divmod(abs(amount.cents), 100)
    sign = "-" if amount.cents < 0 else ""
    return f"{sign}{euro:,}".replace(",", group) + f"{mark}{cents:02d}"


@given(
    CENTS, st.sampled_from([(".", ","), (",", "."), ("’", "."), (" ", ","), ("", ","), ("", ".")])
)
def test_every_amount_is_read_back_from_every_way_of_writing_it(
    amount: Money, style: tuple[str, str]
) -> None:
    assert table_amount(written(amount, *style)) == amount


@given(CENTS)
def test_plain_amounts_are_read_back_with_either_mark(amount: Money) -> None:
    assert plain_amount(amount.canonical()) == amount
    assert plain_amount(amount.canonical().replace(".", ",")) == amount


@given(CENTS)
def test_numbers_of_cells_are_read_back(amount: Money) -> None:
    assert cell_amount(Decimal(amount.cents) / 100) == amount


@given(st.integers(-(10**11), 10**11))
def test_binary_fractions_of_cells_are_read_to_the_cent(cents: int) -> None:
    assert cell_amount(cents / 100) == Money(cents)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    for read in (plain_amount, table_amount, iso_day, italian_short_day, short_day, table_day):
        try:
            read(text)
        except ValueError:
            continue


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "abc", "1.234", "1,234", "1.2.3", "1,23,4", "12.34,567", "1.00,50", "--5", "5 6",
        "1e3", "NaN", "1.234.56", "1'23.00", "0.001", "٣", "½",
    ],
)  # fmt: skip
def test_what_has_no_single_meaning_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        table_amount(text)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.234", "2,50"], ","),
        (["1.234", "2.50"], "."),
        (["1.234.567"], ","),
        (["1,234.5"], "."),
        (["2,50", "2.50"], ""),
        (["1.234", "7"], ""),
        ([], ""),
    ],
)
def test_mark_of_a_column_is_what_its_clear_amounts_agree_on(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@given(DAYS)
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    assert iso_day(f"{day:%Y-%m-%d}T00:00:00+14:00") == day
    assert iso_day(f"{day:%Y%m%d}235959[-12:X]") == day
    assert short_day(f"{day:%y%m%d}") == day
    assert italian_short_day(f"{day:%d%m%y}") == day
    for style in ("%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y 23:59", "%Y-%m-%d", "%Y%m%d"):
        assert table_day(day.strftime(style)) == day
    assert table_day(f"{day.day}/{day.month}/{day:%y}") == day


@pytest.mark.parametrize("text", ["31/02/2026", "01/13/2026", "1/2", "0026-01-01", "01/01/1066"])
def test_days_no_statement_has_are_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        table_day(text)
