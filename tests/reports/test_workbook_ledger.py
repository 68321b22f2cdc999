"""The cash journal in Excel: balances, transfers, accounts, and 100,000 rows in seconds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.reports.treasury import ledger_workbook as module
from cluster_desk.reports.treasury.ledger_workbook import (
    COLUMNS,
    Flows,
    Ledger,
    LedgerAccount,
    LedgerLine,
    ledger_workbook,
)
from tests.figures import runs
from tests.pace import fair, seconds_of
from tests.reports.workbook_reading import SCOPE, opened, results

BANK = LedgerAccount(
    code="BANCA", name="Banca Dimostrativa", kind=AccountKind.BANK, opening=Money(1_000_00)
)
CASH = LedgerAccount(code="CASSA", name="Cassa", kind=AccountKind.CASH, opening=Money(50_00))


def line(number: int, cents: int, account: str = "BANCA", *, moved: bool = False) -> LedgerLine:
    return LedgerLine(
        number=number,
        registered_on=date(2026, 1, 8) + timedelta(days=number),
        value_on=date(2026, 1, 9),
        account=account,
        description="=1+1" if number == 1 else "Quota associativa 2026",
        counterparty="Serio Pack S.r.l.",
        document_number="0001",
        document_on=date(2026, 1, 7),
        category="Quote associative",
        project="CTL",
        cup="E12345678901234",
        amount=Money(cents),
        is_internal_transfer=moved,
        attachments=2,
        is_reconciled=True,
    )


LINES = (
    line(1, 500_00),
    line(2, -120_50),
    line(3, -200_00, moved=True),
    line(4, 200_00, "CASSA", moved=True),
)


def ledger(*lines: LedgerLine, per_account: bool = False) -> Ledger:
    return Ledger(
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 6, 16),
        accounts=(BANK, CASH),
        lines=lines,
        scope=SCOPE,
        has_sheet_per_account=per_account,
    )


def test_columns_are_those_a_treasurer_expects() -> None:
    assert results(ledger_workbook(ledger(*LINES)))[3] == [
        "N.", "Registrato il", "Valuta", "Conto", "Descrizione", "Controparte", "Documento",
        "Data documento", "Categoria", "Progetto", "CUP", "Entrate", "Uscite", "Saldo",
        "Giroconto", "Allegati", "Riconciliato",
    ]  # fmt: skip


def test_letters_in_the_formulas_are_those_of_their_columns() -> None:
    letters = {column.header: get_column_letter(n) for n, column in enumerate(COLUMNS, 1)}

    assert letters["Money in"] == module.IN
    assert letters["Money out"] == module.OUT
    assert letters["Balance"] == module.BALANCE
    assert letters["Internal transfer"] == module.MOVED


def test_balance_begins_with_the_opening_and_runs_by_formula() -> None:
    content = ledger_workbook(ledger(*LINES))
    page = opened(content)["Prima nota"]

    assert [row[13] for row in results(content)[4:9]] == [1050.0, 1550.0, 1429.5, 1229.5, 1429.5]
    assert page["N6"].value == "=N5+L6-M6"
    assert page["N9"].value == "=N8+L9-M9"
    assert page["E5"].value == "Saldo al 01/01/2026, prima del primo movimento"


def test_transfer_is_marked_and_is_neither_income_nor_expense() -> None:
    content = ledger_workbook(ledger(*LINES))
    rows = results(content)

    assert [row[14] for row in rows[5:9]] == ["", "", "Sì", "Sì"]
    assert [row[11:13] for row in rows[9:12]] == [[700.0, 320.5], [200.0, 200.0], [500.0, 120.5]]
    page = opened(content)["Prima nota"]
    assert page["L10"].value == "=SUBTOTAL(109,L5:L9)"
    assert page["L11"].value == '=SUMIF(O5:O9,"<>",L5:L9)'
    assert page["M12"].value == "=SUM(M5:M9)-M11"


def test_accounts_have_their_own_balances() -> None:
    content = ledger_workbook(ledger(*LINES))
    rows = results(content, 1)

    assert opened(content).sheetnames == ["Prima nota", "Conti", "Legenda"]
    assert rows[4] == ["BANCA", "Banca Dimostrativa", "Conto corrente",
                       1000.0, 500.0, 320.5, 0.0, 200.0, 1179.5]  # fmt: skip
    assert rows[6][1:] == ["Totale", "", 1050.0, 700.0, 320.5, "", "", 1429.5]


def test_each_account_may_have_its_sheet() -> None:
    content = ledger_workbook(ledger(*LINES, per_account=True))

    assert opened(content).sheetnames == [
        "Prima nota", "Conti", "Banca Dimostrativa", "Cassa", "Legenda",
    ]  # fmt: skip
    assert [row[13] for row in results(content, 3)[4:6]] == [50.0, 250.0]


def test_text_dates_and_codes_have_their_types() -> None:
    page = opened(ledger_workbook(ledger(*LINES)))["Prima nota"]

    assert (page["E6"].value, page["E6"].data_type) == ("=1+1", "s")
    assert (page["G6"].value, page["G6"].number_format) == ("0001", "@")
    assert page["B6"].is_date
    assert page["L6"].value == 500
    assert page["M6"].value is None


def test_period_without_movements_shows_the_opening_balance() -> None:
    rows = results(ledger_workbook(ledger()))

    assert rows[4][13] == 1050.0
    assert rows[5][11:13] == [0.0, 0.0]


def test_movement_of_an_account_nobody_gave_is_a_bug() -> None:
    with pytest.raises(LookupError):
        ledger_workbook(ledger(line(1, 5, "ALTRO")))


def test_ledger_twice_gives_the_same_bytes() -> None:
    assert ledger_workbook(ledger(*LINES)) == ledger_workbook(ledger(*LINES))


@given(st.lists(st.tuples(st.integers(-(10**9), 10**9), st.booleans()), max_size=30))
def test_flows_make_the_balance(moves: list[tuple[int, bool]]) -> None:
    flows = Flows.of(line(n, cents, moved=moved) for n, (cents, moved) in enumerate(moves))

    assert flows.received - flows.spent == Money(sum(cents for cents, _moved in moves))
    assert flows.moved_in - flows.moved_out == Money(sum(cents for cents, moved in moves if moved))
    assert flows.received >= flows.moved_in
    assert flows.spent >= flows.moved_out


@pytest.mark.slow
def test_a_ledger_of_many_rows_takes_seconds() -> None:
    """A hundred thousand at a release, for which a minute is the limit."""
    rows = runs(ci=20_000, release=100_000)
    limit = 60 * rows / 100_000
    lines = [line(n % 300, (n % 7 - 3) * 1_234) for n in range(rows)]
    contents: list[bytes] = []

    def write() -> None:
        contents.append(ledger_workbook(ledger(*lines)))

    assert fair(seconds_of(write), limit) < limit
    assert (
        results(contents[0])[rows + 4][13] == 1050 + sum(each.amount.cents for each in lines) / 100
    )
