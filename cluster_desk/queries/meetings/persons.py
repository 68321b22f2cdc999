"""Whom to choose from in a meeting: who may stand for a member, preside, write the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import AffiliationRole
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Seat
from cluster_desk.store.tables.meetings import Attendance, Meeting
from cluster_desk.store.tables.members import Affiliation, Person

_MOST = 400


@dataclass(frozen=True, kw_only=True)
class PersonChoice:
    """A person; `detail` tells one from another of the same name."""

    id: int
    name: str
    detail: str
    role: AffiliationRole | None = None


def representatives(session: Session, organisation_id: int, *, on: date) -> list[PersonChoice]:
    """Who stands for an organisation on the day, the legal representative first."""
    query = (
        select(Affiliation, Person)
        .join(Person, Person.id == Affiliation.person_id)
        .where(
            Affiliation.organisation_id == organisation_id,
            or_(Affiliation.from_on.is_(None), Affiliation.from_on <= on),
            or_(Affiliation.to_on.is_(None), Affiliation.to_on >= on),
        )
        .order_by(Person.sort_key, Affiliation.id)
    )
    order = list(AffiliationRole)
    rows = sorted(session.execute(query).all(), key=lambda row: order.index(row[0].role))
    found: dict[int, PersonChoice] = {}
    for tie, person in rows:
        found.setdefault(
            person.id,
            PersonChoice(
                id=person.id,
                name=full_name(person),
                detail=tie.role.label,
                role=tie.role,
            ),
        )
    return list(found.values())


def meeting_people(session: Session, meeting_id: int, *, on: date) -> list[PersonChoice]:
    """Who may preside or write: who was there, who sits anywhere, who wrote minutes before."""
    in_office = or_(Seat.to_on.is_(None), Seat.to_on >= on)
    seated = select(Seat.person_id).where(Seat.from_on <= on, in_office)
    there = select(Attendance.person_id).where(Attendance.meeting_id == meeting_id)
    wrote = select(Meeting.minute_taker_id).where(Meeting.minute_taker_id.is_not(None))
    led = select(Meeting.chair_id).where(Meeting.chair_id.is_not(None))
    query = (
        select(Person)
        .where(or_(*(Person.id.in_(each) for each in (seated, there, wrote, led))))
        .order_by(Person.sort_key, Person.id)
        .limit(_MOST)
    )
    return [
        PersonChoice(id=row.id, name=full_name(row), detail="") for row in session.scalars(query)
    ]
