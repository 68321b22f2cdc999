"""Every kind of PDF, set from the sample documents: what each test of all kinds runs over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cluster_desk.reports.documents.letter import letter_pdf
from cluster_desk.reports.fees.notice import payment_notice_pdf
from cluster_desk.reports.fees.receipt import receipt_pdf
from cluster_desk.reports.fees.receipt_document import ReceiptDocument
from cluster_desk.reports.fees.statement import statement_pdf
from cluster_desk.reports.fees.voided_receipt import voided_receipt_pdf
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.members.register import register_pdf
from cluster_desk.reports.pdf.letterhead import Letterhead
from cluster_desk.reports.tables.sign_in_sheet import sign_in_pdf
from tests.reports import sample_documents as sample

Setting = Callable[[Letterhead], bytes]
REASON = "attribuita al socio sbagliato"


def voided(receipt: ReceiptDocument, head: Letterhead) -> bytes:
    """A receipt as it was issued, and crossed out on a later day."""
    issued = receipt_pdf(receipt, head)
    return voided_receipt_pdf(
        issued, reason=REASON, voided_on=date(2026, 6, 30), facts_hash="ab" * 32
    )


KINDS: dict[str, Setting] = {
    "minutes": lambda head: minutes_pdf(sample.minutes(), head),
    "long minutes": lambda head: minutes_pdf(sample.long_minutes(24), head),
    "receipt": lambda head: receipt_pdf(sample.receipt(), head),
    "voided receipt": lambda head: voided(sample.receipt(), head),
    "register": lambda head: register_pdf(sample.register(60), head),
    "sign-in sheet": lambda head: sign_in_pdf(sample.sign_in(20), head),
    "payment notice": lambda head: payment_notice_pdf(sample.notice(), head),
    "statement": lambda head: statement_pdf(sample.statement(), head),
    "letter": lambda head: letter_pdf(sample.letter(), head),
}
GOLDEN = (
    "minutes",
    "receipt",
    "register",
    "sign-in sheet",
    "payment notice",
    "statement",
    "letter",
)
SHORT: dict[str, Setting] = KINDS | {
    "register": lambda head: register_pdf(sample.register(3), head),
    "sign-in sheet": lambda head: sign_in_pdf(sample.sign_in(3, blank_rows=2), head),
}
