"""What can be done with the journal, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from ui.pages.actions import Action
from ui.pages.lists.actions import has_list, list_actions
from ui.treasury.spec import TREASURY

_Page = Any  # TreasuryPage, which imports this module


def _may_change(page: _Page) -> bool:
    card = page.seen_card()
    return card is not None and card.may_change


def _may_reverse(page: _Page) -> bool:
    card = page.seen_card()
    return card is not None and card.may_reverse


def _may_duplicate(page: _Page) -> bool:
    card = page.seen_card()
    return card is not None and not card.row.is_transfer


def _new(page: _Page) -> None:
    from ui.treasury.movement_sheets import open_movement_sheet  # opened now and then

    chosen = page.filters.chosen().get("accounts", ())
    open_movement_sheet(page, chosen[0] if len(chosen) == 1 else "")


def _duplicate(page: _Page) -> None:
    from ui.treasury.movement_sheets import open_movement_like  # as above

    open_movement_like(page, page.seen_card())


def _transfer(page: _Page) -> None:
    from ui.treasury.movement_sheets import open_transfer_sheet  # as above

    open_transfer_sheet(page)


def _account(page: _Page) -> None:
    from ui.treasury.movement_sheets import open_account_sheet  # as above

    open_account_sheet(page)


def _edit(page: _Page) -> None:
    from ui.treasury.movement_sheets import open_edit_sheet  # as above

    open_edit_sheet(page, page.seen_card())


def _reverse(page: _Page) -> None:
    from ui.treasury.movement_sheets import open_reverse_sheet  # as above

    open_reverse_sheet(page, page.seen_card())


def _import(page: _Page) -> None:
    from ui.treasury.importing import choose_file  # as above

    choose_file(page)


def _reconcile(page: _Page) -> None:
    page.open_reconciling()


def _ledger(page: _Page) -> None:
    from ui.treasury.exporting import export_ledger  # as above

    export_ledger(page)


def _cash_statement(page: _Page) -> None:
    from ui.treasury.exporting import export_cash_statement  # as above

    export_cash_statement(page)


TREASURY_ACTIONS = (
    Action(
        id="treasury.new",
        text=N_("New movement"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=_new,
    ),
    Action(
        id="treasury.transfer",
        text=N_("Internal transfer"),
        menu="file",
        icon="arrow-left-right",
        keys=("Ctrl+Shift+T",),
        run=_transfer,
    ),
    Action(
        id="treasury.account",
        text=N_("Open an account"),
        menu="file",
        icon="wallet",
        run=_account,
    ),
    Action(
        id="treasury.import",
        text=N_("Import statement"),
        menu="file",
        group=1,
        icon="upload",
        keys=("Ctrl+O",),
        run=_import,
    ),
    Action(
        id="treasury.reconcile",
        text=N_("Reconcile"),
        menu="record",
        icon="list-checks",
        keys=("Ctrl+R",),
        run=_reconcile,
    ),
    Action(
        id="treasury.ledger",
        text=N_("Journal of the year as a workbook"),
        menu="file",
        group=1,
        icon="file-spreadsheet",
        keys=("Ctrl+Shift+E",),
        enabled=has_list,
        run=_ledger,
    ),
    Action(
        id="treasury.cash_statement",
        text=N_("Cash statement (Modello D)"),
        menu="file",
        group=1,
        icon="table-2",
        keys=("Ctrl+Shift+M",),
        enabled=has_list,
        run=_cash_statement,
    ),
    *list_actions(TREASURY),
    Action(
        id="treasury.edit",
        text=N_("Edit"),
        menu="record",
        icon="pencil",
        keys=("F2",),
        enabled=_may_change,
        run=_edit,
    ),
    Action(
        id="treasury.duplicate",
        text=N_("Duplicate"),
        menu="record",
        icon="copy",
        keys=("Ctrl+D",),
        enabled=_may_duplicate,
        run=_duplicate,
    ),
    Action(
        id="treasury.reverse",
        text=N_("Reverse"),
        menu="record",
        icon="undo-2",
        keys=("Del",),
        enabled=_may_reverse,
        run=_reverse,
    ),
)

ON_A_ROW = ("treasury.edit", "treasury.reverse", "treasury.copy")
"""What the menu on a row of the list offers."""
