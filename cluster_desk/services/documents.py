"""Issue a document: its bytes, its hash and the state of the history, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from cluster_desk.domain.money import Money
from cluster_desk.errors import Refused
from cluster_desk.i18n import N_
from cluster_desk.queries.association import Profile, profile
from cluster_desk.reports.pdf.letterhead import Contacts, DocumentStamp, Letterhead
from cluster_desk.store import changes
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.history import Blob
from cluster_desk.tx import Tx

PDF = "application/pdf"
MOST_BYTES = 25_000_000


class TooLarge(Refused):
    """More than an attachment or a document may have (DESIGN §4)."""

    message = N_("The file is larger than 25 MB: make it smaller first.")


class NoAssociation(Refused):
    """A document needs somebody who issues it."""

    message = N_("Fill in the association's profile first: documents carry its name.")


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """What is issued. `facts` is what it was made from: its hash is kept and printed."""

    kind: str
    title: str
    issued_on: date
    facts: Any
    number: str = ""
    membership_id: int | None = None
    meeting_id: int | None = None
    corrects_id: int | None = None


def issue_document(
    tx: Tx, new: NewDocument, render: Callable[[DocumentStamp, Letterhead], bytes]
) -> Document:
    """Render with the stamp of this moment, and keep the very bytes. Part of a use-case."""
    facts_sha256 = hash_of(new.facts)
    seq, head = changes.head(tx.session.connection())
    stamp = DocumentStamp(
        document_id=new.number or new.title,
        issued_on=new.issued_on,
        chain_seq=seq,
        chain_head=head,
        facts_hash=facts_sha256,
    )
    content = render(stamp, letterhead(tx, on=new.issued_on))
    document = Document(
        kind=new.kind,
        number=new.number,
        title=new.title,
        issued_on=new.issued_on,
        media_type=PDF,
        sha256=keep(tx, content),
        size=len(content),
        membership_id=new.membership_id,
        meeting_id=new.meeting_id,
        facts_sha256=facts_sha256,
        chain_seq=seq,
        corrects_id=new.corrects_id,
    )
    tx.session.add(document)
    tx.session.flush()
    return document


def keep(tx: Tx, content: bytes) -> str:
    """Store contents once, by their SHA-256; TooLarge above 25 MB."""
    if len(content) > MOST_BYTES:
        raise TooLarge
    sha256 = hashlib.sha256(content).hexdigest()
    if tx.session.scalars(select(Blob.sha256).where(Blob.sha256 == sha256)).first() is None:
        tx.session.add(Blob(sha256=sha256, content=content))
        tx.session.flush()
    return sha256


def letterhead(tx: Tx, *, on: date) -> Letterhead:
    """The association's as of a day; NoAssociation in an empty desk."""
    found = profile(tx.session, on=on)
    if found is None:
        raise NoAssociation
    logo = tx.session.get(Blob, found.logo_sha256) if found.logo_sha256 else None
    return letterhead_of(found, logo.content if logo else None)


def letterhead_of(found: Profile, logo: bytes | None = None) -> Letterhead:
    """The same, from a profile that was read."""
    return Letterhead(
        association_name=found.name,
        address_line=found.address_line,
        tax_code=found.tax_code,
        vat_number=found.vat_number or None,
        contacts=Contacts(
            email=found.email, pec=found.pec, website=found.website, phone=found.phone
        ),
        legal_wording=found.legal_wording,
        logo=logo,
        sample=found.sample,
    )


def hash_of(facts: Any) -> str:
    """SHA-256 of facts as canonical JSON."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return value.canonical()
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return str(value)
