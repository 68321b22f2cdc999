"""Spread a payment over open charges: oldest due first, or as the payer named (art. 1193 c.c.)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_

_SLIP_FROM = Money(1_000_00)
_LONG_AGO = 366


@dataclass(frozen=True, slots=True)
class OpenCharge:
    """A charge with what is still open of it."""

    id: int
    due_on: date
    fee_year: int
    amount: Money


@dataclass(frozen=True, slots=True)
class AllocationPart:
    """What of a payment goes to a charge; above zero, never above its open amount."""

    charge_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Allocation:
    """Where a payment goes; the parts and the excess sum back to it. The excess stays credit."""

    parts: tuple[AllocationPart, ...]
    excess: Money


def may_be_slip(amount: Money, owed: Money) -> bool:
    """Ten times what is owed or more, and not little: a digit too many, or a mark forgotten."""
    return amount - owed >= _SLIP_FROM and amount.cents >= 10 * owed.cents


def day_doubt(
    received_on: date, paid: Collection[tuple[int, date]], *, since: date | None, today: date
) -> Sentence | None:
    """Why the day of a payment looks like a slip of the year, or None.

    `paid` are year and day of issue of the charges it pays, `since` the day on which the member
    applied. Whoever pays in advance pays near the year: with the application, or after the issue.
    """
    if since is not None and received_on < since:
        return say(N_("Until {date} it had not even applied for membership."), date=since)
    if paid and all(received_on.year < year and received_on < issued for year, issued in paid):
        year, issued = min(paid)
        return say(
            N_("It is before {year} began, and before the charge was issued on {date}."),
            year=year,
            date=issued,
        )
    if (today - received_on).days > _LONG_AGO:
        return say(N_("It is more than a year ago."))
    return None


def allocate_payment(
    amount: Money,
    open_charges: Sequence[OpenCharge],
    *,
    wanted_years: Collection[int] | None = None,
    named: Sequence[int] | None = None,
) -> Allocation:
    """Spread `amount` over the charges, each filled before the next.

    By due day, then year, then id. `named` charges are served alone and in the order given;
    `wanted_years` leaves out the charges of other years. What the payer named is never widened:
    the rest is excess. ValueError if the amount is below zero, or a named charge is not open.
    """
    if amount < ZERO:
        raise ValueError("a payment cannot be below zero")
    rest = amount
    parts = []
    for charge in _in_turn(open_charges, wanted_years, named):
        part = min(rest, charge.amount)
        if part > ZERO:
            parts.append(AllocationPart(charge.id, part))
            rest -= part
    return Allocation(tuple(parts), rest)


def _in_turn(
    charges: Sequence[OpenCharge],
    wanted_years: Collection[int] | None,
    named: Sequence[int] | None,
) -> list[OpenCharge]:
    if named is not None:
        by_id = {charge.id: charge for charge in charges}
        if unknown := set(named) - by_id.keys():
            raise ValueError(f"not among the open charges: {sorted(unknown)}")
        chosen = [by_id[id_] for id_ in dict.fromkeys(named)]
    else:
        chosen = sorted(charges, key=lambda c: (c.due_on, c.fee_year, c.id))
    return [c for c in chosen if wanted_years is None or c.fee_year in wanted_years]
