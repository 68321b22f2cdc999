"""Say at the start that the machine's clock is behind what was done already."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cluster_desk.clock import ROME
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import _
from cluster_desk.queries.history.log import last_done_at

_SLACK = timedelta(minutes=10)  # between the clocks of two machines


def warn_of_clock(window: Any) -> None:
    """Over the first page; the window is a MainWindow. Order and numbers do not depend on it."""

    def compare(last: datetime | None) -> None:
        now = window.workspace.desk.clock.now()
        if last is not None and now < last - _SLACK:
            words = _(
                "The computer’s clock says {now}, but the last operation was done on {last}: set it"
                " right before you write, or days and deadlines will be wrong."
            )
            window.refuse(words.format(now=_told(now), last=_told(last)))

    window.workspace.read(last_done_at, then=compare)


def _told(instant: datetime) -> str:
    there = instant.astimezone(ROME)
    return f"{date_text(there.date())}, {time_text(there.time())}"
