"""Compute what lateness costs by law: interest at the legal rate, and the day a claim dies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.periods import add_months
from cluster_desk.errors import Refused
from cluster_desk.i18n import N_

LEGAL_RATES: Mapping[int, int] = {
    2020: 5,
    2021: 1,
    2022: 125,
    2023: 500,
    2024: 250,
    2025: 200,
    2026: 160,
}
"""Art. 1284 c.c., hundredths of a percent by calendar year; a default, the settings may add."""

LIMITATION_YEARS = 5
"""Periodic dues, art. 2948 n. 4 c.c."""


class UnknownLegalRate(Refused):
    """No rate is recorded for a year that the interest runs through."""

    message = N_("The legal interest rate of {year} is not known: enter it in the settings.")


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestStretch:
    """The days of one year, at its rate (hundredths of a percent), with exact interest."""

    year: int
    days: int
    rate: int


def interest_stretches(
    due_on: date, paid_on: date, rates: Mapping[int, int] = LEGAL_RATES
) -> tuple[InterestStretch, ...]:
    """The days of lateness by year: the due day not counted, the day of payment counted.

    UnknownLegalRate for a year without a rate.
    """
    stretches = []
    for year in range(due_on.year, paid_on.year + 1):
        start = max(due_on, date(year, 1, 1) - timedelta(days=1))
        days = (min(paid_on, date(year, 12, 31)) - start).days
        if days <= 0:
            continue
        if year not in rates:
            raise UnknownLegalRate(year=year)
        stretches.append(InterestStretch(year=year, days=days, rate=rates[year]))
    return tuple(stretches)


def legal_interest(
    principal: Money, due_on: date, paid_on: date, rates: Mapping[int, int] = LEGAL_RATES
) -> Money:
    """Simple interest, actual days over 365 (also in leap years), rounded once at the end.

    € 1.000,00 due on 31/03/2026 and paid on 22/11/2026: 236 days at 1,60 % = € 10,35. Nothing
    when paid in time or when nothing is owed.
    """
    if principal <= ZERO:
        return ZERO
    weight = sum(s.days * s.rate for s in interest_stretches(due_on, paid_on, rates))
    return principal.portion(weight, 365 * 10_000)


def limitation_on(
    due_on: date, interrupted_on: Iterable[date] = (), *, years: int = LIMITATION_YEARS
) -> date:
    """The last day on which the claim lives («si prescrive il»).

    Counted from the due day, and anew from every formal notice that came before the end
    (arts 2943, 2945 c.c.); a notice after the end revives nothing.
    """
    end = add_months(due_on, 12 * years)
    for day in sorted(interrupted_on):
        if due_on < day <= end:
            end = add_months(day, 12 * years)
    return end
