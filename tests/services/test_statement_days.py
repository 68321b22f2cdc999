"""A bank tells what happened: a line of a day to come is a wrong file, or a wrong clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.queries.treasury.journal import movement_rows
from cluster_desk.services.association.settings import OpenFiscalYear, open_fiscal_year
from cluster_desk.services.treasury.reconciliation import Reconcile, reconcile
from cluster_desk.services.treasury.statements import import_statement
from tests.services.test_treasury import bank, charge, line, statement

__all__ = ["bank"]


def test_lines_of_days_to_come_are_told_before_they_are_taken_in(bank: Desk) -> None:
    ahead = replace(line(2, 500_00), booked_on=date(2036, 4, 2))
    for lines, told in (((line(1, 500_00),), 0), ((line(1, 500_00), ahead), 1)):
        said = bank.preview(import_statement, statement(*lines)).value.problems
        assert sum("data futura" in problem.message for problem in said) == told


def test_lines_of_no_fiscal_year_are_told_once_years_are_kept(bank: Desk) -> None:
    command = statement(line(1, 500_00))
    assert bank.preview(import_statement, command).value.problems == ()
    first, last = date(2025, 12, 15), date(2025, 12, 31)
    bank.write(open_fiscal_year, OpenFiscalYear(year=2025, starts_on=first, ends_on=last))
    [said] = bank.write(import_statement, command).value.problems
    assert said.message.startswith("1 riga non appartiene a nessun esercizio")
    assert bank.preview(reconcile, Reconcile(account="BANCA")).value.problems == (said,)
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    bank.write(open_fiscal_year, OpenFiscalYear(year=2026, starts_on=first, ends_on=last))
    assert bank.preview(reconcile, Reconcile(account="BANCA")).value.problems == ()


def test_what_came_before_the_account_is_told_and_never_matched_by_itself(bank: Desk) -> None:
    charge(bank, "Serio Pack S.r.l.", 500_00)
    reference = CreditorReference.of("2026", 1).grouped
    early = replace(line(1, 500_00, reference), booked_on=date(2025, 12, 14))
    bank.write(import_statement, statement(early))
    done = bank.write(reconcile, Reconcile(account="BANCA", apply=True)).value
    assert (done.posted, done.result.proposals) == (0, ())
    assert "15/12/2025" in done.problems[0].message
    assert bank.read(movement_rows) == []
    own = replace(early, booked_on=date(2025, 12, 15), position=2)
    bank.write(import_statement, statement(early, own))
    bank.write(reconcile, Reconcile(account="BANCA", apply=True))
    assert [row.amount for row in bank.read(movement_rows)] == [Money(500_00)]
