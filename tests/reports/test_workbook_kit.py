"""What a person typed stays text, what was counted stays exact, and nothing varies."""

from __future__ import annotations

import dataclasses
from datetime import date, time
from decimal import Decimal
from io import BytesIO
from itertools import chain
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.money import Money
from cluster_desk.i18n import set_language
from cluster_desk.reports.workbook.cell_xml import LONGEST_TEXT, CellWriter, TextTooLong
from cluster_desk.reports.workbook.looks import MONEY_FORMAT
from cluster_desk.reports.workbook.model import (
    Cell,
    Column,
    Kind,
    Minutes,
    Row,
    Share,
    Tone,
)
from cluster_desk.reports.workbook.package import MOST_ROWS, TooManyRows
from cluster_desk.reports.workbook.sheet_names import sheet_names
from tests.reports.workbook_reading import SCOPE, one, opened, part, results, small

TEXT = Column("Testo", Kind.TEXT, 20)
MONEY = Column("Importo", Kind.MONEY, 13, is_summed=True)
INJECTIONS = (
    "=1+1",
    '=HYPERLINK("http://example.org","clic")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "{=1}",
    "=cmd|' /C calc'!A0",
)


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CODE, Kind.MONEY])
def test_text_that_looks_like_a_formula_is_text(kind: Kind) -> None:
    file = opened(small(Column("c", kind, 9), rows=[(typed,) for typed in INJECTIONS]))

    cells = [file["Prova"].cell(5 + n, 1) for n in range(len(INJECTIONS))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [typed.replace("\r", "\n") for typed in INJECTIONS]


def test_titles_headers_and_legend_cannot_hold_formulas_either() -> None:
    typed = "=1+1"
    scope = dataclasses.replace(SCOPE, association=typed, filters=(typed,))

    file = opened(small(Column(typed, Kind.TEXT, 9, typed), rows=[(typed,)], scope=scope))

    cells = chain.from_iterable(row for sheet in file for row in sheet.iter_rows())
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def inline(typed: str) -> str | None:
    """What a cell of this text holds, by the rules of XML."""
    cell = ElementTree.fromstring(f'<c r="A1" s="1"{CellWriter().write(typed, Kind.TEXT)}')
    return "".join(cell.itertext()) if cell.get("t") == "inlineStr" else None


@given(st.text(min_size=1, max_size=80))
def test_any_text_is_kept_but_for_what_cannot_be_printed(typed: str) -> None:
    printable = "".join(
        sign
        for sign in typed.replace("\r\n", "\n").replace("\r", "\n")
        if (sign >= " " or sign in "\t\n") and sign not in "\x7f\ufffe\uffff"
    )

    assert inline(typed) == printable


def test_unprintable_characters_are_left_out_and_counted_on_the_legend() -> None:
    content = small(TEXT, rows=[("a\x00b\x0bc\ud800",)])

    assert results(content)[4][0] == "abc"
    assert "Dalle celle sono stati tolti 3 caratteri non stampabili." in str(results(content, 1))


def test_text_that_excel_would_cut_is_refused() -> None:
    assert len(one("a" * LONGEST_TEXT).value) == LONGEST_TEXT
    with pytest.raises(TextTooLong, match="accorcia «aaaa"):
        one("a" * (LONGEST_TEXT + 1))


def test_text_that_looks_like_an_escape_of_excel_is_kept() -> None:
    assert results(small(TEXT, rows=[("lotto_x0041_bis",)]))[4][0] == "lotto_x0041_bis"


def test_codes_keep_their_leading_zeros() -> None:
    codes = ["00743110157", "09123", "E12345678901234", "0000000"]
    page = opened(small(Column("c", Kind.CODE, 9), rows=[(code,) for code in codes]))["Prova"]

    cells = [page.cell(5 + n, 1) for n in range(len(codes))]
    assert [cell.value for cell in cells] == codes
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_codes_raise_no_warning_in_excel() -> None:
    sheet = part(small(Column("Codice", Kind.CODE, 9), rows=[("1",)]), "xl/worksheets/sheet1.xml")

    assert 'sqref="A5:A5" numberStoredAsText="1"' in sheet


# --- numbers and dates ----------------------------------------------------------------------------


@given(st.integers(-(10**13), 10**13))
def test_amount_is_exact_to_the_cent(cents: int) -> None:
    written = CellWriter().write(Money(cents), Kind.MONEY)

    assert Decimal(written.removeprefix("><v>").removesuffix("</v></c>")) * 100 == cents


def test_amount_is_a_number_with_the_treasurers_format() -> None:
    cell = one(Money(-123_456), Kind.MONEY)

    assert (cell.value, cell.data_type, cell.number_format) == (-1234.56, "n", MONEY_FORMAT)
    assert MONEY_FORMAT == '#,##0.00;[Red]-#,##0.00;"–"'


DAY = Column("c", Kind.DATE, 9)


def test_date_is_a_real_date() -> None:
    days = [date(1900, 3, 1), date(2026, 1, 16), date(2028, 2, 29), date(9999, 12, 31)]
    page = opened(small(DAY, rows=[(day,) for day in days]))["Prova"]

    cells = [page.cell(5 + n, 1) for n in range(len(days))]
    assert [cell.value.date() for cell in cells] == days
    assert {cell.number_format for cell in cells} == {"dd/mm/yyyy"}


def test_day_that_excel_cannot_count_is_written_out() -> None:
    days = [date(1861, 3, 17), date(1900, 2, 28), date(1, 1, 1)]
    read = results(small(DAY, rows=[(day,) for day in days]))

    assert [row[0] for row in read[4:]] == ["17/03/1861", "28/02/1900", "01/01/0001"]


def test_hours_shares_and_times_are_numbers() -> None:
    assert one(Minutes(1530), Kind.MINUTES).value.total_seconds() == 1530 * 60
    assert one(Share(1, 3), Kind.SHARE).value == 0.333333
    assert one(Share(0, 0), Kind.SHARE).value is None
    assert one(time(14, 30), Kind.TIME).value == time(14, 30)


def test_yes_and_no_are_words() -> None:
    columns = Column("a", Kind.YES, 9), Column("b", Kind.YES_NO, 9)

    assert results(small(*columns, rows=[(True, True), (False, False)]))[4:] == [
        ["Sì", "Sì"],
        ["", "No"],
    ]


def test_float_has_no_place_in_a_workbook() -> None:
    with pytest.raises(TypeError, match="no cell can hold float"):
        one(1.5, Kind.MONEY)


# --- formulas -------------------------------------------------------------------------------------


def test_total_follows_the_filter_and_stands_there_for_who_does_not_calculate() -> None:
    content = small(TEXT, MONEY, rows=[("a", Money(150)), ("b", Money(-50)), ("c", None)])

    assert opened(content)["Prova"]["B8"].value == "=SUBTOTAL(109,B5:B7)"
    assert results(content)[7] == ["Totale (righe filtrate)", 1.0]


def test_formula_of_a_column_carries_its_result_in_every_row() -> None:
    double = Column("Doppio", Kind.INTEGER, 9, formula=lambda row: f"A{row}*2")
    content = small(Column("n", Kind.INTEGER, 9), double, rows=[(2, 4), (3, 6)])

    assert opened(content)["Prova"]["B6"].value == "=A6*2"
    assert results(content)[5] == [3.0, 6.0]


def test_sheet_without_rows_says_so_and_still_adds_up() -> None:
    content = small(TEXT, MONEY, rows=[], nothing="Nessun movimento.")

    assert results(content)[4:6] == [["Nessun movimento.", ""], ["Totale (righe filtrate)", 0.0]]


def test_excel_is_told_to_calculate_when_it_opens_the_file() -> None:
    assert opened(small(MONEY, rows=[(Money(1),)])).calculation.fullCalcOnLoad


# --- the page -------------------------------------------------------------------------------------


def test_page_is_set_up_for_reading_and_for_paper() -> None:
    page = opened(small(TEXT, MONEY, rows=[("a", Money(1)), ("b", Money(2))], key_columns=1))[
        "Prova"
    ]

    assert page.freeze_panes == "B5"
    assert page.auto_filter.ref == "A4:B6"
    assert page.print_title_rows == "$4:$4"
    assert page.print_area == "'Prova'!$A$1:$B$7"
    assert not page.sheet_view.showGridLines
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddFooter.right.text == "pagina &P di &N"
    assert page.column_dimensions["B"].width == 13


def test_header_and_title_look_as_the_design_language_says() -> None:
    page = opened(small(TEXT, MONEY, rows=[("a", Money(1))]))["Prova"]

    assert (page["A1"].font.sz, page["A1"].font.b) == (16, True)
    assert (page["A2"].font.sz, page["A2"].font.color.rgb) == (9, "006F6572")
    header, datum = page["B4"], page["B5"]
    assert (header.font.color.rgb, header.fill.fgColor.rgb) == ("00FFFFFF", "007A2468")
    assert page.row_dimensions[4].height == 22
    assert (datum.font.name, datum.font.sz, datum.border.bottom.style) == ("Calibri", 10, "hair")
    assert (header.alignment.horizontal, datum.alignment.horizontal) == ("right", "right")


def test_ampersand_in_a_name_is_no_code_of_the_footer() -> None:
    scope = dataclasses.replace(SCOPE, association="Rossi & C. &P")

    assert opened(small(TEXT, rows=[("a",)], scope=scope))["Prova"].oddFooter.left.text == (
        "Rossi && C. &&P – Prova"
    )


def test_row_that_stands_out_and_cell_with_a_look_of_its_own() -> None:
    rows: list[Any] = [
        Row(("Sezione", None), Tone.SECTION),
        (Cell("centro", kind=Kind.CENTRED), Money(1)),
    ]
    page = opened(small(TEXT, MONEY, rows=rows))["Prova"]

    assert page["A5"].font.b
    assert page["A6"].alignment.horizontal == "center"


def test_sample_says_so_on_the_sheet_and_on_paper() -> None:
    content = small(TEXT, rows=[("a",)], scope=dataclasses.replace(SCOPE, is_sample=True))

    assert results(content)[2][0] == "ESEMPIO – dati inventati"
    assert opened(content)["Prova"].oddHeader.right.text == "ESEMPIO – dati inventati"
    assert "ESEMPIO" not in str(results(small(TEXT, rows=[("a",)])))


def test_legend_explains_columns_filters_and_time() -> None:
    scope = dataclasses.replace(SCOPE, filters=("Categoria: fondatori",))
    legend = results(
        small(Column("Codice", Kind.CODE, 9, "Che cosa è"), rows=[("1",)], scope=scope), 1
    )

    assert ["Codice", "Che cosa è"] in legend
    assert ["", "Categoria: fondatori"] in legend
    assert "esportato il 16/06/2026, 10:02 da Ada Neri" in legend[1][0]


def test_sheet_names_are_what_excel_accepts() -> None:
    wanted = ["Ricerca: nuovi/ingredienti?", "", "a" * 40, "A" * 40, "History", "'x'"]

    names = sheet_names(wanted)

    assert names[:2] == ["Ricerca nuovi ingredienti", "–"]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert names[4:] == ["History (2)", "x"]


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    with pytest.raises(TooManyRows, match="scegli un periodo più breve"):
        small(TEXT, rows=[("a",)] * MOST_ROWS)


# --- bytes ----------------------------------------------------------------------------------------


def test_same_data_twice_gives_the_same_bytes() -> None:
    first, second = (small(TEXT, MONEY, rows=[("à", Money(5))]) for _again in range(2))

    assert first == second


def test_nothing_inside_tells_when_the_file_was_made_but_the_export() -> None:
    content = small(TEXT, rows=[("a",)])

    with ZipFile(BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    stamp = "2026-06-16T08:02:00Z"
    assert part(content, "docProps/core.xml").count(stamp) == 2


def test_every_part_is_well_formed_and_opens_where_dimensions_are_unknown() -> None:
    content = small(TEXT, MONEY, rows=[("<&>\"'", Money(5))])

    with ZipFile(BytesIO(content)) as file:
        for name in file.namelist():
            ElementTree.fromstring(file.read(name))
    lazily = openpyxl.load_workbook(BytesIO(content), read_only=True)["Prova"]
    assert next(lazily.iter_rows(min_row=5, values_only=True))[0] == "<&>\"'"


def test_english_is_complete() -> None:
    set_language("en")

    assert opened(small(TEXT, rows=[("a",)])).sheetnames == ["Prova", "Legend"]
