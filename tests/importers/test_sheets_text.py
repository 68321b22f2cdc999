"""Text files and web pages: encoding and delimiter by evidence, never by name."""

from __future__ import annotations

import pytest

from cluster_desk.importers.refusals import (
    MarkupFile,
    SheetTooLarge,
    TextTooLong,
    UnclosedQuote,
    UnreadableText,
)
from cluster_desk.importers.sheets import Sheet, read_sheets
from tests.cases import cases_folder

ACCENTED = "Denominazione;Città\nCafè S.r.l.;Forlì\n"
ROWS = (("Denominazione", "Città"), ("Cafè S.r.l.", "Forlì"))


def only(content: bytes | str, delimiter: str | None = None) -> Sheet:
    raw = content if isinstance(content, bytes) else content.encode()
    (sheet,) = read_sheets("soci.csv", raw, delimiter=delimiter)
    return sheet


@pytest.mark.parametrize(
    ("encoding", "dialect"),
    [
        ("utf-8", "UTF-8 ;"),
        ("utf-8-sig", "UTF-8 ;"),
        ("cp1252", "Windows-1252 ;"),
        ("utf-16", "UTF-16 ;"),
    ],
)
def test_every_encoding_of_an_office_is_read_and_told(encoding: str, dialect: str) -> None:
    sheet = only(ACCENTED.encode(encoding))
    assert sheet.rows == ROWS
    assert sheet.dialect == dialect
    assert sheet.problems == ()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_equal_rows(delimiter: str) -> None:
    text = "a;b;c\n1;2;3\n4;5;6\n".replace(";", delimiter)
    assert only(text).rows == (("a", "b", "c"), ("1", "2", "3"), ("4", "5", "6"))


def test_commas_inside_addresses_are_no_delimiter() -> None:
    text = "Denominazione;Indirizzo\n" + "Alfa;Via Roma 1, 26013 Crema, CR\n" * 20
    assert only(text).rows[1] == ("Alfa", "Via Roma 1, 26013 Crema, CR")


def test_decimal_commas_are_no_delimiter() -> None:
    assert only("Data;Importo;Saldo\n1/1;6,86;1,00\n2/1;7,10;2,00\n").rows[1][1] == "6,86"


def test_a_preamble_does_not_mislead() -> None:
    text = "Elenco soci, aggiornato al 31/12\n\nstampa\n" + "a;b;c\n" * 9
    assert only(text).rows[3] == ("a", "b", "c")


def test_what_the_person_says_comes_before_what_it_seems() -> None:
    assert only("a;b,c\nd;e,f\n", delimiter=",").rows == (("a;b", "c"), ("d;e", "f"))


def test_excels_own_line_about_the_delimiter_is_believed_and_is_no_row() -> None:
    assert only("sep=|\na;x|b;y\n").rows == ((), ("a;x", "b;y"))


def test_one_column_needs_no_delimiter() -> None:
    assert only("Denominazione\nAlfa\nBeta\n").rows == (("Denominazione",), ("Alfa",), ("Beta",))


def test_blank_lines_keep_their_number() -> None:
    assert only("a;b\n\n;\nc;d\n").rows == (("a", "b"), (), (), ("c", "d"))


