"""Quick entries about a table and its people: set up, change, end, join, leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _
from cluster_desk.queries.tables.card import Participant, TableCard
from cluster_desk.queries.tables.choices import TableChoices, table_choices
from cluster_desk.running import Outcome
from cluster_desk.services.bodies.seats import EndSeat, end_seat
from cluster_desk.services.tables.life import (
    EditTable,
    EndTable,
    SetUpTable,
    edit_table,
    end_table,
    set_up_table,
)
from cluster_desk.services.tables.people import JoinTable, join_table
from ui.kit.entry_fields import day_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField, NoteField
from ui.kit.pick import PickField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.person_field import PersonField, Somebody
from ui.tables.words import TABLE_ROLES


def with_choices(page: Page, then: Callable[[TableChoices], object]) -> None:
    """Read whom and what there is to choose from."""
    page.workspace.read(table_choices, on=page.workspace.today(), then=then)


def open_new_table(page: Page, done: Callable[[int], object]) -> None:
    """A table: its name, what it is for, from when."""

    def show(choices: TableChoices) -> None:
        today = page.workspace.today()
        fields: dict[str, Field] = {
            **_about_fields(choices),
            "active_from": day_field(
                _("Works since"), today, required=_("Write from which day it works.")
            ),
        }
        entry = Entry(
            title=_("New working table"),
            about=_("Then you add its participants, and plan the first meeting."),
            save=_("Set up the table"),
            use_case=set_up_table,
            command=lambda asked: SetUpTable(**asked),
            done=lambda outcome: _open(outcome, done),
        )
        EntrySheet(page, entry, fields, {"active_from": date_text(today)})

    with_choices(page, show)


def open_edit_table(page: Page, card: TableCard) -> None:
    """What it is called, what it is for, which project it works for."""

    def show(choices: TableChoices) -> None:
        entry = Entry(
            title=_("Change the table"),
            about=_("What was printed keeps the words of its day."),
            save=_("Save the changes"),
            use_case=edit_table,
            command=lambda asked: EditTable(body_id=card.id, **asked),
        )
        texts = {
            "name": card.name,
            "purpose": card.purpose,
            "project_id": str(card.project_id or ""),
        }
        EntrySheet(page, entry, _about_fields(choices), texts)

    with_choices(page, show)


def open_end_table(page: Page, card: TableCard) -> None:
    """Its last day."""
    today = page.workspace.today()
    fields = {"on": day_field(_("Last day"), today, required=_("Write the last day."))}
    entry = Entry(
        title=_("End the table"),
        about=_("The seats end with it; register, minutes and actions stay in the archive."),
        save=_("End the table"),
        use_case=end_table,
        command=lambda asked: EndTable(body_id=card.id, **asked),
    )
    EntrySheet(page, entry, fields, {"on": date_text(today)})


def open_join(page: Page, body_id: int) -> None:
    """Somebody who takes part from a day on, and for whom."""

    def show(choices: TableChoices) -> None:
        today = page.workspace.today()
        fields = join_fields(choices, today)
        entry = Entry(
            title=_("Add a participant"),
            about=_("Who is not on the list yet is entered now, with given and family name."),
            save=_("Add the participant"),
            use_case=join_table,
            command=lambda asked: JoinTable(body_id=body_id, **whose(asked)),
        )
        texts = {"role": SeatRole.PARTICIPANT.value, "from_on": date_text(today)}
        EntrySheet(page, entry, fields, texts)

    with_choices(page, show)


def open_leave(page: Page, seat: Participant) -> None:
    """The last day of a seat, and why."""
    today = page.workspace.today()
    fields: dict[str, Field] = {
        "to_on": day_field(_("Last day"), today, required=_("Write the last day.")),
        "reason": LineField(_("Reason"), longest=200, example=_("Another person takes over")),
    }
    entry = Entry(
        title=_("End the participation"),
        about=_("{name} stays in the register of the meetings held until then.").format(
            name=seat.name
        ),
        save=_("End the participation"),
        use_case=end_seat,
        command=lambda asked: EndSeat(seat_id=seat.id, **asked),
    )
    EntrySheet(page, entry, fields, {"to_on": date_text(today)})


def join_fields(choices: TableChoices, today: date) -> dict[str, Field]:
    """Person, organisation, role and first day."""
    return {
        "person_id": PersonField(_("Person"), choices.people, required=_("Write who it is.")),
        "organisation_id": organisation_field(choices),
        "role": term_field(_("Role"), SeatRole, *TABLE_ROLES),
        "from_on": day_field(_("Since"), today, required=_("Write from which day.")),
    }


def organisation_field(choices: TableChoices) -> PickField:
    """For whom somebody comes; empty is in their own name."""
    field = PickField(
        _("Organisation"),
        [(str(key), name) for key, name in choices.organisations.items()],
        hint=_("Empty: in their own name."),
    )
    field.parse = _whole(field.parse)
    return field


def whose(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a command, where the person may be somebody new."""
    values = dict(asked)
    somebody = values.pop("person_id", None)
    if isinstance(somebody, Somebody):
        values["person_id"] = somebody.person_id
        if somebody.new is not None:
            values["given_name"] = somebody.new.given_name
            values["family_name"] = somebody.new.family_name
    return values


def _whole(parse: Callable[[str], object]) -> Callable[[str], object]:
    return lambda key: int(str(parse(key)))


def _about_fields(choices: TableChoices) -> dict[str, Field]:
    projects = [(str(key), title) for key, title in choices.projects.items()]
    fields: dict[str, Field] = {
        "name": LineField(_("Name of the table"), required=_("Write the name."), longest=160),
        "purpose": NoteField(_("What it is for"), lines=3),
    }
    if projects:
        fields["project_id"] = ChoiceField(
            _("Project"),
            [("", _("none in particular")), *projects],
            hint=_("The presences then count for its report."),
            parse=int,
        )
    return fields


def _open(outcome: Outcome[Any], done: Callable[[int], object]) -> None:
    if outcome.value is not None:
        done(int(outcome.value))
