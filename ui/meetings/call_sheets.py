"""Record that a meeting was called, or that it will not be held."""

from __future__ import annotations

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.statute_rules import notice_rule
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.card import MeetingCard, meeting_card
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.running import Outcome
from cluster_desk.services.meetings.planning import (
    CancelMeeting,
    Convened,
    ConveneMeeting,
    Invite,
    cancel_meeting,
    convene_meeting,
)
from ui.kit.entry_fields import day_field, yes_no_field
from ui.kit.fields import ChoiceField, NoteField
from ui.meetings.words import named
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page


def open_convene_sheet(page: Page, meeting_id: int) -> None:
    """Read whom the notice concerns, then ask when and how it went out."""

    def show(card: MeetingCard | None) -> None:
        if card is not None:
            _convene(page, card.facts)

    page.workspace.read(meeting_card, meeting_id, then=show)


def _convene(page: Page, facts: MeetingFacts) -> None:
    sitting, today = facts.sitting, page.workspace.today()
    rule = notice_rule(facts.room.rules, facts.body.kind)
    latest = rule.latest_on(sitting.held_on)
    hint = _("In time if it goes out by {date}: the statute asks {days} days.").format(
        date=date_text(latest), days=rule.days
    )
    channels = (_("Certified e-mail"), _("E-mail"), _("Registered letter"), _("By hand"))
    fields = {
        "sent_on": day_field(
            _("Sent on"),
            today,
            required=_("Write the day on which the notice went out."),
            hint=hint if rule.days else "",
        ),
        "channel": ChoiceField(_("By which means"), [(words, words) for words in channels]),
        "urgent": yes_no_field(_("Urgent call")),
    }
    invited = _invited(facts) if sitting.notice_sent_on is None else ()
    count = len(facts.room.in_office)
    about = ngettext(
        "The notice of {meeting} to {count} addressee. The meeting gets its number.",
        "The notice of {meeting} to {count} addressees. The meeting gets its number.",
        count,
    )
    entry = Entry(
        title=_("Record the notice"),
        about=about.format(meeting=named(facts.body.name, sitting), count=count),
        save=_("Record the notice"),
        use_case=convene_meeting,
        command=lambda asked: ConveneMeeting(meeting_id=sitting.id, invited=invited, **asked),
        told=_told,
    )
    EntrySheet(page, entry, fields, {"sent_on": date_text(min(today, sitting.held_on))})


def _invited(facts: MeetingFacts) -> tuple[Invite, ...]:
    """Everybody in office: members of an assembly, people of another body."""
    if facts.body.kind is BodyKind.ASSEMBLY:
        return tuple(
            Invite(membership_id=member.id, organisation_id=member.organisation_id)
            for member in facts.room.members.values()
        )
    return tuple(
        Invite(person_id=seat.person_id, organisation_id=seat.organisation_id)
        for seat in facts.room.seats
    )


def _told(outcome: Outcome[Convened]) -> str:
    found = outcome.value
    words = [str(each) for each in (*found.check.words, *found.warnings)]
    return " ".join((_("The meeting has no. {number}.").format(number=found.number), *words))


def open_cancel_sheet(page: Page, meeting_id: int) -> None:
    """Why it will not be held; a number it has keeps its place."""
    reason = NoteField(_("Reason"), required=_("Write the reason."), lines=3)
    entry = Entry(
        title=_("Call the meeting off"),
        about=_("It stays in the list with its number, marked as cancelled."),
        save=_("Call the meeting off"),
        use_case=cancel_meeting,
        command=lambda asked: CancelMeeting(meeting_id=meeting_id, **asked),
    )
    EntrySheet(page, entry, {"reason": reason}, {})