def test_line_breaks_inside_quotation_marks_stay_in_the_cell() -> None:
    sheet = only('Nome;Sede\r\nAlfa;"Via Roma 1\r\n26013 Crema"\r\nBeta;"x ""y"""\r\n')
    assert sheet.rows == (
        ("Nome", "Sede"),
        ("Alfa", "Via Roma 1\r\n26013 Crema"),
        ("Beta", 'x "y"'),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(end: str) -> None:
    assert only(end.join(["a;b", "c;d"])).rows == (("a", "b"), ("c", "d"))


def test_quotation_marks_that_never_close_are_refused_with_their_row() -> None:
    text = 'a;b\nAlfa;1\n"Beta;2\nGamma;3\nDelta;4\n'
    with pytest.raises(UnclosedQuote) as refusal:
        only(text)
    assert refusal.value.values["row"] == 3


def test_quotation_marks_that_close_in_another_row_are_refused() -> None:
    with pytest.raises(UnclosedQuote):
        only('a;b\n"Beta;2\nGamma;3\n"Delta;4\n')


def test_quotation_marks_around_a_part_of_a_name_are_harmless() -> None:
    assert only('a;b\n"Alfa" S.r.l.;2\nPane 12";3\n').rows[1:] == (
        ("Alfa S.r.l.", "2"),
        ('Pane 12"', "3"),
    )


def test_mixed_encodings_are_reported_with_their_row() -> None:
    content = b"a;b\nCaf\xe8;x\n" + "Forlì;y\n".encode()
    (problem,) = only(content).problems
    assert problem.row == 3


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableText):
        only(bytes(range(256)) * 4)


def test_one_stray_control_character_is_taken_out_and_reported() -> None:
    sheet = only("a;b\nAl\x02fa;c\n")
    assert sheet.rows[1] == ("Alfa", "c")
    assert [(problem.row, problem.field) for problem in sheet.problems] == [(2, "A")]


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(SheetTooLarge):
        only(";".join("x" * 201))


def test_one_endless_cell_is_refused() -> None:
    with pytest.raises(TextTooLong):
        only("a;b\n" + "x" * 200_000)


def test_a_web_page_called_xls_gives_its_tables() -> None:
    page = (
        "<html><head><style>td{}</style><script>'<table><td>no</td>'</script></head><body>"
        "<table><tr><th colspan=2>Soci</th><th>Dal</th></tr><!-- <tr><td>no</td></tr> -->"
        "<tr><td rowspan='2'>Alfa &amp; C.</td><td>1</td><td>16/01/2026<br>x</td></tr>"
        "<tr><td>2</td><td>&euro;&nbsp;5</td></tr></table></body></html>"
    )
    (sheet,) = read_sheets("soci.xls", page.encode("cp1252"))
    assert sheet.rows == (
        ("Soci", None, "Dal"),
        ("Alfa & C.", "1", "16/01/2026 x"),
        (None, "2", "€ 5"),
    )


def test_the_real_table_inside_a_layout_table_is_a_table_of_its_own() -> None:
    page = "<table><tr><td>menu<td><table><tr><td>a<td>b</table>fine</table>"
    first, second = read_sheets("soci.xls", page.encode())
    assert first.rows == (("menu", "fine"),)
    assert second.rows == (("a", "b"),)


def test_xml_that_is_no_workbook_is_sent_where_it_belongs() -> None:
    with pytest.raises(MarkupFile, match="Banca e prima nota"):
        only('<?xml version="1.0"?><Document/>')


@pytest.mark.requires_cases
def test_a_real_index_of_public_bodies_is_read_whole() -> None:
    content = (cases_folder() / "registers" / "enti-pubblici.csv").read_bytes()
    sheet = only(content)
    assert (len(sheet.rows), sheet.dialect) == (2_290, "UTF-8 ,")
    assert {len(row) for row in sheet.rows} == {7}


@pytest.mark.requires_cases
def test_a_real_bank_file_with_27_lines_of_preamble_is_cut_right() -> None:
    folder = cases_folder() / "bank"
    sheet = only((folder / "banana_csv_intesa_example_format2_20240522.csv").read_bytes())
    assert sheet.rows[27][:3] == ("Data contabile", "Data valuta", "Descrizione")


def test_a_hundred_thousand_members_are_within_the_limits() -> None:
    line = b"Alfa S.r.l.;02345670190;Via Roma 1;26013;Crema;CR;alfa@pec.it;Packaging\n"
    assert len(only(b"Denominazione;P.IVA\n" + line * 100_000).rows) == 100_001
