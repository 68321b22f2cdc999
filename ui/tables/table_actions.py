"""What can be done on the page of one table, as data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.domain.meetings import MeetingState
from cluster_desk.domain.tables import Mark
from cluster_desk.i18n import N_
from cluster_desk.queries.meetings.plan import agenda_titles
from cluster_desk.services.tables.actions import ReopenAction, reopen_action
from ui.pages.actions import Action
from ui.pages.notices import undoable
from ui.pages.targets import Target
from ui.tables.action_sheets import open_add_action, open_edit_action, open_finish
from ui.tables.meeting_sheets import open_agenda, open_cancel, open_hold, open_plan
from ui.tables.pasting import copy_marks, paste_marks
from ui.tables.presence_sheets import open_guest, open_presence
from ui.tables.sheets import open_edit_table, open_end_table, open_join, open_leave
from ui.tables.table_header import ACTIONS, MEETINGS, PEOPLE, REGISTER

_Page = Any  # TablePage, which imports this module

_PLANNED = (MeetingState.PLANNED, MeetingState.CONVENED)


def _loaded(page: _Page) -> bool:
    return page.card is not None


def _works(page: _Page) -> bool:
    return page.card is not None and page.card.is_active


def _on(tab: str) -> Callable[[_Page], bool]:
    return lambda page: page.card is not None and page.tab == tab


def _has_cell(page: _Page) -> bool:
    return _on(REGISTER)(page) and page.register.here() is not None


def _has_held(page: _Page) -> bool:
    meeting = _register_meeting(page)
    return meeting is not None and meeting.is_held


def _register_meeting(page: _Page) -> Any:
    """The meeting under the cursor of the register."""
    here = page.register.here() if page.card is not None and page.tab == REGISTER else None
    return None if here is None else page.register.grid.meetings[here[1]]


def meeting_of(page: _Page) -> Any:
    """The meeting that is meant: of the list, under the cursor of the register, or the next."""
    if page.card is None:
        return None
    if page.tab == MEETINGS:
        return page.meetings.current()
    meeting = _register_meeting(page)
    found = [each for each in page.card.meetings if meeting is not None and each.id == meeting.id]
    return found[0] if found else page.card.next_meeting


def _is_planned(page: _Page) -> bool:
    meeting = meeting_of(page)
    return meeting is not None and meeting.state in _PLANNED


def _may_be_held(page: _Page) -> bool:
    meeting = meeting_of(page)
    return (
        meeting is not None
        and meeting.held_on <= page.workspace.today()
        and meeting.state not in (MeetingState.CANCELLED, MeetingState.DESERTED)
    )


def _seat(page: _Page) -> Any:
    found = page.people.current() if _on(PEOPLE)(page) else None
    return found if found is not None and found.is_seated else None


def _chosen_actions(page: _Page, *, done: bool) -> list[Any]:
    rows = page.actions_roll.chosen() if _on(ACTIONS)(page) else []
    return [row for row in rows if (row.done_on is not None) is done]


def _mark(mark: Mark) -> Callable[[_Page], object]:
    return lambda page: page.mark(mark)


def _reopen(page: _Page) -> None:
    for action in _chosen_actions(page, done=True)[:1]:
        page.workspace.write(
            reopen_action,
            ReopenAction(action_id=action.id),
            then=lambda outcome: page.noticed.emit(undoable(page.workspace, outcome)),
        )


def _sign_in(page: _Page) -> None:
    from ui.tables.exporting import preview_sign_in  # the viewer is loaded when wanted

    preview_sign_in(page, page.card, _to_sign(page))


def _to_sign(page: _Page) -> Any:
    """The meeting that is meant; where none is, the last there was."""
    found = meeting_of(page)
    return found or (page.card.meetings[0] if page.card and page.card.meetings else None)


def _workbook(page: _Page) -> None:
    from ui.tables.exporting import export_table  # openpyxl: only for a workbook

    export_table(page, page.card, page.register.year)


def _open_meeting(page: _Page) -> None:
    page.target_wanted.emit(Target(place="meetings", record=meeting_of(page).id))


def _duplicate(page: _Page) -> None:
    like = meeting_of(page)
    page.workspace.read(
        agenda_titles, like.id, then=lambda titles: open_plan(page, page.card, like, titles)
    )


def _note(page: _Page) -> None:
    here = page.register.here()
    if here is not None and page.register.grid.cell(*here) is not None:
        open_presence(page, page.register.grid, here, note=True)


def _detail(page: _Page) -> None:
    open_presence(page, page.register.grid, page.register.here())


_MARKS = (
    ("present", N_("Mark as present"), Mark.PRESENT, "P", "check"),
    ("remote", N_("Mark as connected"), Mark.REMOTE, "R", "monitor"),
    ("delegated", N_("Mark as represented by a delegate"), Mark.DELEGATED, "D", "user-check"),
    ("excused", N_("Mark as excused"), Mark.EXCUSED, "G", "mail"),
    ("absent", N_("Mark as absent"), Mark.ABSENT, "A", "minus"),
)

TABLE_ACTIONS = (
    Action(
        id="table.plan",
        text=N_("New meeting of the table"),
        menu="record",
        icon="plus",
        keys=("Ctrl+N",),
        enabled=_works,
        run=lambda page: open_plan(page, page.card),
    ),
    Action(
        id="table.duplicate",
        text=N_("Duplicate"),
        menu="record",
        icon="copy",
        keys=("Ctrl+D",),
        enabled=lambda page: _works(page) and meeting_of(page) is not None,
        run=_duplicate,
    ),
    Action(
        id="table.copy",
        text=N_("Copy the marks"),
        menu="edit",
        icon="copy",
        shown_keys="Ctrl+C",
        enabled=_has_cell,
        run=copy_marks,
    ),
    Action(
        id="table.paste",
        text=N_("Paste the marks"),
        menu="edit",
        icon="clipboard-list",
        shown_keys="Ctrl+V",
        enabled=_has_cell,
        run=paste_marks,
    ),
    Action(
        id="table.hold",
        text=N_("Meeting held…"),
        menu="record",
        icon="clock",
        keys=("Ctrl+H",),
        enabled=_may_be_held,
        run=lambda page: open_hold(page, page.card, meeting_of(page)),
    ),
    Action(
        id="table.agenda",
        text=N_("Add to the agenda…"),
        menu="record",
        icon="list-checks",
        enabled=_is_planned,
        run=lambda page: open_agenda(page, meeting_of(page)),
    ),
    Action(
        id="table.cancel",
        text=N_("Cancel the table meeting…"),
        menu="record",
        icon="calendar-x",
        enabled=_is_planned,
        run=lambda page: open_cancel(page, meeting_of(page)),
    ),
    Action(
        id="table.open_meeting",
        text=N_("Open among the meetings"),
        menu="record",
        icon="arrow-right",
        enabled=lambda page: meeting_of(page) is not None,
        run=_open_meeting,
    ),
    Action(
        id="table.join",
        text=N_("Add a participant"),
        menu="record",
        group=1,
        icon="user-plus",
        keys=("Ctrl+J",),
        enabled=_works,
        run=lambda page: open_join(page, page.card.id),
    ),
    Action(
        id="table.leave",
        text=N_("End the participation…"),
        menu="record",
        group=1,
        icon="user-minus",
        enabled=lambda page: _seat(page) is not None,
        run=lambda page: open_leave(page, _seat(page)),
    ),
    Action(
        id="table.guest",
        text=N_("Add a guest"),
        menu="record",
        group=1,
        icon="contact-round",
        keys=("F8",),
        enabled=_has_held,
        run=lambda page: open_guest(page, _register_meeting(page)),
    ),
    *(
        Action(
            id=f"table.mark.{name}",
            text=text,
            menu="record",
            group=2,
            icon=icon,
            shown_keys=key,
            enabled=_has_cell,
            run=_mark(mark),
        )
        for name, text, mark, key, icon in _MARKS
    ),
    Action(
        id="table.presence",
        text=N_("Hours and note…"),
        menu="record",
        group=2,
        icon="pencil",
        shown_keys="Return",
        enabled=_has_cell,
        run=_detail,
    ),
    Action(
        id="table.note",
        text=N_("Note…"),
        menu="record",
        group=2,
        icon="pen-line",
        shown_keys="N",
        enabled=_has_cell,
        run=_note,
    ),
    Action(
        id="table.action",
        text=N_("New action"),
        menu="record",
        group=3,
        icon="target",
        keys=("F9",),
        enabled=_loaded,
        run=lambda page: open_add_action(page, page.card),
    ),
    Action(
        id="table.action.edit",
        text=N_("Change the action…"),
        menu="record",
        group=3,
        icon="pencil",
        keys=("F2",),
        enabled=lambda page: _on(ACTIONS)(page) and page.actions_roll.current() is not None,
        run=lambda page: open_edit_action(page, page.card, page.actions_roll.current()),
    ),
    Action(
        id="table.action.done",
        text=N_("Done…"),
        menu="record",
        group=3,
        icon="check",
        keys=("Ctrl+Shift+D",),
        enabled=lambda page: bool(_chosen_actions(page, done=False)),
        run=lambda page: open_finish(page, _chosen_actions(page, done=False)),
    ),
    Action(
        id="table.action.reopen",
        text=N_("Open again"),
        menu="record",
        group=3,
        icon="rotate-ccw",
        enabled=lambda page: bool(_chosen_actions(page, done=True)),
        run=_reopen,
    ),
    Action(
        id="table.edit",
        text=N_("Change the table…"),
        menu="record",
        group=4,
        icon="pencil-line",
        enabled=_loaded,
        run=lambda page: open_edit_table(page, page.card),
    ),
    Action(
        id="table.end",
        text=N_("End the table…"),
        menu="record",
        group=4,
        icon="archive",
        enabled=_works,
        run=lambda page: open_end_table(page, page.card),
    ),
    Action(
        id="table.sign_in",
        text=N_("Sign-in sheet"),
        menu="file",
        icon="printer",
        keys=("Ctrl+P",),
        enabled=lambda page: _to_sign(page) is not None,
        run=_sign_in,
    ),
    Action(
        id="table.export",
        text=N_("Export the register"),
        menu="file",
        icon="download",
        keys=("Ctrl+E",),
        enabled=_loaded,
        run=_workbook,
    ),
)
