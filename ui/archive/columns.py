"""The columns of the archive's list, and how each fact of a document is shown."""

from __future__ import annotations

from cluster_desk.domain.documents import DocumentState, document_kind_text
from cluster_desk.formats.numbers import file_size_text
from cluster_desk.i18n import N_, _
from ui.kit.table import cells
from ui.kit.table.columns import Column

STATE_TONES = {
    DocumentState.VALID: "ok",
    DocumentState.REPLACED: "warn",
    DocumentState.VOIDED: "bad",
}
KIND_ICONS = {
    "receipt": "receipt-euro",
    "payment_notice": "mail",
    "reminder": "bell",
    "minutes": "gavel",
}
SHORT_HASH = 12


def short_hash(sha256: str) -> str:
    """The first letters, by which two contents are told apart."""
    return sha256[:SHORT_HASH]


COLUMNS = (
    cells.TICKS,
    Column(
        key="issued_on",
        value=lambda row: row.issued_on,
        book=("DATE", 13.0),
        title=N_("Date of issue"),
        cell=lambda row: cells.day(row.issued_on),
        width=94,
        sort="issued_on",
    ),
    Column(
        key="title",
        value=lambda row: row.title,
        book=("TEXT", 52.0),
        title=N_("Document"),
        cell=lambda row: cells.strong(row.title),
        width=240,
        sort="title",
        stretch=True,
    ),
    Column(
        key="number",
        value=lambda row: row.number,
        title=N_("Number"),
        cell=lambda row: cells.figures(row.number, none=_("no number")),
        width=158,
        sort="number",
        priority=4,
    ),
    Column(
        key="kind",
        value=lambda row: document_kind_text(row.kind),
        title=N_("Type"),
        cell=lambda row: cells.words(document_kind_text(row.kind)),
        width=150,
        sort="kind",
        priority=3,
    ),
    Column(
        key="to",
        value=lambda row: row.to,
        book=("TEXT", 36.0),
        title=N_("Issued to"),
        cell=lambda row: cells.words(row.to, none=_("to nobody in particular")),
        width=186,
        priority=2,
    ),
    Column(
        key="state",
        value=lambda row: row.state.label,
        title=N_("Status"),
        cell=lambda row: cells.chip(row.state.label, STATE_TONES[row.state]),
        width=104,
    ),
    Column(
        key="size",
        value=lambda row: row.size,
        book=("INTEGER", 12.0),
        title=N_("Size of the file"),
        cell=lambda row: cells.figures(file_size_text(row.size), "text3"),
        width=110,
        sort="size",
        right=True,
        priority=6,
        shown=False,
    ),
    Column(
        key="sha256",
        value=lambda row: row.sha256,
        book=("TEXT", 66.0),
        title=N_("Fingerprint"),
        cell=lambda row: cells.figures(short_hash(row.sha256), "text3"),
        width=120,
        priority=7,
        shown=False,
    ),
)
