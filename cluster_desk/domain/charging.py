"""Find what a member owes for a year, and where a charge stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.members import MemberCategory, PaymentStatus, SizeClass
from cluster_desk.domain.money import ZERO, Money


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeRate:
    """One row of a year's fee schedule; `size` None stands for every size of the category."""

    category: MemberCategory
    size: SizeClass | None
    amount: Money
    entry_fee: Money = ZERO


def rate_for(
    rates: Iterable[FeeRate], category: MemberCategory, size: SizeClass | None
) -> FeeRate | None:
    """The row of this category and size, else the row of the category for every size, else None.

    A member without a known size is met only by the row for every size: never guessed.
    """
    of_category = {rate.size: rate for rate in rates if rate.category is category}
    return of_category.get(size) or of_category.get(None)


def doubled_rates(rates: Iterable[FeeRate]) -> tuple[FeeRate, ...]:
    """The rows whose category and size an earlier row has already: a schedule must have none."""
    seen: set[tuple[MemberCategory, SizeClass | None]] = set()
    doubled = []
    for rate in rates:
        if (rate.category, rate.size) in seen:
            doubled.append(rate)
        seen.add((rate.category, rate.size))
    return tuple(doubled)


def reduction_of(amount: Money, percent: int) -> Money:
    """How much a reduction by this percentage takes away, half a cent away from zero.

    ValueError outside 0–100.
    """
    if not 0 <= percent <= 100:
        raise ValueError("a reduction is between 0 and 100 percent")
    return amount.portion(percent, 100)


def prorated(amount: Money, rule: ProRata, admitted_on: date, year: int) -> Money:
    """What is owed for the year by who was admitted on this day.

    The whole amount for who was a member when the year began, nothing for who came after it.
    """
    if admitted_on.year < year:
        return amount
    if admitted_on.year > year:
        return ZERO
    if rule is ProRata.BY_MONTH:
        return amount.portion(13 - admitted_on.month, 12)
    if rule is ProRata.HALF_FROM_JULY and admitted_on.month >= 7:
        return amount.portion(1, 2)
    return amount


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargeFacts:
    """A charge as of a day: what was charged, taken off and paid by then (caller's sums)."""

    amount: Money
    due_on: date
    adjusted: Money = ZERO
    paid: Money = ZERO

    @property
    def owed(self) -> Money:
        """What is owed in all, after reductions, waivers and write-offs."""
        return self.amount - self.adjusted

    @property
    def residue(self) -> Money:
        """What is still to be paid; never below zero."""
        return max(self.owed - self.paid, ZERO)


def charge_state(
    amount: Money, *, adjusted: Money = ZERO, paid: Money = ZERO, due_on: date, on: date
) -> PaymentStatus:
    """Where one charge stands on a day; the due day itself is still in time."""
    facts = ChargeFacts(amount=amount, due_on=due_on, adjusted=adjusted, paid=paid)
    if not facts.residue:
        return PaymentStatus.PAID if paid > ZERO else PaymentStatus.NOTHING_DUE
    if on > due_on:
        return PaymentStatus.OVERDUE
    return PaymentStatus.PARTIAL if paid > ZERO else PaymentStatus.OPEN


_WORST_FIRST = (
    PaymentStatus.OVERDUE,
    PaymentStatus.PARTIAL,
    PaymentStatus.OPEN,
    PaymentStatus.PAID,
)


def payment_status(charges: Iterable[ChargeFacts], on: date) -> PaymentStatus:
    """Where a member stands with all its charges on a day: the worst of them."""
    states = {
        charge_state(c.amount, adjusted=c.adjusted, paid=c.paid, due_on=c.due_on, on=on)
        for c in charges
    }
    return next((s for s in _WORST_FIRST if s in states), PaymentStatus.NOTHING_DUE)


def is_in_arrears(charges: Iterable[ChargeFacts], on: date) -> bool:
    """Whether something is past its due day and not wholly paid."""
    return payment_status(charges, on) is PaymentStatus.OVERDUE


def arrears_at(charges: Iterable[ChargeFacts], on: date) -> Money:
    """How much is past its due day on this day."""
    return Money.total(c.residue for c in charges if on > c.due_on)
