"""Give a table away: the sheet to sign as PDF, the register as a workbook."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.formats.dates import date_long
from cluster_desk.i18n import _
from cluster_desk.queries.association import FiscalYearRow, fiscal_years
from cluster_desk.queries.tables.card import TableCard, TableMeetingRow
from cluster_desk.services.exports.file import ExportedFile
from cluster_desk.services.exports.tables import attendance_file, sign_in_file
from ui.kit.dialogs import ask_where_to_save
from ui.pages.page import Page
from ui.pages.preview_page import About, PreviewPage
from ui.pages.saving import save_file


def preview_sign_in(page: Page, card: TableCard, meeting: TableMeetingRow) -> None:
    """The sheet of a meeting, as it will be printed."""
    title = _("Sign-in sheet")

    def show(made: ExportedFile) -> None:
        about = About(
            crumbs=(_("Working tables"), card.name),
            meta=f"{card.name} · {date_long(meeting.held_on)}",
        )
        page.page_wanted.emit(PreviewPage(page.workspace, title, made.content, made.name, about))

    page.workspace.compute(
        lambda: page.workspace.desk.read(sign_in_file, meeting_id=meeting.id),
        then=show,
        job=title,
    )


def export_table(page: Page, card: TableCard, year: int | None) -> None:
    """Who was there and for how long, of one table: a year of accounts, or all of them."""
    name = _("attendance-{table}").format(table=card.code.lower())
    _export(page, card.id, year, f"{name}-{year}.xlsx" if year else f"{name}.xlsx")


def export_all(page: Page, year: int) -> None:
    """Of every table."""
    _export(page, None, year, _("attendance-{year}.xlsx").format(year=year))


def _export(page: Page, body_id: int | None, year: int | None, name: str) -> None:
    kinds = ((_("Excel workbook"), "xlsx"),)
    path = ask_where_to_save(page, _("Export the register"), name, kinds)
    if path is not None:
        sentence = _("The register was exported to «{file}»")
        save_file(page, lambda desk: register_bytes(desk, body_id, year), path, sentence)


def register_bytes(desk: Desk, body_id: int | None, year: int | None) -> bytes:
    """The workbook of a year of accounts, of the calendar year where there is none, or of all."""
    period = desk.read(_period, year)
    return desk.read(attendance_file, year=period, body_id=body_id).content


def _period(session: Any, year: int | None) -> FiscalYearRow:
    years = fiscal_years(session)
    if year is None and years:
        first, last = years[0], years[-1]
        return FiscalYearRow(
            year=last.year, starts_on=first.starts_on, ends_on=last.ends_on, is_closed=False
        )
    wanted = year or 1
    for known in years:
        if known.year == wanted:
            return known
    return FiscalYearRow(
        year=wanted,
        starts_on=date(wanted, 1, 1),
        ends_on=date(year or 9998, 12, 31),
        is_closed=False,
    )
