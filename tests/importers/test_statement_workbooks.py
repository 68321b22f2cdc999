"""Bank lists as Excel files, read from cells that hold real dates and numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl

from cluster_desk.domain.money import Money
from tests.importers.reading import amounts, messages, only, read
from tests.importers.workbooks import saved, xlsx

HEAD = ("Data contabile", "Data valuta", "Causale ABI", "Descrizione", "Importo", "Divisa")
ROWS: tuple[tuple[Any, ...], ...] = (
    (date(2026, 1, 12), date(2026, 1, 13), 48, "BONIFICO QUOTA 2026", 1500, "EUR"),
    (date(2026, 1, 15), date(2026, 1, 15), 16, "COMMISSIONI", -1.1, "EUR"),
)


def test_bper_workbook_with_preamble_is_read() -> None:
    reading = read(
        xlsx(("Lista movimenti",), ("IBAN:", "IT60X0542811101000000123456"), HEAD, *ROWS)
    )
    draft = only(reading)
    assert (reading.format, reading.profile) == ("xlsx", "BPER")
    assert draft.account_iban == "IT60X0542811101000000123456"
    assert amounts(draft) == ["1500.00", "-1.10"]
    assert draft.lines[0].value_on == date(2026, 1, 13)
    assert draft.lines[0].bank_code == "48"


def test_intesa_workbook_declares_its_balances_above_row_thirty() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Lista Movimenti"
    sheet["C8"], sheet["D8"] = "Numero conto:", "1000/00012345"
    sheet["C11"], sheet["D11"], sheet["E11"] = "Saldo contabile iniziale al:", "31.12.2025", 100
    sheet["C12"], sheet["D12"], sheet["E12"] = "Saldo contabile finale al:", "31.01.2026", 1598.5
    heads = ("Data contabile", "Data valuta", "Descrizione", "Accrediti", "Addebiti",
             "Descrizione estesa", "Mezzo")  # fmt: skip
    rows = (
        heads,
        ("12.01.2026", "13.01.2026", "BONIFICO", 1500, None, "QUOTA 2026", None),
        ("15.01.2026", "15.01.2026", "COMMISSIONI", None, -1.5, None, None),
    )
    for number, row in enumerate(rows, start=29):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    reading = read(saved(workbook))
    draft = only(reading)
    assert reading.profile == "Intesa Sanpaolo"
    assert draft.account_text == "1000/00012345"
    assert (draft.opening, draft.closing) == (Money(10_000), Money(159_850))
    assert amounts(draft) == ["1500.00", "-1.50"]
    assert reading.problems == ()


def test_sheets_without_movements_are_passed_over() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Legenda"
    sheet = workbook.create_sheet("Movimenti")
    for row in (HEAD, *ROWS):
        sheet.append(list(row))
    assert amounts(only(read(saved(workbook)))) == ["1500.00", "-1.10"]


def test_number_with_more_than_cents_is_shown_never_rounded() -> None:
    row = (date(2026, 1, 12), None, 48, "BONIFICO", 1.005, "EUR")
    reading = read(xlsx(HEAD, row, *ROWS))
    assert amounts(only(reading)) == ["1500.00", "-1.10"]
    assert reading.problems[0].row == 2


def test_formula_never_calculated_is_a_missing_amount() -> None:
    row = (date(2026, 1, 12), None, 48, "BONIFICO", "=1+1", "EUR")
    reading = read(xlsx(HEAD, row, *ROWS))
    assert amounts(only(reading)) == ["1500.00", "-1.10"]
    assert "certezza" in messages(reading)


def test_html_page_named_xls_is_read() -> None:
    cells = "".join(f"<td>{cell}</td>" for cell in HEAD)
    row = "<td>12/01/2026</td><td>13/01/2026</td><td>48</td><td>QUOTA</td><td>5,00</td><td>EUR</td>"
    page = f"<html><body><table><tr>{cells}</tr><tr>{row}</tr></table></body></html>"
    assert amounts(only(read(page))) == ["5.00"]
