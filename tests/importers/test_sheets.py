"""Workbooks of every kind become the same plain rows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import openpyxl
import pytest

from cluster_desk.importers.refusals import FileTooLarge, NoSheets, TextTooLong
from cluster_desk.importers.sheets import Sheet, column_name, read_sheets
from tests.cases import cases_folder
from tests.importers.workbooks import (
    ods,
    ods_cell,
    ods_row,
    ods_table,
    raw_xlsx,
    saved,
    strict_xlsx,
    xls,
    xlsx,
)


def only(content: bytes, name: str = "soci.xlsx") -> Sheet:
    (sheet,) = read_sheets(name, content)
    return sheet


def test_cells_of_every_kind_become_plain_values() -> None:
    moment = datetime.fromisoformat("2026-01-16 15:02")
    row = ("Serio Pack S.r.l.", 6, 1234.5, True, date(2026, 1, 16), moment)
    assert only(xlsx(row)).rows == (
        (
            "Serio Pack S.r.l.",
            6,
            Decimal("1234.5"),
            True,
            date(2026, 1, 16),
            moment,
        ),
    )


def test_no_number_is_a_float() -> None:
    (row,) = only(xlsx((0.1 + 0.2, 1e15, -0.01, 743110157))).rows
    assert row == (Decimal("0.3"), 10**15, Decimal("-0.01"), 743110157)
    assert [type(cell) for cell in row] == [Decimal, int, Decimal, int]


def test_hours_and_durations_are_text() -> None:
    assert only(xlsx((time(14, 30), timedelta(hours=30)))).rows == (("14:30:00", "30:00:00"),)


def test_rows_keep_the_numbers_the_person_sees() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["C4"] = "Denominazione"
    assert only(saved(workbook)).rows == ((), (), (), (None, None, "Denominazione"))


def test_a_formula_never_calculated_is_missing_and_not_zero() -> None:
    assert only(xlsx(("Totale", "=1+1", "x"))).rows == (("Totale", None, "x"),)


def test_an_error_value_is_missing() -> None:
    sheet = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>2</v></c></row>'
    assert only(raw_xlsx(sheet)).rows == ((None, 2),)


def test_a_number_beyond_all_numbers_is_missing_and_reported() -> None:
    sheet = only(raw_xlsx('<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>2</v></c></row>'))
    assert sheet.rows == ((None, 2),)
    assert [(problem.row, problem.field) for problem in sheet.problems] == [(1, "A")]


def test_merged_ranges_have_their_value_once_and_are_told() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Fondatore", "Serio Pack"])
    workbook.active.append([None, "Lario Biotech"])
    workbook.active.merge_cells("A1:A2")
    sheet = only(saved(workbook))
    assert sheet.rows == (("Fondatore", "Serio Pack"), (None, "Lario Biotech"))
    assert sheet.merged == ((0, 0, 1, 0),)


def test_hidden_sheets_are_read_and_said_to_be_hidden() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["aperto"])
    workbook.create_sheet("Vecchi").append(["nascosto"])
    workbook["Vecchi"].sheet_state = "hidden"
    sheets = read_sheets("soci.xlsx", saved(workbook))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Sheet", False), ("Vecchi", True)]


def test_control_characters_are_left_out_and_reported() -> None:
    sheet = only(
        raw_xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>Serio\x7f \x9dPack</t></is></c></row>')
    )
    assert sheet.rows == (("Serio Pack",),)
    assert [(problem.row, problem.field) for problem in sheet.problems] == [(1, "A")]


def test_a_text_longer_than_a_cell_can_hold_is_refused() -> None:
    sheet = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
    assert only(raw_xlsx(sheet.format("x" * 32_767))).rows
    with pytest.raises(TextTooLong):
        read_sheets("soci.xlsx", raw_xlsx(sheet.format("x" * 32_768)))


def test_a_strict_workbook_is_read_and_not_found_empty() -> None:
    content = strict_xlsx('<row r="1"><c r="A1"><v>7</v></c></row>')
    assert only(content).rows == ((7,),)


def test_cells_without_their_place_follow_one_another() -> None:
    content = raw_xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert only(content).rows == ((1, 2), (3,))


def test_a_workbook_whose_elements_have_a_prefix_is_read() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    content = raw_xlsx("", xl__worksheets__sheet1_xml=sheet)
    assert only(content).rows == ((), (None, 5))


def test_formatted_empty_rows_down_to_the_end_do_not_make_a_sheet_large() -> None:
    content = raw_xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert only(content).rows == ((1,),)


def test_an_old_workbook_is_read() -> None:
    rows = (("Denominazione", "P.IVA", "Dal"), ("Città è", 743110157, date(2026, 1, 16)))
    assert only(xls(*rows), "soci.xls").rows == rows


def test_an_old_workbook_with_many_texts_is_read_whole() -> None:
    rows = tuple((f"Socio numero {number}", number) for number in range(2_000))
    sheet = only(xls(*rows), "soci.xls")
    assert len(sheet.rows) == len(rows)
    assert sheet.rows[-1][1] == 1_999


def test_an_opendocument_sheet_is_read_with_its_repetitions() -> None:
    table = ods_table(
        ods_row(ods_cell("a", repeated=2), ods_cell(repeated=16_000)),
        ods_row(ods_cell(repeated=16_384), repeated=3),
        ods_row(ods_cell(), ods_cell("z")),
        ods_row(ods_cell(repeated=16_384), repeated=1_048_571),
    )
    assert only(ods(table), "soci.ods").rows == (("a", "a"), (), (), (), (None, "z"))


def test_an_xml_workbook_of_2003_is_read() -> None:
    content = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        '<Worksheet ss:Name="Soci"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">N.'
        '</Data></Cell><Cell><Data ss:Type="String">Nome &amp; c.</Data></Cell></Row>'
        '<Row ss:Index="3"><Cell ss:Index="2"><Data ss:Type="Number">6</Data></Cell><Cell>'
        '<Data ss:Type="DateTime">2026-01-16T00:00:00.000</Data></Cell></Row></Table></Worksheet>'
        "</Workbook>"
    )
    sheet = only(content.encode(), "soci.xls")
    assert sheet.name == "Soci"
    assert sheet.rows == (("N.", None, "Nome & c."), (), (None, 6, date(2026, 1, 16)))


def test_a_workbook_without_a_filled_cell_is_refused() -> None:
    with pytest.raises(NoSheets):
        read_sheets("soci.xlsx", xlsx())


def test_a_file_beyond_fifty_megabytes_is_refused_unread() -> None:
    with pytest.raises(FileTooLarge, match=r"51 MB"):
        read_sheets("soci.csv", b"a" * 50_000_001)


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_named_as_in_the_sheet(index: int, letters: str) -> None:
    assert column_name(index) == letters


@pytest.mark.requires_cases
def test_days_counted_from_1904_are_the_right_ones() -> None:
    content = (cases_folder() / "misc" / "calamine_date_1904.xlsx").read_bytes()
    assert [row[0] for row in only(content).rows[:2]] == [date(2021, 1, 1), date(2021, 1, 2)]


@pytest.mark.requires_cases
def test_a_published_workbook_of_the_cash_statement_is_read() -> None:
    path = cases_folder() / "reference" / "modello-d-rendiconto-per-cassa.xlsx"
    sheet = only(path.read_bytes())
    assert sheet.name == "Foglio1"
    assert sheet.rows[1][:2] == ("Data fine anno corrente", date(2025, 12, 31))
