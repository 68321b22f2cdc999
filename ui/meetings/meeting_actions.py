"""What can be done in one meeting, as data: call it, hold it, record who is there and the votes."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.meetings import MeetingState
from cluster_desk.i18n import N_
from cluster_desk.queries.meetings.roll import RollState
from ui.meetings.call_sheets import open_cancel_sheet, open_convene_sheet
from ui.meetings.conduct_sheets import (
    open_closing_sheet,
    open_deserted_sheet,
    open_opening_sheet,
)
from ui.meetings.documents import preview_convocation
from ui.meetings.item_actions import ITEM_ACTIONS
from ui.meetings.presence_sheets import (
    open_arrival_sheet,
    open_correction_sheet,
    open_departure_sheet,
    open_excuse_sheet,
    open_guest_sheet,
    open_proxy_sheet,
)
from ui.pages.actions import Action

_Page = Any  # MeetingPage, which imports this module
_BEFORE = (MeetingState.PLANNED, MeetingState.CONVENED)


def _state(page: _Page) -> MeetingState | None:
    return page.facts.sitting.state if page.facts is not None else None


def is_before(page: _Page) -> bool:
    """Whether it can still be planned."""
    return _state(page) in _BEFORE


def can_record_notice(page: _Page) -> bool:
    """Before it begins; afterwards only where none is recorded, because the minutes need it."""
    if is_before(page):
        return True
    sitting = page.facts.sitting if has_begun(page) else None
    return sitting is not None and sitting.notice_sent_on is None and not sitting.totalitarian


def is_living(page: _Page) -> bool:
    """Whether anything can still be recorded in it."""
    return bool(page.is_living)


def is_open(page: _Page) -> bool:
    """Whether it is in progress."""
    return _state(page) is MeetingState.OPEN


def has_begun(page: _Page) -> bool:
    """Whether there is anything for minutes to tell."""
    return page.facts is not None and page.facts.sitting.opened_at is not None


def _lines(page: _Page) -> list[Any]:
    return page.presence.chosen() if is_living(page) else []


def _can_arrive(page: _Page) -> bool:
    lines = _lines(page)
    return bool(lines) and all(
        line.open_stay is None and line.state is not RollState.BY_PROXY for line in lines
    )


def _can_leave(page: _Page) -> bool:
    lines = _lines(page)
    return bool(lines) and all(line.open_stay is not None for line in lines)


def _one(page: _Page) -> Any:
    lines = _lines(page)
    return lines[0] if len(lines) == 1 else None


def _can_give_proxy(page: _Page) -> bool:
    line = _one(page)
    return (
        line is not None
        and line.membership_id is not None
        and not line.stays
        and line.state is not RollState.BY_PROXY
    )


def _can_excuse(page: _Page) -> bool:
    line = _one(page)
    return line is not None and line.state is RollState.ABSENT


def _can_correct(page: _Page) -> bool:
    line = _one(page)
    return line is not None and bool(line.stays)


def _can_remove(page: _Page) -> bool:
    line = _one(page)
    return line is not None and (bool(line.stays) or line.state is RollState.BY_PROXY)


def _correct(page: _Page) -> None:
    line = _one(page)
    if line is not None:
        open_correction_sheet(page, line, line.stays[-1])


def _change(page: _Page) -> None:
    from ui.meetings.plan_page import PlanPage  # opened now and then

    page.page_wanted.emit(PlanPage(page.workspace, page.meeting_id))


def _minutes(page: _Page) -> None:
    from ui.meetings.minutes_page import MinutesPage  # as above

    page.items.keep_words()
    page.page_wanted.emit(MinutesPage(page.workspace, page.meeting_id))


_CONDUCT = (
    Action(
        id="meeting.open",
        text=N_("Open the meeting"),
        menu="record",
        icon="play",
        keys=("Ctrl+Shift+O",),
        enabled=is_before,
        run=lambda page: open_opening_sheet(page, page.facts),
    ),
    Action(
        id="meeting.close",
        text=N_("Close the meeting"),
        menu="record",
        icon="lock",
        enabled=is_open,
        run=lambda page: open_closing_sheet(page, page.facts),
    ),
    Action(
        id="meeting.deserted",
        text=N_("Record that it was deserted"),
        menu="record",
        icon="user-x",
        enabled=is_before,
        run=lambda page: open_deserted_sheet(page, page.facts),
    ),
    Action(
        id="meeting.change",
        text=N_("Change the plan"),
        menu="record",
        group=1,
        icon="pencil",
        keys=("F2",),
        enabled=is_before,
        run=_change,
    ),
    Action(
        id="meeting.convene",
        text=N_("Record the notice"),
        menu="record",
        group=1,
        icon="send",
        enabled=can_record_notice,
        run=lambda page: open_convene_sheet(page, page.meeting_id),
    ),
    Action(
        id="meeting.convocation",
        text=N_("Convocation"),
        menu="record",
        group=1,
        icon="file-text",
        keys=("Ctrl+Shift+P",),
        enabled=lambda page: page.facts is not None,
        run=lambda page: preview_convocation(page, page.meeting_id),
    ),
    Action(
        id="meeting.minutes",
        text=N_("Minutes"),
        menu="record",
        group=1,
        icon="file-pen-line",
        keys=("Ctrl+M",),
        enabled=has_begun,
        run=_minutes,
    ),
    Action(
        id="meeting.cancel",
        text=N_("Call the meeting off"),
        menu="record",
        group=2,
        icon="calendar-x",
        enabled=is_living,
        run=lambda page: open_cancel_sheet(page, page.meeting_id),
    ),
)


_PRESENCE = (
    Action(
        id="meeting.arrive",
        text=N_("Arrival"),
        menu="record",
        group=4,
        icon="log-in",
        keys=("F8",),
        enabled=_can_arrive,
        run=lambda page: open_arrival_sheet(page, page.facts, _lines(page)),
    ),
    Action(
        id="meeting.leave_room",
        text=N_("Departure"),
        menu="record",
        group=4,
        icon="log-out",
        keys=("Shift+F8",),
        enabled=_can_leave,
        run=lambda page: open_departure_sheet(page, page.facts, _lines(page)),
    ),
    Action(
        id="meeting.proxy",
        text=N_("Proxy"),
        menu="record",
        group=4,
        icon="handshake",
        enabled=_can_give_proxy,
        run=lambda page: open_proxy_sheet(page, page.facts, _one(page)),
    ),
    Action(
        id="meeting.excuse",
        text=N_("Excuse"),
        menu="record",
        group=4,
        icon="calendar-x",
        enabled=_can_excuse,
        run=lambda page: open_excuse_sheet(page, page.facts, _one(page)),
    ),
    Action(
        id="meeting.guest",
        text=N_("Record a guest"),
        menu="record",
        group=4,
        icon="user-plus",
        enabled=is_living,
        run=lambda page: open_guest_sheet(page, page.facts),
    ),
    Action(
        id="meeting.correct",
        text=N_("Correct"),
        menu="record",
        group=4,
        icon="pencil",
        enabled=_can_correct,
        run=_correct,
    ),
    Action(
        id="meeting.remove",
        text=N_("Take away"),
        menu="record",
        group=4,
        icon="x",
        keys=("Del",),
        enabled=_can_remove,
        run=lambda page: page.remove_presence(_one(page)),
    ),
    Action(
        id="meeting.tick_all",
        text=N_("Select all listed"),
        menu="edit",
        group=2,
        keys=("Ctrl+A",),
        enabled=is_living,
        run=lambda page: page.presence.model.ticks.put(page.presence.model.ids, on=True),
    ),
)


MEETING_ACTIONS = (*_CONDUCT, *ITEM_ACTIONS, *_PRESENCE)
