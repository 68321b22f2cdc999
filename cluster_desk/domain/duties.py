"""Know when a receipt needs stamp duty and when cash is no longer lawful, by dated amounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class DatedAmount:
    """An amount set by law, in force from a day until the next one."""

    from_on: date
    amount: Money


CASH_LIMITS: Sequence[DatedAmount] = (
    DatedAmount(date(2016, 1, 1), Money(2_999_99)),
    DatedAmount(date(2020, 7, 1), Money(1_999_99)),
    DatedAmount(date(2023, 1, 1), Money(4_999_99)),
)
"""The highest payment lawful in cash (D.Lgs. 231/2007 art. 49): forbidden from € 5.000,00."""

STAMP_THRESHOLD = Money(77_47)
"""Receipts above this amount bear stamp duty (Tariffa, art. 13)."""

STAMP_DUTY = Money(2_00)
"""The duty itself (DL 43/2013)."""


def amount_on(dated: Sequence[DatedAmount], on: date) -> Money | None:
    """The amount in force on this day; None before the first."""
    in_force = [entry for entry in dated if entry.from_on <= on]
    return max(in_force, key=lambda entry: entry.from_on).amount if in_force else None


def stamp_due(
    amount: Money,
    treatment: StampTreatment,
    *,
    threshold: Money = STAMP_THRESHOLD,
    duty: Money = STAMP_DUTY,
) -> Money:
    """The stamp duty of a receipt over this amount: zero up to the threshold or when exempt."""
    if treatment is StampTreatment.EXEMPT or amount <= threshold:
        return ZERO
    return duty


def is_cash_lawful(amount: Money, on: date, limits: Sequence[DatedAmount] = CASH_LIMITS) -> bool:
    """Whether this amount may be paid in cash on this day."""
    limit = amount_on(limits, on)
    return limit is None or amount <= limit
