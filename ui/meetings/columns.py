"""The columns of the list of meetings, and how each fact of a row is shown."""

from __future__ import annotations

from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.rows import MeetingRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.meetings.words import MINUTES_TONES, OVER, STATE_TONES, call_text, number_text


def meeting_title(row: MeetingRow) -> str:
    """The body, its own title where it has one, and which call."""
    parts = (row.body, row.title, call_text(row.call))
    return " · ".join(part for part in parts if part)


def _present(row: MeetingRow) -> Cell:
    text = present_text(row)
    if not text:
        return cells.figures("", none=_("nobody yet"))
    spoken = _("{present} present").format(present=text.replace("/", _("of")))
    return Cell(text=text, kind=CellKind.NUMBER, tone="text2", spoken=spoken)


def present_text(row: MeetingRow) -> str:
    """`5 / 7`; of an assembly without votes only who was there."""
    if not row.present:
        return ""
    return f"{row.present} / {row.in_office}" if row.in_office else str(row.present)


def _minutes(row: MeetingRow) -> Cell:
    text = minutes_text(row)
    spoken = _("Minutes: {state}").format(state=text or _("none"))
    if not text:
        return cells.nothing(spoken)
    tone = MINUTES_TONES[row.minutes] if row.minutes is not None else "bad"
    return cells.chip(text, tone, spoken=spoken)


def minutes_text(row: MeetingRow) -> str:
    """Where the minutes stand; of a meeting that is over without them, that they are lacking."""
    if row.minutes is not None:
        return row.minutes.label
    return _("To be written") if row.state in OVER else ""


COLUMNS = (
    cells.TICKS,
    Column(
        key="held_on",
        value=lambda row: row.held_on,
        book=("DATE", 13.0),
        title=N_("Day"),
        cell=lambda row: cells.day(row.held_on, "text"),
        width=92,
        sort="held_on",
    ),
    Column(
        key="starts_at",
        value=lambda row: time_text(row.starts_at),
        title=N_("Hour"),
        cell=lambda row: cells.figures(time_text(row.starts_at)),
        width=58,
        priority=4,
    ),
    Column(
        key="body",
        value=meeting_title,
        book=("TEXT", 44.0),
        title=N_("Body"),
        cell=lambda row: cells.strong(meeting_title(row)),
        width=220,
        sort="body",
        stretch=True,
    ),
    Column(
        key="number",
        value=number_text,
        book=("TEXT", 10.0),
        title=N_("No."),
        cell=lambda row: cells.figures(number_text(row), none=_("no number yet")),
        width=66,
        sort="number",
    ),
    Column(
        key="venue",
        value=lambda row: row.venue,
        book=("TEXT", 34.0),
        title=N_("Place"),
        cell=lambda row: cells.words(row.venue or row.mode.label),
        width=170,
        sort="venue",
        priority=6,
    ),
    Column(
        key="mode",
        value=lambda row: row.mode.label,
        title=N_("How it is held"),
        cell=lambda row: cells.words(row.mode.label),
        width=150,
        priority=7,
        shown=False,
    ),
    Column(
        key="present",
        value=present_text,
        book=("TEXT", 10.0),
        title=N_("Present"),
        cell=_present,
        width=76,
        priority=3,
        right=True,
    ),
    Column(
        key="resolutions",
        value=lambda row: row.resolutions,
        book=("INTEGER", 9.0),
        title=N_("Resolutions"),
        cell=lambda row: cells.count(row.resolutions),
        width=80,
        sort="resolutions",
        priority=5,
        right=True,
    ),
    Column(
        key="state",
        value=lambda row: row.state.label,
        title=N_("Status"),
        cell=lambda row: cells.chip(row.state.label, STATE_TONES[row.state]),
        width=112,
        sort="state",
    ),
    Column(
        key="minutes",
        value=minutes_text,
        title=N_("Minutes"),
        cell=_minutes,
        width=124,
        sort="minutes",
        priority=1,
    ),
)
