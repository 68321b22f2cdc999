"""Keep how the association collects: accounts, reminders, interest, cash, who votes."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from cluster_desk.domain.collecting import FEES_CATEGORY, CollectingTerms
from cluster_desk.domain.money import ZERO
from cluster_desk.domain.periods import YEARS
from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.store.tables.association import Setting
from cluster_desk.store.tables.treasury import Account, Category
from cluster_desk.tx import Tx

_LONGEST = 3650
"""Days: ten years, when the fee is prescribed twice over."""
_LADDER_DAYS = {
    "days_to_answer": 1,
    "grace_days": 1,
    "public_body_days": 0,
    "mandate_days": 0,
}
"""The least of each."""


def set_collecting(tx: Tx, terms: CollectingTerms) -> None:
    """All of them at once, as one gesture; what is still the default is not written anew.

    Invalid with every problem.
    """
    tx.allow("association.edit")
    problems = [*_ladder_problems(terms), *_money_problems(terms), *_account_problems(tx, terms)]
    if problems:
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


def _ladder_problems(terms: CollectingTerms) -> list[Problem]:
    days, ladder = terms.ladder.days_after, terms.ladder
    problems = []
    if any(later <= sooner for sooner, later in pairwise(days)):
        message = _("Each reminder comes later than the one before it.")
        problems.append(Problem(field="second", message=message))
    least = {"days_to_pay": 1, "first": 1, **_LADDER_DAYS}
    given = {"days_to_pay": terms.days_to_pay}
    given |= dict(zip(("first", "second", "third"), days, strict=False))
    given |= {name: getattr(ladder, name) for name in _LADDER_DAYS}
    for name, count in given.items():
        if count < least.get(name, 0):
            problems.append(Problem(field=name, message=_("Give at least one day.")))
        elif count > _LONGEST:
            message = _("Write at most {most}.").format(most=_LONGEST)
            problems.append(Problem(field=name, message=message))
    if not 1 <= ladder.public_body_highest <= ladder.highest:
        message = _("There are {count} reminders.").format(count=ladder.highest)
        problems.append(Problem(field="public_body_highest", message=message))
    return problems


def _money_problems(terms: CollectingTerms) -> list[Problem]:
    problems = []
    if any(not 0 <= rate <= 10_000 for rate in terms.legal_rates.values()):
        message = _("A rate lies between 0 and 100 %.")
        problems.append(Problem(field="legal_rates", message=message))
    if any(year not in YEARS for year in terms.legal_rates):
        problems.append(Problem(field="legal_rates", message=_("Write a year of four digits.")))
    if any(limit.amount <= ZERO for limit in terms.cash_limits):
        problems.append(Problem(field="cash_limits", message=_("Write an amount above zero.")))
    return problems


def _account_problems(tx: Tx, terms: CollectingTerms) -> list[Problem]:
    problems = []
    code = terms.fees_account
    if code and not tx.session.scalars(select(Account.id).where(Account.code == code)).first():
        message = _("There is no account «{code}».").format(code=code)
        problems.append(Problem(field="fees_account", message=message))
    code = terms.fees_category
    known = select(Category.id).where(Category.code == code)
    # the usual one may be added later
    if code != FEES_CATEGORY and not tx.session.scalars(known).first():
        message = _("There is no category «{code}».").format(code=code)
        problems.append(Problem(field="fees_category", message=message))
    return problems
