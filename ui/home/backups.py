"""Say when the desk was last backed up from this computer, and ask for a backup in time."""

from __future__ import annotations

from datetime import date, timedelta

from cluster_desk.clock import ROME
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.store.last_backup import LastBackup
from ui.home.times import days_to
from ui.kit.links import Line
from ui.pages.targets import Target

_ENOUGH_FOR = timedelta(days=7)
WHERE = Target(place="settings", view="desk")


def backup_told(last: LastBackup, *, on: date) -> str:
    """For the status bar."""
    if not last.is_possible:
        return _("backed up on its server")
    if last.made_at is None:
        return _("no backup made from this computer")
    local = last.made_at.astimezone(ROME)
    if local.date() == on:
        return _("last backup today at {time}").format(time=time_text(local.time()))
    return _("last backup on {date}").format(date=date_text(local.date()))


def backup_wanted(last: LastBackup, *, on: date, seq: int) -> Line | None:
    """A row to do something about it; None where the last one is young, or nothing is new."""
    if not last.is_possible or not seq:
        return None
    if last.made_at is None:
        title = _("Make the first backup")
        return _line(title, _("None was made from this computer, as far as is known"))
    day = last.made_at.astimezone(ROME).date()
    if not last.is_there:
        under = _("The last one, of {date}, lies no more where it was put")
        return _line(_("Make a backup"), under.format(date=date_text(day)), day, on)
    newer = seq - last.chain_seq
    if on - day < _ENOUGH_FOR or newer <= 0:
        return None
    under = ngettext(
        "{count} change since the last one", "{count} changes since the last one", newer
    )
    return _line(_("Make a backup"), under.format(count=newer), day, on)


def _line(title: str, under: str, day: date | None = None, on: date | None = None) -> Line:
    chip = days_to(day, on=on) if day is not None and on is not None and day < on else ""
    return Line(title=title, under=under, icon="database", badge="warn", chip=chip)
