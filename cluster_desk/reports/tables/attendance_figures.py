"""Count what a funder and the board ask of the tables: heads, organisations, hours, rates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.members import OrganisationKind
from cluster_desk.reports.tables.attendance_register import (
    AttendanceLine,
    Present,
    TableAttendance,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingFigures:
    """Who was there at one meeting. A person there for two bodies is one head and one time."""

    people: int
    remote_people: int
    organisations: int
    person_minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFigures:
    """A table over its period. `called` and `came` count organisations at meetings."""

    meetings: int
    minutes: int
    heads: int
    people: int
    organisations: int
    person_minutes: int
    called: int
    came: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationFigures:
    """An organisation over all tables. Minutes are those of the people it sent."""

    organisation_id: int
    name: str
    kind: OrganisationKind | None
    is_member: bool
    tables: int
    called: int
    came: int
    people: int
    person_minutes: int
    last_came_on: date | None


def meeting_figures(table: TableAttendance, meeting: int) -> MeetingFigures:
    """The meeting at this place in the table's order."""
    longest: dict[int, Present] = {}
    organisations = set()
    for line in table.lines:
        mark = line.marks[meeting]
        if not isinstance(mark, Present):
            continue
        known = longest.get(line.person_id)
        if known is None or mark.minutes > known.minutes:
            longest[line.person_id] = mark
        if line.organisation_id is not None:
            organisations.add(line.organisation_id)
    return MeetingFigures(
        people=len(longest),
        remote_people=sum(mark.is_remote for mark in longest.values()),
        organisations=len(organisations),
        person_minutes=sum(mark.minutes for mark in longest.values()),
    )


def table_figures(table: TableAttendance) -> TableFigures:
    """The whole table."""
    each = [meeting_figures(table, number) for number in range(len(table.meetings))]
    there = [line for line in table.lines if _came(line)]
    organisations = organisation_figures([table])
    return TableFigures(
        meetings=len(table.meetings),
        minutes=sum(meeting.minutes for meeting in table.meetings),
        heads=sum(meeting.people for meeting in each),
        people=len({line.person_id for line in there}),
        organisations=sum(each.came > 0 for each in organisations),
        person_minutes=sum(meeting.person_minutes for meeting in each),
        called=sum(each.called for each in organisations),
        came=sum(each.came for each in organisations),
    )


def people_of(tables: Iterable[TableAttendance]) -> int:
    """How many different people came to any of these tables."""
    return len({line.person_id for table in tables for line in table.lines if _came(line)})


def organisation_figures(tables: Iterable[TableAttendance]) -> list[OrganisationFigures]:
    """Every organisation that was called or came, by name."""
    gathered: dict[int, _Gathered] = {}
    for number, table in enumerate(tables):
        for line in table.lines:
            if line.organisation_id is not None:
                found = gathered.setdefault(line.organisation_id, _Gathered(line))
                found.add(number, table, line)
    return sorted(
        (found.figures() for found in gathered.values()),
        key=lambda each: (each.name.casefold(), each.organisation_id),
    )


class _Gathered:
    """The lines of one organisation, being put together."""

    def __init__(self, line: AttendanceLine) -> None:
        self._line = line
        self._called: set[tuple[int, int]] = set()
        self._came: set[tuple[int, int]] = set()
        self._days: set[date] = set()
        self._people: set[int] = set()
        self._minutes = 0

    def add(self, number: int, table: TableAttendance, line: AttendanceLine) -> None:
        """A line of the table with this number."""
        for meeting, mark in enumerate(line.marks):
            if mark is None:
                continue
            self._called.add((number, meeting))
            if isinstance(mark, Present):
                self._came.add((number, meeting))
                self._days.add(table.meetings[meeting].held_on)
                self._people.add(line.person_id)
                self._minutes += mark.minutes

    def figures(self) -> OrganisationFigures:
        """What was gathered."""
        line = self._line
        return OrganisationFigures(
            organisation_id=line.organisation_id or 0,
            name=line.organisation,
            kind=line.organisation_kind,
            is_member=line.is_member,
            tables=len({number for number, _meeting in self._came}),
            called=len(self._called),
            came=len(self._came),
            people=len(self._people),
            person_minutes=self._minutes,
            last_came_on=max(self._days, default=None),
        )


def _came(line: AttendanceLine) -> bool:
    return any(isinstance(mark, Present) for mark in line.marks)
