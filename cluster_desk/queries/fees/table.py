"""The fee table as the settings show it: every year, and who is forgiven a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.queries.fees.schedule import FeeScheduleRow, fee_schedules
from cluster_desk.store.tables.fees import FeeReduction, FeeSchedule
from cluster_desk.store.tables.members import Membership, Organisation, Person


@dataclass(frozen=True, kw_only=True)
class ReducedFee:
    """A member that pays less for a year, and why."""

    id: int
    year: int
    membership_id: int
    number: int | None
    member: str
    percent: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeeTable:
    """Every year's schedule, the latest first, the reductions, and members by their number."""

    schedules: tuple[FeeScheduleRow, ...]
    reductions: tuple[ReducedFee, ...]
    members: dict[int, tuple[int, str]]


def fee_table(session: Session) -> FeeTable:
    """`members` gives membership and name of a number in the register."""
    person = Person.given_name + " " + Person.family_name
    name_of = func.coalesce(Organisation.name, person)
    reduced = (
        select(FeeReduction, FeeSchedule.year, Membership.register_number, name_of)
        .join(FeeSchedule, FeeSchedule.id == FeeReduction.schedule_id)
        .join(Membership, Membership.id == FeeReduction.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .order_by(Membership.register_number)
    )
    listed = (
        select(Membership.register_number, Membership.id, name_of)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
    )
    return FeeTable(
        schedules=tuple(fee_schedules(session)),
        reductions=tuple(
            ReducedFee(
                id=row.id,
                year=year,
                membership_id=row.membership_id,
                number=number,
                member=name,
                percent=row.percent,
                reason=row.reason,
            )
            for row, year, number, name in session.execute(reduced)
        ),
        members={
            number: (row_id, name)
            for number, row_id, name in session.execute(listed)
            if number is not None
        },
    )
