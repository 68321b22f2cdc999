"""The fee schedules: what each year costs, by category and size."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.money import Money
from cluster_desk.store.tables import fees as tables
from cluster_desk.store.tables.fees import FeeIssue, FeeReduction, FeeSchedule


@dataclass(frozen=True, kw_only=True)
class FeeScheduleRow:
    """The fees of a year; `is_issued` once an issue stands on them."""

    id: int
    year: int
    due_on: date
    entry_fee: Money
    pro_rata: ProRata
    resolution_text: str
    resolution_on: date | None
    rates: tuple[FeeRate, ...]
    is_issued: bool


@dataclass(frozen=True, kw_only=True)
class ReductionRow:
    """What is taken off one member's fee of a year."""

    membership_id: int
    percent: int
    reason: str


def fee_schedules(session: Session) -> list[FeeScheduleRow]:
    """Every year's, the latest first."""
    rates: dict[int, list[FeeRate]] = defaultdict(list)
    for rate in session.scalars(select(tables.FeeRate).order_by(tables.FeeRate.id)):
        rates[rate.schedule_id].append(
            FeeRate(category=rate.category, size=rate.size, amount=rate.amount)
        )
    issues = (
        select(FeeIssue.schedule_id, func.count().label("count"))
        .group_by(FeeIssue.schedule_id)
        .subquery()
    )
    query = (
        select(FeeSchedule, issues.c.count)
        .outerjoin(issues, issues.c.schedule_id == FeeSchedule.id)
        .order_by(FeeSchedule.year.desc())
    )
    return [
        FeeScheduleRow(
            id=row.id,
            year=row.year,
            due_on=row.due_on,
            entry_fee=row.entry_fee,
            pro_rata=row.pro_rata,
            resolution_text=row.resolution_text,
            resolution_on=row.resolution_on,
            rates=tuple(rates[row.id]),
            is_issued=bool(count),
        )
        for row, count in session.execute(query)
    ]


def fee_schedule(session: Session, year: int) -> FeeScheduleRow | None:
    """One year's; None where nobody set it."""
    return next((row for row in fee_schedules(session) if row.year == year), None)


def fee_reductions(session: Session, year: int) -> dict[int, ReductionRow]:
    """The reductions of a year by membership."""
    query = (
        select(FeeReduction)
        .join(FeeSchedule, FeeSchedule.id == FeeReduction.schedule_id)
        .where(FeeSchedule.year == year)
    )
    return {
        row.membership_id: ReductionRow(
            membership_id=row.membership_id, percent=row.percent, reason=row.reason
        )
        for row in session.scalars(query)
    }
