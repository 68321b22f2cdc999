"""The columns of the lists on a table's page: participants, meetings, actions."""

from __future__ import annotations

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.tables.actions import ActionRow
from cluster_desk.queries.tables.card import Participant, TableMeetingRow
from ui.kit.table.columns import Cell, CellKind, Column
from ui.tables.columns import CHECK, minutes
from ui.tables.words import (
    MEETING_TONES,
    action_state,
    day,
    hours_of_meeting,
    nothing,
    number,
    plain,
    share_cell,
)
from ui.theme.tokens import MEDIUM


def _seat_end(row: Participant) -> Cell:
    if row.is_seated and row.to_on is None:
        return nothing(_("no end"))
    return day(row.to_on)


PARTICIPANTS = (
    Column(
        key="name",
        title=N_("Person"),
        cell=lambda row: Cell(text=row.name, kind=CellKind.NAME, weight=MEDIUM),
        width=220,
        sort="name",
        stretch=True,
        value=lambda row: row.name,
    ),
    Column(
        key="organisation",
        title=N_("Organisation"),
        cell=lambda row: plain(row.organisation),
        width=230,
        sort="organisation",
        value=lambda row: row.organisation or None,
    ),
    Column(
        key="role",
        title=N_("Role"),
        cell=lambda row: plain(row.role.label),
        width=120,
        sort="role",
        priority=2,
        value=lambda row: row.role.label,
    ),
    Column(
        key="from_on",
        title=N_("Since"),
        cell=lambda row: day(row.from_on),
        width=96,
        sort="from_on",
        priority=3,
        value=lambda row: row.from_on,
    ),
    Column(
        key="to_on",
        title=N_("Until"),
        cell=_seat_end,
        width=96,
        sort="to_on",
        priority=4,
        value=lambda row: row.to_on,
    ),
    Column(
        key="came",
        title=N_("Meetings attended"),
        cell=lambda row: (
            Cell(text=f"{row.share.came} / {row.share.called}", kind=CellKind.NUMBER, tone="text2")
            if row.share.called
            else nothing()
        ),
        width=84,
        right=True,
        priority=1,
        value=lambda row: row.share.came,
    ),
    Column(
        key="share",
        title=N_("Share of presences"),
        cell=lambda row: share_cell(row.share),
        width=100,
        sort="share",
        right=True,
        value=lambda row: row.share.percent,
    ),
    Column(
        key="minutes",
        title=N_("Hours"),
        cell=lambda row: minutes(row.minutes),
        width=70,
        sort="minutes",
        right=True,
        priority=1,
        value=lambda row: row.minutes,
    ),
    Column(
        key="last_on",
        title=N_("Last time there"),
        cell=lambda row: day(row.last_on),
        width=112,
        sort="last_on",
        priority=2,
        value=lambda row: row.last_on,
    ),
)


def _came(row: TableMeetingRow) -> Cell:
    if not row.share.called and not row.guests:
        return nothing()
    guests = f" +{row.guests}" if row.guests else ""
    return Cell(
        text=f"{row.share.came}{guests} / {row.share.called}", kind=CellKind.NUMBER, tone="text2"
    )


MEETINGS = (
    Column(
        key="held_on",
        title=N_("Day"),
        cell=lambda row: Cell(text=date_text(row.held_on), kind=CellKind.NUMBER, weight=MEDIUM),
        width=96,
        sort="held_on",
        value=lambda row: row.held_on,
    ),
    Column(
        key="number",
        title=N_("No."),
        cell=lambda row: number(row.number or 0),
        width=52,
        priority=3,
        value=lambda row: row.number,
    ),
    Column(
        key="title",
        title=N_("Subject"),
        cell=lambda row: plain(row.title),
        width=260,
        sort="title",
        stretch=True,
        value=lambda row: row.title,
    ),
    Column(
        key="hours",
        title=N_("Times"),
        cell=lambda row: Cell(text=hours_of_meeting(row), kind=CellKind.NUMBER, tone="text2"),
        width=104,
        value=hours_of_meeting,
    ),
    Column(
        key="place",
        title=N_("Place"),
        cell=lambda row: plain(" · ".join(part for part in (row.venue, row.platform) if part)),
        width=210,
        priority=4,
        value=lambda row: row.venue,
    ),
    Column(
        key="items",
        title=N_("Items to discuss"),
        cell=lambda row: number(row.items),
        width=66,
        right=True,
        priority=5,
        value=lambda row: row.items,
    ),
    Column(
        key="came",
        title=N_("Came"),
        cell=_came,
        width=84,
        right=True,
        priority=1,
        value=lambda row: row.share.came,
    ),
    Column(
        key="share",
        title=N_("Share of presences"),
        cell=lambda row: share_cell(row.share),
        width=100,
        sort="share",
        right=True,
        priority=2,
        value=lambda row: row.share.percent,
    ),
    Column(
        key="state",
        title=N_("Status"),
        cell=lambda row: Cell(
            text=row.state.label, kind=CellKind.CHIP, tone=MEETING_TONES[row.state]
        ),
        width=124,
        sort="state",
        value=lambda row: row.state.label,
    ),
)


def _action_state(row: ActionRow) -> Cell:
    words, tone = action_state(row)
    return Cell(text=words, kind=CellKind.CHIP, tone=tone)


def _agreed(row: ActionRow) -> str:
    return _("agreed on {date}").format(date=date_text(row.agreed_on))


ACTIONS = (
    CHECK,
    Column(
        key="wording",
        title=N_("What is to be done"),
        cell=lambda row: Cell(
            text=row.wording, weight=MEDIUM, spoken=f"{row.wording}, {_agreed(row)}"
        ),
        width=320,
        sort="wording",
        stretch=True,
        value=lambda row: row.wording,
    ),
    Column(
        key="owner",
        title=N_("By whom"),
        cell=lambda row: plain(row.owner),
        width=280,
        sort="owner",
        priority=1,
        value=lambda row: row.owner or None,
    ),
    Column(
        key="agreed_on",
        title=N_("Agreed on"),
        cell=lambda row: day(row.agreed_on),
        width=104,
        sort="agreed_on",
        priority=2,
        value=lambda row: row.agreed_on,
    ),
    Column(
        key="due_on",
        title=N_("Due on"),
        cell=lambda row: day(row.due_on),
        width=96,
        sort="due_on",
        value=lambda row: row.due_on,
    ),
    Column(
        key="state",
        title=N_("Status"),
        cell=_action_state,
        width=170,
        sort="state",
        value=lambda row: action_state(row)[0],
    ),
)
