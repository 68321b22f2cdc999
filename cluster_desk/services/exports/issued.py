"""The very bytes of what was issued: receipts, requests of payment, approved minutes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.errors import NotFound
from cluster_desk.i18n import _
from cluster_desk.queries.documents import document_bytes
from cluster_desk.services.exports.file import PDF, ExportedFile
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.fees import PaymentNotice, Receipt


def receipt_file(session: Session, *, receipt_id: int) -> ExportedFile:
    """A receipt by its id, as it was issued."""
    row = session.get(Receipt, receipt_id)
    if row is None or row.document_id is None:
        raise NotFound(what=_("receipt"), id=receipt_id)
    return _file(session, row.document_id)


def notice_file(session: Session, *, notice_id: int) -> ExportedFile:
    """A request of payment by its id, as it was issued."""
    row = session.get(PaymentNotice, notice_id)
    if row is None or row.document_id is None:
        raise NotFound(what=_("request of payment"), id=notice_id)
    return _file(session, row.document_id)


def latest_of_member(session: Session, *, membership_id: int, kind: str) -> ExportedFile:
    """The last document of a kind that a member received."""
    query = (
        select(Document.id)
        .where(Document.membership_id == membership_id, Document.kind == kind)
        .order_by(Document.issued_on.desc(), Document.id.desc())
    )
    found = session.scalars(query).first()
    if found is None:
        raise NotFound(what=_("document of member"), id=membership_id)
    return _file(session, found)


def document_file(session: Session, *, document_id: int) -> ExportedFile:
    """Any issued document."""
    if session.get(Document, document_id) is None:
        raise NotFound(what=_("document"), id=document_id)
    return _file(session, document_id)


def documents_together(session: Session, document_ids: Sequence[int], *, name: str) -> ExportedFile:
    """Issued documents, at least one, in one file to be printed: each as it was, in this order."""
    import pikepdf  # only where documents are put together

    together = pikepdf.new()
    for document_id in document_ids:
        content = document_bytes(session, document_id)
        if content is None:
            raise NotFound(what=_("document"), id=document_id)
        with pikepdf.open(BytesIO(content)) as part:
            together.pages.extend(part.pages)
    stream = BytesIO()
    together.save(stream, deterministic_id=True)
    return ExportedFile(name=name, media_type=PDF, content=stream.getvalue())


def _file(session: Session, document_id: int) -> ExportedFile:
    row = session.get_one(Document, document_id)
    content = document_bytes(session, document_id)
    if content is None:
        raise NotFound(what=_("document"), id=document_id)
    stem = (row.number or row.title).replace("/", "-").replace(" ", "-")
    return ExportedFile(name=f"{stem}.pdf", media_type=PDF, content=content)
