"""The ledger and the cash statement of a fiscal year, for the treasurer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.cash_statement import CashYear, LineKey
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.i18n import _
from cluster_desk.queries.association import FiscalYearRow, fiscal_year_at
from cluster_desk.queries.treasury.journal import MovementRow, account_rows, movement_rows
from cluster_desk.reports.treasury.cash_statement_workbook import (
    CashStatement,
    cash_statement_workbook,
)
from cluster_desk.reports.treasury.ledger_workbook import (
    Ledger,
    LedgerAccount,
    LedgerLine,
    ledger_workbook,
)
from cluster_desk.services.exports.file import XLSX, ExportedFile, scope_of
from cluster_desk.store.tables.treasury import Category

_DAY = timedelta(days=1)


def ledger_file(session: Session, *, year: FiscalYearRow) -> ExportedFile:
    """The cash journal of a year, with opening balances and running totals."""
    rows = movement_rows(session, from_on=year.starts_on, to_on=year.ends_on)
    opening = {row.code: row.balance for row in account_rows(session, on=year.starts_on - _DAY)}
    accounts = tuple(
        LedgerAccount(
            code=row.code, name=row.name, kind=row.kind, opening=opening.get(row.code, ZERO)
        )
        for row in account_rows(session, on=year.ends_on)
    )
    ledger = Ledger(
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        accounts=accounts,
        lines=[_line(row) for row in rows],
        scope=scope_of(session, on=year.ends_on),
    )
    return ExportedFile(
        name=_("ledger-{year}.xlsx").format(year=year.year),
        media_type=XLSX,
        content=ledger_workbook(ledger),
    )


def _line(row: MovementRow) -> LedgerLine:
    def joined(name: str) -> str:
        return ", ".join(dict.fromkeys(filter(None, (getattr(s, name) for s in row.splits))))

    return LedgerLine(
        number=row.id,
        registered_on=row.booked_on,
        value_on=row.value_on,
        account=row.account,
        description=row.description,
        counterparty=row.counterparty,
        document_number=row.document_ref,
        category=joined("category_name"),
        project=joined("project"),
        cup=joined("cup"),
        amount=row.amount,
        is_internal_transfer=row.is_transfer,
        is_reconciled=row.reconciled,
    )


def cash_statement_file(session: Session, *, year: FiscalYearRow) -> ExportedFile:
    """Receipts and payments by line of the scheme (Modello D), beside those of the year before."""
    eve = year.starts_on - _DAY
    before, previous = account_rows(session, on=eve), fiscal_year_at(session, eve)
    statement = CashStatement(
        year=_cash_year(session, year.starts_on, year.ends_on),
        opening=Money.total(row.balance for row in before),
        previous=_cash_year(session, previous.starts_on, previous.ends_on) if previous else None,
        scope=scope_of(session, on=year.ends_on),
    )
    return ExportedFile(
        name=_("cash-statement-{year}.xlsx").format(year=year.year),
        media_type=XLSX,
        content=cash_statement_workbook(statement),
    )


def _cash_year(session: Session, starts_on: date, ends_on: date) -> CashYear:
    categories = {row.code: row for row in session.scalars(select(Category))}
    amounts: dict[LineKey, Money] = defaultdict(lambda: ZERO)
    for row in movement_rows(session, from_on=starts_on, to_on=ends_on):
        for split in row.splits:
            category = categories[split.category]
            key: LineKey = (category.direction, category.statement_line)
            sign = 1 if category.direction is Direction.INCOME else -1
            amounts[key] += split.amount * sign
    balances = account_rows(session, on=ends_on)
    return CashYear(
        ends_on=ends_on,
        amounts=dict(amounts),
        cash=Money.total(r.balance for r in balances if r.kind is AccountKind.CASH),
        bank=Money.total(r.balance for r in balances if r.kind is not AccountKind.CASH),
    )
