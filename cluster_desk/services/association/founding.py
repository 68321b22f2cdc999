"""Keep days before the association was founded out of its facts: a slip of the year, mostly."""

from __future__ import annotations

from datetime import date

from cluster_desk.errors import Problem
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.store.tables.association import Association
from cluster_desk.tx import Tx


def founded_on(tx: Tx) -> date | None:
    """The day of the founding; None where nobody wrote it yet."""
    row = tx.session.get(Association, 1)
    return None if row is None else row.founded_on


def founding_problems(tx: Tx, day: date | None, *, field: str) -> list[Problem]:
    """Why nothing of the association can be of this day; empty where something can."""
    founded = founded_on(tx)
    if day is None or founded is None or day >= founded:
        return []
    message = _("The association was founded on {date}: check the year.")
    return [Problem(field=field, message=message.format(date=date_text(founded)))]
