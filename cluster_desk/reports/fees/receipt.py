"""Set receipts: who paid how much, when, how and for what, in figures and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from cluster_desk.formats.dates import date_long, date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.words import amount_in_words
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.fees.parties import party_lines
from cluster_desk.reports.fees.receipt_document import PaymentFacts, ReceiptDocument
from cluster_desk.reports.pdf.box import Box
from cluster_desk.reports.pdf.facts import SUMS, headed_amount, labelled, sides
from cluster_desk.reports.pdf.furniture import Furniture
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.lettering import CELL, NOTE, SMALL, TOTAL
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.sheet import PORTRAIT
from cluster_desk.reports.pdf.signing import signed
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain, prose

_LINES = Rules(above=4.5, below=5.5)


def receipt_pdf(document: ReceiptDocument, letterhead: Letterhead) -> bytes:
    """One receipt as PDF/A-2b. UnprintableText and TextTooLong when a text cannot be set."""
    return receipts_pdf([document], letterhead)


def receipts_pdf(documents: Sequence[ReceiptDocument], letterhead: Letterhead) -> bytes:
    """Receipts in one file, for printing; each counts its own pages. At least one."""
    require_printable((tuple(documents), letterhead))
    with speaking("it"):
        first, last = documents[0].number, documents[-1].number
        title = _("Receipt {number}").format(number=first)
        if len(documents) > 1:
            title = _("Receipts {first} to {last}").format(first=first, last=last)
        parts = [
            Part(story=_story(one), furniture=_furniture(one, letterhead)) for one in documents
        ]
        return typeset(parts, title=title, subject=documents[0].payer.name)


def _furniture(document: ReceiptDocument, letterhead: Letterhead) -> Furniture:
    return Furniture(
        letterhead=letterhead,
        stamp=document.stamp,
        running_head=_("Receipt {number}").format(number=document.number),
    )


def _story(document: ReceiptDocument) -> list[Any]:
    story = [_head(document), _parties(document), Spacer(1, 4)]
    if document.declaration:
        story += [*prose(document.declaration), Spacer(1, 3)]
    story += [_lines(document), _sums(document), *_wordings(document), Spacer(1, 10)]
    return story + signed([], None, [document.signature], from_right=True)


def _head(document: ReceiptDocument) -> Grid:
    numbered = _("no. {number} of {date}").format(
        number=document.number, date=date_long(document.issued_on)
    )
    amount = money_text(document.amount, symbol=True)
    entry = f"{document.number} · {document.payer.name}"
    return headed_amount((_("Receipt"), numbered), (_("Amount received"), amount), entry)


def _parties(document: ReceiptDocument) -> Grid:
    payer = document.payer
    details = party_lines(payer)
    if document.on_behalf_of:
        behalf = _("on behalf of the member {member}").format(member=document.on_behalf_of)
        details = (*details, behalf)
    return sides(
        labelled(_("Received from"), payer.name, details),
        labelled(_("Means of payment"), document.payment.method, _payment(document.payment)),
    )


def _payment(payment: PaymentFacts) -> list[str]:
    found = [_("Paid on {date}").format(date=date_text(payment.paid_on))]
    if payment.bank_reference:
        found.append(_("Ref. {reference}").format(reference=payment.bank_reference))
    return [*found, *filter(None, [payment.account])]


def _lines(document: ReceiptDocument) -> Grid:
    shows_due = any(line.due is not None for line in document.lines)
    columns = [Column(_("Description"), 62), Column(_("Paid (€)"), 19, "right")]
    if shows_due:
        columns.insert(1, Column(_("Due (€)"), 19, "right"))
    rows: list[list[Cell]] = []
    for line in document.lines:
        described = (Run(line.description), Run(line.detail, SMALL))
        due = [money_text(line.due) if line.due is not None else ""] if shows_due else []
        rows.append([described, *due, money_text(line.paid)])
    grid = Grid(columns, rows, _LINES)
    grid.spaceAfter = 2
    return grid


def _sums(document: ReceiptDocument) -> Grid:
    amount = document.amount
    rows: list[Sequence[Cell]] = [
        (
            "",
            Run(_("Total received"), CELL.strong()),
            Run(money_text(amount, symbol=True), TOTAL),
        ),
        ("", Run(_("In words"), CELL.muted()), f"euro {amount_in_words(amount)}"),
    ]
    if document.outstanding is not None:
        left = money_text(document.outstanding, symbol=True)
        rows.append(("", Run(_("Still to be paid"), CELL.muted()), left))
    if document.resolution:
        rows.append(("", Run(_("Resolution"), CELL.muted()), document.resolution))
    columns = [Column("", 34), Column("", 24), Column("", 42, "right")]
    return Grid(columns, rows, SUMS)


def _wordings(document: ReceiptDocument) -> list[Any]:
    words = [word for word in (document.vat_wording, document.stamp_wording) if word]
    if not words:
        return []
    return [Spacer(1, 8), Box([plain(word, NOTE) for word in words], PORTRAIT, pad=7)]
