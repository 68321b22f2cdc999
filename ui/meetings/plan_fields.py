"""The fields of a meeting's plan: what each is called, where it stands, what depends on what."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, Call, MeetingMode
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.i18n import _, pgettext
from cluster_desk.queries.meetings.plan import MeetingBody, PlanChoices, PlannedMeeting
from ui.kit.entry_fields import day_field, hour_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.kit.sectioned_form import Section
from ui.meetings.agenda_field import AgendaField

_WHEN = (
    "body_id:6 call:3 assembly_type:3 held_on:3 starts_at:3 ends_at:3 first_call_id:6"
    " second_on:3 second_at:3 title:12"
)
_WHERE = "mode:4 venue:8 platform:4 link:8"


def plan_sections() -> list[Section]:
    """When, where, about what."""
    return [
        Section(key="when", title=_("Body, day and hour"), fields=_split(_WHEN)),
        Section(key="where", title=_("Place"), fields=_split(_WHERE)),
        Section(key="agenda", title=_("Agenda"), fields=(("agenda", 12),)),
    ]


def _split(names: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, int(span)) for name, _c, span in (w.partition(":") for w in names.split()))


def plan_fields(choices: PlanChoices, today: Callable[[], date]) -> dict[str, Field]:
    """Every field; `follow` then shows those that matter."""
    firsts = [
        (str(call.id), _("First call of {date}").format(date=date_text(call.held_on)))
        for call in choices.first_calls
    ]
    types = [
        ("", _("From its agenda")),
        ("ordinary", pgettext("assembly", "Ordinary")),
        ("extraordinary", pgettext("assembly", "Extraordinary")),
    ]
    return {
        "body_id": ChoiceField(
            _("Body"), [(str(body.id), body.name) for body in choices.bodies], parse=int
        ),
        "call": term_field(_("Call"), Call),
        "assembly_type": ChoiceField(_("Assembly"), types),
        "held_on": day_field(_("Day"), today, required=_("Write the day of the meeting.")),
        "starts_at": hour_field(_("Begins at"), required=_("Write the hour.")),
        "ends_at": hour_field(_("Ends about")),
        "first_call_id": ChoiceField(_("Follows"), [("", "—"), *firsts], parse=int),
        "second_on": day_field(
            _("Second call on"), today, hint=_("Empty: no second call is planned now.")
        ),
        "second_at": hour_field(_("at")),
        "title": LineField(_("Title"), longest=300, hint=_("Only where it needs one of its own.")),
        "mode": term_field(_("How it is held"), MeetingMode),
        "venue": LineField(_("Place"), longest=200, example=_("Room, street and town")),
        "platform": LineField(_("Platform"), longest=100),
        "link": LineField(_("Link"), longest=300, example="https://"),
        "agenda": AgendaField(_("Items in their order"), choices.people),
    }


def body_of(choices: PlanChoices, fields: Mapping[str, Field]) -> MeetingBody | None:
    """The body that is chosen."""
    chosen = fields["body_id"].text()
    return next((body for body in choices.bodies if str(body.id) == chosen), None)


def follow(choices: PlanChoices, fields: Mapping[str, Field], *, is_new: bool) -> None:
    """Show what matters for this body, this call and this way of meeting."""
    body = body_of(choices, fields)
    is_assembly = body is not None and body.kind is BodyKind.ASSEMBLY
    call, mode = Call(fields["call"].text()), MeetingMode(fields["mode"].text())
    if not is_assembly and call is not Call.SINGLE:
        fields["call"].set_text(Call.SINGLE.value)
        call = Call.SINGLE
    shown = {
        "call": is_assembly,
        "assembly_type": is_assembly,
        "first_call_id": call is Call.SECOND,
        "second_on": call is Call.FIRST and is_new,
        "second_at": call is Call.FIRST and is_new,
        "venue": mode is not MeetingMode.REMOTE,
        "platform": mode is not MeetingMode.IN_PERSON,
        "link": mode is not MeetingMode.IN_PERSON,
    }
    for name, is_shown in shown.items():
        fields[name].setVisible(is_shown)
    venue, platform = _("Write the place."), _("Write the video conference platform.")
    fields["venue"].require(venue if shown["venue"] else "")
    fields["platform"].require(platform if shown["platform"] else "")
    second_at = _("Write the hour of the second call.")
    fields["second_at"].require(second_at if fields["second_on"].text() else "")


def first_texts(choices: PlanChoices) -> dict[str, str]:
    """A new plan: the board, in person, where it last met, with the item every agenda ends with."""
    boards = [body for body in choices.bodies if body.kind is BodyKind.BOARD]
    body = (boards or list(choices.bodies))[0]
    last = {"title": _("Any other business"), "kind": AgendaKind.ANY_OTHER_BUSINESS.value}
    return {
        "body_id": str(body.id),
        "call": Call.SINGLE.value,
        "mode": MeetingMode.IN_PERSON.value,
        "venue": choices.places[0] if choices.places else "",
        "agenda": json.dumps(
            [{"title": "", "kind": AgendaKind.RESOLUTION.value}, last], ensure_ascii=False
        ),
    }


def texts_like(meeting: PlannedMeeting, choices: PlanChoices) -> dict[str, str]:
    """Another meeting of the same body: what it was about stays, when it was and its words go."""
    agenda = [
        {"title": item.title, "kind": item.kind.value, "rapporteur_id": item.rapporteur_id}
        for item in meeting.items
    ]
    bodies = {str(body.id) for body in choices.bodies}
    texts = texts_of(meeting) | {
        "call": Call.SINGLE.value,
        "held_on": "",
        "first_call_id": "",
        "agenda": json.dumps(agenda, ensure_ascii=False),
    }
    if texts["body_id"] not in bodies:  # it does not meet any more
        texts["body_id"] = first_texts(choices)["body_id"]
    return texts


def texts_of(meeting: PlannedMeeting) -> dict[str, str]:
    """A plan as its fields want it."""
    agenda = [
        {
            "title": item.title,
            "kind": item.kind.value,
            "item_id": item.id,
            "rapporteur_id": item.rapporteur_id,
            "proposal": item.proposal,
        }
        for item in meeting.items
    ]
    return {
        "body_id": str(meeting.body_id),
        "call": meeting.call.value,
        "assembly_type": meeting.assembly_type,
        "held_on": date_text(meeting.held_on),
        "starts_at": time_text(meeting.starts_at),
        "ends_at": time_text(meeting.ends_at) if meeting.ends_at else "",
        "first_call_id": str(meeting.first_call_id or ""),
        "second_on": "",
        "second_at": "",
        "title": meeting.title,
        "mode": meeting.mode.value,
        "venue": meeting.venue,
        "platform": meeting.platform,
        "link": meeting.link,
        "agenda": json.dumps(agenda, ensure_ascii=False),
    }
