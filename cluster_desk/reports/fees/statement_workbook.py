"""Give a member's account in Excel, from the same facts as its PDF."""

from __future__ import annotations

from collections.abc import Iterator

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.fees.statement_document import StatementDocument
from cluster_desk.reports.workbook.about import about_text, period_text
from cluster_desk.reports.workbook.model import (
    Column,
    Kind,
    Row,
    Scope,
    Sheet,
    Tone,
    Value,
    Workbook,
)
from cluster_desk.reports.workbook.package import build

COLUMNS = (
    Column(N_("Date"), Kind.DATE, 12),
    Column(N_("Description"), Kind.TEXT, 52),
    Column(N_("Document"), Kind.CODE, 18, N_("Request, receipt or letter")),
    Column(N_("Charged"), Kind.MONEY, 14, N_("What was asked for"), is_summed=True),
    Column(N_("Amount paid"), Kind.MONEY, 14, N_("What came or was taken off"), is_summed=True),
    Column(
        N_("Balance"),
        Kind.MONEY,
        14,
        N_("Owed by the member after this row; below zero the member has a credit"),
        formula=lambda row: f"F{row - 1}+D{row}-E{row}",
    ),
)


def statement_workbook(document: StatementDocument, scope: Scope) -> bytes:
    """The account as xlsx."""
    title = _("Statement of account")
    return build(Workbook(title=title, scope=scope, sheets=(statement_sheet(document, scope),)))


def statement_sheet(document: StatementDocument, scope: Scope) -> Sheet:
    """The account as a sheet, for a workbook or a CSV file."""
    member = document.member
    number = (
        _("member no. {number}").format(number=document.register_number)
        if document.register_number is not None
        else ""
    )
    code = _("tax code {code}").format(code=member.tax_code) if member.tax_code else ""
    return Sheet(
        name=_("Statement of account"),
        title=_("Statement of account: {member}").format(member=member.name),
        about=about_text(scope, number, code, period_text(document.since, document.until)),
        columns=COLUMNS,
        rows=_rows(document),
        key_columns=1,
        total_label=_("Total of the period"),
        total_label_column=1,
    )


def _rows(document: StatementDocument) -> Iterator[tuple[Value, ...] | Row]:
    brought = _("Balance on {day}").format(day=date_text(document.since))
    yield Row((None, brought, None, None, None, document.opening), Tone.SUBTOTAL)
    for line in document.lines:
        yield line.on, line.description, line.document, line.charged, line.paid, line.balance
