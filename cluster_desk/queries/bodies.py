"""Bodies and who sits in them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import Call
from cluster_desk.domain.quorum import QuorumRule
from cluster_desk.domain.statute_rules import item_rules
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.members import standing
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.members import Membership, Organisation, Person

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


@dataclass(frozen=True, kw_only=True)
class BodyLine:
    """A body as it is set up, whether it lasts or has ended.

    `members` sit in it on the day; of an assembly they are the association's. `quorum` is None
    where the statute sets none, `second_quorum` and `term_years` where they do not apply.
    """

    id: int
    code: str
    name: str
    kind: BodyKind
    purpose: str
    active_from: date | None
    active_to: date | None
    is_over: bool
    members: int
    meetings: int
    quorum: QuorumRule | None
    second_quorum: QuorumRule | None
    term_years: int | None


def seats_at(session: Session, on: date, *, body_id: int | None = None) -> list[SeatRow]:
    """Who sits on the day, offices first, then by name."""
    query = (
        select(Seat, Person, Organisation.name)
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(*_held(on))
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


def body_lines(session: Session, *, on: date) -> list[BodyLine]:
    """Every body but the working tables, those that last first, in the order they were made."""
    seated = _per_body(session, Seat, *_held(on))
    met = _per_body(session, Meeting)
    belong = standing.is_member(standing.status_code(on))
    members = session.scalar(select(func.count(Membership.id)).where(belong)) or 0
    rules = statute_rules(session)
    query = select(Body).where(Body.kind != BodyKind.WORKING_TABLE).order_by(Body.id)
    lines = []
    for body in session.scalars(query):
        is_assembly = body.kind is BodyKind.ASSEMBLY
        first = item_rules(rules, body.kind)
        second = item_rules(rules, body.kind, call=Call.SECOND).quorum if is_assembly else None
        line = BodyLine(
            id=body.id,
            code=body.code,
            name=body.name,
            kind=body.kind,
            purpose=body.purpose,
            active_from=body.active_from,
            active_to=body.active_to,
            is_over=body.active_to is not None and body.active_to < on,
            members=members if is_assembly else seated.get(body.id, 0),
            meetings=met.get(body.id, 0),
            quorum=first.quorum if first.quorum_key else None,
            second_quorum=second,
            term_years=rules.number("board_term") if body.kind is BodyKind.BOARD else None,
        )
        lines.append(line)
    return sorted(lines, key=lambda line: line.is_over)


def _held(on: date) -> tuple[ColumnElement[bool], ...]:
    return Seat.from_on <= on, or_(Seat.to_on.is_(None), Seat.to_on >= on)


def _per_body(
    session: Session, table: type[Seat] | type[Meeting], *wanted: ColumnElement[bool]
) -> dict[int, int]:
    query = select(table.body_id, func.count(table.id)).where(*wanted).group_by(table.body_id)
    return {row[0]: row[1] for row in session.execute(query)}
