"""The years of accounts: they follow one another, and the first may be short."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.association import FiscalYearRow, fiscal_years
from cluster_desk.services.association.settings import (
    EditFiscalYear,
    OpenFiscalYear,
    RemoveFiscalYear,
    edit_fiscal_year,
    open_fiscal_year,
    remove_fiscal_year,
)
from ui.kit.entry_fields import day_field
from ui.kit.fields import DigitsField
from ui.kit.table import cells
from ui.kit.table.columns import Column
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.settings.asking import whole_number
from ui.settings.list_panel import ListPanel, Rows, Shelf


def make_years(page: Page) -> ListPanel:
    """One list, the latest first."""
    return ListPanel(page, SHELVES, _years)


def _years(session: Any) -> Rows:
    return {"years": fiscal_years(session)[::-1]}


def _open(panel: ListPanel, row: FiscalYearRow | None) -> None:
    if row is not None and row.is_closed:
        panel.page.refused.emit(
            _("The fiscal year {year} is closed: its days stay.").format(year=row.year)
        )
        return
    today = panel.workspace.today()
    days = {
        "starts_on": day_field(_("First day"), today, required=_("Write the first day.")),
        "ends_on": day_field(_("Last day"), today, required=_("Write the last day.")),
    }
    if row is not None:
        entry = Entry(
            title=_("Fiscal year {year}").format(year=row.year),
            about=_("Both days belong to the year; the years beside it keep theirs."),
            save=_("Save the fiscal year"),
            use_case=edit_fiscal_year,
            command=lambda asked: EditFiscalYear(year=row.year, **asked),
        )
        texts = {"starts_on": date_text(row.starts_on), "ends_on": date_text(row.ends_on)}
        EntrySheet(panel.page, entry, days, texts)
        return
    entry = Entry(
        title=_("New fiscal year"),
        about=_(
            "Years follow one another without a day between them. The first may be shorter or"
            " longer than twelve months, from the founding on."
        ),
        save=_("Open the fiscal year"),
        use_case=open_fiscal_year,
        command=lambda asked: OpenFiscalYear(**asked),
    )
    year = DigitsField(
        _("Year"), longest=4, required=_("Write a year of four digits."), parse=whole_number
    )
    EntrySheet(panel.page, entry, {"year": year, **days}, _next_texts(panel, today))


def _next_texts(panel: ListPanel, today: date) -> dict[str, str]:
    """The year after the last one, or this year."""
    rows = panel.rows["years"]
    if not rows:
        starts_on, year = date(today.year, 1, 1), today.year
    else:
        starts_on = rows[0].ends_on + timedelta(days=1)
        year = rows[0].year + 1
    ends_on = date(starts_on.year, 12, 31)
    return {"year": str(year), "starts_on": date_text(starts_on), "ends_on": date_text(ends_on)}


def _length(row: FiscalYearRow) -> str:
    days = (row.ends_on - row.starts_on).days + 1
    if row.starts_on.day == 1 and (row.ends_on + timedelta(days=1)).day == 1:
        after = row.ends_on + timedelta(days=1)
        months = (after.year - row.starts_on.year) * 12 + after.month - row.starts_on.month
        return ngettext("{count} month", "{count} months", months).format(count=months)
    return ngettext("{count} day", "{count} days", days).format(count=days)


SHELVES = (
    Shelf(
        key="years",
        title=N_("Fiscal years"),
        row_id=lambda row: int(row.year),
        columns=(
            Column(
                key="year",
                title=N_("Fiscal year"),
                width=200,
                stretch=True,
                cell=lambda row: cells.strong(str(row.year)),
            ),
            Column(
                key="from",
                title=N_("First day"),
                width=120,
                cell=lambda row: cells.day(row.starts_on),
            ),
            Column(
                key="to", title=N_("Last day"), width=120, cell=lambda row: cells.day(row.ends_on)
            ),
            Column(
                key="length",
                title=N_("Length"),
                width=120,
                cell=lambda row: cells.words(_length(row)),
            ),
        ),
        about=N_("Movements belong to the year of their day."),
        empty=(
            "calendar-days",
            N_("No fiscal year yet"),
            N_("Open the first one: it may begin on the day of the founding and be short."),
        ),
        add=N_("New fiscal year"),
        open=_open,
        remove=lambda panel, row: panel.write(remove_fiscal_year, RemoveFiscalYear(year=row.year)),
    ),
)
