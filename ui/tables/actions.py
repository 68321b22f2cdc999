"""What can be done on the page of the working tables, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from ui.pages.actions import Action
from ui.pages.apart import Apart
from ui.pages.lists.actions import has_list, has_one, list_actions
from ui.tables.spec import TABLES_LIST

_Page = Any  # TablesPage, which imports this module


def _new(page: _Page) -> None:
    from ui.tables.sheets import open_new_table  # opened now and then

    open_new_table(page, page.open_table)


def _open(page: _Page) -> None:
    row_id = page.body.table.current_id()
    if row_id is not None:
        page.open_table(row_id)


def table_apart(page: _Page, row_id: int) -> Apart:
    """In a window of its own: the table as Enter opens it."""
    from ui.tables.table_page import TablePage  # opened now and then

    return Apart(
        place="tables",
        kind="table",
        key=f"table:{row_id}",
        make=lambda show: show(TablePage(page.workspace, row_id)),
    )


def _shown_next(page: _Page) -> bool:
    card = page.looked_at
    return card is not None and (card.next_meeting is not None or bool(card.meetings))


def _sign_in(page: _Page) -> None:
    from ui.tables.exporting import preview_sign_in  # the viewer is loaded when wanted

    card = page.looked_at
    preview_sign_in(page, card, card.next_meeting or card.meetings[0])


def _register(page: _Page) -> None:
    from ui.tables.exporting import export_all  # openpyxl: only for a workbook

    export_all(page, page.list.question.year)


ON_A_ROW = ("tables.open", "tables.sign_in", "tables.copy")

TABLES_ACTIONS = (
    Action(
        id="tables.new",
        text=N_("New working table"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=_new,
    ),
    Action(
        id="tables.register",
        text=N_("Register of all the tables"),
        menu="file",
        group=1,
        icon="file-spreadsheet",
        keys=("Ctrl+Shift+E",),
        enabled=has_list,
        run=_register,
    ),
    *list_actions(TABLES_LIST),
    Action(
        id="tables.open",
        text=N_("Open the table"),
        menu="record",
        icon="arrow-right",
        shown_keys="Return",
        enabled=has_one,
        run=_open,
    ),
    Action(
        id="tables.sign_in",
        text=N_("Sign-in sheet"),
        menu="record",
        icon="printer",
        keys=("Ctrl+P",),
        enabled=_shown_next,
        run=_sign_in,
    ),
)
