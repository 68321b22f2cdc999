"""Make the table of those present: the seats of a body, or the members of an assembly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import time

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AttendanceMode, Capacity
from cluster_desk.i18n import _, speaking
from cluster_desk.queries.bodies import VOTING_ROLES
from cluster_desk.queries.meetings.attended import Presence
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.reports.meetings.minutes_document import PresenceRow, PresenceTable
from cluster_desk.services.meetings.wording import SPEAKS, office

_VOTELESS = frozenset({Capacity.GUEST, Capacity.CONTROL_BODY})
_REPRESENTING = frozenset(
    {
        Capacity.LEGAL_REPRESENTATIVE,
        Capacity.DESIGNATED_REPRESENTATIVE,
        Capacity.ONE_OFF_DESIGNATION,
    }
)


def presence_table(facts: MeetingFacts) -> PresenceTable:
    """Who was there, how and from when to when; of a body also who was missing."""
    with speaking(SPEAKS):
        if facts.body.kind is BodyKind.ASSEMBLY:
            rows = [*_members(facts), *_others(facts)]
            return PresenceTable(rows=tuple(rows), name_title=_("Member and representative"))
        return PresenceTable(rows=(*_seats(facts), *_others(facts)))


def _seats(facts: MeetingFacts) -> Iterator[PresenceRow]:
    stays = _by_person(facts)
    for seat in facts.room.seats:
        own = stays.get(seat.person_id, [])
        if not own and seat.role not in VOTING_ROLES:
            continue
        excused = seat.person_id in facts.excused_people
        yield PresenceRow(
            name=seat.name,
            represented=seat.organisation,
            office=office(seat, facts.body.kind),
            presence=_how(own) if own else _absence(excused=excused),
            arrived_at=_arrived(own),
            left_at=_left(facts, own),
            is_absent=not own,
        )


def _members(facts: MeetingFacts) -> Iterator[PresenceRow]:
    """Members there themselves, those there by proxy, and those who excused themselves."""
    room = facts.room
    stays: dict[int, list[Presence]] = defaultdict(list)
    for presence in facts.presences:
        if presence.membership_id is not None and presence.capacity not in _VOTELESS:
            stays[presence.membership_id].append(presence)
    holders = {proxy.grantor_id: proxy.holder_id for proxy in facts.proxies}
    for member in room.members.values():
        own, holder = stays.get(member.id, []), holders.get(member.id)
        votes = 1 if member.id in room.entitled else 0
        if own:
            yield PresenceRow(
                name=member.name,
                represented=_representatives(facts, own, member.name),
                presence=_how(own),
                arrived_at=_arrived(own),
                left_at=_left(facts, own),
                votes=votes,
            )
        elif holder is not None and (carrier := stays.get(holder)):
            yield PresenceRow(
                name=member.name,
                presence=_("By proxy to {holder}").format(holder=room.members[holder].name),
                arrived_at=_arrived(carrier),
                left_at=_left(facts, carrier),
                votes=votes,
            )
        elif member.id in facts.excused_members:
            yield PresenceRow(
                name=member.name, presence=_absence(excused=True), votes=0, is_absent=True
            )


def _representatives(facts: MeetingFacts, own: list[Presence], member: str) -> str:
    """Whoever stood for the member, one after the other."""
    names = (_representative(facts, presence, member) for presence in own)
    return "; ".join(filter(None, dict.fromkeys(names)))


def _representative(facts: MeetingFacts, presence: Presence, member: str) -> str:
    person = facts.people[presence.person_id].name
    if person == member:
        return ""
    if presence.capacity in _REPRESENTING:
        return f"{person}, {presence.capacity.label.lower()}"
    return person


def _others(facts: MeetingFacts) -> Iterator[PresenceRow]:
    """Guests, the control body, in an assembly who holds an office: there without a vote."""
    told = {seat.person_id for seat in facts.room.seats}
    told |= {p.person_id for p in facts.presences if _stands_for(facts, p)}
    for person_id, stays in _by_person(facts).items():
        if person_id in told:
            continue
        yield PresenceRow(
            name=facts.people[person_id].name,
            represented=stays[0].organisation,
            office=_without_vote(facts, stays[0]),
            presence=_how(stays),
            arrived_at=_arrived(stays),
            left_at=_left(facts, stays),
        )


def _stands_for(facts: MeetingFacts, presence: Presence) -> bool:
    """Whether a member of the day has this presence in its own row."""
    is_voter = presence.capacity not in _VOTELESS
    return is_voter and (presence.membership_id or 0) in facts.room.members


def _without_vote(facts: MeetingFacts, presence: Presence) -> str:
    """«Presidente» of whom an assembly knows from the board, «Invitato» of all others."""
    if facts.body.kind is not BodyKind.ASSEMBLY:
        return presence.capacity.label if presence.capacity in _VOTELESS else ""
    seat = next((s for s in facts.offices if s.person_id == presence.person_id), None)
    if seat is not None and presence.capacity is not Capacity.CONTROL_BODY:
        return office(seat, BodyKind.BOARD)
    voteless = presence.capacity if presence.capacity in _VOTELESS else Capacity.GUEST
    return voteless.label


def _by_person(facts: MeetingFacts) -> dict[int, list[Presence]]:
    found: dict[int, list[Presence]] = defaultdict(list)
    for presence in facts.presences:
        found[presence.person_id].append(presence)
    return found


def _how(stays: list[Presence]) -> str:
    modes = list(dict.fromkeys(stay.mode for stay in stays))
    return ", ".join(
        _("By video conference") if mode is AttendanceMode.REMOTE else mode.label for mode in modes
    )


def _absence(*, excused: bool) -> str:
    return _("Absent, excused") if excused else _("Absent")


def _arrived(stays: list[Presence]) -> time | None:
    return min((stay.arrived_at for stay in stays), default=None)


def _left(facts: MeetingFacts, stays: list[Presence]) -> time | None:
    """The last departure; the end of the meeting for who stayed."""
    if not stays:
        return None
    left = [stay.left_at for stay in stays]
    ends = [at for at in left if at is not None]
    return facts.sitting.closed_at if len(ends) < len(left) else max(ends)
