"""Furnish desks with an association, its bodies and its meetings, for the tests of meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import AgendaKind, AttendanceMode, Capacity, MeetingMode
from cluster_desk.domain.rule_kinds import SILENT
from cluster_desk.domain.statute import RULES
from cluster_desk.services.association.profile import FoundAssociation, found_association
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.meetings.conduct import CloseMeeting, close_meeting
from cluster_desk.services.meetings.planning import (
    ConveneMeeting,
    Invite,
    NewItem,
    PlanMeeting,
    convene_meeting,
    plan_meeting,
)
from cluster_desk.services.meetings.presence import (
    RecordAttendance,
    RecordAttendances,
    record_attendances,
)
from cluster_desk.services.members.people import AddPerson, add_person

HELD = date(2026, 6, 18)
ARTICLES = {
    "board_chair": "14",
    "board_quorum": "15",
    "board_majority": "15",
    "board_tie": "15",
    "totalitarian_meeting": "16",
    "assembly_quorum": "11",
    "assembly_quorum_second": "11",
    "assembly_majority": "12",
    "assembly_tie": "12",
}


def at(text: str) -> time:
    """`15:00`."""
    return time.fromisoformat(text)


@dataclass(frozen=True)
class Board:
    """A board of seven: the president is a woman, the others sit for nobody."""

    desk: Desk
    body: int
    people: tuple[int, ...]
    secretary: int
    meetings: list[int] = field(default_factory=list)


NAMES = (
    ("Ilaria", "Massari", "f"),
    ("Renato", "Ancorotti", "m"),
    ("Matteo", "Moretti", "m"),
    ("Alessandro", "Ratini", "m"),
    ("Bianca", "Serio", "f"),
    ("Carlo", "Tadini", "m"),
    ("Elena", "Zanetti", "f"),
)
ROLES = (SeatRole.PRESIDENT, SeatRole.VICE_PRESIDENT, SeatRole.TREASURER)


def founded(desk: Desk, *, confirmed: bool = True, **values: str) -> None:
    """An association whose statute was read, or was not."""
    desk.write(
        found_association,
        FoundAssociation(
            name="Cluster di Prova", address="Via Roma 1", postal_code="26013", city="Crema",
            province="CR", sample=True,
        ),
    )  # fmt: skip
    rules = [
        SetRule(
            key=key,
            value=values.get(key, RULES[key].default),
            article=ARTICLES.get(key, SILENT),
            confirmed=confirmed,
        )
        for key in RULES
    ]
    desk.write(set_rules, SetRules(rules=tuple(rules)))


def board(desk: Desk, size: int = 7, *, confirmed: bool = True, **rules: str) -> Board:
    """A founded association with a board."""
    founded(desk, confirmed=confirmed, **rules)
    body = desk.write(
        add_body, AddBody(code="CD", name="Consiglio Direttivo", kind=BodyKind.BOARD)
    ).value
    people = []
    for place, (given, family, gender) in enumerate(NAMES[:size]):
        person = desk.write(
            add_person, AddPerson(given_name=given, family_name=family, gender=gender)
        ).value
        role = ROLES[place] if place < len(ROLES) else SeatRole.MEMBER
        desk.write(
            appoint,
            Appoint(body_id=body, person_id=person, role=role, from_on=date(2026, 1, 16)),
        )
        people.append(person)
    secretary = desk.write(
        add_person, AddPerson(given_name="Sara", family_name="Nota", gender="f")
    ).value
    return Board(desk, body, tuple(people), secretary)


def convened(board: Board, *titles: str, on: date = HELD, mode: MeetingMode | None = None) -> int:
    """A meeting that was called eight days before; the last title is any other business."""
    mode = mode or MeetingMode.HYBRID
    agenda = [NewItem(title=title) for title in titles]
    agenda.append(NewItem(title="Varie ed eventuali", kind=AgendaKind.ANY_OTHER_BUSINESS))
    meeting = board.desk.write(
        plan_meeting,
        PlanMeeting(
            body_id=board.body, held_on=on, starts_at=at("15:00"), mode=mode,
            venue="" if mode is MeetingMode.REMOTE else "Sede associativa, Crema",
            platform="" if mode is MeetingMode.IN_PERSON else "Teams",
            agenda=tuple(agenda),
        ),
    ).value  # fmt: skip
    board.desk.write(
        convene_meeting,
        ConveneMeeting(
            meeting_id=meeting,
            sent_on=min(date(on.year, on.month, max(on.day - 8, 1)), board.desk.clock.today()),
            channel="PEC",
            invited=tuple(Invite(person_id=person) for person in board.people),
        ),
    )
    return meeting


def roll_call(
    board: Board, meeting: int, people: tuple[int, ...], hour: str = "15:00", **values: object
) -> None:
    """All of them arrive."""
    mode = values.get("mode", AttendanceMode.IN_PERSON)
    assert isinstance(mode, AttendanceMode)
    board.desk.write(
        record_attendances,
        RecordAttendances(
            entries=tuple(
                RecordAttendance(
                    meeting_id=meeting, person_id=person, arrived_at=at(hour), mode=mode,
                    capacity=Capacity.OWN,
                )
                for person in people
            )
        ),
    )  # fmt: skip


def closed(board: Board, meeting: int, hour: str = "16:48", *, at_once: bool = False) -> None:
    """The meeting ends."""
    board.desk.write(
        close_meeting,
        CloseMeeting(meeting_id=meeting, closed_at=at(hour), approved_in_meeting=at_once),
    )
