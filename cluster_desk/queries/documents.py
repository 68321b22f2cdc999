"""What was issued, and its very bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.history import Blob


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """One issued document."""

    id: int
    kind: str
    number: str
    title: str
    issued_on: date
    media_type: str
    size: int
    sha256: str
    membership_id: int | None
    meeting_id: int | None


def document_rows(
    session: Session, *, kind: str = "", until: date | None = None, text: str = ""
) -> list[DocumentRow]:
    """Issued documents, the latest first; `text` is looked for in number and title."""
    query = select(Document).order_by(Document.issued_on.desc(), Document.id.desc())
    if kind:
        query = query.where(Document.kind == kind)
    if until is not None:
        query = query.where(Document.issued_on <= until)
    if text:
        query = query.where(
            Document.title.icontains(text, autoescape=True)
            | Document.number.icontains(text, autoescape=True)
        )
    return [
        DocumentRow(**{name: getattr(row, name) for name in DocumentRow.__annotations__})
        for row in session.scalars(query)
    ]


def document_bytes(session: Session, document_id: int) -> bytes | None:
    """The very bytes that were issued; None where there is no such document."""
    return session.scalars(
        select(Blob.content)
        .join(Document, Document.sha256 == Blob.sha256)
        .where(Document.id == document_id)
    ).first()
