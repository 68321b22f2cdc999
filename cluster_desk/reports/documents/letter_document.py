"""Hold a letter: convocation, admission, reminder, whatever a template composes."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.domain.money import Money
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Signature


@dataclass(frozen=True, kw_only=True)
class LetterRow:
    """A line of a small table inside a letter: an amount asked for."""

    text: str
    amount: Money


@dataclass(frozen=True, kw_only=True)
class LetterDocument:
    """A letter. `paragraphs`, `after_list` are prose; `items` a numbered list, often an agenda.

    Printed in this order: paragraphs, items, rows with their total, after_list, signature.
    """

    recipient_lines: tuple[str, ...]
    place_and_date: str
    protocol: str = ""
    channel: str = ""
    subject: str
    salutation: str = ""
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    rows: tuple[LetterRow, ...] = ()
    after_list: tuple[str, ...] = ()
    signature: Signature
    attachments: tuple[str, ...] = ()
    is_draft: bool = False
    stamp: DocumentStamp
