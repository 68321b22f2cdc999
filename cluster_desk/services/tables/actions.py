"""Write down what somebody promised at a working table, and when it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
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


@dataclass(frozen=True, kw_only=True)
class FinishActions:
    """Several done on one day."""

    action_ids: tuple[int, ...]
    done_on: date


@dataclass(frozen=True, kw_only=True)
class EditAction:
    """What is to be done, by whom and by when: the whole of it anew."""

    action_id: int
    wording: str
    person_id: int | None = None
    organisation_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReopenAction:
    """It was not done after all."""

    action_id: int


def add_action(tx: Tx, command: AddAction) -> int:
    """The action's id; open until it is finished, whatever meeting comes next."""
    tx.allow("tables.edit")
    meeting = tx.get(Meeting, command.meeting_id, _("meeting"))
    _check_due(command.due_on, meeting)
    row = ActionItem(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        wording=_wording(command.wording),
        person_id=command.person_id,
        organisation_id=command.organisation_id,
        due_on=command.due_on,
    )
    tx.session.add(row)
    body = tx.get(Body, meeting.body_id, _("body"))
    tx.describe(_("Action for {body}").format(body=body.name))
    tx.session.flush()
    return row.id


def edit_action(tx: Tx, command: EditAction) -> None:
    """Change it, or give it to somebody else."""
    tx.allow("tables.edit")
    row = tx.get(ActionItem, command.action_id, _("action"))
    _check_due(command.due_on, tx.get(Meeting, row.meeting_id, _("meeting")))
    row.wording = _wording(command.wording)
    row.person_id, row.organisation_id = command.person_id, command.organisation_id
    row.due_on = command.due_on
    tx.describe(_("Action of {body} changed").format(body=_body(tx, row)))


def finish_action(tx: Tx, command: FinishAction) -> None:
    """Not before the meeting that agreed it."""
    finish_actions(tx, FinishActions(action_ids=(command.action_id,), done_on=command.done_on))


def finish_actions(tx: Tx, command: FinishActions) -> None:
    """None before the meeting that agreed it."""
    tx.allow("tables.edit")
    if command.done_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        raise Invalid([Problem(field="done_on", message=message)])
    for action_id in command.action_ids:
        row = tx.get(ActionItem, action_id, _("action"))
        meeting = tx.get(Meeting, row.meeting_id, _("meeting"))
        if command.done_on < meeting.held_on:
            message = _("It cannot be done before it was agreed.")
            raise Invalid([Problem(field="done_on", message=message)])
        row.done_on = command.done_on
    if len(command.action_ids) == 1:
        tx.describe(_("Action done"))
    else:
        words = ngettext("{count} action done", "{count} actions done", len(command.action_ids))
        tx.describe(words.format(count=count_text(len(command.action_ids))))


def reopen_action(tx: Tx, command: ReopenAction) -> None:
    """Open again, and carried to the next meeting."""
    tx.allow("tables.edit")
    row = tx.get(ActionItem, command.action_id, _("action"))
    row.done_on = None
    tx.describe(_("Action of {body} opened again").format(body=_body(tx, row)))


def _body(tx: Tx, row: ActionItem) -> str:
    return tx.get(Body, row.body_id, _("body")).name


def _check_due(due_on: date | None, meeting: Meeting) -> None:
    if due_on is not None and due_on < meeting.held_on:
        message = _("It cannot be due before it was agreed.")
        raise Invalid([Problem(field="due_on", message=message)])


def _wording(text: str) -> str:
    if not text.strip():
        raise Invalid([Problem(field="wording", message=_("Write what is to be done."))])
    return text.strip()[:300]
