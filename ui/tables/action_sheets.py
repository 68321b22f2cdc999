"""Quick entries about what was promised at a table: add, give to somebody, done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.tables.actions import ActionRow
from cluster_desk.queries.tables.card import TableCard
from cluster_desk.services.tables.actions import (
    AddAction,
    EditAction,
    FinishActions,
    add_action,
    edit_action,
    finish_actions,
)
from ui.kit.entry_fields import day_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.tables.meeting_sheets import last_day
from ui.tables.words import meeting_name


def open_add_action(page: Page, card: TableCard) -> None:
    """What was agreed, in which meeting, by whom it is done and by when."""
    today = page.workspace.today()
    last = last_day(card, today)
    if last is None:
        page.refused.emit(_("An action is agreed in a meeting: record first that one was held."))
        return
    held = [m for m in card.meetings if m.held_on <= today and m.share.called + m.guests]
    meetings = [(str(each.id), meeting_name(each)) for each in held or [last]]
    fields: dict[str, Field] = {
        **_fields(page, card),
        "meeting_id": ChoiceField(_("Agreed in"), meetings, parse=int),
    }
    entry = Entry(
        title=_("New action"),
        about=_("It is carried from meeting to meeting until it is done."),
        save=_("Add the action"),
        use_case=add_action,
        command=lambda asked: AddAction(**_values(asked)),
    )
    EntrySheet(page, entry, fields, {"meeting_id": str(last.id)})


def open_edit_action(page: Page, card: TableCard, action: ActionRow) -> None:
    """Other words, another day, somebody else."""
    entry = Entry(
        title=_("Change the action"),
        about=_("Agreed on {date} at «{table}».").format(
            date=date_text(action.agreed_on), table=card.name
        ),
        save=_("Save the changes"),
        use_case=edit_action,
        command=lambda asked: EditAction(action_id=action.id, **_values(asked)),
    )
    texts = {
        "wording": action.wording,
        "owner": _key(action.person_id, action.organisation_id),
        "due_on": date_text(action.due_on) if action.due_on else "",
    }
    EntrySheet(page, entry, _fields(page, card), texts)


def open_finish(page: Page, actions: Sequence[ActionRow]) -> None:
    """The day on which it was done; of several the same."""
    today = page.workspace.today()
    fields = {"done_on": day_field(_("Done on"), today, required=_("Write the day."))}
    count = len(actions)
    words = ngettext("{count} action", "{count} actions", count).format(count=count)
    entry = Entry(
        title=_("Action done"),
        about=actions[0].wording if count == 1 else words,
        save=_("Record that it is done"),
        use_case=finish_actions,
        command=lambda asked: FinishActions(
            action_ids=tuple(action.id for action in actions), **asked
        ),
    )
    EntrySheet(page, entry, fields, {"done_on": date_text(today)})


def _fields(page: Page, card: TableCard) -> dict[str, Field]:
    owners = [("", _("the whole table"))]
    for each in card.seated:
        name = f"{each.name}, {each.organisation}" if each.organisation else each.name
        owners.append((_key(each.person_id, each.organisation_id), name))
    return {
        "wording": LineField(
            _("What is to be done"), longest=300, required=_("Write what is to be done.")
        ),
        "owner": ChoiceField(_("By whom"), owners),
        "due_on": day_field(_("Due on"), page.workspace.today()),
    }


def _key(person_id: int | None, organisation_id: int | None) -> str:
    if person_id is None and organisation_id is None:
        return ""
    return f"{person_id or ''}:{organisation_id or ''}"


def _values(asked: dict[str, Any]) -> dict[str, Any]:
    values = dict(asked)
    person, _colon, organisation = str(values.pop("owner", "")).partition(":")
    values["person_id"] = int(person) if person else None
    values["organisation_id"] = int(organisation) if organisation else None
    return values
