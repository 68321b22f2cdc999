"""Who signs for the association on a day: its president and its treasurer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.members import Person


@dataclass(frozen=True, kw_only=True)
class Officer:
    """A person in an office of the board; the title follows the person."""

    role: SeatRole
    name: str
    is_feminine: bool


def officers(session: Session, *, on: date) -> dict[SeatRole, Officer]:
    """By office, of those in the board on the day; the later appointment counts."""
    query = (
        select(Seat.role, Person)
        .join(Person, Person.id == Seat.person_id)
        .join(Body, Body.id == Seat.body_id)
        .where(
            Body.kind == BodyKind.BOARD,
            Seat.role.in_((SeatRole.PRESIDENT, SeatRole.TREASURER)),
            Seat.from_on <= on,
            or_(Seat.to_on.is_(None), Seat.to_on >= on),
        )
        .order_by(Seat.from_on, Seat.id)
    )
    return {
        role: Officer(role=role, name=full_name(person), is_feminine=person.gender == "f")
        for role, person in session.execute(query)
    }
