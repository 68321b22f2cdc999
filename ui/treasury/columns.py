"""The columns of the journal, and how each fact of a movement is shown."""

from __future__ import annotations

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.treasury.movements import MovementListRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import MEDIUM


def category_words(row: MovementListRow) -> str:
    """What it is for, in one cell."""
    if row.is_transfer:
        return _("Transfer: {account}").format(account=row.other_account)
    if len(row.categories) > 1:
        text = ngettext("{count} category", "{count} categories", len(row.categories))
        return text.format(count=len(row.categories))
    return row.categories[0] if row.categories else ""


def state_of(row: MovementListRow) -> tuple[str, str]:
    """Words and tone of the chip; cash has nothing to reconcile."""
    if row.closed:
        return _("Closed"), "neutral"
    if row.reconciled:
        return _("Reconciled"), "ok"
    return (_("To reconcile"), "warn") if row.is_bank else ("", "neutral")


def _side(amount: Money) -> Cell:
    if amount <= ZERO:
        return Cell(text="", kind=CellKind.MONEY, spoken=_("nothing"))
    return Cell(text=money_text(amount), kind=CellKind.MONEY)


def _income(row: MovementListRow) -> Cell:
    cell = _side(row.amount)
    return Cell(text=cell.text, kind=CellKind.MONEY, tone="ok_fg", weight=MEDIUM)


def _balance(row: MovementListRow) -> Cell:
    return cells.money(row.balance, "bad_fg" if row.balance < ZERO else "text2")


COLUMNS = (
    cells.TICKS,
    Column(
        key="id",
        title=N_("No."),
        cell=lambda row: cells.number(row.id),
        width=54,
        right=True,
        shown=False,
        priority=9,
        value=lambda row: row.id,
        book=("INTEGER", 8.0),
    ),
    Column(
        key="booked_on",
        title=N_("Date"),
        cell=lambda row: cells.day(row.booked_on),
        width=98,
        sort="booked_on",
        value=lambda row: row.booked_on,
        book=("DATE", 12.0),
    ),
    Column(
        key="value_on",
        title=N_("Value date"),
        cell=lambda row: cells.day(row.value_on, "text3"),
        width=98,
        sort="value_on",
        priority=9,
        shown=False,
        value=lambda row: row.value_on,
        book=("DATE", 12.0),
    ),
    Column(
        key="account",
        title=N_("Account"),
        cell=lambda row: cells.words(row.account_name),
        width=112,
        sort="account",
        priority=6,
        value=lambda row: row.account_name,
    ),
    Column(
        key="description",
        title=N_("Description"),
        cell=lambda row: Cell(text=row.description),
        width=230,
        sort="description",
        stretch=True,
        value=lambda row: row.description,
        book=("TEXT", 44.0),
    ),
    Column(
        key="counterparty",
        title=N_("Counterparty"),
        cell=lambda row: cells.words(row.counterparty),
        width=160,
        sort="counterparty",
        priority=4,
        value=lambda row: row.counterparty,
        book=("TEXT", 34.0),
    ),
    Column(
        key="category",
        title=N_("Category"),
        cell=lambda row: cells.words(category_words(row)),
        width=150,
        priority=3,
        value=lambda row: ", ".join(row.categories) or category_words(row),
        book=("TEXT", 28.0),
    ),
    Column(
        key="projects",
        title=N_("Project"),
        cell=lambda row: cells.words(", ".join(row.projects)),
        width=110,
        priority=8,
        shown=False,
        value=lambda row: ", ".join(row.projects),
    ),
    Column(
        key="document_ref",
        title=N_("Document"),
        cell=lambda row: cells.figures(row.document_ref),
        width=100,
        sort="document_ref",
        priority=7,
        value=lambda row: row.document_ref,
    ),
    Column(
        key="income",
        title=N_("Money in"),
        cell=_income,
        width=96,
        sort="amount",
        right=True,
        value=lambda row: row.amount if row.amount > ZERO else None,
        book=("MONEY", 14.0),
    ),
    Column(
        key="expenses",
        title=N_("Money out"),
        cell=lambda row: _side(-row.amount),
        width=96,
        right=True,
        value=lambda row: -row.amount if row.amount < ZERO else None,
        book=("MONEY", 14.0),
    ),
    Column(
        key="balance",
        title=N_("Balance"),
        cell=_balance,
        width=104,
        right=True,
        priority=1,
        value=lambda row: row.balance,
        book=("MONEY", 14.0),
        is_summed=False,
    ),
    Column(
        key="state",
        title=N_("Status"),
        cell=lambda row: cells.chip(*state_of(row)),
        width=116,
        sort="reconciled",
        priority=2,
        value=lambda row: state_of(row)[0],
    ),
)
