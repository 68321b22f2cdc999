"""Where the money lies, and what it is for: accounts and categories."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.domain.cash_statement import statement_lines
from cluster_desk.domain.codes import Iban
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.treasury.categories import CategoryRow, category_rows
from cluster_desk.queries.treasury.journal import AccountRow, account_rows
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    EditAccount,
    EditCategory,
    OpenAccount,
    RemoveCategory,
    add_category,
    edit_account,
    edit_category,
    open_account,
    remove_category,
)
from ui.kit.entry_fields import day_field, money_field, term_field
from ui.kit.fields import ChoiceField, DigitsField, LineField
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.settings.asking import with_none
from ui.settings.list_panel import ListPanel, Rows, Shelf

_LINES = {(line.direction, line.code): line.msgid for line in statement_lines()}


def make_accounts(page: Page) -> ListPanel:
    """Bank accounts, cash, cards."""
    return ListPanel(page, ACCOUNTS, _accounts, dated=True)


def make_categories(page: Page) -> ListPanel:
    """Of income, and of expense."""
    return ListPanel(page, CATEGORIES, _categories)


def _accounts(session: Any, *, on: date) -> Rows:
    return {"accounts": account_rows(session, on=on)}


def _categories(session: Any) -> Rows:
    rows = category_rows(session)
    return {
        side.value: [row for row in rows if row.direction is side]
        for side in (Direction.INCOME, Direction.EXPENSE)
    }


def _open_account(panel: ListPanel, row: AccountRow | None) -> None:
    def command(asked: dict[str, Any]) -> Any:
        wanted = OpenAccount(**asked, currency=row.currency if row else "EUR")
        return EditAccount(id=row.id, account=wanted) if row else wanted

    entry = Entry(
        title=row.name if row else _("New account"),
        about=_("The opening balance is what was there at the end of the day before."),
        save=_("Save the account"),
        use_case=edit_account if row else open_account,
        command=command,
    )
    today = panel.workspace.today()
    fields = {
        "name": LineField(_("Name"), longest=120, required=_("Write the name.")),
        "code": LineField(
            _("Code"),
            longest=20,
            example="BANCA",
            required=_("Write a short code, such as BANCA."),
        ),
        "kind": term_field(_("What it is"), AccountKind),
        "iban": DigitsField(
            _("IBAN"),
            longest=42,
            hint=_("Requests of payment print it."),
            parse=lambda typed: Iban.parse(typed).text,
        ),
        "opening_on": day_field(_("Begins on"), today, required=_("Write from which day.")),
        "opening": money_field(_("Opening balance")),
    }
    texts = {
        "name": row.name if row else "",
        "code": row.code if row else "",
        "kind": row.kind.value if row else AccountKind.BANK.value,
        "iban": row.iban if row else "",
        "opening_on": date_text(row.opening_on if row else date(today.year, 1, 1)),
        "opening": money_text(row.opening) if row else "",
    }
    EntrySheet(panel.page, entry, fields, texts)


def _open_category(panel: ListPanel, row: CategoryRow | None) -> None:
    side = row.direction if row else Direction(panel.shelf.key)

    def command(asked: dict[str, Any]) -> Any:
        wanted = AddCategory(**asked, direction=side)
        return EditCategory(id=row.id, category=wanted) if row else wanted

    titles = {
        Direction.INCOME: _("New category of income"),
        Direction.EXPENSE: _("New category of expense"),
    }
    entry = Entry(
        title=row.name if row else titles[side],
        about=_("The line says where it stands in the cash statement (Modello D)."),
        save=_("Save the category"),
        use_case=edit_category if row else add_category,
        command=command,
    )
    lines = [
        (line.code, f"{line.code} · {_(line.msgid)}")
        for line in statement_lines()
        if line.direction is side
    ]
    fields = {
        "name": LineField(_("Name"), longest=120, required=_("Write the name.")),
        "code": LineField(
            _("Code"), longest=20, example="QUOTE", required=_("Write a short code.")
        ),
        "statement_line": ChoiceField(
            _("Line of the cash statement"), with_none(lines, _("No line"))
        ),
    }
    texts = {
        "name": row.name if row else "",
        "code": row.code if row else "",
        "statement_line": row.statement_line if row else "",
    }
    EntrySheet(panel.page, entry, fields, texts)


def _iban(row: AccountRow) -> Cell:
    return cells.words(" ".join(row.iban[at : at + 4] for at in range(0, len(row.iban), 4)))


def _line(row: CategoryRow) -> Cell:
    label = _LINES.get((row.direction, row.statement_line))
    if label is None:
        return cells.words(row.statement_line)
    return cells.words(f"{row.statement_line} · {_(label)}")


ACCOUNTS = (
    Shelf(
        key="accounts",
        title=N_("Accounts"),
        columns=(
            Column(
                key="name",
                title=N_("Name"),
                width=220,
                stretch=True,
                cell=lambda row: cells.strong(row.name),
            ),
            Column(key="code", title=N_("Code"), width=110, cell=lambda row: cells.words(row.code)),
            Column(
                key="kind",
                title=N_("What it is"),
                width=150,
                priority=2,
                cell=lambda row: cells.words(row.kind.label),
            ),
            Column(key="iban", title=N_("IBAN"), width=280, priority=1, cell=_iban),
            Column(
                key="opening",
                title=N_("Opening balance"),
                width=130,
                right=True,
                priority=3,
                cell=lambda row: cells.money(row.opening),
            ),
            Column(
                key="balance",
                title=N_("Balance today"),
                width=130,
                right=True,
                cell=lambda row: cells.money(row.balance),
            ),
        ),
        about=N_("Fees are paid to the first bank account with an IBAN."),
        empty=(
            "landmark",
            N_("No account yet"),
            N_("Enter the bank account with its IBAN, and the cash box if there is one."),
        ),
        add=N_("New account"),
        open=_open_account,
    ),
)
_CATEGORY_COLUMNS = (
    Column(
        key="name",
        title=N_("Name"),
        width=220,
        stretch=True,
        cell=lambda row: cells.strong(row.name),
    ),
    Column(key="code", title=N_("Code"), width=130, cell=lambda row: cells.words(row.code)),
    Column(key="line", title=N_("Line of the cash statement"), width=330, priority=1, cell=_line),
    Column(
        key="uses",
        title=N_("Movements"),
        width=100,
        right=True,
        cell=lambda row: cells.count(row.uses, "text2"),
    ),
)
_NO_CATEGORY = (
    "list-checks",
    N_("No category yet"),
    N_("Categories say what money came in or went out for; each has its line in the accounts."),
)
CATEGORIES = (
    Shelf(
        key="income",
        title=N_("Money in"),
        columns=_CATEGORY_COLUMNS,
        empty=_NO_CATEGORY,
        add=N_("New category of income"),
        open=_open_category,
        remove=lambda panel, row: panel.write(remove_category, RemoveCategory(id=row.id)),
    ),
    Shelf(
        key="expense",
        title=N_("Money out"),
        columns=_CATEGORY_COLUMNS,
        empty=_NO_CATEGORY,
        add=N_("New category of expense"),
        open=_open_category,
        remove=lambda panel, row: panel.write(remove_category, RemoveCategory(id=row.id)),
    ),
)
