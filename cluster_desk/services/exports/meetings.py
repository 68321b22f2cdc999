"""The minutes of a meeting: the very bytes once approved, a draft before."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.errors import NotFound
from cluster_desk.i18n import _
from cluster_desk.reports.meetings.minutes import minutes_pdf
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.services.exports.file import PDF, ExportedFile, letterhead_at
from cluster_desk.services.exports.issued import document_file
from cluster_desk.services.meetings.minutes import ComposeMinutes, compose_minutes
from cluster_desk.services.meetings.minutes_sheet import minutes_document
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.resolutions import Minutes
from cluster_desk.tx import Tx


def approved_minutes(session: Session, *, meeting_id: int) -> ExportedFile | None:
    """The issued document of approved minutes; None while they are a draft or not composed."""
    if session.get(Meeting, meeting_id) is None:
        raise NotFound(what=_("meeting"), id=meeting_id)
    minutes = session.scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)).first()
    if minutes is None or minutes.document_id is None:
        return None
    return document_file(session, document_id=minutes.document_id)


def draft_minutes(tx: Tx, meeting_id: int) -> ExportedFile:
    """Compose the minutes as they would be now, and render them marked as a draft.

    Run it as a preview: nothing of it is kept, and what was finished by hand is shown as it is.
    """
    compose_minutes(tx, ComposeMinutes(meeting_id=meeting_id))
    tx.session.flush()
    meeting = tx.session.get_one(Meeting, meeting_id)
    stamp = DocumentStamp(document_id=_("Draft of minutes"), issued_on=meeting.held_on)
    document = minutes_document(tx.session, meeting_id, stamp=stamp)
    content = minutes_pdf(document, letterhead_at(tx.session, meeting.held_on))
    return ExportedFile(
        name=_("minutes-draft-{date}.pdf").format(date=meeting.held_on.isoformat()),
        media_type=PDF,
        content=content,
    )
