"""Call the roll: of every voter of a meeting, whether it is there, through whom and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import AttendanceMode, Capacity
from cluster_desk.domain.terms import Term
from cluster_desk.domain.voting import VotingRight
from cluster_desk.i18n import N_
from cluster_desk.queries.meetings.attended import Presence
from cluster_desk.queries.meetings.facts import MeetingFacts
from cluster_desk.queries.meetings.room import VOTELESS


class RollState(Term):
    """How a voter stands on the roll of a meeting."""

    THERE = "there", N_("Present"), "roll"
    CONNECTED = "connected", N_("Connected")
    BY_PROXY = "by_proxy", N_("By proxy")
    WENT = "went", N_("Went away")
    EXCUSED = "excused", N_("Excused")
    ABSENT = "absent", N_("Not there")
    GUEST = "guest", N_("Guest")


@dataclass(frozen=True, kw_only=True)
class RollStay:
    """A stay of who stands for the voter; `id` is what a correction names."""

    id: int
    person_id: int
    person: str
    capacity: Capacity
    mode: AttendanceMode
    arrived_at: time
    left_at: time | None


@dataclass(frozen=True, kw_only=True)
class RollLine:
    """A voter: a member in an assembly, a seat elsewhere; or a guest, whose id is below zero.

    `through` is the person, or the member holding the proxy; `voting` is None where everybody
    seated votes.
    """

    id: int
    name: str
    detail: str
    person_id: int | None
    organisation_id: int | None
    membership_id: int | None
    number: int | None
    role: SeatRole | None
    state: RollState
    through: str
    holder_id: int | None
    voting: VotingRight | None
    stays: tuple[RollStay, ...]

    @property
    def open_stay(self) -> RollStay | None:
        """The stay that has not ended."""
        return next((stay for stay in self.stays if stay.left_at is None), None)

    @property
    def arrived_at(self) -> time | None:
        """The first arrival."""
        return min((stay.arrived_at for stay in self.stays), default=None)

    @property
    def left_at(self) -> time | None:
        """The last departure; None while the voter is there."""
        if not self.stays or self.open_stay is not None:
            return None
        return max(stay.left_at for stay in self.stays if stay.left_at is not None)


def roll(facts: MeetingFacts) -> tuple[RollLine, ...]:
    """Every voter in the order of the register or of the offices, then the guests."""
    stays: dict[int, list[RollStay]] = defaultdict(list)
    guests: dict[int, list[RollStay]] = defaultdict(list)
    seated = {seat.person_id for seat in facts.room.seats}
    for stay_id, row in zip(facts.stay_ids, facts.presences, strict=True):
        stay = _stay(facts, stay_id, row)
        if facts.body.kind is BodyKind.ASSEMBLY:
            is_member = (row.membership_id or 0) in facts.room.members
            voter = row.membership_id if is_member and row.capacity not in VOTELESS else None
        else:
            voter = row.person_id if row.person_id in seated else None
        if voter is None:
            guests[row.person_id].append(stay)
        else:
            stays[voter].append(stay)
    is_assembly = facts.body.kind is BodyKind.ASSEMBLY
    lines = _members(facts, stays) if is_assembly else _seats(facts, stays)
    return (*lines, *_guests(facts, guests))


def _stay(facts: MeetingFacts, stay_id: int, row: Presence) -> RollStay:
    return RollStay(
        id=stay_id,
        person_id=row.person_id,
        person=facts.people[row.person_id].name,
        capacity=row.capacity,
        mode=row.mode,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
    )


def _state(stays: list[RollStay], *, proxy: bool, excused: bool) -> RollState:
    still = next((stay for stay in stays if stay.left_at is None), None)
    if still is not None:
        remote = still.mode is AttendanceMode.REMOTE
        return RollState.CONNECTED if remote else RollState.THERE
    if stays:
        return RollState.WENT
    if proxy:
        return RollState.BY_PROXY
    return RollState.EXCUSED if excused else RollState.ABSENT


def _members(facts: MeetingFacts, stays: dict[int, list[RollStay]]) -> Iterator[RollLine]:
    holders = {proxy.grantor_id: proxy.holder_id for proxy in facts.proxies}
    for member in facts.room.members.values():
        own, holder = stays.get(member.id, []), holders.get(member.id)
        carrier = facts.room.members.get(holder or 0)
        through = own[-1].person if own else carrier.name if carrier else ""
        yield RollLine(
            id=member.id,
            name=member.name,
            detail=own[-1].capacity.label if own else "",
            person_id=member.person_id,
            organisation_id=member.organisation_id,
            membership_id=member.id,
            number=member.number,
            role=None,
            state=_state(own, proxy=holder is not None, excused=member.id in facts.excused_members),
            through=through,
            holder_id=holder,
            voting=member.voting,
            stays=tuple(own),
        )


def _seats(facts: MeetingFacts, stays: dict[int, list[RollStay]]) -> Iterator[RollLine]:
    for seat in facts.room.seats:
        own = stays.get(seat.person_id, [])
        yield RollLine(
            id=seat.person_id,
            name=seat.name,
            detail=seat.organisation,
            person_id=seat.person_id,
            organisation_id=seat.organisation_id,
            membership_id=None,
            number=None,
            role=seat.role,
            state=_state(own, proxy=False, excused=seat.person_id in facts.excused_people),
            through="",
            holder_id=None,
            voting=None,
            stays=tuple(own),
        )


def _guests(facts: MeetingFacts, guests: dict[int, list[RollStay]]) -> Iterator[RollLine]:
    organisations = {row.person_id: row.organisation for row in facts.presences}
    for person_id, stays in guests.items():
        yield RollLine(
            id=-person_id,
            name=facts.people[person_id].name,
            detail=organisations.get(person_id, "") or stays[-1].capacity.label,
            person_id=person_id,
            organisation_id=None,
            membership_id=None,
            number=None,
            role=None,
            state=RollState.GUEST,
            through="",
            holder_id=None,
            voting=None,
            stays=tuple(stays),
        )
