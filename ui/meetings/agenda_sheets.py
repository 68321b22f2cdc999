"""Add an item to the agenda of a meeting, change it, move it, put it off to a later meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cluster_desk.domain.meetings import AgendaKind, ItemOutcome
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.facts import ItemFacts
from cluster_desk.queries.meetings.persons import PersonChoice, people
from cluster_desk.services.meetings.changing import AgendaLine, SetAgenda, set_agenda
from cluster_desk.services.meetings.planning import (
    AddAgendaItem,
    EditAgendaItem,
    NewItem,
    add_agenda_item,
    edit_agenda_item,
)
from cluster_desk.services.meetings.voting import EndItem, end_item
from cluster_desk.services.members.newcomers import with_new_people
from ui.kit.entry_fields import term_field
from ui.kit.fields import Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.notices import undoable
from ui.pages.person_field import PersonField, Somebody, command_of

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


def open_change_sheet(page: _Page) -> None:
    """Title and who reports, also while the meeting is in progress."""
    item = page.items.item()
    if item is not None:
        page.items.keep_words()
        on = page.workspace.today()
        page.workspace.read(people, on=on, then=lambda known: _open_change(page, item, known))


def _open_change(page: _Page, item: ItemFacts, known: Sequence[PersonChoice]) -> None:
    rapporteur = PersonField(_("Who reports"), known)
    rapporteur.choose(item.rapporteur_id)
    fields: dict[str, Field] = {
        "title": LineField(
            _("What is discussed or resolved"),
            longest=300,
            required=_("Write the title of the item."),
        ),
        "rapporteur_id": rapporteur,
    }
    entry = Entry(
        title=_("Change the item"),
        about=_("Minutes that are composed anew say who reports."),
        save=_("Save the item"),
        use_case=with_new_people,
        command=lambda asked: command_of(
            edit_agenda_item,
            EditAgendaItem,
            {"item_id": item.id, "rapporteur_id": Somebody(), **asked},
        ),
    )
    texts = {"title": item.title, "rapporteur_id": rapporteur.text()}
    EntrySheet(page, entry, fields, texts)


def move_item(page: _Page, steps: int) -> None:
    """The item that is worked on goes up or down the agenda."""
    facts, item = page.facts, page.items.item()
    if facts is None or item is None:
        return
    page.items.keep_words()
    order = list(facts.items)
    at = order.index(item)
    if not 0 <= at + steps < len(order):
        return
    order.insert(at + steps, order.pop(at))
    lines = tuple(
        AgendaLine(
            title=each.title,
            kind=each.kind,
            item_id=each.id,
            rapporteur_id=each.rapporteur_id,
            proposal=each.proposal,
        )
        for each in order
    )
    page.workspace.write(
        set_agenda,
        SetAgenda(meeting_id=page.meeting_id, agenda=lines),
        then=lambda outcome: page.noticed.emit(undoable(page.workspace, outcome)),
        refused=lambda error: page.refused.emit(str(error)),
    )


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
