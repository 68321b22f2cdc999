"""Open a meeting, close it, or find that too few came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cluster_desk.domain.bodies import SeatRole
from cluster_desk.formats.dates import time_text
from cluster_desk.i18n import _
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.queries.meetings.persons import PersonChoice, people
from cluster_desk.queries.meetings.room import ADVISORY
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.conduct import (
    CloseMeeting,
    DeclareDeserted,
    Opened,
    OpenMeeting,
    close_meeting,
    declare_deserted,
    open_meeting,
)
from cluster_desk.services.members.newcomers import with_new_people
from ui.kit.entry_fields import hour_field, yes_no_field
from ui.meetings.words import quorum_text
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.person_field import PersonField, command_of


def open_opening_sheet(page: Page, facts: MeetingFacts) -> None:
    """Who presides, who writes, at what time."""
    _with_people(page, facts, lambda known: _opening(page, facts, known))


def open_deserted_sheet(page: Page, facts: MeetingFacts) -> None:
    """At what time it was found that too few were there."""
    _with_people(page, facts, lambda known: _deserted(page, facts, known))


def _with_people(
    page: Page, facts: MeetingFacts, then: Callable[[Sequence[PersonChoice]], object]
) -> None:
    page.workspace.read(people, on=facts.sitting.held_on, then=then)


def _leading(facts: MeetingFacts, known: Sequence[PersonChoice]) -> dict[str, PersonField]:
    chair = PersonField(_("Chair"), known, required=_("Write who presides."))
    taker = PersonField(
        _("Minute-taker"), known, required=_("Write who takes the minutes: a named person.")
    )
    president = next((s for s in facts.offices if s.role is SeatRole.PRESIDENT), None)
    secretary = next((s for s in facts.offices if s.role is SeatRole.SECRETARY), None)
    chair.choose(facts.sitting.chair_id or (president.person_id if president else None))
    taker.choose(facts.sitting.minute_taker_id or (secretary.person_id if secretary else None))
    return {"chair_id": chair, "minute_taker_id": taker}


def _opening(page: Page, facts: MeetingFacts, known: Sequence[PersonChoice]) -> None:
    sitting = facts.sitting
    asked_at = sitting.opened_at or sitting.starts_at
    hour = hour_field(_("Opened at"), required=_("Write the hour."))
    fields = {
        "opened_at": hour,
        **_leading(facts, known),
        "totalitarian": yes_no_field(
            _("Without a notice, all being present"),
            hint=_("Valid only if everybody in office is there."),
        ),
    }
    about = quorum_text(facts.room.quorum(asked_at))
    if sitting.notice_sent_on is None and facts.body.kind not in ADVISORY:
        warned = _("No notice is recorded: without it the minutes cannot be approved.")
        about = f"{warned}\n\n{about}"
    entry = Entry(
        title=_("Open the meeting"),
        about=about,
        save=_("Open the meeting"),
        use_case=with_new_people,
        command=lambda asked: command_of(
            open_meeting, OpenMeeting, {"meeting_id": sitting.id, **asked}
        ),
        told=_told,
    )
    texts = {name: field.text() for name, field in fields.items()}
    EntrySheet(page, entry, fields, texts | {"opened_at": time_text(asked_at)})


def _told(outcome: Outcome[Opened]) -> str:
    if outcome.repeated:
        return ""
    return " ".join((_("The meeting is open."), *map(str, outcome.value.warnings)))


def _deserted(page: Page, facts: MeetingFacts, known: Sequence[PersonChoice]) -> None:
    sitting = facts.sitting
    fields = {
        "checked_at": hour_field(_("Checked at"), required=_("Write the hour.")),
        **_leading(facts, known),
    }
    entry = Entry(
        title=_("Record that it was deserted"),
        about=_("Minutes are composed that say so; a second call can then be opened."),
        save=_("Record that it was deserted"),
        use_case=with_new_people,
        command=lambda asked: command_of(
            declare_deserted, DeclareDeserted, {"meeting_id": sitting.id, **asked}
        ),
    )
    texts = {name: field.text() for name, field in fields.items()}
    EntrySheet(page, entry, fields, texts | {"checked_at": time_text(sitting.starts_at)})


def open_closing_sheet(page: Page, facts: MeetingFacts) -> None:
    """When it ended; every item needs an outcome by then."""
    fields = {
        "closed_at": hour_field(_("Closed at"), required=_("Write the hour.")),
        "approved_in_meeting": yes_no_field(
            _("Minutes read and approved at once"),
            hint=_("Otherwise the next meeting approves them."),
        ),
    }
    entry = Entry(
        title=_("Close the meeting"),
        about=_("What happened in it is settled from then on; its minutes can be approved."),
        save=_("Close the meeting"),
        use_case=close_meeting,
        command=lambda asked: CloseMeeting(meeting_id=facts.sitting.id, **asked),
    )
    EntrySheet(page, entry, fields, {})
