"""Say what one member owes when the fees of a year are issued, or why it owes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.charging import FeeRate, prorated, rate_for, reduction_of
from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.sentences import Sentence, say
from cluster_desk.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class YearRules:
    """The schedule of a year, as an organ resolved it."""

    year: int
    rates: Sequence[FeeRate]
    entry_fee: Money
    pro_rata: ProRata


@dataclass(frozen=True, kw_only=True, slots=True)
class Debtor:
    """A member in the register on the day of the issue, with what its fee depends on.

    `leaves_on` is the last day of a member that is withdrawing; `is_new` says that nobody ever
    asked it for an entry fee and that it was never a member before.
    """

    membership_id: int
    name: str
    category: MemberCategory | None
    size: SizeClass | None
    admitted_on: date | None
    leaves_on: date | None = None
    is_charged: bool = False
    is_new: bool = False
    reduction: int = 0
    reduction_reason: str = ""


@dataclass(frozen=True, slots=True)
class Dues:
    """What one member owes for the year: the fee, what is taken off it, the entry fee.

    `is_part` says that the fee is less than the year's, since the member joined during it.
    """

    fee: Money
    is_part: bool = False
    reduction: Money = ZERO
    entry_fee: Money = ZERO

    @property
    def total(self) -> Money:
        """What is left to pay of all."""
        return self.fee - self.reduction + self.entry_fee


def yearly_dues(member: Debtor, rules: YearRules) -> Dues | Sentence:
    """What is owed, or the reason why nothing is charged.

    An entry fee goes with the first fee of a member that is admitted in the year.
    """
    if member.is_charged:
        return say(N_("The fee of {year} was already charged."), year=rules.year)
    if member.leaves_on is not None and member.leaves_on < date(rules.year, 1, 1):
        return say(N_("Its withdrawal takes effect before {year} begins."), year=rules.year)
    if member.category is None:
        return say(N_("The member has no category on the day of the issue."))
    rate = rate_for(rules.rates, member.category, member.size)
    if rate is None:
        return _without_rate(member)
    if not rate.amount:
        return say(N_("No fee is due for this category."))
    admitted = member.admitted_on or date(rules.year, 1, 1)
    fee = prorated(rate.amount, rules.pro_rata, admitted, rules.year)
    if not fee:
        return say(N_("It was not yet a member in {year}."), year=rules.year)
    enters = member.is_new and admitted.year == rules.year
    return Dues(
        fee,
        fee < rate.amount,
        reduction_of(fee, member.reduction),
        rules.entry_fee if enters else ZERO,
    )


def _without_rate(member: Debtor) -> Sentence:
    assert member.category is not None
    if member.size in (None, SizeClass.NONE):
        return say(
            N_("The schedule has no amount for «{category}» without a size."),
            category=member.category.label,
        )
    assert member.size is not None
    return say(
        N_("The schedule has no amount for «{category}», size «{size}»."),
        category=member.category.label,
        size=member.size.label,
    )
