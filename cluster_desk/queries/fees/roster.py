"""Who may be charged the fee of a year on a day, with all its fee depends on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.yearly_dues import Debtor
from cluster_desk.queries.fees.schedule import fee_reductions
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Charge
from cluster_desk.store.tables.members import (
    Classification,
    Membership,
    MembershipEvent,
    Organisation,
    Person,
)

Party = tuple[int | None, int | None]


def fee_debtors(session: Session, year: int, *, on: date) -> list[Debtor]:
    """The members in the register on the day, by register number."""
    charged = _charged_parties(session, year)
    known = _known_parties(session, year)
    reductions = fee_reductions(session, year)
    return list(_debtors(session, on, charged, known, reductions))


def _debtors(
    session: Session, on: date, charged: set[Party], known: set[Party], reductions: dict[int, Any]
) -> Iterator[Debtor]:
    for row in session.execute(_in_register(on)):
        reduction = reductions.get(row.id)
        yield Debtor(
            membership_id=row.id,
            name=_name(row),
            category=row.category,
            size=row.size,
            admitted_on=row.admitted_on,
            leaves_on=row.leaves_on,
            is_charged=(row.organisation_id, row.person_id) in charged,
            is_new=(row.organisation_id, row.person_id) not in known,
            reduction=reduction.percent if reduction else 0,
            reduction_reason=reduction.reason if reduction else "",
        )


def _name(row: Row[Any]) -> str:
    return row.name or f"{row.given_name} {row.family_name}".strip()


def _in_register(on: date) -> Select[Any]:
    status = standing.status_code(on)
    return (
        select(
            Membership.id,
            Membership.organisation_id,
            Membership.person_id,
            Organisation.name,
            Person.given_name,
            Person.family_name,
            standing.classified(on, Classification.category).label("category"),
            standing.classified(on, Classification.size).label("size"),
            _day(func.max, Kind.ADMISSION, MembershipEvent.on_day <= on).label("admitted_on"),
            _day(func.min, Kind.WITHDRAWAL, MembershipEvent.received_on <= on).label("leaves_on"),
        )
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(standing.is_member(status))
        .order_by(Membership.register_number, Membership.id)
    )


def _day(extreme: Any, kind: Kind, condition: ColumnElement[bool]) -> ScalarSelect[date | None]:
    found: ScalarSelect[date | None] = (
        select(extreme(MembershipEvent.on_day))
        .where(
            MembershipEvent.membership_id == Membership.id, MembershipEvent.kind == kind, condition
        )
        .correlate(Membership)
        .scalar_subquery()
    )
    return found


def _charged_parties(session: Session, year: int) -> set[Party]:
    """Who was asked for the fee of the year, also as the member it was before it left."""
    query = (
        select(Membership.organisation_id, Membership.person_id)
        .join(Charge, Charge.membership_id == Membership.id)
        .where(Charge.fee_year == year, Charge.kind == ChargeKind.MEMBERSHIP_FEE)
    )
    return {(row[0], row[1]) for row in session.execute(query)}


def _known_parties(session: Session, year: int) -> set[Party]:
    """Who was a member before the year, or was ever asked for an entry fee."""
    party = select(Membership.organisation_id, Membership.person_id)
    before = party.join(MembershipEvent, MembershipEvent.membership_id == Membership.id).where(
        MembershipEvent.kind == Kind.ADMISSION, MembershipEvent.on_day < date(year, 1, 1)
    )
    asked = party.join(Charge, Charge.membership_id == Membership.id).where(
        Charge.kind == ChargeKind.ENTRY_FEE
    )
    return {(row[0], row[1]) for row in session.execute(before.union(asked))}
