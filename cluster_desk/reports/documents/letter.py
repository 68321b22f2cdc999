"""Set a letter as an association writes it: to whom, about what, signed by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, speaking
from cluster_desk.reports.documents.letter_document import LetterDocument
from cluster_desk.reports.pdf.furniture import Furniture, Mark
from cluster_desk.reports.pdf.grid import Grid
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.pdf.lettering import AGENDA, CELL, NAME, SMALL_NOTE, TOTAL
from cluster_desk.reports.pdf.page import Part, typeset
from cluster_desk.reports.pdf.signing import signed
from cluster_desk.reports.pdf.table import Cell, Column, Rules, Run
from cluster_desk.reports.pdf.text import plain, prose, prose_line

_ADDRESSING = Rules(above=0, below=16, head=None, between=None)
_SUBJECT = Rules(above=0, below=9, gap=0, head=None, between=None)
_ROWS = Rules(above=3.4, below=4)


def letter_pdf(document: LetterDocument, letterhead: Letterhead) -> bytes:
    """One letter as PDF/A-2b. UnprintableText and TextTooLong when a text cannot be set."""
    return letters_pdf([document], letterhead)


def letters_pdf(documents: Sequence[LetterDocument], letterhead: Letterhead) -> bytes:
    """Letters in one file, for printing; each counts its own pages. At least one."""
    require_printable((tuple(documents), letterhead))
    with speaking("it"):
        parts = [_part(document, letterhead) for document in documents]
        first = documents[0]
        return typeset(parts, title=first.subject, subject=" ".join(first.recipient_lines[:1]))


def _part(document: LetterDocument, letterhead: Letterhead) -> Part:
    furniture = Furniture(
        letterhead=letterhead,
        stamp=document.stamp,
        running_head=document.subject,
        mark=Mark(_("DRAFT")) if document.is_draft else None,
    )
    return Part(story=_story(document), furniture=furniture)


def _story(document: LetterDocument) -> list[Any]:
    story: list[Any] = [_addressing(document), _subject(document)]
    if document.salutation:
        story.append(plain(document.salutation))
    story += [line for text in document.paragraphs for line in prose(text)]
    if document.items:
        numbered = enumerate(document.items, 1)
        story += [prose_line(item, AGENDA, bullet=f"{number}.") for number, item in numbered]
        story.append(Spacer(1, 6))
    if document.rows:
        story += [_rows(document), Spacer(1, 4)]
    last = [line for text in document.after_list for line in prose(text)]
    story += last[:-1]
    last_words = last[-1:] or [story.pop()]
    story += signed(last_words, None, [document.signature], from_right=True)
    return story + _attachments(document)


def _addressing(document: LetterDocument) -> Grid:
    left = (
        Run(document.place_and_date),
        Run(_("Ref. no. {number}").format(number=document.protocol) if document.protocol else ""),
        Run(document.channel, CELL.muted()),
    )
    first, *more = document.recipient_lines or ("",)
    right = (Run(first, NAME), *(Run(line) for line in more))
    return Grid([Column("", 55), Column("", 45)], [(left, right)], _ADDRESSING)


def _subject(document: LetterDocument) -> Grid:
    entry = document.subject
    columns = [Column("", 10, lettering=NAME.plain().muted()), Column("", 90, lettering=NAME)]
    row: list[Cell] = [_("Subject:"), document.subject]
    return Grid(columns, [row], _SUBJECT, bookmark=lambda _first, _last: entry)


def _rows(document: LetterDocument) -> Grid:
    total = Money.total(row.amount for row in document.rows)
    rows: list[list[Cell]] = [[row.text, money_text(row.amount)] for row in document.rows]
    if len(rows) > 1:
        rows.append([Run(_("Total"), CELL.strong()), Run(money_text(total), TOTAL)])
    columns = [Column(_("Description"), 78), Column(_("Amount (€)"), 22, "right")]
    return Grid(columns, rows, _ROWS)


def _attachments(document: LetterDocument) -> list[Any]:
    if not document.attachments:
        return []
    words = _("Attachments: {names}").format(names=", ".join(document.attachments))
    return [Spacer(1, 14), plain(words, SMALL_NOTE)]
