"""The columns of the list of meetings, and how each fact of a row is shown."""

from __future__ import annotations

from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.meetings.rows import MeetingRow
from ui.kit.table.columns import Cell, CellKind, Column
from ui.meetings.words import MINUTES_TONES, OVER, STATE_TONES, call_text, number_text
from ui.theme.tokens import MEDIUM

_DASH = "—"


def _plain(text: str, *, spoken: str = "") -> Cell:
    if not text:
        return Cell(text=_DASH, tone="text3", spoken=spoken or _("nothing"))
    return Cell(text=text, tone="text2")


def _number(row: MeetingRow) -> Cell:
    text = number_text(row)
    if not text:
        return Cell(text=_DASH, kind=CellKind.NUMBER, tone="text3", spoken=_("no number yet"))
    return Cell(text=text, kind=CellKind.NUMBER, tone="text2")


def _body(row: MeetingRow) -> Cell:
    return Cell(text=meeting_title(row), weight=MEDIUM)


def meeting_title(row: MeetingRow) -> str:
    """The body, its own title where it has one, and which call."""
    parts = (row.body, row.title, call_text(row.call))
    return " · ".join(part for part in parts if part)


def _present(row: MeetingRow) -> Cell:
    text = present_text(row)
    if not text:
        return Cell(text=_DASH, kind=CellKind.NUMBER, tone="text3", spoken=_("nobody yet"))
    spoken = _("{present} present").format(present=text.replace("/", _("of")))
    return Cell(text=text, kind=CellKind.NUMBER, tone="text2", spoken=spoken)


def present_text(row: MeetingRow) -> str:
    """`5 / 7`; of an assembly without votes only who was there."""
    if not row.present:
        return ""
    return f"{row.present} / {row.in_office}" if row.in_office else str(row.present)


def _resolutions(row: MeetingRow) -> Cell:
    if not row.resolutions:
        return Cell(text=_DASH, kind=CellKind.NUMBER, tone="text3", spoken=_("none"))
    return Cell(text=str(row.resolutions), kind=CellKind.NUMBER)


def _state(row: MeetingRow) -> Cell:
    return Cell(text=row.state.label, kind=CellKind.CHIP, tone=STATE_TONES[row.state])


def _minutes(row: MeetingRow) -> Cell:
    text = minutes_text(row)
    spoken = _("Minutes: {state}").format(state=text or _("none"))
    if not text:
        return Cell(text=_DASH, tone="text3", spoken=spoken)
    tone = MINUTES_TONES[row.minutes] if row.minutes is not None else "bad"
    return Cell(text=text, kind=CellKind.CHIP, tone=tone, spoken=spoken)


def minutes_text(row: MeetingRow) -> str:
    """Where the minutes stand; of a meeting that is over without them, that they are lacking."""
    if row.minutes is not None:
        return row.minutes.label
    return _("To be written") if row.state in OVER else ""


COLUMNS = (
    Column(
        key=CellKind.CHECK,
        title="",
        cell=lambda _row: Cell(text="", kind=CellKind.CHECK),
        width=36,
    ),
    Column(
        key="held_on",
        value=lambda row: row.held_on,
        book=("DATE", 13.0),
        title=N_("Day"),
        cell=lambda row: Cell(text=date_text(row.held_on), kind=CellKind.NUMBER),
        width=92,
        sort="held_on",
    ),
    Column(
        key="starts_at",
        value=lambda row: time_text(row.starts_at),
        title=N_("Hour"),
        cell=lambda row: Cell(text=time_text(row.starts_at), kind=CellKind.NUMBER, tone="text2"),
        width=58,
        priority=4,
    ),
    Column(
        key="body",
        value=meeting_title,
        book=("TEXT", 44.0),
        title=N_("Body"),
        cell=_body,
        width=220,
        sort="body",
        stretch=True,
    ),
    Column(
        key="number",
        value=number_text,
        book=("TEXT", 10.0),
        title=N_("No."),
        cell=_number,
        width=66,
        sort="number",
    ),
    Column(
        key="venue",
        value=lambda row: row.venue,
        book=("TEXT", 34.0),
        title=N_("Place"),
        cell=lambda row: _plain(row.venue or row.mode.label),
        width=170,
        sort="venue",
        priority=6,
    ),
    Column(
        key="mode",
        value=lambda row: row.mode.label,
        title=N_("How it is held"),
        cell=lambda row: _plain(row.mode.label),
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
        cell=_resolutions,
        width=80,
        sort="resolutions",
        priority=5,
        right=True,
    ),
    Column(
        key="state",
        value=lambda row: row.state.label,
        title=N_("Status"),
        cell=_state,
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
