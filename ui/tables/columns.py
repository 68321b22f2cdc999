"""The columns of the list of tables, and how each fact of a row is shown."""

from __future__ import annotations

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.tables.lists import TableRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.tables.words import clock, share_cell, when_text
from ui.theme.tokens import MEDIUM, SEMIBOLD


def minutes(count: int) -> Cell:
    """Hours and minutes; none is a dash."""
    return cells.figures(clock(count) if count else "")


def _next(row: TableRow) -> Cell:
    if row.next_on is None:
        return Cell(text=_("to be planned"), tone="warn_fg") if row.is_active else cells.nothing()
    return Cell(text=when_text(row.next_on, row.next_at), kind=CellKind.NUMBER)


def _actions(row: TableRow) -> Cell:
    if not row.open_actions:
        return cells.count(0)
    late = _("{open} of which {late} late").format(open=row.open_actions, late=row.late_actions)
    text = f"{row.open_actions} ({row.late_actions})" if row.late_actions else str(row.open_actions)
    return Cell(
        text=text,
        kind=CellKind.NUMBER,
        tone="bad_fg" if row.late_actions else "text",
        weight=SEMIBOLD if row.late_actions else MEDIUM,
        spoken=late if row.late_actions else str(row.open_actions),
    )


def _table_state(row: TableRow) -> Cell:
    if row.is_active:
        return cells.chip(_("Active table"), "ok")
    ended = date_text(row.active_to) if row.active_to else ""
    return cells.chip(_("Ended on {date}").format(date=ended), "neutral")


TABLES = (
    cells.TICKS,
    Column(
        key="name",
        title=N_("Working table"),
        cell=lambda row: cells.name(row.name),
        width=260,
        sort="name",
        stretch=True,
        value=lambda row: row.name,
        book=("TEXT", 36.0),
    ),
    Column(
        key="coordinator",
        title=N_("Coordinator"),
        cell=lambda row: cells.words(row.coordinator),
        width=170,
        sort="coordinator",
        priority=3,
        value=lambda row: row.coordinator,
        book=("TEXT", 26.0),
    ),
    Column(
        key="people",
        title=N_("People"),
        cell=lambda row: cells.count(row.people),
        width=76,
        sort="people",
        right=True,
        priority=2,
        value=lambda row: row.people,
        book=("INTEGER", 10.0),
    ),
    Column(
        key="organisations",
        title=N_("Organisations"),
        cell=lambda row: cells.count(row.organisations),
        width=116,
        sort="organisations",
        right=True,
        priority=4,
        value=lambda row: row.organisations,
        book=("INTEGER", 14.0),
    ),
    Column(
        key="meetings",
        title=N_("Meetings"),
        cell=lambda row: cells.count(row.meetings),
        width=82,
        sort="meetings",
        right=True,
        value=lambda row: row.meetings,
        book=("INTEGER", 10.0),
    ),
    Column(
        key="minutes",
        title=N_("Hours"),
        cell=lambda row: minutes(row.minutes),
        width=70,
        sort="minutes",
        right=True,
        priority=2,
        value=lambda row: clock(row.minutes),
        book=("TEXT", 10.0),
    ),
    Column(
        key="share",
        title=N_("Share of presences"),
        cell=lambda row: share_cell(row.share),
        width=100,
        sort="share",
        right=True,
        priority=1,
        value=lambda row: row.share.percent,
        book=("INTEGER", 12.0),
    ),
    Column(
        key="next_on",
        title=N_("Next table meeting"),
        cell=_next,
        width=138,
        sort="next_on",
        value=lambda row: row.next_on,
        book=("DATE", 14.0),
    ),
    Column(
        key="open_actions",
        title=N_("Open actions"),
        cell=_actions,
        width=112,
        sort="open_actions",
        right=True,
        value=lambda row: row.open_actions,
        book=("INTEGER", 12.0),
    ),
    Column(
        key="state",
        title=N_("Status"),
        cell=_table_state,
        width=120,
        priority=5,
        value=lambda row: _table_state(row).text,
    ),
    Column(
        key="project",
        title=N_("Project"),
        cell=lambda row: cells.words(row.project),
        width=180,
        priority=6,
        shown=False,
        value=lambda row: row.project,
        book=("TEXT", 30.0),
    ),
    Column(
        key="code",
        title=N_("Code"),
        cell=lambda row: cells.words(row.code),
        width=70,
        priority=7,
        shown=False,
        value=lambda row: row.code,
        book=("CODE", 10.0),
    ),
)
