"""The columns of the archive's list, and how each fact of a document is shown."""

from __future__ import annotations

from collections.abc import Callable

from cluster_desk.domain.documents import DocumentState, document_kind_text
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import file_size_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.documents import ArchivedDocument
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import MEDIUM

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
_DASH = "—"
SHORT_HASH = 12


def short_hash(sha256: str) -> str:
    """The first letters, by which two contents are told apart."""
    return sha256[:SHORT_HASH]


def _plain(text: Callable[[ArchivedDocument], str]) -> Callable[[ArchivedDocument], Cell]:
    return lambda row: Cell(text=text(row), tone="text2")


def _number(row: ArchivedDocument) -> Cell:
    if not row.number:
        return Cell(text=_DASH, tone="text3", spoken=_("no number"))
    return Cell(text=row.number, kind=CellKind.NUMBER, tone="text2")


def _to(row: ArchivedDocument) -> Cell:
    if not row.to:
        return Cell(text=_DASH, tone="text3", spoken=_("to nobody in particular"))
    return Cell(text=row.to, tone="text2")


def _state(row: ArchivedDocument) -> Cell:
    return Cell(text=row.state.label, kind=CellKind.CHIP, tone=STATE_TONES[row.state])


COLUMNS = (
    Column(
        key=CellKind.CHECK,
        title="",
        cell=lambda _row: Cell(text="", kind=CellKind.CHECK),
        width=36,
    ),
    Column(
        key="issued_on",
        value=lambda row: row.issued_on,
        book=("DATE", 13.0),
        title=N_("Date of issue"),
        cell=lambda row: Cell(text=date_text(row.issued_on), kind=CellKind.NUMBER, tone="text2"),
        width=94,
        sort="issued_on",
    ),
    Column(
        key="title",
        value=lambda row: row.title,
        book=("TEXT", 52.0),
        title=N_("Document"),
        cell=lambda row: Cell(text=row.title, weight=MEDIUM),
        width=240,
        sort="title",
        stretch=True,
    ),
    Column(
        key="number",
        value=lambda row: row.number,
        title=N_("Number"),
        cell=_number,
        width=158,
        sort="number",
        priority=4,
    ),
    Column(
        key="kind",
        value=lambda row: document_kind_text(row.kind),
        title=N_("Type"),
        cell=_plain(lambda row: document_kind_text(row.kind)),
        width=150,
        sort="kind",
        priority=3,
    ),
    Column(
        key="to",
        value=lambda row: row.to,
        book=("TEXT", 36.0),
        title=N_("Issued to"),
        cell=_to,
        width=186,
        priority=2,
    ),
    Column(
        key="state",
        value=lambda row: row.state.label,
        title=N_("Status"),
        cell=_state,
        width=104,
    ),
    Column(
        key="size",
        value=lambda row: row.size,
        book=("INTEGER", 12.0),
        title=N_("Size of the file"),
        cell=lambda row: Cell(text=file_size_text(row.size), kind=CellKind.NUMBER, tone="text3"),
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
        cell=lambda row: Cell(text=short_hash(row.sha256), kind=CellKind.NUMBER, tone="text3"),
        width=120,
        priority=7,
        shown=False,
    ),
)
