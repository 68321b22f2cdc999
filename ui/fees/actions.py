"""What can be done on the page of fees, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import N_
from cluster_desk.queries.fees.lists import ListedCharge
from ui.fees.spec import FEES
from ui.pages.actions import Action
from ui.pages.apart import Apart
from ui.pages.lists.actions import has_list, has_one, has_ticks, list_actions

_Page = Any  # FeesPage, which imports this module


def looked_at(page: _Page) -> ListedCharge | None:
    """The charge that is looked at, where its row is here."""
    row_id = page.body.table.current_id()
    found = None if row_id is None else page.list.model.cache.record(row_id)
    return found if isinstance(found, ListedCharge) else None


def _is_open(page: _Page) -> bool:
    listed = looked_at(page)
    return listed is not None and bool(listed.charge.residue)


def _pay(page: _Page) -> None:
    from ui.fees.payment_sheet import open_payment_sheet  # opened now and then

    listed = looked_at(page)
    if listed is not None:
        first = listed.id if listed.charge.residue else None
        open_payment_sheet(page, listed.charge.membership_id, first)


def _adjust(page: _Page) -> None:
    from ui.fees.sheets import open_adjust_sheet  # as above

    listed = looked_at(page)
    if listed is not None:
        open_adjust_sheet(page, listed.charge)


def _charge(page: _Page) -> None:
    from ui.fees.sheets import open_charge_sheet  # as above

    listed = looked_at(page)
    if listed is not None:
        open_charge_sheet(page, listed.charge.membership_id, listed.name)


def _mandate(page: _Page) -> None:
    from ui.fees.sheets import open_mandate_sheet  # as above

    card = page.card.card
    if card is not None:
        open_mandate_sheet(page, card.row, card.mandate_on, card.mandate_ref)


def _account(page: _Page) -> None:
    from ui.fees.account_page import open_account  # as above

    listed = looked_at(page)
    if listed is not None:
        open_account(page, listed.charge.membership_id)


def account_apart(page: _Page, _row_id: int) -> Apart | None:
    """In a window of its own: the account of whom the charge is of."""
    from ui.fees.account_page import AccountPage  # as above

    listed = looked_at(page)
    if listed is None:
        return None
    member = listed.charge.membership_id
    return Apart(
        place="fees",
        kind="account",
        key=f"account:{member}",
        make=lambda show: show(AccountPage(page.workspace, member)),
    )


def _issue(page: _Page) -> None:
    from ui.fees.issue_page import IssuePage  # as above

    page.page_wanted.emit(IssuePage(page.workspace))


def _notices(page: _Page) -> None:
    from ui.fees.runs import open_notices  # as above

    open_notices(page, page.workspace.year)


def _notices_ticked(page: _Page) -> None:
    from ui.fees.runs import open_notices  # as above

    def show(rows: list[ListedCharge]) -> None:
        members = {row.charge.membership_id for row in rows}
        open_notices(page, page.workspace.year, members)

    page.list.rows_of(page.list.ticked_ids(), then=show)


def _receipts(page: _Page) -> None:
    from ui.fees.runs import open_receipts  # as above

    open_receipts(page)


def _reminders(page: _Page) -> None:
    from ui.fees.runs import open_reminders  # as above

    open_reminders(page, page.workspace.year)


def _charges_file(page: _Page) -> None:
    from ui.fees.exporting import save_charges  # as above

    save_charges(page)


def _aging_file(page: _Page) -> None:
    from ui.fees.exporting import save_aging  # as above

    save_aging(page)


FEES_ACTIONS = (
    Action(
        id="fees.issue",
        text=N_("Issue the fees"),
        menu="file",
        icon="file-plus",
        keys=("Ctrl+N",),
        run=_issue,
    ),
    Action(
        id="fees.notices",
        text=N_("Requests of payment"),
        menu="file",
        icon="file-text",
        keys=("Ctrl+Shift+R",),
        enabled=has_list,
        run=_notices,
    ),
    Action(
        id="fees.receipts",
        text=N_("Receipts not issued yet"),
        menu="file",
        icon="stamp",
        keys=("Ctrl+Shift+I",),
        run=_receipts,
    ),
    Action(
        id="fees.reminders",
        text=N_("Reminders"),
        menu="file",
        icon="bell",
        keys=("Ctrl+Shift+M",),
        run=_reminders,
    ),
    Action(
        id="fees.notices_ticked",
        text=N_("Requests"),
        menu="file",
        icon="file-text",
        enabled=has_ticks,
        run=_notices_ticked,
    ),
    *list_actions(FEES),
    Action(
        id="fees.charges_file",
        text=N_("Workbook of the charges of the year"),
        menu="file",
        group=1,
        icon="file-spreadsheet",
        enabled=has_list,
        run=_charges_file,
    ),
    Action(
        id="fees.aging_file",
        text=N_("Workbook of what is late, by age"),
        menu="file",
        group=1,
        icon="hourglass",
        run=_aging_file,
    ),
    Action(
        id="fees.pay",
        text=N_("Record a payment"),
        menu="record",
        icon="banknote",
        keys=("Ctrl+I",),
        enabled=has_one,
        run=_pay,
    ),
    Action(
        id="fees.account",
        text=N_("Statement of account"),
        menu="record",
        icon="book-open-text",
        keys=("Ctrl+Shift+C",),
        enabled=has_one,
        run=_account,
    ),
    Action(
        id="fees.adjust",
        text=N_("Reduce or waive"),
        menu="record",
        group=1,
        icon="percent",
        keys=("F2",),
        enabled=_is_open,
        run=_adjust,
    ),
    Action(
        id="fees.charge",
        text=N_("New charge for this member"),
        menu="record",
        group=1,
        icon="plus",
        keys=("Ctrl+Shift+D",),
        enabled=has_one,
        run=_charge,
    ),
    Action(
        id="fees.mandate",
        text=N_("Payment order of a public body"),
        menu="record",
        group=1,
        icon="landmark",
        enabled=_is_open,
        run=_mandate,
    ),
)

ON_A_ROW = (
    "fees.pay",
    "fees.account",
    "fees.adjust",
    "fees.charge",
    "fees.mandate",
    "fees.copy",
)
"""What the menu on a row of the list offers."""
