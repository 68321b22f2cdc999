"""How many members there are, and were at the end of each of the last months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Subquery, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.queries.members.lists import member_view_counts
from cluster_desk.store.tables.fees import Charge
from cluster_desk.store.tables.members import MembershipEvent

MONTHS = 12
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class MemberFigures:
    """On the day, as the views of the members' list count them; `new` and `left` in the year.

    `curve` holds the last twelve month ends, the day itself as the last of them. `uncharged` are
    the members of whom no fee of the year was asked.
    """

    members: int
    applicants: int
    overdue: int
    new: int
    everyone: int
    left: int
    uncharged: int
    curve: tuple[tuple[date, int], ...]


def member_figures(session: Session, *, on: date, year: int) -> MemberFigures:
    """In two statements."""
    counts = member_view_counts(session, on=on, year=year)
    life = _lives(on)
    days = month_ends(on)
    charged = (
        select(Charge.id)
        .where(Charge.membership_id == life.c.membership_id, Charge.fee_year == year)
        .where(Charge.issued_on <= on)
        .correlate(life)
        .exists()
    )
    gone = or_(
        life.c.leaves.between(date(year, 1, 1), min(date(year, 12, 31), on - _DAY)),
        life.c.ended.between(date(year, 1, 1), min(date(year, 12, 31), on)),
    )
    asked = (gone, and_(_is_member(life, on), not_(charged)), *(_is_member(life, d) for d in days))
    sums = session.execute(select(*(_count(fact) for fact in asked))).one()
    left, uncharged, *curve = (int(count or 0) for count in sums)
    return MemberFigures(
        **{view: counts[view] for view in ("members", "applicants", "overdue", "new", "everyone")},
        left=left,
        uncharged=uncharged,
        curve=tuple(zip(days, curve, strict=True)),
    )


def month_ends(on: date) -> tuple[date, ...]:
    """The last days of the eleven months before, and the day itself."""
    firsts = [on.replace(day=1)]
    while len(firsts) < MONTHS - 1:
        firsts.append((firsts[-1] - _DAY).replace(day=1))
    return (*(first - _DAY for first in reversed(firsts)), on)


def _lives(on: date) -> Subquery:
    """When each membership began and how it ended, as far as is known on the day."""
    event = MembershipEvent

    def first(*conditions: ColumnElement[bool]) -> ColumnElement[date]:
        return func.min(case((and_(*conditions), event.on_day)))

    known = func.coalesce(event.received_on, event.on_day) <= on
    return (
        select(
            event.membership_id,
            first(event.kind == Kind.ADMISSION).label("entered"),
            first(event.kind == Kind.WITHDRAWAL, known).label("leaves"),
            first(event.kind.in_((Kind.EXCLUSION, Kind.LAPSE))).label("ended"),
        )
        .where(or_(event.on_day <= on, event.kind == Kind.WITHDRAWAL))
        .group_by(event.membership_id)
        .subquery("life")
    )


def _is_member(life: Subquery, day: date) -> ColumnElement[bool]:
    """A withdrawal's day is the last as a member; an exclusion's the first without."""
    return and_(
        life.c.entered <= day,
        or_(life.c.leaves.is_(None), life.c.leaves >= day),
        or_(life.c.ended.is_(None), life.c.ended > day),
    )


def _count(fact: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((fact, 1), else_=0))
