"""Say how an association collects: where it is paid, how late is late, what lateness costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cluster_desk.domain.dunning import Ladder
from cluster_desk.domain.duties import DatedAmount
from cluster_desk.domain.members import MemberCategory

DAYS_TO_PAY = 30
"""Where the due day of the schedule is past."""

FEES_CATEGORY = "QUOTE"
"""The category that fees are posted to."""


@dataclass(frozen=True, kw_only=True)
class CollectingTerms:
    """The settings of fees and their collection; each has a default until it is decided.

    `legal_rates` (hundredths of a percent by year) and `cash_limits` add to those the program
    knows; own limits of cash take their place. `notice_title` makes a debit note of a request.
    """

    days_to_pay: int = DAYS_TO_PAY
    fees_account: str = ""
    fees_category: str = FEES_CATEGORY
    bank_name: str = ""
    bank_bic: str = ""
    notice_title: str = ""
    vat_reference: str = ""
    ladder: Ladder = field(default_factory=Ladder)
    asks_interest: bool = False
    legal_rates: Mapping[int, int] = field(default_factory=dict)
    cash_limits: tuple[DatedAmount, ...] = ()
    voteless: tuple[MemberCategory, ...] = ()
