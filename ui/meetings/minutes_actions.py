"""What can be done with minutes, as data: write, compose, preview, approve, enter in the book."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.meetings import MinutesState
from cluster_desk.i18n import N_, _
from cluster_desk.services.meetings.minutes import (
    ComposeMinutes,
    SetMinutesState,
    compose_minutes,
    set_minutes_state,
)
from ui.kit.dialogs import ask_where_to_save
from ui.meetings.documents import preview_minutes
from ui.meetings.minutes_sheets import (
    open_approval_sheet,
    open_book_sheet,
    open_correction_of_minutes,
)
from ui.pages.actions import Action
from ui.pages.saving import save_file

_Page = Any  # MinutesPage, which imports this module
WORDS, PDF = "words", "pdf"
MAIN = {
    None: ("minutes.compose",),
    MinutesState.DRAFT: ("minutes.compose", "minutes.review", "minutes.approve"),
    MinutesState.IN_REVIEW: ("minutes.draft", "minutes.save_pdf", "minutes.approve"),
    MinutesState.APPROVED: ("minutes.save_pdf", "minutes.sign"),
    MinutesState.SIGNED: ("minutes.save_pdf", "minutes.book"),
    MinutesState.BOOKED: ("minutes.save_pdf",),
}
"""The buttons of each state, the last as the main one."""


def _compose(page: _Page) -> None:
    """Anew from the facts; what was changed by hand stays."""
    page.save()
    page.write(compose_minutes, ComposeMinutes(meeting_id=page.meeting_id), told=True)


def _set_state(page: _Page, state: MinutesState) -> None:
    page.save()
    command = SetMinutesState(meeting_id=page.meeting_id, state=state)
    page.write(set_minutes_state, command, told=True)


def _approve(page: _Page) -> None:
    page.save()
    if page.facts is not None:
        open_approval_sheet(page, page.facts)


def _save_pdf(page: _Page) -> None:
    """The bytes that are seen, into a file; made first where they are not."""

    def keep(file: Any) -> None:
        path = ask_where_to_save(page, _("Save as PDF"), file.name, ((_("PDF"), "pdf"),))
        if path is not None:
            save_file(page, lambda _desk: bytes(file.content), path, _("Saved as «{file}»"))

    if page.file is None:
        preview_minutes(page, page.meeting_id, keep)
    else:
        keep(page.file)


def _is(*states: MinutesState | None) -> Any:
    return lambda page: page.card is not None and page.state in states


_EDITABLE = (MinutesState.DRAFT, MinutesState.IN_REVIEW)
MINUTES_ACTIONS = (
    Action(
        id="minutes.save",
        text=N_("Save the words"),
        menu="file",
        icon="check",
        keys=("Ctrl+S",),
        enabled=lambda page: bool(page.view.passages.edits()),
        run=lambda page: page.save(),
    ),
    Action(
        id="minutes.save_pdf",
        text=N_("Save as PDF"),
        menu="file",
        group=1,
        icon="download",
        keys=("Ctrl+Shift+P",),
        enabled=lambda page: page.state is not None,
        run=_save_pdf,
    ),
    Action(
        id="minutes.compose",
        text=N_("Compose from the facts"),
        menu="record",
        icon="sparkles",
        enabled=_is(None, *_EDITABLE),
        run=_compose,
    ),
    Action(
        id="minutes.review",
        text=N_("Send for review"),
        menu="record",
        group=1,
        icon="eye",
        enabled=_is(MinutesState.DRAFT),
        run=lambda page: _set_state(page, MinutesState.IN_REVIEW),
    ),
    Action(
        id="minutes.draft",
        text=N_("Back to draft"),
        menu="record",
        group=1,
        icon="undo-2",
        enabled=_is(MinutesState.IN_REVIEW),
        run=lambda page: _set_state(page, MinutesState.DRAFT),
    ),
    Action(
        id="minutes.approve",
        text=N_("Approve the minutes"),
        menu="record",
        group=1,
        icon="lock",
        enabled=_is(*_EDITABLE),
        run=_approve,
    ),
    Action(
        id="minutes.sign",
        text=N_("Mark as signed"),
        menu="record",
        group=1,
        icon="signature",
        enabled=_is(MinutesState.APPROVED),
        run=lambda page: _set_state(page, MinutesState.SIGNED),
    ),
    Action(
        id="minutes.book",
        text=N_("Enter in the book"),
        menu="record",
        group=1,
        icon="book-open-text",
        enabled=_is(MinutesState.SIGNED),
        run=lambda page: open_book_sheet(page, page.facts),
    ),
    Action(
        id="minutes.correct",
        text=N_("Correct earlier minutes"),
        menu="record",
        group=2,
        icon="pen-line",
        enabled=_is(*_EDITABLE),
        run=lambda page: open_correction_of_minutes(page, page.facts),
    ),
)
