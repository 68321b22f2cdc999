"""Set a request for payment, with the code a banking app reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from cluster_desk.formats.dates import date_long, date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.words import amount_in_words
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.fees.notice_document import PaymentNoticeDocument
from cluster_desk.reports.fees.parties import party_lines
from cluster_desk.reports.pdf.box import Beside, Box
from cluster_desk.reports.pdf.facts import SUMS, headed_amount, labelled, sides
from cluster_desk.reports.pdf.furniture import Furniture
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.legible import clean, require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.lettering import CELL, SMALL, SMALL_NOTE, TOTAL
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.qr import TransferCode, transfer_code
from cluster_desk.reports.pdf.sheet import PORTRAIT
from cluster_desk.reports.pdf.signing import signed
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain, prose

_LINES = Rules(above=4.5, below=5.5)
_COORDINATES = Rules(above=2.5, below=2.5, head=None, between=None)
_CODE_SIDE = 84.0


def payment_notice_pdf(document: PaymentNoticeDocument, letterhead: Letterhead) -> bytes:
    """The request as PDF/A-2b. UnprintableText and TextTooLong when a text cannot be set."""
    return payment_notices_pdf([document], letterhead)


def payment_notices_pdf(
    documents: Sequence[PaymentNoticeDocument], letterhead: Letterhead
) -> bytes:
    """Requests in one file, for printing; each counts its own pages. At least one."""
    require_printable((tuple(documents), letterhead))
    with speaking("it"):
        parts = [_part(document, letterhead) for document in documents]
        title = parts[0].furniture.running_head
        if len(documents) > 1:
            title = f"{title} – {documents[-1].number}"
        return typeset(parts, title=title, subject=documents[0].recipient.name)


def _part(document: PaymentNoticeDocument, letterhead: Letterhead) -> Part:
    head = _("{title} no. {number}").format(title=document.title, number=document.number)
    furniture = Furniture(letterhead=letterhead, stamp=document.stamp, running_head=head)
    return Part(story=_story(document), furniture=furniture)


def _story(document: PaymentNoticeDocument) -> list[Any]:
    numbered = _("no. {number} of {date}").format(
        number=document.number, date=date_long(document.issued_on)
    )
    amount = money_text(document.due, symbol=True)
    story: list[Any] = [
        headed_amount(
            (document.title, numbered),
            (_("Amount to be paid"), amount),
            f"{document.number} · {document.recipient.name}",
        ),
        _parties(document),
        Spacer(1, 4),
        *prose(document.opening),
        _lines(document),
        _total(document),
        Spacer(1, 8),
        _bank(document),
    ]
    story += [plain(words, SMALL_NOTE) for words in _small_print(document)]
    story += [Spacer(1, 6), *prose(document.closing)]
    signatures = [document.signature] if document.signature else []
    return story + signed([], None, signatures, from_right=True)


def _parties(document: PaymentNoticeDocument) -> Grid:
    recipient = document.recipient
    due = date_text(document.due_on)
    return sides(
        labelled(_("Addressed to"), recipient.name, party_lines(recipient)),
        labelled(_("To be paid by"), due, document.references),
    )


def _lines(document: PaymentNoticeDocument) -> Grid:
    columns = [Column(_("Description"), 78), Column(_("Amount (€)"), 22, "right")]
    rows: list[list[Cell]] = [
        [(Run(line.description), Run(line.detail, SMALL)), money_text(line.amount)]
        for line in document.lines
    ]
    grid = Grid(columns, rows, _LINES)
    grid.spaceAfter = 2
    return grid


def _total(document: PaymentNoticeDocument) -> Grid:
    amount = money_text(document.due, symbol=True)
    words = f"euro {amount_in_words(document.due)}"
    rows: list[list[Cell]] = [
        ["", Run(_("Total to be paid"), CELL.strong()), Run(amount, TOTAL)],
        ["", Run(_("In words"), CELL.muted()), words],
    ]
    return Grid([Column("", 34), Column("", 24), Column("", 42, "right")], rows, SUMS)


def _bank(document: PaymentNoticeDocument) -> Box:
    bank = document.bank
    told = [
        (_("Beneficiary"), bank.beneficiary),
        (_("IBAN"), _in_fours(bank.iban)),
        (_("Bank"), " · ".join(filter(None, (bank.bank_name, bank.bic)))),
        (_("Reason to be quoted"), _in_fours(bank.reference)),
        (_("Amount"), money_text(document.due, symbol=True)),
    ]
    rows: list[list[Cell]] = [
        [Run(label, CELL.muted()), Run(text, CELL.strong())] for label, text in told if text
    ]
    coordinates = Grid([Column("", 27), Column("", 73)], rows, _COORDINATES)
    return Box([Beside(coordinates, _code(document), _CODE_SIDE)], PORTRAIT)


def _code(document: PaymentNoticeDocument) -> TransferCode:
    bank = document.bank
    code = transfer_code(
        beneficiary=clean(bank.beneficiary),
        iban=bank.iban,
        amount=document.due,
        reference=bank.reference,
        bic=bank.bic,
    )
    return TransferCode(code, _CODE_SIDE, _("for the bank’s app"))


def _small_print(document: PaymentNoticeDocument) -> list[str]:
    return [words for words in (document.vat_wording, document.stamp_wording) if words]


def _in_fours(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
