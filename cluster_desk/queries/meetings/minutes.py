"""The minutes of a meeting as they stand, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
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
class MeetingOfMinutes:
    """Minutes are cited by the number and the day of their meeting."""

    meeting_id: int
    number: int | None
    year: int
    held_on: date


@dataclass(frozen=True, kw_only=True)
class MinutesFacts:
    """The minutes with their passages in order.

    `corrected_by` are the later ones that correct these, by their meetings.
    """

    id: int
    meeting_id: int
    state: MinutesState
    approved_on: date | None
    book_pages: str
    document_id: int | None
    corrected_by: tuple[MeetingOfMinutes, ...]
    version: int
    sections: tuple[SectionRow, ...]


def minutes_facts(session: Session, meeting_id: int) -> MinutesFacts | None:
    """None where nobody composed them yet; two statements."""
    query = (
        select(Minutes, MinutesSection)
        .outerjoin(MinutesSection, MinutesSection.minutes_id == Minutes.id)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(MinutesSection.position)
    )
    found: Sequence[Any] = session.execute(query).all()
    if not found:
        return None
    row = found[0][0]
    sections = {one.id: one for _row, one in found if one is not None}
    return MinutesFacts(
        id=row.id,
        meeting_id=row.meeting_id,
        state=row.state,
        approved_on=row.approved_on,
        book_pages=row.book_pages,
        document_id=row.document_id,
        corrected_by=_corrected_by(session, row.id) if row.approved_on else (),
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


def _corrected_by(session: Session, minutes_id: int) -> tuple[MeetingOfMinutes, ...]:
    """A passage that corrects names in its key what it corrects, for one may correct several."""
    key, names_none = MinutesSection.key, MinutesSection.key.not_like("correction.%.%")
    query = (
        select(Meeting.id, Meeting.number, Meeting.year, Meeting.held_on)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .join(MinutesSection, MinutesSection.minutes_id == Minutes.id)
        .where(
            key.like("correction.%"),
            or_(
                key.like(f"correction.{minutes_id}.%"),
                and_(names_none, Minutes.corrects_id == minutes_id),
            ),
        )
        .distinct()
        .order_by(Meeting.held_on, Meeting.id)
    )
    return _meetings(session.execute(query))


def _meetings(rows: Iterable[Any]) -> tuple[MeetingOfMinutes, ...]:
    return tuple(
        MeetingOfMinutes(meeting_id=row[0], number=row[1], year=row[2], held_on=row[3])
        for row in rows
    )


def approved_before(session: Session, meeting_id: int) -> list[MeetingOfMinutes]:
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
    return list(_meetings(session.execute(query)))
