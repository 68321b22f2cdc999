"""Give the journal and the cash statement of a year away as workbooks."""

from __future__ import annotations

from typing import Any

from cluster_desk.i18n import _
from cluster_desk.queries.association import FiscalYearRow, fiscal_years
from ui.kit.dialogs import ask_where_to_save
from ui.pages.saving import save_file

_Page = Any  # TreasuryPage, whose actions import this module when it is wanted


def export_ledger(page: _Page) -> None:
    """The prima nota of the year that is shown."""

    def show(years: list[FiscalYearRow]) -> None:
        from cluster_desk.services.exports.treasury import ledger_file  # openpyxl: for a workbook

        chosen = _chosen(page, years)
        kinds = ((_("Excel workbook"), "xlsx"),)
        name = _("ledger-{year}.xlsx").format(year=page.workspace.year)
        if chosen is None:
            return
        path = ask_where_to_save(page, _("Export the journal"), name, kinds)
        if path is not None:
            sentence = _("The journal was exported to «{file}»")
            save_file(page, lambda d: d.read(ledger_file, year=chosen).content, path, sentence)

    page.workspace.read(fiscal_years, then=show)


def export_cash_statement(page: _Page) -> None:
    """The rendiconto per cassa (Modello D) of the year that is shown, beside the year before."""

    def show(years: list[FiscalYearRow]) -> None:
        from cluster_desk.services.exports.treasury import cash_statement_file  # as above

        chosen = _chosen(page, years)
        kinds = ((_("Excel workbook"), "xlsx"),)
        name = _("cash-statement-{year}.xlsx").format(year=page.workspace.year)
        if chosen is None:
            return
        path = ask_where_to_save(page, _("Export the cash statement"), name, kinds)
        if path is not None:
            sentence = _("The cash statement was exported to «{file}»")
            save_file(
                page, lambda d: d.read(cash_statement_file, year=chosen).content, path, sentence
            )

    page.workspace.read(fiscal_years, then=show)


def _chosen(page: _Page, years: list[FiscalYearRow]) -> FiscalYearRow | None:
    """The year of accounts that is shown; where there is none, that is said."""
    found = next((row for row in years if row.year == page.workspace.year), None)
    if found is None:
        text = _("There is no year of accounts {year}: add it in the settings first.")
        page.refused.emit(text.format(year=page.workspace.year))
    return found
