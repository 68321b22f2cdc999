"""Furnish desks with a working table, its people and its meetings, for the tests of tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from sqlalchemy.orm import Session

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import SeatRole
from cluster_desk.domain.tables import Mark
from cluster_desk.queries.tables.register import Register, RegisterCell, table_register
from cluster_desk.services.meetings.planning import PlanMeeting, plan_meeting
from cluster_desk.services.members.admission import AddOrganisation, add_organisation
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.tables.life import HoldMeeting, SetUpTable, hold_meeting, set_up_table
from cluster_desk.services.tables.people import JoinTable, join_table
from cluster_desk.services.tables.register import MarkPresences, PresenceMark, mark_presences
from cluster_desk.store.tables.bodies import Seat

START = date(2026, 1, 16)
FIRST, SECOND, COMING = date(2026, 3, 12), date(2026, 5, 14), date(2026, 12, 10)
TODAY = date(2026, 11, 22)
PEOPLE = (
    ("Maria", "Rossi", "Adda Botanica", SeatRole.COORDINATOR),
    ("Luca", "Bianchi", "Brianza Colori", SeatRole.PARTICIPANT),
    ("Carla", "Conti", "Brianza Colori", SeatRole.PARTICIPANT),
    ("Dario", "Esposito", "", SeatRole.EXPERT),
)


@dataclass
class WorkingTable:
    """A table of four: two sit for the same organisation, one is an expert for nobody."""

    desk: Desk
    body: int
    people: dict[str, int]
    organisations: dict[str, int]
    seats: dict[str, int]
    meetings: list[int] = field(default_factory=list)

    def marks(self, name: str, mark: Mark, *meetings: int) -> tuple[PresenceMark, ...]:
        """The same mark of one person at these meetings."""
        return tuple(
            PresenceMark(
                meeting_id=meeting,
                person_id=self.people[name],
                organisation_id=self.organisation_of(name),
                mark=mark,
            )
            for meeting in meetings
        )

    def mark(self, name: str, mark: Mark, *meetings: int) -> int:
        """Write it, as one gesture; how many cells changed."""
        command = MarkPresences(marks=self.marks(name, mark, *meetings))
        return self.desk.write(mark_presences, command).value

    def organisation_of(self, name: str) -> int | None:
        """For whom somebody sits."""
        of = next(organisation for _g, family, organisation, _r in PEOPLE if family == name)
        return self.organisations.get(of)

    def register(self, year: int | None = 2026) -> Register:
        """As it is now."""
        return self.desk.read(table_register, self.body, on=TODAY, year=year)

    def cell(self, name: str, meeting: int) -> RegisterCell | None:
        """What the register says of somebody at a meeting."""
        register = self.register()
        place = [each.id for each in register.meetings].index(meeting)
        line = next(each for each in register.lines if each.name.startswith(name))
        return line.cells[place]


def planned(table: WorkingTable, on: date) -> int:
    """A meeting from 14:30 to 17:00."""
    meeting = PlanMeeting(
        body_id=table.body,
        held_on=on,
        starts_at=time(14, 30),
        ends_at=time(17),
        venue="Sede di Crema",
        title="Lavori del tavolo",
    )
    found = table.desk.write(plan_meeting, meeting).value
    table.meetings.append(found)
    return found


def held(table: WorkingTable, on: date) -> int:
    """A meeting that took place, a quarter of an hour shorter than planned."""
    meeting = planned(table, on)
    hours = HoldMeeting(meeting_id=meeting, opened_at=time(14, 30), closed_at=time(16, 45))
    table.desk.write(hold_meeting, hours)
    return meeting


def _holder(session: Session, seat: int) -> int:
    return session.get_one(Seat, seat).person_id


def working_table(desk: Desk, *days: date) -> WorkingTable:
    """A table that met on these days; nobody is marked yet."""
    table = desk.write(set_up_table, SetUpTable(name="Packaging", active_from=START)).value
    organisations = {
        name: desk.write(
            add_organisation, AddOrganisation(facts=OrganisationFacts(name=name))
        ).value
        for name in ("Adda Botanica", "Brianza Colori")
    }
    people: dict[str, int] = {}
    seats: dict[str, int] = {}
    for given, family, organisation, role in PEOPLE:
        joining = JoinTable(
            body_id=table,
            given_name=given,
            family_name=family,
            organisation_id=organisations.get(organisation),
            role=role,
            from_on=START,
        )
        seat = desk.write(join_table, joining).value
        seats[family] = seat
        people[family] = desk.read(_holder, seat)
    made = WorkingTable(desk, table, people, organisations, seats)
    for day in days:
        held(made, day)
    return made
