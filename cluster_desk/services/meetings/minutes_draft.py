"""Show the minutes as they would be printed, without keeping anything."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from cluster_desk.queries.association import profile
from cluster_desk.queries.documents import document_bytes
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.minutes import minutes_facts
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.pdf.letterhead import DocumentStamp, Letterhead
from cluster_desk.services.documents import NoAssociation, letterhead_of
from cluster_desk.services.meetings.minutes import NoMinutes
from cluster_desk.services.meetings.minutes_sheet import document_number, minutes_document
from cluster_desk.store.tables.history import Blob


def minutes_pdf_draft(session: Session, meeting_id: int, *, on: date) -> bytes:
    """The minutes as PDF, «BOZZA» on every page until they are approved; NoMinutes before."""
    if minutes_facts(session, meeting_id) is None:
        raise NoMinutes
    facts = meeting_facts(session, meeting_id)
    stamp = DocumentStamp(document_id=document_number(facts), issued_on=on)
    document = minutes_document(session, meeting_id, stamp=stamp)
    return minutes_pdf(document, _letterhead(session, on))


def minutes_pdf_of(session: Session, meeting_id: int, *, on: date) -> bytes:
    """The very bytes that were issued, once approved; the draft before."""
    minutes = minutes_facts(session, meeting_id)
    if minutes is not None and minutes.document_id is not None:
        issued = document_bytes(session, minutes.document_id)
        if issued is not None:
            return issued
    return minutes_pdf_draft(session, meeting_id, on=on)


def _letterhead(session: Session, on: date) -> Letterhead:
    found = profile(session, on=on)
    if found is None:
        raise NoAssociation
    logo = session.get(Blob, found.logo_sha256) if found.logo_sha256 else None
    return letterhead_of(found, logo.content if logo else None)
