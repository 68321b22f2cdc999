"""Write down what somebody promised at a working table, and when it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.errors import Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.resolutions import ActionItem
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class AddAction:
    """An action agreed in a meeting, owned by a person or an organisation."""

    meeting_id: int
    wording: str
    person_id: int | None = None
    organisation_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FinishAction:
    """Done on a day."""

    action_id: int
    done_on: date


def add_action(tx: Tx, command: AddAction) -> int:
    """The action's id; open until it is finished, whatever meeting comes next."""
    tx.allow("tables.edit")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    if not command.wording.strip():
        raise Invalid([Problem(field="wording", message=_("Write what is to be done."))])
    row = ActionItem(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        wording=command.wording.strip()[:300],
        person_id=command.person_id,
        organisation_id=command.organisation_id,
        due_on=command.due_on,
    )
    tx.session.add(row)
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Action for {body}").format(body=body.name))
    tx.session.flush()
    return row.id


def finish_action(tx: Tx, command: FinishAction) -> None:
    """Not before the meeting that agreed it."""
    tx.allow("tables.edit")
    row = tx.get(ActionItem, command.action_id, _("action"))
    meeting = tx.get(Meeting, row.meeting_id, _("meeting"))
    if command.done_on < meeting.held_on:
        message = _("It cannot be done before it was agreed.")
        raise Invalid([Problem(field="done_on", message=message)])
    row.done_on = command.done_on
    tx.describe(_("Action done"))
