"""A year of fees in figures: what was asked, what came in month by month, what is late."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.aging import AgingBand, aging_band
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.periods import add_months
from cluster_desk.queries.fees.charges import state_code
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Allocation, Charge, Payment

MONTHS_OF_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many charges, and the money that tells: paid of the paid ones, still open of the rest."""

    count: int = 0
    amount: Money = ZERO

    def plus(self, count: int, amount: Money) -> Share:
        """Together with so many more."""
        return Share(count=self.count + count, amount=self.amount + amount)


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What came in for a year's fees in each of its months, and before or after that year."""

    year: int
    months: tuple[Money, ...]
    before: Money
    after: Money
    until: Money
    """As far as the same day of the year that is compared with."""

    @property
    def total(self) -> Money:
        """Whenever it came."""
        return Money.total((self.before, *self.months, self.after))


@dataclass(frozen=True, kw_only=True)
class FeeFigures:
    """The fees of a year as of a day. `earlier` is what is open of the years before it.

    `due` are the days to come of open charges, of every year. `previous` is None where nothing
    was asked in the year before.
    """

    year: int
    owed: Money
    paid: Money
    states: dict[PaymentStatus, Share]
    late: dict[AgingBand, Share]
    earlier: Share
    due: tuple[tuple[date, Share], ...]
    collected: Collected
    previous: Collected | None

    @property
    def count(self) -> int:
        """The charges of the year."""
        return sum(share.count for share in self.states.values())

    @property
    def overdue(self) -> Share:
        """Everything of the year that is late."""
        found = Share()
        for share in self.late.values():
            found = found.plus(share.count, share.amount)
        return found


def fee_figures(session: Session, *, on: date, year: int) -> FeeFigures:
    """In two statements, whatever the number of charges."""
    owed = paid = ZERO
    earlier, asked_before = Share(), False
    states: dict[PaymentStatus, Share] = defaultdict(Share)
    late: dict[AgingBand, Share] = defaultdict(Share)
    due: dict[date, Share] = defaultdict(Share)
    for of_year, state, due_on, count, *sums in _by_state(session, on, year):
        sum_owed, sum_paid, residue = (Money(int(cents)) for cents in sums)
        status = PaymentStatus(state)
        asked_before = asked_before or of_year == year - 1
        if of_year == year:
            owed, paid = owed + sum_owed, paid + sum_paid
            amount = sum_paid if status is PaymentStatus.PAID else residue
            states[status] = states[status].plus(count, amount)
        if of_year < year and residue > ZERO:
            earlier = earlier.plus(count, residue)
        elif status is PaymentStatus.OVERDUE and of_year == year:
            band = aging_band(due_on, on=on)
            late[band] = late[band].plus(count, residue)
        if residue > ZERO and due_on >= on:
            due[due_on] = due[due_on].plus(count, residue)
    collected, previous = _collected(session, on, year)
    return FeeFigures(
        year=year,
        owed=owed,
        paid=paid,
        states=dict(states),
        late=dict(late),
        earlier=earlier,
        due=tuple(sorted(due.items())),
        collected=collected,
        previous=previous if asked_before else None,
    )


_Line = tuple[int, str, date, int, int, int, int]


def _by_state(session: Session, on: date, year: int) -> list[_Line]:
    balance = standing.charge_balances(on)
    residue = balance.c.owed - balance.c.paid
    left = case((residue > 0, residue), else_=0)
    query = (
        select(
            balance.c.fee_year,
            state_code(balance, on).label("state"),
            balance.c.due_on,
            func.count(),
            func.sum(balance.c.owed),
            func.sum(balance.c.paid),
            func.sum(left),
        )
        .where(or_(balance.c.fee_year.in_((year, year - 1)), residue > 0))
        # by its name: PostgreSQL would not see the same CASE in another with its own parameters
        .group_by(balance.c.fee_year, "state", balance.c.due_on)
    )
    return [tuple(row) for row in session.execute(query)]


def _collected(session: Session, on: date, year: int) -> tuple[Collected, Collected]:
    """Of the year and of the one before; `until` of the latter reaches a year before the day."""
    year_of = func.extract("year", Payment.received_on)
    month_of = func.extract("month", Payment.received_on)
    cents = standing.cents(Allocation.amount)
    cut = add_months(on, -MONTHS_OF_YEAR)
    query = (
        select(
            Charge.fee_year,
            year_of.label("of_year"),
            month_of.label("of_month"),
            func.sum(cents),
            func.sum(case((Payment.received_on <= cut, cents), else_=0)),
        )
        .join(Charge, Charge.id == Allocation.charge_id)
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(standing.received_by(on), Charge.issued_on <= on)
        .where(Charge.fee_year.in_((year, year - 1)))
        .group_by(Charge.fee_year, "of_year", "of_month")
    )
    lines: dict[int, list[tuple[int, int, Money, Money]]] = defaultdict(list)
    for fee_year, of_year, of_month, total, until in session.execute(query):
        lines[fee_year].append((int(of_year), int(of_month), Money(int(total)), Money(int(until))))
    return _year_of(year, lines[year]), _year_of(year - 1, lines[year - 1])


def _year_of(year: int, lines: list[tuple[int, int, Money, Money]]) -> Collected:
    months = [ZERO] * MONTHS_OF_YEAR
    before = after = ZERO
    for of_year, month, amount, _until in lines:
        if of_year == year:
            months[month - 1] += amount
        elif of_year < year:
            before += amount
        else:
            after += amount
    until = Money.total(until for *_when, until in lines)
    return Collected(year=year, months=tuple(months), before=before, after=after, until=until)
