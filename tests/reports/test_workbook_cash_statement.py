"""The cash statement in Excel: Modello D with formulas, and the check of the funds."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.domain.cash_statement import IN, OUT, TAXES, UNPLACED, CashYear, LineKey
from cluster_desk.domain.money import Money
from cluster_desk.reports.treasury.cash_statement_workbook import (
    CashStatement,
    cash_statement_workbook,
)
from tests.reports.workbook_reading import SCOPE, opened, results


def year(amounts: dict[LineKey, int], *, cash: int, bank: int, ends: int = 2026) -> CashYear:
    return CashYear(
        ends_on=date(ends, 12, 31),
        amounts={key: Money(cents) for key, cents in amounts.items()},
        cash=Money(cash),
        bank=Money(bank),
    )


NOW = year(
    {
        (IN, "A1"): 900_00,
        (IN, "B3"): 50_00,
        (OUT, "E2"): 300_00,
        TAXES: 40_00,
        (OUT, "INV1"): 10_00,
    },
    cash=100_00,
    bank=1_500_00,
)
STATEMENT = CashStatement(year=NOW, opening=Money(1_000_00), scope=SCOPE)


def found(content: bytes, label: str, sheet: int = 0) -> list[Any]:
    """The row in which a label stands."""
    return next(row for row in results(content, sheet) if label in row)


def test_results_stand_beside_their_formulas() -> None:
    content = cash_statement_workbook(STATEMENT)

    assert found(content, "Totale uscite della gestione")[1::4] == [300.0, 950.0]
    assert found(content, "Avanzo/disavanzo d’esercizio prima delle imposte (+/-)")[5] == 650.0
    assert found(content, "Avanzo/disavanzo complessivo (+/-)")[5] == 600.0
    assert found(content, "1) Entrate da quote associative e apporti dei fondatori")[5] == 900.0


def calculated(content: bytes, cell: str) -> float:
    """The value of a cell by its own formula, calculated here from those it speaks of."""
    page = opened(content)["Rendiconto per cassa"]

    def value(name: str) -> float:
        held = page[name].value
        if not isinstance(held, str) or not held.startswith("="):
            return float(held or 0)
        if held.startswith("=SUM("):
            cells = page[held.removeprefix("=SUM(").removesuffix(")")]
            return sum(value(each.coordinate) for (each,) in cells)
        terms = held.removeprefix("=").replace("-", "+-").split("+")
        return sum(-value(t[1:]) if t.startswith("-") else value(t) for t in terms if t)

    return value(cell)


def test_every_formula_gives_the_result_that_stands_beside_it() -> None:
    before = year({(IN, "A1"): 70_00, (OUT, "C1"): 20_00}, cash=0, bank=1_000_00, ends=2025)
    content = cash_statement_workbook(
        CashStatement(year=NOW, opening=Money(1_000_00), previous=before, scope=SCOPE)
    )
    rows, page = results(content), opened(content)["Rendiconto per cassa"]

    formulas = [
        cell
        for row in page.iter_rows(min_row=5)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    ]

    assert len(formulas) > 40
    for cell in formulas:
        shown = rows[cell.row - 1][cell.column - 1]
        assert round(calculated(content, cell.coordinate) - shown, 2) == 0, cell.coordinate


def test_funds_that_agree_are_said_to() -> None:
    row = found(cash_statement_workbook(STATEMENT), "Differenza, che deve essere zero", 1)

    assert row == ["Differenza, che deve essere zero", 0.0, "I fondi quadrano."]


def test_funds_that_do_not_agree_are_said_not_to() -> None:
    wrong = CashStatement(year=NOW, opening=Money(999_99), scope=SCOPE)

    row = found(cash_statement_workbook(wrong), "Differenza, che deve essere zero", 1)

    assert row[1:] == [-0.01, "I fondi non quadrano."]


def test_what_has_no_line_is_shown_and_counted() -> None:
    odd = year({(IN, "A1"): 100_00, (OUT, UNPLACED): 30_00}, cash=0, bank=70_00)
    content = cash_statement_workbook(CashStatement(year=odd, opening=Money(0), scope=SCOPE))

    assert found(content, "Movimenti senza una voce di questo schema")[5] == -30.0
    assert found(content, "Avanzo/disavanzo complessivo (+/-)")[5] == 70.0
    assert found(content, "Movimenti senza una voce di questo schema", 1)[2].startswith("Assegna")


def test_lines_may_have_other_words() -> None:
    renamed = CashStatement(
        year=NOW, opening=Money(0), labels={"U-E5": "Uscite diverse di gestione"}, scope=SCOPE
    )

    rows = results(cash_statement_workbook(renamed))

    assert sum("5) Uscite diverse di gestione" in row for row in rows) == 3


def test_statement_twice_gives_the_same_bytes() -> None:
    assert cash_statement_workbook(STATEMENT) == cash_statement_workbook(STATEMENT)
