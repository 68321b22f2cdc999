"""How many members there are, and were at the end of each of the last months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
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
    lives = _lives(session, on, year)
    return MemberFigures(
        **{view: counts[view] for view in ("members", "applicants", "overdue", "new", "everyone")},
        left=sum(life.count for life in lives if life.left_in(year) and not life.is_member(on)),
        uncharged=sum(life.count for life in lives if life.is_member(on) and not life.charged),
        curve=tuple(
            (day, sum(life.count for life in lives if life.is_member(day)))
            for day in month_ends(on)
        ),
    )


def month_ends(on: date) -> tuple[date, ...]:
    """The last days of the eleven months before, and the day itself."""
    firsts = [on.replace(day=1)]
    while len(firsts) < MONTHS - 1:
        firsts.append((firsts[-1] - _DAY).replace(day=1))
    return (*(first - _DAY for first in reversed(firsts)), on)


@dataclass(frozen=True, slots=True)
class _Lives:
    """So many memberships that began and ended on the same days; alike in the fee of the year."""

    entered: date
    leaves: date | None  # the last day as a member
    ended: date | None  # the first day without, after an exclusion
    charged: bool
    count: int

    def is_member(self, day: date) -> bool:
        stays = self.leaves is None or day <= self.leaves
        return self.entered <= day and stays and (self.ended is None or day < self.ended)

    def left_in(self, year: int) -> bool:
        days = (day for day in (self.leaves, self.ended) if day is not None)
        return min(days, default=date.max).year == year


def _lives(session: Session, on: date, year: int) -> list[_Lives]:
    """Grouped by their days, as far as is known on the day: few rows for very many members."""
    life = _days(on)
    charged = (
        select(Charge.id)
        .where(Charge.membership_id == life.c.membership_id, Charge.fee_year == year)
        .where(Charge.issued_on <= on)
        .correlate(life)
        .exists()
        .label("charged")
    )
    days = (life.c.entered, life.c.leaves, life.c.ended)
    query = (
        select(*days, charged, func.count())
        .where(life.c.entered.is_not(None))
        .group_by(*days, "charged")
    )
    return [
        _Lives(entered, leaves, ended, bool(was_charged), count)
        for entered, leaves, ended, was_charged, count in session.execute(query)
    ]


def _days(on: date) -> Subquery:
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
