"""The journal as a list: filters, order, the running balance, sums and counts that agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.queries.treasury.journal import movement_rows
from cluster_desk.queries.treasury.movement_card import movement_card
from cluster_desk.queries.treasury.movements import (
    MovementFilter,
    MovementListRow,
    MovementSort,
    movement_choices,
    movement_ids,
    movement_list_rows,
    movement_totals,
    movement_view_counts,
    movement_year,
)
from cluster_desk.services.association.settings import OpenFiscalYear, open_fiscal_year
from cluster_desk.services.treasury.movements import TransferMoney, transfer_money
from tests.treasury_desks import TODAY, bring, furnish, line, owe, post, statements

YEAR = MovementFilter(year=2026)


@pytest.fixture
def journal(desk: Desk) -> Desk:
    """Income and expenses of two accounts over three months, a transfer, a movement of 2025."""
    furnish(desk)
    post(desk, 5_00, date(2025, 12, 20), "Prima dell’anno")
    post(desk, 500_00, date(2026, 1, 10), "Quota 2026", counterparty="Gamma Tubetti S.r.l.")
    post(desk, -180_00, date(2026, 2, 3), "Sala riunioni", category="SALE", document_ref="FT 7")
    post(desk, -20_00, date(2026, 2, 3), "Cancelleria", account="CASSA")
    transfer = TransferMoney(
        from_account="BANCA",
        to_account="CASSA",
        booked_on=date(2026, 3, 1),
        amount=Money(50_00),
    )
    desk.write(transfer_money, transfer)
    return desk


def listed(desk: Desk, chosen: MovementFilter = YEAR, **sort: Any) -> list[MovementListRow]:
    order = MovementSort(**sort)
    ids = desk.read(movement_ids, filter=chosen, sort=order)
    return desk.read(movement_list_rows, ids)


def texts(desk: Desk, chosen: MovementFilter) -> list[str]:
    return [row.description for row in listed(desk, chosen, descending=False)]


def test_the_running_balance_is_the_accounts_whatever_is_listed(journal: Desk) -> None:
    every = {row.id: row.balance for row in journal.read(movement_rows)}
    for chosen in (YEAR, MovementFilter(year=2026, view="expenses"), MovementFilter(year=2025)):
        for column in ("booked_on", "amount", "description"):
            rows = listed(journal, chosen, column=column)
            assert rows
            assert {row.id: row.balance for row in rows} == {row.id: every[row.id] for row in rows}
    last = listed(journal)[0]
    assert (last.account, last.balance) == ("CASSA", Money(130_00))


def test_each_view_lists_its_own_and_counts_as_many(journal: Desk) -> None:
    counts = journal.read(movement_view_counts, year=2026)
    for view in ("all", "income", "expenses", "transfers", "unreconciled"):
        assert counts[view] == len(listed(journal, MovementFilter(year=2026, view=view)))
    assert texts(journal, MovementFilter(year=2026, view="income")) == ["Quota 2026"]
    assert texts(journal, MovementFilter(year=2026, view="expenses")) == [
        "Sala riunioni",
        "Cancelleria",
    ]
    assert counts["transfers"] == 2
    assert counts["unreconciled"] == 3  # those of the bank account
    assert (counts["everything"], counts["lines"]) == (6, 0)


def test_filters_narrow_by_account_category_month_and_words(journal: Desk) -> None:
    assert len(listed(journal, MovementFilter(year=2026, accounts=("CASSA",)))) == 2
    assert texts(journal, MovementFilter(year=2026, categories=("SALE",))) == ["Sala riunioni"]
    march = MovementFilter(year=2026, months=(date(2026, 3, 1),))
    assert {row.other_account for row in listed(journal, march)} == {"Banca", "Cassa"}
    assert texts(journal, MovementFilter(year=2026, text="tubetti gamma")) == ["Quota 2026"]
    assert texts(journal, MovementFilter(year=2026, text="ft 7")) == ["Sala riunioni"]
    assert texts(journal, MovementFilter(year=2026, text="180,00")) == ["Sala riunioni"]
    assert texts(journal, MovementFilter(year=2026, projects=("NESSUNO",))) == []
    assert texts(journal, MovementFilter(year=2025)) == ["Prima dell’anno"]


def test_the_columns_sum_up_and_transfers_are_neither_income_nor_expense(journal: Desk) -> None:
    wanted = {"all": (550_00, 250_00), "income": (500_00, 0), "expenses": (0, 200_00)}
    for view, sums in wanted.items():
        chosen = MovementFilter(year=2026, view=view)
        totals = journal.read(movement_totals, filter=chosen, on=TODAY)
        rows = listed(journal, chosen)
        assert (totals.income.cents, totals.expenses.cents) == sums
        assert totals.income - totals.expenses == Money.total(row.amount for row in rows)
    totals = journal.read(movement_totals, filter=YEAR, on=TODAY)
    assert totals.count == 5
    balances = {row.code: row.balance for row in totals.accounts}
    assert balances == {"BANCA": Money(375_00), "CASSA": Money(130_00)}


def test_the_screen_takes_eight_statements_however_long_the_journal(journal: Desk) -> None:
    for number in range(30):
        post(journal, 1_00 + number, date(2026, 5, 1 + number % 28))
    with statements() as seen:
        rows = listed(journal)
        journal.read(movement_totals, filter=YEAR, on=TODAY)
        journal.read(movement_view_counts, year=2026)
        journal.read(movement_choices)
    assert len(rows) == 35
    assert len([sql for sql in seen if "select" in sql.lower()]) <= 8


def test_a_movement_is_listed_in_its_year_of_accounts(journal: Desk) -> None:
    [before] = listed(journal, MovementFilter(year=2025))
    assert journal.read(movement_year, before.id) == 2025
    year = OpenFiscalYear(year=2026, starts_on=date(2025, 12, 15), ends_on=date(2026, 12, 31))
    journal.write(open_fiscal_year, year)
    assert journal.read(movement_year, before.id) == 2026
    assert before.id in {row.id for row in listed(journal)}
    assert journal.read(movement_year, 999) is None


def test_choices_name_accounts_categories_and_projects(journal: Desk) -> None:
    found = [(each.kind, each.code) for each in journal.read(movement_choices)]
    assert ("account", "BANCA") in found
    assert ("income", "QUOTE") in found
    assert ("expense", "SALE") in found


def test_a_card_tells_what_hangs_on_a_movement(journal: Desk) -> None:
    owe(journal, "Alfa S.r.l.", 300_00)
    bring(journal, line(-9_00, "COMMISSIONI"))
    row = next(r for r in listed(journal) if r.description == "Sala riunioni")
    with statements() as seen:
        card = journal.read(movement_card, row.id)
    assert card is not None
    assert [split.category for split in card.splits] == ["SALE"]
    assert card.bank is None
    assert card.may_change
    assert card.may_reverse
    assert [change.op for change in card.story] == ["I"]
    assert len([sql for sql in seen if "select" in sql.lower()]) <= 8
    assert journal.read(movement_card, 999) is None
