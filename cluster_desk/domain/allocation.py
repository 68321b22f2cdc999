"""Spread a payment over open charges: oldest due first, or as the payer named (art. 1193 c.c.)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import ZERO, Money

_SLIP_FROM = Money(1_000_00)


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
