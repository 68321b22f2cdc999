"""What can be done on the page of meetings, as data."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.meetings import MeetingState
from cluster_desk.i18n import N_
from cluster_desk.queries.meetings.rows import MeetingRow
from ui.meetings.setting_up import set_up_bodies
from ui.meetings.spec import MEETINGS
from ui.meetings.words import SETTLED
from ui.pages.actions import Action
from ui.pages.apart import Apart
from ui.pages.lists.actions import has_one, list_actions

_Page = Any  # MeetingsPage, which imports this module
_BEFORE = (MeetingState.PLANNED, MeetingState.CONVENED)


def current_row(page: _Page) -> MeetingRow | None:
    """The meeting that is looked at, once its row has come."""
    row_id = page.body.table.current_id()
    return None if row_id is None else page.list.model.cache.record(row_id)


def _is_before(page: _Page) -> bool:
    record = current_row(page)
    return record is not None and record.state in _BEFORE


def _is_living(page: _Page) -> bool:
    record = current_row(page)
    return record is not None and record.state not in SETTLED


def _has_begun(page: _Page) -> bool:
    record = current_row(page)
    over = (*_BEFORE, MeetingState.CANCELLED)
    return record is not None and record.state not in over


def _open(page: _Page, part: str = "") -> None:
    from ui.meetings.meeting_page import MeetingPage  # opened now and then

    record = current_row(page)
    if record is not None:
        page.page_wanted.emit(MeetingPage(page.workspace, record.id, part=part))


def meeting_apart(page: _Page, row_id: int) -> Apart:
    """In a window of its own: the meeting as Enter opens it."""
    from ui.meetings.meeting_page import MeetingPage  # as above

    return Apart(
        place="meetings",
        kind="meeting",
        key=f"meeting:{row_id}",
        make=lambda show: show(MeetingPage(page.workspace, row_id)),
    )


def _plan(page: _Page) -> None:
    from ui.meetings.plan_page import PlanPage  # as above

    page.page_wanted.emit(PlanPage(page.workspace))


def _duplicate(page: _Page) -> None:
    from ui.meetings.plan_page import PlanPage  # as above

    record = current_row(page)
    if record is not None:
        page.page_wanted.emit(PlanPage(page.workspace, like=record.id))


def _change(page: _Page) -> None:
    from ui.meetings.plan_page import PlanPage  # as above

    record = current_row(page)
    if record is not None:
        page.page_wanted.emit(PlanPage(page.workspace, record.id))


def _minutes(page: _Page) -> None:
    from ui.meetings.minutes_page import MinutesPage  # as above

    record = current_row(page)
    if record is not None:
        page.page_wanted.emit(MinutesPage(page.workspace, record.id))


def _convocation(page: _Page) -> None:
    from ui.meetings.documents import preview_convocation  # as above

    record = current_row(page)
    if record is not None:
        preview_convocation(page, record.id)


def _convene(page: _Page) -> None:
    from ui.meetings.call_sheets import open_convene_sheet  # as above

    record = current_row(page)
    if record is not None:
        open_convene_sheet(page, record.id)


def _cancel(page: _Page) -> None:
    from ui.meetings.call_sheets import open_cancel_sheet  # as above

    record = current_row(page)
    if record is not None:
        open_cancel_sheet(page, record.id)


def _bodies(page: _Page) -> None:
    from ui.meetings.seats_page import SeatsPage  # as above

    page.page_wanted.emit(SeatsPage(page.workspace, page.preferences))


MEETINGS_ACTIONS = (
    Action(
        id="meetings.new",
        text=N_("Plan a meeting"),
        menu="file",
        icon="plus",
        keys=("Ctrl+N",),
        run=_plan,
    ),
    *list_actions(MEETINGS),
    Action(
        id="meetings.bodies",
        text=N_("Bodies and offices"),
        menu="go",
        group=4,
        icon="landmark",
        keys=("Ctrl+Shift+B",),
        run=_bodies,
    ),
    Action(
        id="meetings.set_up",
        text=N_("Set up the bodies"),
        menu="go",
        group=4,
        icon="settings",
        run=set_up_bodies,
    ),
    Action(
        id="meetings.open",
        text=N_("Go to the meeting"),
        menu="record",
        icon="gavel",
        shown_keys="Return",
        enabled=has_one,
        run=_open,
    ),
    Action(
        id="meetings.change",
        text=N_("Change the plan"),
        menu="record",
        icon="pencil",
        keys=("F2",),
        enabled=_is_before,
        run=_change,
    ),
    Action(
        id="meetings.duplicate",
        text=N_("Duplicate"),
        menu="record",
        icon="copy",
        keys=("Ctrl+D",),
        enabled=has_one,
        run=_duplicate,
    ),
    Action(
        id="meetings.convocation",
        text=N_("Convocation"),
        menu="record",
        group=1,
        icon="file-text",
        keys=("Ctrl+Shift+P",),
        enabled=has_one,
        run=_convocation,
    ),
    Action(
        id="meetings.convene",
        text=N_("Record the notice"),
        menu="record",
        group=1,
        icon="send",
        enabled=_is_before,
        run=_convene,
    ),
    Action(
        id="meetings.minutes",
        text=N_("Minutes"),
        menu="record",
        group=2,
        icon="file-pen-line",
        keys=("Ctrl+M",),
        enabled=_has_begun,
        run=_minutes,
    ),
    Action(
        id="meetings.cancel",
        text=N_("Call the meeting off"),
        menu="record",
        group=3,
        icon="calendar-x",
        enabled=_is_living,
        run=_cancel,
    ),
)
ON_A_ROW = (
    "meetings.open",
    "meetings.change",
    "meetings.duplicate",
    "meetings.convocation",
    "meetings.convene",
    "meetings.minutes",
    "meetings.cancel",
    "meetings.copy",
)
