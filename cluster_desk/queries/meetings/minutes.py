"""The minutes of a meeting as they stand, passage by passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.store.tables.meetings import Meeting
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
    """None where nobody composed them yet; one statement with the passages."""
    later = aliased(Minutes)
    query = (
        select(Minutes, MinutesSection, later.id)
        .outerjoin(MinutesSection, MinutesSection.minutes_id == Minutes.id)
        .outerjoin(later, later.corrects_id == Minutes.id)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(MinutesSection.position, later.id)
    )
    found: Sequence[Any] = session.execute(query).all()
    if not found:
        return None
    row = found[0][0]
    sections = {one.id: one for _row, one, _later in found if one is not None}
    return MinutesFacts(
        id=row.id,
        meeting_id=row.meeting_id,
        state=row.state,
        approved_on=row.approved_on,
        book_pages=row.book_pages,
        document_id=row.document_id,
        corrects_id=row.corrects_id,
        corrected_by=tuple(dict.fromkeys(i for *_row, i in found if i is not None)),
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
            for one in sections.values()
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ApprovedMinutes:
    """Minutes that can only be corrected by later ones."""

    meeting_id: int
    number: int | None
    year: int
    held_on: date


def approved_before(session: Session, meeting_id: int) -> list[ApprovedMinutes]:
    """Approved minutes of earlier meetings of the same body, the latest first."""
    later = aliased(Meeting)
    query = (
        select(Meeting.id, Meeting.number, Meeting.year, Meeting.held_on)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(later, later.body_id == Meeting.body_id)
        .where(later.id == meeting_id, Meeting.id != meeting_id)
        .where(Meeting.held_on <= later.held_on, Minutes.approved_on.is_not(None))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [
        ApprovedMinutes(meeting_id=row[0], number=row[1], year=row[2], held_on=row[3])
        for row in session.execute(query).all()
    ]
