"""Write when something is or was, as it is said on the day itself."""

from __future__ import annotations

from datetime import date, datetime

from cluster_desk.clock import ROME
from cluster_desk.formats.dates import date_text, month_name, time_text
from cluster_desk.i18n import _, ngettext


def days_to(day: date, *, on: date) -> str:
    """`oggi`, `domani`, `fra 8 giorni`; of a day that has passed `da 3 giorni`."""
    days = (day - on).days
    if not days:
        return _("due today")
    if days == 1:
        return _("tomorrow")
    if days > 0:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return ngettext("waiting for {count} day", "waiting for {count} days", -days).format(
        count=-days
    )


def short_day(day: date) -> str:
    """`18 giu`."""
    return f"{day.day} {month_name(day.month, short=True)}"


def moment(at: datetime, *, on: date) -> str:
    """`09:42` today, `ieri`, `12 nov`, and before this year the whole date."""
    local = at.astimezone(ROME)
    days = (on - local.date()).days
    if not days:
        return time_text(local.time())
    if days == 1:
        return _("yesterday")
    return short_day(local.date()) if local.year == on.year else date_text(local.date())


def greeting(at: datetime, name: str) -> str:
    """By the hour on the wall."""
    hour = at.astimezone(ROME).hour
    if hour < 13:
        return _("Good morning, {name}").format(name=name)
    if hour < 18:
        return _("Good afternoon, {name}").format(name=name)
    return _("Good evening, {name}").format(name=name)
