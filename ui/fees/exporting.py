"""Give the fees away: the charges of a year and what is late as workbooks, an account as both."""

from __future__ import annotations

from datetime import date
from functools import partial

from cluster_desk.desk import Desk
from cluster_desk.i18n import _
from ui.kit.dialogs import ask_where_to_save
from ui.pages.page import Page
from ui.pages.saving import save_file


def save_charges(page: Page) -> None:
    """Every charge of the year that is shown, with totals that follow the filters."""
    year, today = page.workspace.year, page.workspace.today()
    name = _("charges-{year}.xlsx").format(year=year)
    make = partial(_charges, on=today, year=year)
    _save(page, _("Workbook of the charges of the year"), name, make)


def save_aging(page: Page) -> None:
    """What is open, of every year, by how long it has been due."""
    today = page.workspace.today()
    name = _("aging-{date}.xlsx").format(date=today.isoformat())
    _save(page, _("Workbook of what is late, by age"), name, partial(_aging, on=today))


def save_account(page: Page, membership_id: int, since: date | None) -> None:
    """A member's statement of account as a workbook."""
    today = page.workspace.today()
    name = _("statement-of-account-{member}").format(member=membership_id) + ".xlsx"
    make = partial(_account, membership_id=membership_id, on=today, since=since)
    _save(page, _("Statement of account"), name, make)


def _save(page: Page, title: str, name: str, make: partial[bytes]) -> None:
    path = ask_where_to_save(page, title, name, ((_("Excel workbook"), "xlsx"),))
    if path is not None:
        save_file(page, make, path, _("The workbook was saved as «{file}»"))


def _charges(desk: Desk, *, on: date, year: int) -> bytes:
    from cluster_desk.services.exports.fees import charges_file  # openpyxl: only for an export

    return desk.read(charges_file, on=on, year=year).content


def _aging(desk: Desk, *, on: date) -> bytes:
    from cluster_desk.services.exports.fees import aging_file  # as above

    return desk.read(aging_file, on=on).content


def _account(desk: Desk, *, membership_id: int, on: date, since: date | None) -> bytes:
    from cluster_desk.services.exports.fees import account_file  # as above

    file = desk.read(
        account_file, membership_id=membership_id, on=on, since=since, as_workbook=True
    )
    return file.content
