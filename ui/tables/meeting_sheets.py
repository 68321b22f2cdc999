"""Quick entries about a table's meetings: plan, hold, cancel, and one more item to discuss."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from cluster_desk.domain.meetings import AgendaKind, MeetingMode, MeetingState
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import _
from cluster_desk.queries.tables.card import TableCard, TableMeetingRow
from cluster_desk.services.meetings.planning import (
    AddAgendaItem,
    CancelMeeting,
    NewItem,
    PlanMeeting,
    add_agenda_item,
    cancel_meeting,
    plan_meeting,
)
from cluster_desk.services.tables.life import HoldMeeting, hold_meeting
from ui.kit.entry_fields import day_field, hour_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField, NoteField
from ui.kit.grid import field_grid
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.tables.words import meeting_name

_USUAL_START, _USUAL_END = time(14, 30), time(17)


def open_plan(
    page: Page,
    card: TableCard,
    like: TableMeetingRow | None = None,
    titles: Sequence[str] = (),
) -> None:
    """Day, hours, place, subject and agenda; hours and place are those of the last meeting.

    `like` a meeting: its subject and the `titles` of its agenda too, on a day to be written.
    """
    today = page.workspace.today()
    held = [each for each in card.meetings if each.state is not MeetingState.CANCELLED]
    last = held[0] if held else None
    fields: dict[str, Field] = {
        "held_on": day_field(_("Day"), today, required=_("Write the day.")),
        "starts_at": hour_field(_("Begins at"), required=_("Write the hour.")),
        "ends_at": hour_field(_("Ends about"), required=_("Write the hour: it counts for hours.")),
        "title": LineField(_("Subject"), longest=300, required=_("Write what it is about.")),
        "mode": term_field(_("How"), MeetingMode),
        "venue": LineField(_("Place"), longest=200),
        "platform": LineField(_("Video conference platform"), longest=100),
        "link": LineField(_("Link"), longest=300),
        "agenda": NoteField(_("Agenda"), hint=_("One item a line."), lines=5),
    }
    entry = Entry(
        title=_("Plan a table meeting"),
        about=_("Meeting of «{table}». The sign-in sheet is made of what is written here.").format(
            table=card.name
        ),
        save=_("Plan the table meeting"),
        use_case=plan_meeting,
        command=lambda asked: _plan(card, asked),
    )
    spans = {"held_on": 4, "starts_at": 4, "ends_at": 4}
    body = field_grid([(field, spans.get(name, 12)) for name, field in fields.items()])
    known = _as_last_time(like or last)
    if like is not None:
        known |= {"title": like.title, "agenda": "\n".join(titles)}
    EntrySheet(page, entry, fields, known, body)
    mode = fields["mode"]
    mode.edited.connect(lambda: _follow_mode(fields))
    _follow_mode(fields)


def _as_last_time(last: TableMeetingRow | None) -> dict[str, str]:
    if last is None:
        return {
            "starts_at": time_text(_USUAL_START),
            "ends_at": time_text(_USUAL_END),
            "mode": MeetingMode.IN_PERSON.value,
        }
    return {
        "starts_at": time_text(last.starts_at),
        "ends_at": time_text(last.ends_at) if last.ends_at else "",
        "mode": last.mode.value,
        "venue": last.venue,
        "platform": last.platform,
    }


def _follow_mode(fields: dict[str, Field]) -> None:
    mode = MeetingMode(fields["mode"].text())
    in_room, connected = mode is not MeetingMode.REMOTE, mode is not MeetingMode.IN_PERSON
    fields["venue"].setVisible(in_room)
    fields["venue"].require(_("Write the place.") if in_room else "")
    for name in ("platform", "link"):
        fields[name].setVisible(connected)
    fields["platform"].require(_("Write the video conference platform.") if connected else "")


def _plan(card: TableCard, asked: dict[str, Any]) -> PlanMeeting:
    values = dict(asked)
    lines = str(values.pop("agenda", "")).splitlines()
    agenda = tuple(
        NewItem(title=line.strip(), kind=AgendaKind.DISCUSSION) for line in lines if line.strip()
    )
    return PlanMeeting(body_id=card.id, project_id=card.project_id, agenda=agenda, **values)


def open_hold(page: Page, card: TableCard, meeting: TableMeetingRow) -> None:
    """From when to when it took place, and who chaired."""
    chairs = [(str(each.person_id), each.name) for each in card.seated]
    is_over = meeting.state is MeetingState.CLOSED
    fields: dict[str, Field] = {
        "opened_at": hour_field(_("Began at"), required=_("Write when it began.")),
        "closed_at": hour_field(
            _("Ended at"),
            required=_("Write when it ended.") if is_over else "",
            hint="" if is_over else _("Empty: it is still going on."),
        ),
    }
    if meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED):
        fields["chair_id"] = ChoiceField(_("Chaired by"), chairs, parse=int)
    coordinator = card.coordinator
    about = _("{meeting}: from now on the register takes who was there.")
    if is_over:
        about = _("{meeting}: who stayed to the end stays until the new one.")
    entry = Entry(
        title=_("Correct the hours") if is_over else _("Meeting held"),
        about=about.format(meeting=meeting_name(meeting).capitalize()),
        save=_("Record the hours"),
        use_case=hold_meeting,
        command=lambda asked: HoldMeeting(meeting_id=meeting.id, **asked),
    )
    opened = meeting.opened_at or meeting.starts_at
    closed = meeting.closed_at or meeting.ends_at
    texts = {
        "opened_at": time_text(opened),
        "closed_at": time_text(closed) if closed else "",
        "chair_id": str(coordinator.person_id) if coordinator else "",
    }
    EntrySheet(page, entry, fields, texts)


def open_cancel(page: Page, meeting: TableMeetingRow) -> None:
    """It will not take place, and why."""
    fields = {"reason": LineField(_("Reason"), longest=200, required=_("Write the reason."))}
    entry = Entry(
        title=_("Cancel the table meeting"),
        about=_("{meeting} keeps its place in the list, with the reason.").format(
            meeting=meeting_name(meeting).capitalize()
        ),
        save=_("Cancel the table meeting"),
        use_case=cancel_meeting,
        command=lambda asked: CancelMeeting(meeting_id=meeting.id, **asked),
    )
    EntrySheet(page, entry, fields, {})


def open_agenda(page: Page, meeting: TableMeetingRow) -> None:
    """One more item."""
    fields = {"title": LineField(_("Subject"), longest=300, required=_("Write the subject."))}
    entry = Entry(
        title=_("Add to the agenda"),
        about=_("{meeting}: the item goes to the end of its agenda.").format(
            meeting=meeting_name(meeting).capitalize()
        ),
        save=_("Add the item"),
        use_case=add_agenda_item,
        command=lambda asked: AddAgendaItem(
            meeting_id=meeting.id, item=NewItem(kind=AgendaKind.DISCUSSION, **asked)
        ),
    )
    EntrySheet(page, entry, fields, {})


def last_day(card: TableCard, today: date) -> TableMeetingRow | None:
    """The meeting that a new action was most likely agreed in: the last that was held."""
    held = [m for m in card.meetings if m.held_on <= today and m.state in _HELD]
    return held[0] if held else None


_HELD = (MeetingState.OPEN, MeetingState.CLOSED)
