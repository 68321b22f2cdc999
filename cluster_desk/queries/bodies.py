"""Bodies and who sits in them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.members import Organisation, Person

VOTING_ROLES = frozenset(SeatRole) - {
    SeatRole.COORDINATOR,
    SeatRole.PARTICIPANT,
    SeatRole.EXPERT,
}


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """A seat on a day."""

    id: int
    body_id: int
    person_id: int
    name: str
    title: str
    gender: str
    organisation_id: int | None
    organisation: str
    role: SeatRole
    from_on: date
    to_on: date | None


@dataclass(frozen=True, kw_only=True)
class BodyRow:
    """A body with its seats on the day."""

    id: int
    code: str
    name: str
    kind: BodyKind
    purpose: str
    project_id: int | None
    activity_id: int | None
    seats: tuple[SeatRow, ...]


def seats_at(session: Session, on: date, *, body_id: int | None = None) -> list[SeatRow]:
    """Who sits on the day, offices first, then by name."""
    query = (
        select(Seat, Person, Organisation.name)
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.from_on <= on, or_(Seat.to_on.is_(None), Seat.to_on >= on))
        .order_by(Seat.body_id, Person.sort_key, Seat.id)
    )
    if body_id is not None:
        query = query.where(Seat.body_id == body_id)
    order = list(SeatRole)
    rows = [
        SeatRow(
            id=seat.id,
            body_id=seat.body_id,
            person_id=person.id,
            name=full_name(person),
            title=person.title,
            gender=person.gender,
            organisation_id=seat.organisation_id,
            organisation=organisation or "",
            role=seat.role,
            from_on=seat.from_on,
            to_on=seat.to_on,
        )
        for seat, person, organisation in session.execute(query).all()
    ]
    return sorted(rows, key=lambda row: order.index(row.role))


def body_rows(session: Session, *, on: date, kinds: tuple[BodyKind, ...] = ()) -> list[BodyRow]:
    """The bodies that exist on the day."""
    seats = seats_at(session, on)
    query = (
        select(Body)
        .where(or_(Body.active_from.is_(None), Body.active_from <= on))
        .where(or_(Body.active_to.is_(None), Body.active_to >= on))
        .order_by(Body.id)
    )
    if kinds:
        query = query.where(Body.kind.in_(kinds))
    return [
        BodyRow(
            id=body.id,
            code=body.code,
            name=body.name,
            kind=body.kind,
            purpose=body.purpose,
            project_id=body.project_id,
            activity_id=body.activity_id,
            seats=tuple(seat for seat in seats if seat.body_id == body.id),
        )
        for body in session.scalars(query)
    ]
