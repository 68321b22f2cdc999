"""What can be done in the archive, as data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cluster_desk.i18n import N_
from ui.archive.spec import DOCUMENTS
from ui.pages.actions import Action
from ui.pages.apart import Apart
from ui.pages.lists.actions import has_one, has_ticks, list_actions
from ui.pages.targets import Target, history_target

_Page = Any  # ArchivePage, which imports this module


def _row(page: _Page) -> Any:
    row_id = page.body.table.current_id()
    return None if row_id is None else page.list.model.cache.record(row_id)


def _on_row(work: str) -> Callable[[_Page], None]:
    def run(page: _Page) -> None:
        from ui.archive import giving  # printing and saving: only when they are asked for

        document = _row(page)
        if document is not None:
            getattr(giving, work)(page, document)

    return run


def document_apart(page: _Page, row_id: int) -> Apart | None:
    """In a window of its own: the document as Enter shows it."""
    from ui.archive.giving import show_document  # as above

    document = _row(page)
    if document is None:
        return None
    return Apart(
        place="archive",
        kind="document",
        key=f"document:{row_id}",
        make=lambda show: show_document(page, document, show),
        size=(1000, 860),
    )


def _save_ticked(page: _Page) -> None:
    from ui.archive.giving import save_several  # as above

    page.list.rows_of(page.list.ticked_ids(), then=lambda rows: save_several(page, rows))


def _of_member(page: _Page) -> bool:
    document = _row(page)
    return document is not None and document.membership_id is not None


def _of_meeting(page: _Page) -> bool:
    document = _row(page)
    return document is not None and document.meeting_id is not None


def _go_to_member(page: _Page) -> None:
    document = _row(page)
    page.target_wanted.emit(Target(place="members", view="everyone", record=document.membership_id))


def _go_to_meeting(page: _Page) -> None:
    document = _row(page)
    page.target_wanted.emit(Target(place="meetings", record=document.meeting_id))


def _go_to_story(page: _Page) -> None:
    document = _row(page)
    if document is not None:
        page.go_to(history_target("document", document.id))


def _check(page: _Page) -> None:
    from ui.history.check_sheet import open_check  # reads every byte: only when it is asked for

    open_check(page)


ARCHIVE_ACTIONS = (
    Action(
        id="archive.preview",
        text=N_("Show the document"),
        menu="record",
        icon="eye",
        shown_keys="Return",
        enabled=has_one,
        run=_on_row("show_document"),
    ),
    Action(
        id="archive.print",
        text=N_("Print"),
        menu="file",
        icon="printer",
        keys=("Ctrl+P",),
        enabled=has_one,
        run=_on_row("print_one"),
    ),
    Action(
        id="archive.save",
        text=N_("Save the document"),
        menu="file",
        icon="download",
        keys=("Ctrl+Shift+P",),
        enabled=has_one,
        run=_on_row("save_one"),
    ),
    Action(
        id="archive.save_ticked",
        text=N_("Save into a folder"),
        menu="file",
        icon="folder-open",
        enabled=has_ticks,
        run=_save_ticked,
    ),
    *list_actions(DOCUMENTS),
    Action(
        id="archive.member",
        text=N_("Go to the member"),
        menu="record",
        group=1,
        icon="users",
        enabled=_of_member,
        run=_go_to_member,
    ),
    Action(
        id="archive.meeting",
        text=N_("Go to the meeting"),
        menu="record",
        group=1,
        icon="gavel",
        enabled=_of_meeting,
        run=_go_to_meeting,
    ),
    Action(
        id="archive.story",
        text=N_("How it was issued"),
        menu="record",
        group=1,
        icon="history",
        enabled=has_one,
        run=_go_to_story,
    ),
    Action(
        id="archive.history",
        text=N_("History of the changes"),
        menu="view",
        group=9,
        icon="history",
        keys=("Ctrl+H",),
        run=lambda page: page.open_history(),
    ),
    Action(
        id="archive.check",
        text=N_("Check everything"),
        menu="view",
        group=9,
        icon="badge-check",
        keys=("Ctrl+Shift+H",),
        run=_check,
    ),
)

ON_A_ROW = (
    "archive.preview",
    "archive.print",
    "archive.save",
    "archive.member",
    "archive.meeting",
    "archive.story",
    "archive.copy",
)
"""What the menu on a row of the list offers."""
