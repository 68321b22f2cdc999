"""A CSV opens well in an Italian Excel, and nothing in it is taken for a formula."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.reports.workbook.csv_file import csv_bytes, guarded
from cluster_desk.reports.workbook.model import Column, Formula, Kind, Minutes, Share, Sheet

COLUMNS = (
    Column("Nome", Kind.TEXT, 20),
    Column("Codice", Kind.CODE, 12),
    Column("Importo", Kind.MONEY, 13, is_summed=True),
    Column("Data", Kind.DATE, 12),
    Column("Ore", Kind.MINUTES, 9),
    Column("Quota", Kind.SHARE, 9),
    Column("Voto", Kind.YES_NO, 9),
)
ROW = (
    "Serio Pack",
    "00743110157",
    Money(-123_450),
    date(2026, 1, 6),
    Minutes(150),
    Share(1, 3),
    True,
)


def written(*rows: tuple[Any, ...]) -> bytes:
    return csv_bytes(Sheet(name="x", title="x", about="x", columns=COLUMNS, rows=rows))


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_is_what_an_italian_excel_opens() -> None:
    assert written(ROW) == (
        b"\xef\xbb\xbfNome;Codice;Importo;Data;Ore;Quota;Voto\r\n"
        b"Serio Pack;00743110157;-1234,50;06/01/2026;2:30;33,3%;S\xc3\xac\r\n"
    )


def test_nothing_is_an_empty_field() -> None:
    assert written((None, "", None, None, Minutes(0), Share(0, 0), False)).splitlines()[1] == (
        b";;;;0:00;;No"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1",
        "+39 0373 000000",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋1",
        "－1",
        "＠1",
        " =1",
    ],
)
def test_text_that_would_begin_a_formula_is_led_by_an_apostrophe(typed: str) -> None:
    assert guarded(typed) == f"'{typed}"


def test_amount_below_zero_stays_a_number() -> None:
    assert read_back(written(ROW))[1][2] == "-1234,50"


@given(st.text(max_size=40))
def test_no_text_begins_a_formula_and_every_one_stays_in_its_field(typed: str) -> None:
    field = read_back(written((typed, *ROW[1:])))[1][0]

    assert not field.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋"))
    assert len(read_back(written((typed, *ROW[1:])))[1]) == len(COLUMNS)


def test_formula_of_ours_is_written_as_its_result() -> None:
    row = ("a", "b", Formula("A1+B1", Money(5)), None, None, None, None)

    assert read_back(written(row))[1][2] == "0,05"
