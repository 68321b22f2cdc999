"""The columns of the lists on a table's page: participants, meetings, actions."""

from __future__ import annotations

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.tables.actions import ActionRow
from cluster_desk.queries.tables.card import Participant, TableMeetingRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.tables.columns import minutes
from ui.tables.words import MEETING_TONES, action_state, hours_of_meeting, share_cell
from ui.theme.tokens import MEDIUM


def _seat_end(row: Participant) -> Cell:
    return cells.day(row.to_on, none=_("no end") if row.is_seated else "")


PARTICIPANTS = (
    Column(
        key="name",
        title=N_("Person"),
        cell=lambda row: cells.name(row.name),
        width=220,
        sort="name",
        stretch=True,
        value=lambda row: row.name,
    ),
    Column(
        key="organisation",
        title=N_("Organisation"),
        cell=lambda row: cells.words(row.organisation),
        width=230,
        sort="organisation",
        value=lambda row: row.organisation or None,
    ),
    Column(
        key="role",
        title=N_("Role"),
        cell=lambda row: cells.words(row.role.label),
        width=120,
        sort="role",
        priority=2,
        value=lambda row: row.role.label,
    ),
    Column(
        key="from_on",
        title=N_("Since"),
        cell=lambda row: cells.day(row.from_on),
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
        cell=lambda row: cells.figures(
            f"{row.share.came} / {row.share.called}" if row.share.called else ""
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
        cell=lambda row: cells.day(row.last_on),
        width=112,
        sort="last_on",
        priority=2,
        value=lambda row: row.last_on,
    ),
)


def _came(row: TableMeetingRow) -> Cell:
    if not row.share.called and not row.guests:
        return cells.figures("")
    guests = f" +{row.guests}" if row.guests else ""
    return cells.figures(f"{row.share.came}{guests} / {row.share.called}")


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
        cell=lambda row: cells.number(row.number),
        width=52,
        priority=3,
        value=lambda row: row.number,
    ),
    Column(
        key="title",
        title=N_("Subject"),
        cell=lambda row: cells.words(row.title),
        width=260,
        sort="title",
        stretch=True,
        value=lambda row: row.title,
    ),
    Column(
        key="hours",
        title=N_("Times"),
        cell=lambda row: cells.figures(hours_of_meeting(row)),
        width=104,
        value=hours_of_meeting,
    ),
    Column(
        key="place",
        title=N_("Place"),
        cell=lambda row: cells.words(
            " · ".join(part for part in (row.venue, row.platform) if part)
        ),
        width=210,
        priority=4,
        value=lambda row: row.venue,
    ),
    Column(
        key="items",
        title=N_("Items to discuss"),
        cell=lambda row: cells.count(row.items),
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
        cell=lambda row: cells.chip(row.state.label, MEETING_TONES[row.state]),
        width=124,
        sort="state",
        value=lambda row: row.state.label,
    ),
)


def _agreed(row: ActionRow) -> str:
    return _("agreed on {date}").format(date=date_text(row.agreed_on))


ACTIONS = (
    cells.TICKS,
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
        cell=lambda row: cells.words(row.owner),
        width=280,
        sort="owner",
        priority=1,
        value=lambda row: row.owner or None,
    ),
    Column(
        key="agreed_on",
        title=N_("Agreed on"),
        cell=lambda row: cells.day(row.agreed_on),
        width=104,
        sort="agreed_on",
        priority=2,
        value=lambda row: row.agreed_on,
    ),
    Column(
        key="due_on",
        title=N_("Due on"),
        cell=lambda row: cells.day(row.due_on),
        width=96,
        sort="due_on",
        value=lambda row: row.due_on,
    ),
    Column(
        key="state",
        title=N_("Status"),
        cell=lambda row: cells.chip(*action_state(row)),
        width=170,
        sort="state",
        value=lambda row: action_state(row)[0],
    ),
)
