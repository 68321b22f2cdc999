"""Say what is wrong with a payment before it is recorded, all of it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.duties import DatedAmount, amount_on, is_cash_lawful
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.errors import Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.fees.open_charges import OpenChargeRow

Open = Mapping[int, OpenChargeRow]
"""The charges with something open, by id."""


def amount_problems(
    amount: Money, method: PaymentMethod, on: date, limits: Sequence[DatedAmount]
) -> list[Problem]:
    """Not above zero, or more cash than the law of that day allows (D.Lgs. 231/2007 art. 49)."""
    if amount <= ZERO:
        return [Problem(field="amount", message=_("Write an amount above zero."))]
    if method is not PaymentMethod.CASH or is_cash_lawful(amount, on, limits):
        return []
    limit = amount_on(limits, on) or ZERO
    message = _("The law allows at most {limit} in cash on that day: ask for a transfer.")
    text = money_text(limit, symbol=True)
    return [Problem(field="amount", message=message.format(limit=text))]


def day_problems(received_on: date, today: date, founded: date | None) -> list[Problem]:
    """Money that has not arrived yet, or that arrived before there was an association to pay.

    A day that is only strange is asked about where it is typed (`domain.allocation.day_doubt`):
    a fee may be paid before it is issued, with the application or in advance.
    """
    if received_on > today:
        message = _("The date cannot be later than today.")
        return [Problem(field="received_on", message=message)]
    if founded is not None and received_on < founded:
        message = _("The association was founded on {date}: check the year.")
        message = message.format(date=date_text(founded))
        return [Problem(field="received_on", message=message)]
    return []


def named_problems(charge_ids: Sequence[int], rows: Open) -> list[Problem]:
    """Charges that are named though nothing is open of them."""
    message = _("Charge {id} has nothing left to pay.")
    return [
        Problem(field="charge_ids", message=message.format(id=charge_id))
        for charge_id in charge_ids
        if charge_id not in rows or not rows[charge_id].open
    ]


def part_problems(parts: Sequence[AllocationPart], rows: Open) -> list[Problem]:
    """Parts that are doubled, not above zero, or more than is open of their charge."""
    problems = []
    if len({part.charge_id for part in parts}) < len(parts):
        message = _("Each charge can have one part.")
        problems.append(Problem(field="parts", message=message))
    for part in parts:
        left = rows[part.charge_id].open if part.charge_id in rows else ZERO
        if part.amount <= ZERO:
            message = _("Write an amount above zero.")
            problems.append(Problem(field="parts", message=message))
        elif part.amount > left:
            message = _("Of charge {id} only {amount} are still to be paid.")
            text = money_text(left, symbol=True)
            message = message.format(id=part.charge_id, amount=text)
            problems.append(Problem(field="parts", message=message))
    return problems
