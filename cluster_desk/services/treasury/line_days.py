"""Say of a bank's lines whose day is strange: before the account, to come, or in no fiscal year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cluster_desk.domain.periods import Period, fiscal_day_doubt
from cluster_desk.errors import Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import ngettext
from cluster_desk.queries.association import fiscal_years
from cluster_desk.store.tables.treasury import Account
from cluster_desk.tx import Tx


def day_remarks(tx: Tx, account: Account, days: Iterable[date]) -> list[Problem]:
    """A sentence for each kind; a bank's line is a fact, so none of them is refused."""
    today = tx.clock.today()
    years = [Period(year.starts_on, year.ends_on) for year in fiscal_years(tx.session)]
    early = ahead = outside = 0
    for day in days:
        if day < account.opening_on:
            early += 1
        elif day > today:
            ahead += 1
        elif fiscal_day_doubt(day, years) is not None:
            outside += 1
    said = (
        (ahead, _ahead(ahead)),
        (early, _early(early, account.opening_on)),
        (outside, _outside(outside)),
    )
    return [Problem(message=sentence) for count, sentence in said if count]


def _ahead(count: int) -> str:
    sentence = ngettext(
        "{count} line is of a day to come: check the file, or the computer’s clock.",
        "{count} lines are of days to come: check the file, or the computer’s clock.",
        count,
    )
    return sentence.format(count=count_text(count))


def _early(count: int, opening_on: date) -> str:
    sentence = ngettext(
        "{count} line is older than the opening of the account ({date}): its balance has it"
        " already.",
        "{count} lines are older than the opening of the account ({date}): its balance has"
        " them already.",
        count,
    )
    return sentence.format(count=count_text(count), date=date_text(opening_on))


def _outside(count: int) -> str:
    sentence = ngettext(
        "{count} line is of no fiscal year: check its year, or open that fiscal year in Settings.",
        "{count} lines are of no fiscal year: check their year, or open that fiscal year in"
        " Settings.",
        count,
    )
    return sentence.format(count=count_text(count))
