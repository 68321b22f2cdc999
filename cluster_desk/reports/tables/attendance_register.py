"""Hold who came to the meetings of the working tables, for how long and for whom.

People and organisations are counted apart: a person may come for two bodies, a body may send
three people (DOMAIN §6). A line is a person for an organisation, so either may stand on several.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from cluster_desk.domain.members import OrganisationKind
from cluster_desk.reports.workbook.model import Scope


@dataclass(frozen=True, kw_only=True, slots=True)
class TableMeeting:
    """One meeting; `minutes` is how long it lasted."""

    number: int | None = None
    held_on: date
    starts_at: time
    ends_at: time | None = None
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Present:
    """There, for so many minutes; or a delegate in their stead, whose minutes nobody knows."""

    minutes: int
    is_remote: bool = False
    is_delegate: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NotThere:
    """Called, and not there."""

    is_excused: bool = False


Mark = Present | NotThere | None
"""None of who was not called and did not come."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AttendanceLine:
    """A person for an organisation, with one mark for each meeting of the table, in its order."""

    person_id: int
    person: str
    organisation_id: int | None = None
    organisation: str = ""
    organisation_kind: OrganisationKind | None = None
    is_member: bool = False
    role: str = ""
    marks: tuple[Mark, ...]


@dataclass(frozen=True, kw_only=True)
class TableAttendance:
    """A working table with its meetings of the period. ValueError if marks and meetings differ."""

    name: str
    coordinator: str = ""
    project: str = ""
    cup: str = ""
    meetings: tuple[TableMeeting, ...]
    lines: tuple[AttendanceLine, ...]

    def __post_init__(self) -> None:
        if any(len(line.marks) != len(self.meetings) for line in self.lines):
            raise ValueError("a line has one mark for each meeting")


@dataclass(frozen=True, kw_only=True)
class AttendanceRegister:
    """The tables of a period."""

    starts_on: date
    ends_on: date
    tables: tuple[TableAttendance, ...]
    scope: Scope
