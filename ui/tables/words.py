"""Say what tables, meetings and actions are, in the tones of the window."""

from __future__ import annotations

from datetime import date, time

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.meetings import MeetingState
from cluster_desk.domain.tables import Share
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.formats.numbers import percent_text
from cluster_desk.i18n import _
from cluster_desk.queries.tables.actions import ActionRow
from cluster_desk.queries.tables.card import TableMeetingRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind
from ui.tables.matrix_paint import share_token
from ui.theme.tokens import SEMIBOLD

MEETING_TONES = {
    MeetingState.PLANNED: "neutral",
    MeetingState.CONVENED: "info",
    MeetingState.OPEN: "warn",
    MeetingState.CLOSED: "ok",
    MeetingState.DESERTED: "bad",
    MeetingState.CANCELLED: "bad",
}
TABLE_ROLES = (SeatRole.PARTICIPANT, SeatRole.COORDINATOR, SeatRole.EXPERT, SeatRole.SECRETARY)


def clock(minutes: int) -> str:
    """`13:30`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def share_text(share: Share) -> str:
    """`75 %`."""
    return percent_text(share.came, share.called)


def share_cell(share: Share) -> Cell:
    """A figure in the colour of how good it is."""
    if share.percent is None:
        return cells.figures("")
    tone = share_token(share.percent).removesuffix("_dot")
    spoken = _("{share}, {came} of {called}").format(
        share=share_text(share), came=share.came, called=share.called
    )
    return Cell(
        text=share_text(share),
        kind=CellKind.NUMBER,
        tone="text" if tone == "ok" else f"{tone}_fg",
        weight=SEMIBOLD,
        spoken=spoken,
    )


def when_text(on: date | None, at: time | None) -> str:
    """`24/06/2026, 14:30`."""
    if on is None:
        return ""
    return f"{date_text(on)}, {time_text(at)}" if at else date_text(on)


def hours_of_meeting(meeting: TableMeetingRow) -> str:
    """`14:30–16:45`: as it was held, or else as it is planned."""
    begins = meeting.opened_at or meeting.starts_at
    ends = meeting.closed_at or (meeting.ends_at if meeting.opened_at is None else None)
    if ends is None:
        return _("from {start}").format(start=time_text(begins))
    return f"{time_text(begins)}–{time_text(ends)}"


def meeting_name(meeting: TableMeetingRow) -> str:
    """`n. 3 del 12/03/2026`, without a number only the day."""
    on = date_text(meeting.held_on)
    if meeting.number is None:
        return _("meeting of {date}").format(date=on)
    return _("no. {number} of {date}").format(number=meeting.number, date=on)


def action_state(action: ActionRow) -> tuple[str, str]:
    """Words and tone of where an action stands."""
    if action.done_on is not None:
        return _("Done on {date}").format(date=date_text(action.done_on)), "ok"
    if action.is_late:
        return _("Late action"), "bad"
    return _("Open action"), "info"
