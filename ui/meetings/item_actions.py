"""What can be done with the items of a meeting, as data: words, votes, outcomes, order."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from cluster_desk.domain.meetings import ItemOutcome
from cluster_desk.i18n import N_
from ui.meetings.agenda_sheets import (
    move_item,
    open_change_sheet,
    open_item_sheet,
    open_postpone_sheet,
)
from ui.meetings.presence_sheets import open_conflict_sheet
from ui.pages.actions import Action

_Page = Any  # MeetingPage, which imports this module


def _has_item(page: _Page) -> bool:
    return page.is_living and page.items.item() is not None


def _contribute(page: _Page) -> None:
    """The cursor in the discussion, on a line of its own."""
    page.tabs.choose("items")
    editor: QPlainTextEdit = page.items.said.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    if page.items.said.text():
        editor.insertPlainText("\n")


def _conflict(page: _Page) -> None:
    item = page.items.item()
    if item is not None:
        open_conflict_sheet(page, page.facts, item)


def _votes(name: str, text: str, letter: str) -> Action:
    return Action(
        id=f"meeting.votes.{name}",
        text=text,
        menu="record",
        group=3,
        shown_keys=letter,
        enabled=lambda page: "vote" in page.items.may,
        run=lambda page: page.items.vote.letters.go_to(name),
    )


ITEM_ACTIONS = (
    Action(
        id="meeting.vote",
        text=N_("Record the outcome"),
        menu="record",
        group=3,
        icon="gavel",
        shown_keys="Ctrl+Return",
        enabled=lambda page: "vote" in page.items.may,
        run=lambda page: page.items.record_vote(),
    ),
    Action(
        id="meeting.acknowledge",
        text=N_("Acknowledge"),
        menu="record",
        group=3,
        enabled=lambda page: "end" in page.items.may,
        run=lambda page: page.items.end(ItemOutcome.ACKNOWLEDGED),
    ),
    Action(
        id="meeting.discussed",
        text=N_("Only discussed"),
        menu="record",
        group=3,
        enabled=lambda page: "end" in page.items.may,
        run=lambda page: page.items.end(ItemOutcome.DISCUSSED),
    ),
    Action(
        id="meeting.postpone",
        text=N_("Postpone…"),
        menu="record",
        group=3,
        enabled=lambda page: "end" in page.items.may,
        run=open_postpone_sheet,
    ),
    Action(
        id="meeting.save_words",
        text=N_("Save the words"),
        menu="file",
        icon="check",
        keys=("Ctrl+S",),
        enabled=lambda page: "write" in page.items.may and page.items.form.is_dirty,
        run=lambda page: page.items.keep_words(),
    ),
    Action(
        id="meeting.add_item",
        text=N_("Add an item"),
        menu="record",
        group=3,
        icon="plus",
        enabled=lambda page: page.is_living,
        run=open_item_sheet,
    ),
    Action(
        id="meeting.change_item",
        text=N_("Change the item"),
        menu="record",
        group=3,
        icon="pencil",
        keys=("Ctrl+Shift+E",),
        enabled=_has_item,
        run=open_change_sheet,
    ),
    Action(
        id="meeting.item_up",
        text=N_("Move the item up"),
        menu="record",
        group=3,
        icon="arrow-up",
        keys=("Ctrl+Shift+Up",),
        enabled=_has_item,
        run=lambda page: move_item(page, -1),
    ),
    Action(
        id="meeting.item_down",
        text=N_("Move the item down"),
        menu="record",
        group=3,
        icon="arrow-down",
        keys=("Ctrl+Shift+Down",),
        enabled=_has_item,
        run=lambda page: move_item(page, 1),
    ),
    Action(
        id="meeting.contribution",
        text=N_("Add a contribution"),
        menu="record",
        group=3,
        icon="pen-line",
        keys=("F9",),
        enabled=lambda page: "write" in page.items.may,
        run=_contribute,
    ),
    _votes("in_favour", N_("Votes in favour"), "F"),
    _votes("against", N_("Votes against"), "C"),
    _votes("abstained", N_("Votes abstained"), "A"),
    Action(
        id="meeting.conflict",
        text=N_("Declare an interest"),
        menu="record",
        group=3,
        icon="hand",
        enabled=lambda page: page.is_living and bool(page.facts.presences),
        run=_conflict,
    ),
    Action(
        id="meeting.next_item",
        text=N_("Item after"),
        menu="go",
        group=5,
        keys=("Alt+Down",),
        run=lambda page: page.items.step(1),
    ),
    Action(
        id="meeting.previous_item",
        text=N_("Item before"),
        menu="go",
        group=5,
        keys=("Alt+Up",),
        run=lambda page: page.items.step(-1),
    ),
)
