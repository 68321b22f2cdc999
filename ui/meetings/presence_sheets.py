"""Record arrivals, departures, proxies, excuses and declared interests in sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from functools import partial
from typing import Any

from cluster_desk.domain.meetings import AttendanceMode, Capacity
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.formats.dates import date_text, time_text
from cluster_desk.formats.people import join_names
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.meetings.facts import ItemFacts, MeetingFacts
from cluster_desk.queries.meetings.persons import PersonChoice, people, representatives
from cluster_desk.queries.meetings.roll import RollLine, RollStay
from cluster_desk.services.meetings.changing import CorrectAttendance, correct_attendance
from cluster_desk.services.meetings.departures import RecordDepartures, record_departures
from cluster_desk.services.meetings.presence import (
    DeclareConflict,
    Excuse,
    GiveProxy,
    RecordAttendance,
    RecordAttendances,
    declare_conflict,
    excuse,
    give_proxy,
    record_attendance,
    record_attendances,
)
from cluster_desk.services.members.newcomers import with_new_people
from ui.kit.entry_fields import day_field, hour_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField, NoteField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.person_field import PersonField, command_of

STANDS_AS = {
    AffiliationRole.LEGAL_REPRESENTATIVE: Capacity.LEGAL_REPRESENTATIVE,
    AffiliationRole.DESIGNATED_REPRESENTATIVE: Capacity.DESIGNATED_REPRESENTATIVE,
}
_STANDING = (
    Capacity.LEGAL_REPRESENTATIVE,
    Capacity.DESIGNATED_REPRESENTATIVE,
    Capacity.ONE_OFF_DESIGNATION,
)
_IN_PERSON_WAYS = (AttendanceMode.IN_PERSON, AttendanceMode.REMOTE)


def open_arrival_sheet(page: Page, facts: MeetingFacts, lines: Sequence[RollLine]) -> None:
    """One or several come; of a member it is asked who stands for it, and as what."""
    organisations = [line.organisation_id for line in lines if line.organisation_id is not None]
    if lines[0].membership_id is None:
        _arrivals(page, facts, [_seat_entry(facts, line) for line in lines], lines, [])
        return
    page.workspace.read(
        representatives,
        organisations,
        on=facts.sitting.held_on,
        then=partial(_arrive_for, page, facts, lines),
    )


def _arrive_for(
    page: Page,
    facts: MeetingFacts,
    lines: Sequence[RollLine],
    known: dict[int, list[PersonChoice]],
) -> None:
    if len(lines) == 1 and lines[0].person_id is None:
        _member_arrives(page, facts, lines[0], known.get(lines[0].organisation_id or 0, []))
        return
    entries, alone = [], []
    for line in lines:
        stands = known.get(line.organisation_id or 0, [])
        if line.person_id is not None:
            entries.append(_entry(facts, line, line.person_id, Capacity.OWN))
        elif stands:
            role = stands[0].role
            capacity = STANDS_AS.get(role, Capacity.ONE_OFF_DESIGNATION) if role else _STANDING[2]
            entries.append(_entry(facts, line, stands[0].id, capacity))
        else:
            alone.append(line.name)
    if not entries:
        page.refused.emit(_("Nobody is known to stand for them: record them one by one."))
        return
    _arrivals(page, facts, entries, lines, alone)


def _seat_entry(facts: MeetingFacts, line: RollLine) -> dict[str, Any]:
    assert line.person_id is not None
    return _entry(facts, line, line.person_id, Capacity.OWN)


def _entry(
    facts: MeetingFacts, line: RollLine, person_id: int, capacity: Capacity
) -> dict[str, Any]:
    return {
        "meeting_id": facts.sitting.id,
        "person_id": person_id,
        "capacity": capacity,
        "organisation_id": line.organisation_id,
        "membership_id": line.membership_id,
    }


def _hour_texts(facts: MeetingFacts, name: str) -> dict[str, str]:
    return {name: time_text(facts.sitting.opened_at or facts.sitting.starts_at)}


def _arrival_fields() -> dict[str, Field]:
    return {
        "arrived_at": hour_field(_("Arrives at"), required=_("Write the hour.")),
        "mode": term_field(_("How"), AttendanceMode, *_IN_PERSON_WAYS),
    }


def _arrivals(
    page: Page,
    facts: MeetingFacts,
    entries: Sequence[dict[str, Any]],
    lines: Sequence[RollLine],
    alone: Sequence[str],
) -> None:
    about = _few(lines)
    if alone:
        rest = _("Without a known representative, to be recorded one by one: {names}.")
        about = f"{about}. {rest.format(names=join_names(alone))}"
    count = len(entries)
    entry = Entry(
        title=ngettext("Record an arrival", "Record {count} arrivals", count).format(count=count),
        about=about,
        save=_("Record the arrival"),
        use_case=record_attendances,
        command=lambda asked: RecordAttendances(
            entries=tuple(RecordAttendance(**each, **asked) for each in entries)
        ),
    )
    EntrySheet(page, entry, _arrival_fields(), _hour_texts(facts, "arrived_at"))


def _few(lines: Sequence[RollLine]) -> str:
    """The first names, and how many follow."""
    names = [line.name for line in lines[:6]]
    rest = len(lines) - len(names)
    if rest <= 0:
        return join_names(names)
    more = ngettext("and {count} more", "and {count} more", rest)
    return f"{', '.join(names)} {more.format(count=rest)}"


def _member_arrives(
    page: Page, facts: MeetingFacts, line: RollLine, stands: Sequence[PersonChoice]
) -> None:
    person = PersonField(_("Who stands for it"), stands, required=_("Write who stands for it."))
    capacity = term_field(_("In which capacity"), Capacity, *_STANDING)
    roles = {each.id: each.role for each in stands}

    def follow() -> None:
        somebody: Any = person.parse(person.text()) if person.text() else None
        role = roles.get(somebody.person_id or 0) if somebody is not None else None
        if role in STANDS_AS:
            capacity.set_text(STANDS_AS[role].value)

    fields: dict[str, Field] = {"person_id": person, "capacity": capacity, **_arrival_fields()}
    texts = _hour_texts(facts, "arrived_at")
    if stands:
        person.choose(stands[0].id)
        texts["person_id"] = person.text()
        role = stands[0].role
        if role in STANDS_AS:
            texts["capacity"] = STANDS_AS[role].value
    given = {
        "meeting_id": facts.sitting.id,
        "membership_id": line.membership_id,
        "organisation_id": line.organisation_id,
    }
    entry = Entry(
        title=_("Record an arrival"),
        about=_("For {member}. Another member as its proxy is recorded with «Proxy».").format(
            member=line.name
        ),
        save=_("Record the arrival"),
        use_case=with_new_people,
        command=lambda asked: command_of(record_attendance, RecordAttendance, given | asked),
    )
    EntrySheet(page, entry, fields, texts)
    person.edited.connect(follow)


def open_guest_sheet(page: Page, facts: MeetingFacts) -> None:
    """Somebody who is there without a vote."""
    page.workspace.read(
        people, on=facts.sitting.held_on, then=lambda known: _guest(page, facts, known)
    )


def _guest(page: Page, facts: MeetingFacts, known: Sequence[PersonChoice]) -> None:
    fields: dict[str, Field] = {
        "person_id": PersonField(_("Person"), known, required=_("Write who it is.")),
        "capacity": term_field(
            _("In which capacity"), Capacity, Capacity.GUEST, Capacity.CONTROL_BODY
        ),
        **_arrival_fields(),
    }
    entry = Entry(
        title=_("Record a guest"),
        about=_("In the meeting without a vote: it counts in no quorum."),
        save=_("Record the arrival"),
        use_case=with_new_people,
        command=lambda asked: command_of(
            record_attendance, RecordAttendance, {"meeting_id": facts.sitting.id, **asked}
        ),
    )
    EntrySheet(page, entry, fields, _hour_texts(facts, "arrived_at"))


def open_departure_sheet(page: Page, facts: MeetingFacts, lines: Sequence[RollLine]) -> None:
    """When they leave; who comes back is recorded as arriving again."""
    gone = [line.open_stay.person_id for line in lines if line.open_stay is not None]
    entry = Entry(
        title=_("Record a departure"),
        about=_few(lines),
        save=_("Record the departure"),
        use_case=record_departures,
        command=lambda asked: RecordDepartures(
            meeting_id=facts.sitting.id, people=tuple(dict.fromkeys(gone)), **asked
        ),
    )
    field = hour_field(_("Leaves at"), required=_("Write the hour."))
    EntrySheet(page, entry, {"left_at": field}, {})


def open_correction_sheet(page: Page, line: RollLine, stay: RollStay) -> None:
    """The hours and the way as they really were."""
    standing = (Capacity.OWN, *_STANDING, Capacity.GUEST, Capacity.CONTROL_BODY)
    fields = {
        "arrived_at": hour_field(_("Arrives at"), required=_("Write the hour.")),
        "left_at": hour_field(_("Leaves at"), hint=_("Empty: stays until the end.")),
        "mode": term_field(_("How"), AttendanceMode, *_IN_PERSON_WAYS),
        "capacity": term_field(_("In which capacity"), Capacity, *standing),
    }
    entry = Entry(
        title=_("Correct the presence"),
        about=line.name,
        save=_("Save"),
        use_case=correct_attendance,
        command=lambda asked: CorrectAttendance(attendance_id=stay.id, **asked),
    )
    left: time | None = stay.left_at
    texts = {
        "arrived_at": time_text(stay.arrived_at),
        "left_at": time_text(left) if left is not None else "",
        "mode": stay.mode.value,
        "capacity": stay.capacity.value,
    }
    EntrySheet(page, entry, fields, texts)


def open_proxy_sheet(page: Page, facts: MeetingFacts, line: RollLine) -> None:
    """To which member it gave its vote, in writing."""
    others = [
        (str(member.id), member.name)
        for member in facts.room.members.values()
        if member.id != line.id and member.id in facts.room.entitled
    ]
    limit = facts.room.rules.number("proxies")
    fields: dict[str, Field] = {
        "holder_id": ChoiceField(
            _("To the member"), others, required=_("Choose who carries the vote."), parse=int
        ),
        "received_on": day_field(_("Received on"), page.workspace.today()),
    }
    entry = Entry(
        title=_("Record a proxy"),
        about=_("{member} gives its vote to another member: the statute allows {limit}.").format(
            member=line.name, limit=limit
        ),
        save=_("Record the proxy"),
        use_case=give_proxy,
        command=lambda asked: GiveProxy(meeting_id=facts.sitting.id, grantor_id=line.id, **asked),
    )
    EntrySheet(page, entry, fields, {"received_on": date_text(page.workspace.today())})


def open_excuse_sheet(page: Page, facts: MeetingFacts, line: RollLine) -> None:
    """It said in advance that it would not come."""
    reason = LineField(_("Reason"), longest=200)
    given = (
        {"membership_id": line.membership_id}
        if line.membership_id is not None
        else {"person_id": line.person_id}
    )
    entry = Entry(
        title=_("Excused absence"),
        about=line.name,
        save=_("Record the excuse"),
        use_case=excuse,
        command=lambda asked: Excuse(meeting_id=facts.sitting.id, **given, **asked),
    )
    EntrySheet(page, entry, {"reason": reason}, {})


def open_conflict_sheet(page: Page, facts: MeetingFacts, item: ItemFacts) -> None:
    """Who declares which interest, and whether they leave the room."""
    there = {presence.person_id for presence in facts.presences}
    known = [(str(i), named.name) for i, named in facts.people.items() if i in there]
    fields: dict[str, Field] = {
        "person_id": ChoiceField(_("Who declares it"), known, parse=int),
        "statement": NoteField(
            _("The interest"), required=_("Write what the interest is."), lines=3
        ),
        "left_at": hour_field(_("Leaves the room at"), hint=_("Empty: stays, without voting.")),
        "returned_at": hour_field(_("Comes back at")),
    }
    entry = Entry(
        title=_("Declare an interest"),
        about=_("Item {position}: who declares an interest does not vote on it.").format(
            position=item.position
        ),
        save=_("Record the declaration"),
        use_case=declare_conflict,
        command=lambda asked: DeclareConflict(item_id=item.id, **asked),
    )
    EntrySheet(page, entry, fields, {})
