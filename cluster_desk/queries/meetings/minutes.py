"""The minutes of a meeting as they stand, passage by passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.store.tables.resolutions import Minutes, MinutesSection


@dataclass(frozen=True, kw_only=True)
class SectionRow:
    """One passage; `edited` once a person changed it."""

    id: int
    position: int
    key: str
    body: str
    edited: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class MinutesFacts:
    """The minutes with their passages in order.

    `corrects_id` are the earlier minutes these correct; `corrected_by` the later ones that
    correct these.
    """

    id: int
    meeting_id: int
    state: MinutesState
    approved_on: date | None
    book_pages: str
    document_id: int | None
    corrects_id: int | None
    corrected_by: tuple[int, ...]
    version: int
    sections: tuple[SectionRow, ...]


def minutes_facts(session: Session, meeting_id: int) -> MinutesFacts | None:
    """None where nobody composed them yet."""
    row = session.scalars(select(Minutes).where(Minutes.meeting_id == meeting_id)).first()
    if row is None:
        return None
    later = session.scalars(
        select(Minutes.id).where(Minutes.corrects_id == row.id).order_by(Minutes.id)
    )
    sections = session.scalars(
        select(MinutesSection)
        .where(MinutesSection.minutes_id == row.id)
        .order_by(MinutesSection.position)
    )
    return MinutesFacts(
        id=row.id,
        meeting_id=row.meeting_id,
        state=row.state,
        approved_on=row.approved_on,
        book_pages=row.book_pages,
        document_id=row.document_id,
        corrects_id=row.corrects_id,
        corrected_by=tuple(later),
        version=row.version,
        sections=tuple(
            SectionRow(
                id=one.id,
                position=one.position,
                key=one.key,
                body=one.body,
                edited=one.edited,
                version=one.version,
            )
            for one in sections
        ),
    )
