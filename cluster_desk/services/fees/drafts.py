"""Print a receipt, a request or a reminder as it would be issued: for a preview, rolled back."""

from __future__ import annotations

from cluster_desk.errors import Invalid, Problem
from cluster_desk.queries.documents import document_bytes
from cluster_desk.services.fees.notices import IssueNotice, issue_notice
from cluster_desk.services.fees.receipts import IssueReceipt, issue_receipt
from cluster_desk.services.fees.reminders import Remind, remind
from cluster_desk.tx import Tx


def draft_receipt(tx: Tx, command: IssueReceipt) -> bytes:
    """The PDF with the number it would take now; refused as `issue_receipt` is."""
    return _content(tx, issue_receipt(tx, command).document_id)


def draft_notice(tx: Tx, command: IssueNotice) -> bytes:
    """The PDF with the number it would take now; refused as `issue_notice` is."""
    return _content(tx, issue_notice(tx, command).document_id)


def draft_reminder(tx: Tx, command: Remind) -> bytes:
    """The letter of the first of the members; the reason where none is due."""
    result = remind(tx, command)
    if not result.reminders:
        reasons = [skipped.reason for skipped in result.skipped]
        raise Invalid([Problem(message=reason) for reason in reasons])
    return _content(tx, result.reminders[0].document_id)


def _content(tx: Tx, document_id: int) -> bytes:
    content = document_bytes(tx.session, document_id)
    assert content is not None  # it was stored a moment ago
    return content
