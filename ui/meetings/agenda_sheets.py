"""Add an item to the agenda of a meeting, or put one off to a later meeting."""

from __future__ import annotations

from typing import Any

from cluster_desk.domain.meetings import AgendaKind, ItemOutcome
from cluster_desk.i18n import _
from cluster_desk.services.meetings.planning import AddAgendaItem, NewItem, add_agenda_item
from cluster_desk.services.meetings.voting import EndItem, end_item
from ui.kit.entry_fields import term_field
from ui.kit.fields import LineField
from ui.pages.entry_sheet import Entry, EntrySheet

_Page = Any  # MeetingPage, whose actions these are


def open_item_sheet(page: _Page) -> None:
    """At the end of the agenda; before the meeting the plan puts it where it belongs."""
    fields = {
        "title": LineField(
            _("What is discussed or resolved"),
            longest=300,
            required=_("Write the title of the item."),
        ),
        "kind": term_field(_("Kind of item"), AgendaKind),
    }
    entry = Entry(
        title=_("Add an item"),
        about=_("Only what is on the agenda that was sent can be validly resolved."),
        save=_("Add an item"),
        use_case=add_agenda_item,
        command=lambda asked: AddAgendaItem(meeting_id=page.meeting_id, item=NewItem(**asked)),
    )
    EntrySheet(page, entry, fields, {})


def open_postpone_sheet(page: _Page) -> None:
    """To when, or until what."""
    item = page.items.item()
    if item is None:
        return
    page.items.keep_words()
    field = LineField(_("To which meeting, or until what"), longest=200)
    entry = Entry(
        title=_("Postpone the item"),
        about=f"{item.position}. {item.title}",
        save=_("Postpone the item"),
        use_case=end_item,
        command=lambda asked: EndItem(item_id=item.id, outcome=ItemOutcome.POSTPONED, **asked),
    )
    EntrySheet(page, entry, {"postponed_to": field}, {})
