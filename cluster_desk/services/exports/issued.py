"""The very bytes of what was issued: receipts, requests of payment, approved minutes."""

from __future__ import annotations

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


def _file(session: Session, document_id: int) -> ExportedFile:
    row = session.get_one(Document, document_id)
    content = document_bytes(session, document_id)
    if content is None:
        raise NotFound(what=_("document"), id=document_id)
    stem = (row.number or row.title).replace("/", "-").replace(" ", "-")
    return ExportedFile(name=f"{stem}.pdf", media_type=PDF, content=content)
