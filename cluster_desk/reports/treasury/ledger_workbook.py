"""Give the treasurer the prima nota in Excel: every movement, the balance after it, the accounts.

Columns as DOMAIN §4. Internal transfers are shown and marked, since each account needs them, but
they are neither income nor expense: below the totals it is said how much of them they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.workbook.about import about_text, period_text
from cluster_desk.reports.workbook.model import (
    Cell,
    Column,
    Formula,
    Kind,
    Row,
    Scope,
    Sheet,
    Tone,
    Value,
    Workbook,
)
from cluster_desk.reports.workbook.package import build


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerAccount:
    """An account and what was on it before the first day of the ledger."""

    code: str
    name: str
    kind: AccountKind
    opening: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerLine:
    """One movement; an amount above zero came in. `account` is the code of a `LedgerAccount`."""

    number: int
    registered_on: date
    value_on: date | None = None
    account: str
    description: str
    counterparty: str = ""
    document_number: str = ""
    document_on: date | None = None
    category: str = ""
    project: str = ""
    cup: str = ""
    amount: Money
    is_internal_transfer: bool = False
    attachments: int = 0
    is_reconciled: bool = False


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The movements of a period, in the order in which they are to stand."""

    starts_on: date
    ends_on: date
    accounts: tuple[LedgerAccount, ...]
    lines: Sequence[LedgerLine]
    scope: Scope
    has_sheet_per_account: bool = False


@dataclass(frozen=True)
class Flows:
    """What came in and went out of some movements, and how much of it was only moved."""

    received: Money
    spent: Money
    moved_in: Money
    moved_out: Money

    @classmethod
    def of(cls, lines: Iterable[LedgerLine]) -> Flows:
        """Added up from the movements."""
        sums = {(is_in, is_moved): 0 for is_in in (True, False) for is_moved in (True, False)}
        for line in lines:
            sums[line.amount > ZERO, line.is_internal_transfer] += abs(line.amount.cents)
        return cls(
            received=Money(sums[True, False] + sums[True, True]),
            spent=Money(sums[False, False] + sums[False, True]),
            moved_in=Money(sums[True, True]),
            moved_out=Money(sums[False, True]),
        )


# Letters of the columns that formulas speak of; a test compares them with `COLUMNS`.
IN, OUT, BALANCE, MOVED = "L", "M", "N", "O"

COLUMNS = (
    Column(N_("No."), Kind.INTEGER, 7, N_("Number of the movement")),
    Column(N_("Registered on"), Kind.DATE, 12, N_("The day that decides the year of the movement")),
    Column(N_("Value date"), Kind.DATE, 12, N_("Day from which the bank counts interest")),
    Column(N_("Account"), Kind.CODE, 11, N_("Code of the account, as on the sheet of accounts")),
    Column(N_("Description"), Kind.TEXT, 42),
    Column(N_("Counterparty"), Kind.TEXT, 30),
    Column(N_("Document"), Kind.CODE, 16, N_("Number of the invoice, receipt or letter")),
    Column(N_("Document date"), Kind.DATE, 12),
    Column(N_("Category"), Kind.TEXT, 24),
    Column(N_("Project"), Kind.TEXT, 14),
    Column(N_("CUP"), Kind.CODE, 17, N_("Code of the funded project")),
    Column(N_("Money in"), Kind.MONEY, 13, is_summed=True),
    Column(N_("Money out"), Kind.MONEY, 13, is_summed=True),
    Column(
        N_("Balance"),
        Kind.MONEY,
        14,
        N_("Opening balance and all movements down to this row; meant for the order as exported"),
        formula=lambda row: f"{BALANCE}{row - 1}+{IN}{row}-{OUT}{row}",
    ),
    Column(
        N_("Internal transfer"),
        Kind.YES,
        10,
        N_("Between the association's own accounts: neither income nor expense"),
    ),
    Column(N_("Attachments"), Kind.INTEGER, 9, N_("Documents attached to the movement")),
    Column(N_("Reconciled"), Kind.YES, 12, N_("Found again on a bank statement")),
)

ACCOUNT_COLUMNS = (
    Column(N_("Account"), Kind.CODE, 14),
    Column(N_("Name"), Kind.TEXT, 40),
    Column(N_("Kind of account"), Kind.TEXT, 18),
    Column(N_("Opening balance"), Kind.MONEY, 16, is_summed=True),
    Column(N_("Money in"), Kind.MONEY, 16, is_summed=True),
    Column(N_("Money out"), Kind.MONEY, 16, is_summed=True),
    Column(N_("of which transfers in"), Kind.MONEY, 16, N_("From own accounts; within «Money in»")),
    Column(N_("of which transfers out"), Kind.MONEY, 16, N_("To own accounts; within «Money out»")),
    Column(
        N_("Closing balance"),
        Kind.MONEY,
        16,
        N_("Opening balance, plus money in, minus money out"),
        formula=lambda row: f"D{row}+E{row}-F{row}",
        is_summed=True,
    ),
)


