"""Ask about a movement whose day is in no fiscal year: a slip, or a year that is not open yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from cluster_desk.domain.periods import Period, fiscal_day_doubt
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from ui.pages.entry_sheet import Doubt


def year_doubts(
    day: date, years: Iterable[Period], today: date, *, field: str = "booked_on"
) -> Iterator[Doubt]:
    """One question or none; of a day to come the form says what is wrong."""
    doubt = fiscal_day_doubt(day, years)
    if doubt is None or day > today:
        return
    text = _(
        "{doubt} If the year is a slip correct the day; if the day is right go on, and open its"
        " fiscal year in Settings."
    )
    said = doubt.text(lambda it: date_text(it) if isinstance(it, date) else str(it))
    yield Doubt(
        field=field,
        title=_("Post a movement of {date}?").format(date=date_text(day)),
        text=text.format(doubt=said),
    )
