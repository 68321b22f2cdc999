"""Give the members away whole: every address in a workbook, or the book of members."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.i18n import _
from ui.kit.dialogs import ask_where_to_save
from ui.pages.lists.question import Question
from ui.pages.page import Page
from ui.pages.saving import save_file


def export_all(page: Page, question: Question) -> None:
    """Everybody with every address, in columns that can be imported again."""
    from cluster_desk.services.exports.members import members_file  # openpyxl: only for a workbook

    kinds = ((_("Excel workbook"), "xlsx"),)
    path = ask_where_to_save(page, _("Export everything"), _("register.xlsx"), kinds)
    if path is not None:
        day: dict[str, Any] = {"on": question.on, "year": question.year}
        sentence = _("The whole list was exported to «{file}»")
        save_file(page, lambda desk: desk.read(members_file, **day).content, path, sentence)


def export_register(page: Page, on: date) -> None:
    """The book of members as PDF, as of today."""
    from cluster_desk.services.exports.members import register_file  # ReportLab: only for a PDF

    path = ask_where_to_save(
        page, _("Register of members"), _("register-of-members.pdf"), (("PDF", "pdf"),)
    )
    if path is not None:
        sentence = _("The register was written to «{file}»")
        save_file(page, lambda desk: desk.read(register_file, on=on).content, path, sentence)