def ledger_workbook(ledger: Ledger) -> bytes:
    """The prima nota, the accounts, and on request a sheet for each account, as xlsx.

    LookupError where a line names an account that is not given.
    """
    by_account: dict[str, list[LedgerLine]] = {account.code: [] for account in ledger.accounts}
    for line in ledger.lines:
        by_account[line.account].append(line)
    opening = Money.total(account.opening for account in ledger.accounts)
    title = _title(ledger)
    sheets = [
        _journal(ledger, (_("Cash journal"), title), opening, ledger.lines),
        _accounts(ledger, by_account),
    ]
    if ledger.has_sheet_per_account:
        sheets += [
            _journal(ledger, (each.name, each.name), each.opening, by_account[each.code])
            for each in ledger.accounts
        ]
    return build(Workbook(title=title, scope=ledger.scope, sheets=tuple(sheets)))


def _title(ledger: Ledger) -> str:
    if ledger.starts_on.year == ledger.ends_on.year:
        return _("Cash journal {year}").format(year=ledger.ends_on.year)
    return _("Cash journal {first}–{last}").format(
        first=ledger.starts_on.year, last=ledger.ends_on.year
    )


def _journal(
    ledger: Ledger, titles: tuple[str, str], opening: Money, lines: Sequence[LedgerLine]
) -> Sheet:
    name, title = titles
    flows = Flows.of(lines)
    return Sheet(
        name=name,
        title=title,
        about=about_text(ledger.scope, period_text(ledger.starts_on, ledger.ends_on)),
        columns=COLUMNS,
        rows=_rows(ledger.starts_on, opening, lines),
        key_columns=2,
        total_label_column=4,
        closing=lambda first, last: _below(first, last, flows),
        header_height=30,
    )


def _rows(
    starts_on: date, opening: Money, lines: Iterable[LedgerLine]
) -> Iterator[tuple[Value, ...] | Row]:
    words = _("Balance on {day}, before the first movement").format(day=date_text(starts_on))
    yield Row((*[None] * 4, words, *[None] * 8, opening, *[None] * 3), Tone.SUBTOTAL)
    balance = opening.cents
    for line in lines:
        balance += line.amount.cents
        is_in = line.amount >= ZERO
        yield (
            line.number,
            line.registered_on,
            line.value_on,
            line.account,
            line.description,
            line.counterparty,
            line.document_number,
            line.document_on,
            line.category,
            line.project,
            line.cup,
            line.amount if is_in else None,
            None if is_in else -line.amount,
            Money(balance),
            line.is_internal_transfer,
            line.attachments or None,
            line.is_reconciled,
        )


def _below(first: int, last: int, flows: Flows) -> tuple[Row, ...]:
    """What of the totals was only moved, and the income and expense that are left."""
    transfers = last + 2  # the totals stand in the row before

    def moved(letter: str, value: Money) -> Formula:
        marks, amounts = f"{MOVED}{first}:{MOVED}{last}", f"{letter}{first}:{letter}{last}"
        return Formula(f'SUMIF({marks},"<>",{amounts})', value)

    def left(letter: str, value: Money) -> Formula:
        return Formula(f"SUM({letter}{first}:{letter}{last})-{letter}{transfers}", value)

    return (
        _below_row(
            _("of which internal transfers (all rows)"),
            moved(IN, flows.moved_in),
            moved(OUT, flows.moved_out),
        ),
        _below_row(
            _("Income and expense without transfers (all rows)"),
            left(IN, flows.received - flows.moved_in),
            left(OUT, flows.spent - flows.moved_out),
        ),
    )


def _below_row(label: str, received: Formula, spent: Formula) -> Row:
    words = Cell(label, kind=Kind.TEXT)
    return Row((*[None] * 4, words, *[None] * 6, received, spent, *[None] * 4), Tone.SUBTOTAL)


def _accounts(ledger: Ledger, by_account: dict[str, list[LedgerLine]]) -> Sheet:
    return Sheet(
        name=_("Accounts"),
        title=_("Accounts"),
        about=about_text(ledger.scope, period_text(ledger.starts_on, ledger.ends_on)),
        columns=ACCOUNT_COLUMNS,
        rows=[_account_row(each, Flows.of(by_account[each.code])) for each in ledger.accounts],
        key_columns=1,
        total_label=_("Total"),
        total_label_column=1,
        header_height=30,
    )


def _account_row(account: LedgerAccount, flows: Flows) -> tuple[Value, ...]:
    return (
        account.code,
        account.name,
        account.kind.label,
        account.opening,
        flows.received,
        flows.spent,
        flows.moved_in,
        flows.moved_out,
        account.opening + flows.received - flows.spent,
    )
