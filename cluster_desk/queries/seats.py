"""The list of seats in the bodies: who sits, for whom, in which office, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.folding import sought_words
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.members import Organisation, Person

VIEWS = ("current", "expiring", "future", "past", "everything")
EXPIRING_DAYS = 90
"""A term that ends within so many days is worth a look: its successor has to be elected."""


@dataclass(frozen=True, kw_only=True)
class SeatFilter:
    """Which seats: a view, words in names, bodies and offices. Empty tuples do not restrict."""

    view: str = "current"
    text: str = ""
    bodies: tuple[int, ...] = ()
    roles: tuple[SeatRole, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeatSort:
    """By which column, named as the fields of SeatLine."""

    column: str = "body"
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class SeatLine:
    """A seat whenever it was held; `expires_in` are days, None where no end is near."""

    id: int
    body_id: int
    body: str
    body_kind: BodyKind
    person_id: int
    name: str
    organisation_id: int | None
    organisation: str
    role: SeatRole
    from_on: date
    to_on: date | None
    end_reason: str
    is_current: bool
    is_over: bool
    expires_in: int | None


def seat_ids(
    session: Session,
    *,
    on: date,
    filter: SeatFilter | None = None,
    sort: SeatSort | None = None,
) -> list[int]:
    """The seats of a filter, in order; within a body the offices come first."""
    order = sort or SeatSort()
    roles = case({role.value: place for place, role in enumerate(SeatRole)}, value=Seat.role)
    columns: dict[str, Any] = {
        "body": Body.id,
        "name": Person.sort_key,
        "organisation": func.lower(Organisation.name),
        "role": roles,
        "from_on": Seat.from_on,
        "to_on": Seat.to_on,
    }
    key = columns[order.column]
    turned = key.desc().nulls_last() if order.descending else key.asc().nulls_last()
    query = _narrowed(select(Seat.id), on, filter or SeatFilter())
    query = query.order_by(turned, Body.id, roles, Person.sort_key, Seat.from_on.desc(), Seat.id)
    return list(session.scalars(query))


def seat_lines(session: Session, ids: Sequence[int], *, on: date) -> list[SeatLine]:
    """These seats, in the order of the ids; unknown ids are left out."""
    whole: Any = select(Seat, Person, Organisation.name, Body)
    query = _joined(whole).where(Seat.id.in_(ids))
    rows = {seat.id: (seat, *rest) for seat, *rest in session.execute(query).all()}
    return [_line(*rows[i], on=on) for i in ids if i in rows]


def seat_view_counts(session: Session, *, on: date) -> dict[str, int]:
    """How many seats each view has, in one pass."""
    sums = [func.sum(case((and_(*_of_view(view, on)), 1), else_=0)) for view in VIEWS]
    row = session.execute(_joined(select(*sums))).one()
    return {view: int(count or 0) for view, count in zip(VIEWS, row, strict=True)}


def seat_count(session: Session, *, on: date, filter: SeatFilter | None = None) -> int:
    """How many seats a filter has."""
    query: Select[Any] = select(func.count(Seat.id))
    return int(session.scalar(_narrowed(query, on, filter or SeatFilter())) or 0)


def seated_bodies(session: Session, *, lasting_on: date | None = None) -> dict[int, str]:
    """The bodies in which people are seated, tables aside, by id; with a day, those not ended."""
    query = (
        select(Body.id, Body.name)
        .where(Body.kind.not_in((BodyKind.WORKING_TABLE, BodyKind.ASSEMBLY)))
        .order_by(Body.id)
    )
    if lasting_on is not None:
        query = query.where(or_(Body.active_to.is_(None), Body.active_to >= lasting_on))
    return {row[0]: row[1] for row in session.execute(query).all()}


def _line(
    seat: Seat, person: Person, organisation: str | None, body: Body, *, on: date
) -> SeatLine:
    current = seat.from_on <= on and (seat.to_on is None or seat.to_on >= on)
    left = (seat.to_on - on).days if seat.to_on is not None and current else None
    return SeatLine(
        id=seat.id,
        body_id=body.id,
        body=body.name,
        body_kind=body.kind,
        person_id=person.id,
        name=f"{person.given_name} {person.family_name}".strip(),
        organisation_id=seat.organisation_id,
        organisation=organisation or "",
        role=seat.role,
        from_on=seat.from_on,
        to_on=seat.to_on,
        end_reason=seat.end_reason,
        is_current=current,
        is_over=seat.to_on is not None and seat.to_on < on,
        expires_in=left if left is not None and left <= EXPIRING_DAYS else None,
    )


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Seat)
        .join(Person, Person.id == Seat.person_id)
        .join(Body, Body.id == Seat.body_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(Body.kind != BodyKind.WORKING_TABLE)
    )


def _narrowed(query: Select[Any], on: date, chosen: SeatFilter) -> Select[Any]:
    query = _joined(query).where(*_of_view(chosen.view, on))
    if chosen.bodies:
        query = query.where(Seat.body_id.in_(chosen.bodies))
    if chosen.roles:
        query = query.where(Seat.role.in_(chosen.roles))
    for word in sought_words(chosen.text):
        like = f"%{word}%"  # fold leaves no sign that LIKE gives a meaning to
        query = query.where(or_(Person.search_text.like(like), Organisation.search_text.like(like)))
    return query


def _of_view(view: str, on: date) -> list[ColumnElement[bool]]:
    sits = and_(Seat.from_on <= on, or_(Seat.to_on.is_(None), Seat.to_on >= on))
    match view:
        case "current":
            return [sits]
        case "expiring":
            return [sits, Seat.to_on <= on + timedelta(days=EXPIRING_DAYS)]
        case "future":
            return [Seat.from_on > on]
        case "past":
            return [Seat.to_on < on]
    return [Seat.id.is_not(None)]
