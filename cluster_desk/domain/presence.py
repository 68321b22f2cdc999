"""Know who is there at any moment of a meeting, who came and went, and for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cluster_desk.domain.meetings import AttendanceMode
from cluster_desk.domain.terms import Term
from cluster_desk.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class Stay:
    """A person's presence from a moment up to, not including, another; None: until the end.

    Moments are the meeting's own local time, all of one kind. ValueError if it is empty.
    """

    person_id: int
    arrived_at: datetime
    left_at: datetime | None = None
    mode: AttendanceMode = AttendanceMode.IN_PERSON

    def __post_init__(self) -> None:
        if self.left_at is not None and self.left_at <= self.arrived_at:
            raise ValueError("who leaves must have arrived before")

    def covers(self, moment: datetime) -> bool:
        """Whether the person is there: who leaves at 15:40 is no longer there at 15:40."""
        return self.arrived_at <= moment and (self.left_at is None or moment < self.left_at)


class ChangeKind(Term):
    """What a person does to the presence of a meeting."""

    ARRIVED = "arrived", N_("Arrived"), "presence"
    LEFT = "left", N_("Left"), "presence"
    CHANGED_MODE = "changed_mode", N_("Changed between room and connection")


@dataclass(frozen=True, kw_only=True, slots=True)
class PresenceChange:
    """Somebody came, left or changed mode; `present_after` counts those there from then on."""

    at: datetime
    person_id: int
    kind: ChangeKind
    mode: AttendanceMode
    present_after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationTime:
    """How an organisation took part: its people, the minutes somebody was there, all theirs."""

    people: int
    minutes: int
    person_minutes: int


def present_at(stays: Iterable[Stay], moment: datetime) -> dict[int, AttendanceMode]:
    """Who is there at this moment, and how; each person once."""
    return {stay.person_id: stay.mode for stay in stays if stay.covers(moment)}


def presence_changes(
    stays: Iterable[Stay],
    opened_at: datetime,
    closed_at: datetime | None = None,
    *,
    counted: Collection[int] | None = None,
) -> tuple[PresenceChange, ...]:
    """Every arrival and departure after the opening and before the close, in order.

    `counted` are the persons that matter (those with a vote); others are left out entirely.
    At one moment departures come before arrivals, and each change tells the count after itself.
    """
    known = [s for s in stays if counted is None or s.person_id in counted]
    moments = {s.arrived_at for s in known} | {s.left_at for s in known if s.left_at}
    here = present_at(known, opened_at)
    changes: list[PresenceChange] = []
    for moment in sorted(moments):
        if moment <= opened_at or (closed_at is not None and moment >= closed_at):
            continue
        now = present_at(known, moment)
        steps = [
            *((p, ChangeKind.LEFT) for p in sorted(here.keys() - now.keys())),
            *((p, ChangeKind.CHANGED_MODE) for p in sorted(here.keys() & now.keys())),
            *((p, ChangeKind.ARRIVED) for p in sorted(now.keys() - here.keys())),
        ]
        count = len(here)
        for person, kind in steps:
            if kind is ChangeKind.CHANGED_MODE and here[person] is now[person]:
                continue
            count += {ChangeKind.LEFT: -1, ChangeKind.ARRIVED: 1}.get(kind, 0)
            changes.append(
                PresenceChange(
                    at=moment,
                    person_id=person,
                    kind=kind,
                    mode=now.get(person) or here[person],
                    present_after=count,
                )
            )
        here = now
    return tuple(changes)


def overlapping_stays(stays: Iterable[Stay]) -> tuple[tuple[Stay, Stay], ...]:
    """Pairs in which a person would be there twice at once; an earlier stay comes first."""
    found = []
    by_person: dict[int, Stay] = {}
    for stay in sorted(stays, key=lambda s: s.arrived_at):
        before = by_person.get(stay.person_id)
        if before is not None and (before.left_at is None or stay.arrived_at < before.left_at):
            found.append((before, stay))
            if before.left_at is None or (stay.left_at and stay.left_at <= before.left_at):
                continue
        by_person[stay.person_id] = stay
    return tuple(found)


def minutes_by_person(
    stays: Iterable[Stay], opened_at: datetime, closed_at: datetime
) -> dict[int, int]:
    """Whole minutes of each person between opening and close; overlapping stays count once."""
    by_person: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        by_person[stay.person_id].append(stay)
    return {p: _minutes(own, opened_at, closed_at) for p, own in by_person.items()}


def minutes_by_organisation(
    stays: Iterable[Stay],
    represents: Mapping[int, Collection[int]],
    opened_at: datetime,
    closed_at: datetime,
) -> dict[int, OrganisationTime]:
    """How each organisation took part; `represents` maps a person to the bodies it stands for.

    One person may stand for several bodies and one body may send several people, so people and
    organisations are counted apart: three people for an hour are 60 minutes and 180 of theirs.
    """
    by_organisation: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        for organisation in set(represents.get(stay.person_id, ())):
            by_organisation[organisation].append(stay)
    return {
        organisation: OrganisationTime(
            people=sum(1 for minutes in each.values() if minutes),
            minutes=_minutes(own, opened_at, closed_at),
            person_minutes=sum(each.values()),
        )
        for organisation, own in by_organisation.items()
        for each in [minutes_by_person(own, opened_at, closed_at)]
    }


def _minutes(stays: Iterable[Stay], opened_at: datetime, closed_at: datetime) -> int:
    total = timedelta()
    reached = opened_at
    for stay in sorted(stays, key=lambda s: s.arrived_at):
        start = max(stay.arrived_at, reached)
        end = min(stay.left_at or closed_at, closed_at)
        if end > start:
            total += end - start
            reached = end
    return total // timedelta(minutes=1)
