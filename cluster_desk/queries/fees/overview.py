"""The fees of a year at a glance: charged, collected month by month, and how late the rest is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.interest import limitation_on
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.queries.fees.charges import ChargeFilter, ChargeRow, charge_rows
from cluster_desk.queries.fees.reminders import formal_notices
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Allocation, Charge, Payment

BUCKETS = (0, 30, 60, 90)
"""The days of lateness that begin a column of the aging: 1–30, 31–60, 61–90, more."""


@dataclass(frozen=True, kw_only=True)
class FeeYear:
    """A year of fees as of a day. `by_month` holds what came in, (year, month) of the payment."""

    year: int
    charges: int
    owed: Money
    paid: Money
    open: Money
    overdue: Money
    by_month: tuple[tuple[int, int, Money], ...]


@dataclass(frozen=True, kw_only=True)
class AgingRow:
    """One member's overdue amounts by how late they are; `not_due` is open and in time.

    `prescribes_on` is the first day on which something of it can no longer be claimed.
    """

    membership_id: int
    number: int | None
    member: str
    not_due: Money
    overdue: tuple[Money, ...]
    oldest_due_on: date
    prescribes_on: date

    @property
    def total(self) -> Money:
        """All that is open."""
        return self.not_due + Money.total(self.overdue)


def fee_years(session: Session, *, on: date) -> list[FeeYear]:
    """Every year with charges, the latest first, in two statements."""
    balance = standing.charge_balances(on)
    residue = balance.c.owed - balance.c.paid
    lines = session.execute(select(balance.c.fee_year, balance.c.due_on, balance.c.owed, residue))
    months = _months(session, on)
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for year, due_on, owed, left in lines:
        entry = sums[year]
        entry[0] += 1
        entry[1] += int(owed)
        entry[2] += max(int(left), 0)
        entry[3] += max(int(left), 0) if due_on < on else 0
    return [
        FeeYear(
            year=year,
            charges=count,
            owed=Money(owed),
            paid=Money.total(amount for _year, _month, amount in months[year]),
            open=Money(open_),
            overdue=Money(overdue),
            by_month=tuple(months[year]),
        )
        for year, (count, owed, open_, overdue) in sorted(sums.items(), reverse=True)
    ]


def _months(session: Session, on: date) -> dict[int, list[tuple[int, int, Money]]]:
    query = (
        select(Charge.fee_year, Payment.received_on, func.sum(standing.cents(Allocation.amount)))
        .join(Charge, Charge.id == Allocation.charge_id)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(standing.received_by(on), Charge.issued_on <= on)
        .group_by(Charge.fee_year, Payment.received_on)
    )
    sums: dict[tuple[int, int, int], int] = defaultdict(int)
    for year, day, cents in session.execute(query):
        sums[year, day.year, day.month] += int(cents)
    found: dict[int, list[tuple[int, int, Money]]] = defaultdict(list)
    for (year, of_year, month), cents in sorted(sums.items()):
        found[year].append((of_year, month, Money(cents)))
    return found


def aging(session: Session, *, on: date) -> list[AgingRow]:
    """Who has something open, by register number."""
    states = (PaymentStatus.OPEN, PaymentStatus.PARTIAL, PaymentStatus.OVERDUE)
    charges = charge_rows(session, on=on, filter=ChargeFilter(states=states))
    notified = formal_notices(session, [c.id for c in charges if c.due_on < on])
    by_member: dict[int, list[ChargeRow]] = defaultdict(list)
    for charge in charges:
        by_member[charge.membership_id].append(charge)
    rows = [_aging(own, notified, on) for own in by_member.values()]
    return sorted(rows, key=lambda row: (row.number is None, row.number or 0, row.member))


def _aging(charges: Iterable[ChargeRow], notified: dict[int, Any], on: date) -> AgingRow:
    own = list(charges)
    columns = [ZERO] * len(BUCKETS)
    not_due = ZERO
    for charge in own:
        late = (on - charge.due_on).days
        if late <= 0:
            not_due += charge.residue
            continue
        at = max(i for i, days in enumerate(BUCKETS) if late > days)
        columns[at] += charge.residue
    ends = [limitation_on(c.due_on, [notified[c.id]] if c.id in notified else ()) for c in own]
    return AgingRow(
        membership_id=own[0].membership_id,
        number=own[0].number,
        member=own[0].member,
        not_due=not_due,
        overdue=tuple(columns),
        oldest_due_on=min(c.due_on for c in own),
        prescribes_on=min(ends),
    )
