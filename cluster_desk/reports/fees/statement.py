"""Set the statement of account of a member: what was asked, what was paid, what is owed."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Spacer

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.fees.parties import party_lines
from cluster_desk.reports.fees.statement_document import StatementDocument, StatementLine
from cluster_desk.reports.pdf.facts import headed_amount, labelled, sides
from cluster_desk.reports.pdf.furniture import Furniture
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.lettering import CELL, SMALL, SMALL_NOTE, TOTAL
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain

_LINES = Rules(above=3.4, below=4)


def statement_pdf(document: StatementDocument, letterhead: Letterhead) -> bytes:
    """The account as PDF/A-2b. UnprintableText and TextTooLong when a text cannot be set."""
    require_printable((document, letterhead))
    with speaking("it"):
        title = _("Statement of account")
        furniture = Furniture(
            letterhead=letterhead,
            stamp=document.stamp,
            running_head=f"{title} · {document.member.name}",
        )
        part = Part(story=_story(document, title), furniture=furniture)
        return typeset([part], title=furniture.running_head, subject=_period(document))


def _period(document: StatementDocument) -> str:
    return _("from {since} to {until}").format(
        since=date_text(document.since), until=date_text(document.until)
    )


def _story(document: StatementDocument, title: str) -> list[Any]:
    closing = document.closing
    label = _("Credit of the member") if closing.cents < 0 else _("Still to be paid")
    shown = money_text(-closing if closing.cents < 0 else closing, symbol=True)
    story: list[Any] = [
        headed_amount((title, _period(document)), (label, shown), title),
        _parties(document),
        Spacer(1, 6),
        _lines(document),
    ]
    return [*story, plain(document.note, SMALL_NOTE)] if document.note else story


def _parties(document: StatementDocument) -> Grid:
    member, number = document.member, document.register_number
    told = party_lines(member)
    if number is not None:
        told = (_("member no. {number} of the members’ book").format(number=number), *told)
    until = date_text(document.until)
    return sides(
        labelled(_("Member"), member.name, told),
        labelled(_("Situation as of"), until, _sums(document)),
    )


def _sums(document: StatementDocument) -> list[str]:
    return [
        _("charged in the period {amount}").format(
            amount=money_text(document.charged, symbol=True)
        ),
        _("paid in the period {amount}").format(amount=money_text(document.paid, symbol=True)),
    ]


def _lines(document: StatementDocument) -> Grid:
    columns = [
        Column(_("Date"), 13),
        Column(_("Description"), 42),
        Column(_("Charged (€)"), 15, "right"),
        Column(_("Paid (€)"), 15, "right"),
        Column(_("Balance (€)"), 15, "right"),
    ]
    opening = Run(_("Balance brought forward"), CELL.muted())
    closing = Run(_("Balance at the end of the period"), CELL.strong())
    rows: list[list[Cell]] = [
        [date_text(document.since), opening, "", "", money_text(document.opening)],
        *(_line(line) for line in document.lines),
        [
            date_text(document.until),
            closing,
            Run(money_text(document.charged), CELL.strong()),
            Run(money_text(document.paid), CELL.strong()),
            Run(money_text(document.closing), TOTAL),
        ],
    ]
    return Grid(columns, rows, _LINES)


def _line(line: StatementLine) -> list[Cell]:
    return [
        date_text(line.on),
        (Run(line.description), Run(line.document, SMALL)),
        _given(line.charged),
        _given(line.paid),
        money_text(line.balance),
    ]


def _given(amount: Money | None) -> str:
    return "" if amount is None else money_text(amount)
