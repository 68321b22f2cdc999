"""Keep how the association collects: accounts, reminders, interest, cash, who votes."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from cluster_desk.domain.collecting import CollectingTerms
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.store.tables.association import Setting
from cluster_desk.tx import Tx


def set_collecting(tx: Tx, terms: CollectingTerms) -> None:
    """All of them at once, as one gesture; what is still the default is not written anew.

    Invalid with every problem.
    """
    tx.allow("association.edit")
    if problems := _problems(terms):
        raise Invalid(problems)
    rows = {row.key: row for row in tx.session.scalars(select(Setting))}
    defaults = _values(CollectingTerms())
    for key, value in _values(terms).items():
        row = rows.get(key)
        if row is not None:
            if row.value != value:
                row.value = value
        elif value != defaults[key]:
            tx.session.add(Setting(key=key, value=value))
    tx.describe(_("Terms of collection"))


def _values(terms: CollectingTerms) -> dict[str, Any]:
    """As they are stored."""
    ladder = asdict(terms.ladder)
    return {
        "days_to_pay": terms.days_to_pay,
        "fees_account": terms.fees_account,
        "fees_category": terms.fees_category,
        "bank_name": terms.bank_name,
        "bank_bic": terms.bank_bic,
        "notice_title": terms.notice_title,
        "vat_reference": terms.vat_reference,
        "reminders": {**ladder, "days_after": list(ladder["days_after"])},
        "interest": terms.asks_interest,
        "legal_rates": {str(year): rate for year, rate in sorted(terms.legal_rates.items())},
        "cash_limits": [
            [each.from_on.isoformat(), f"{each.amount.cents // 100}.{each.amount.cents % 100:02d}"]
            for each in sorted(terms.cash_limits, key=lambda each: each.from_on)
        ],
        "categories_without_vote": [category.value for category in terms.voteless],
    }


def _problems(terms: CollectingTerms) -> list[Problem]:
    days = terms.ladder.days_after
    problems = []
    if any(later <= sooner for sooner, later in pairwise(days)):
        message = _("Each reminder comes later than the one before it.")
        problems.append(Problem(field="second", message=message))
    if terms.days_to_pay < 1:
        message = _("Give at least one day.")
        problems.append(Problem(field="days_to_pay", message=message))
    if not 1 <= terms.ladder.public_body_highest <= terms.ladder.highest:
        message = _("There are {count} reminders.").format(count=terms.ladder.highest)
        problems.append(Problem(field="public_body_highest", message=message))
    if any(not 0 <= rate <= 10_000 for rate in terms.legal_rates.values()):
        message = _("A rate lies between 0 and 100 %.")
        problems.append(Problem(field="legal_rates", message=message))
    return problems
