"""Act four: invented people in the board and at the working tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.demo.stage import FOUNDED_ON, Stage
from cluster_desk.services.members.people import (
    AddPerson,
    SetAffiliation,
    add_person,
    set_affiliation,
)

BOARD = (
    (SeatRole.PRESIDENT, "f", 1),
    (SeatRole.VICE_PRESIDENT, "m", 2),
    (SeatRole.TREASURER, "f", 3),
    (SeatRole.MEMBER, "m", 4),
    (SeatRole.MEMBER, "f", 5),
    (SeatRole.MEMBER, "m", 6),
    (SeatRole.MEMBER, "f", 7),
    (SeatRole.MEMBER, "m", 8),
    (SeatRole.MEMBER, "f", 11),
)
TABLES = (
    ("TT1", "Ricerca e nuovi ingredienti"),
    ("TT2", "Packaging ed ecodesign"),
    ("TT3", "Manifattura avanzata e digitale"),
    ("TT4", "Competenze e formazione"),
    ("TT5", "Regolatorio e sicurezza"),
)


def person(stage: Stage, gender: str, on: date) -> int:
    """An invented person."""
    given = stage.pick("given_f" if gender == "f" else "given_m")
    family = stage.pick("family")
    address = f"{given}.{family}@esempio.it".lower().replace("’", "")
    command = AddPerson(
        given_name=given,
        family_name=family,
        title="dott.ssa" if gender == "f" else "dott.",
        gender=gender,
        salutation=f"Gentile {'dott.ssa' if gender == 'f' else 'dott.'} {family}",
        email=address,
    )
    return stage.do(on, add_person, command)


def seat_board(stage: Stage) -> dict[str, Any]:
    """Nine seats for three years; and who takes the minutes, who has no seat."""
    board = AddBody(code="CD", name="Consiglio Direttivo", kind=BodyKind.BOARD)
    assembly = AddBody(code="ASS", name="Assemblea dei soci", kind=BodyKind.ASSEMBLY)
    body = stage.do(FOUNDED_ON, add_body, board)
    stage.ids["ASS"] = stage.do(FOUNDED_ON, add_body, assembly)
    stage.ids["CD"] = body
    people = []
    for role, gender, organisation in BOARD:
        who = person(stage, gender, FOUNDED_ON)
        people.append(who)
        represent(stage, who, organisation)
        stage.do(
            date(2026, 1, 16),
            appoint,
            Appoint(
                body_id=body,
                person_id=who,
                role=role,
                from_on=date(2026, 1, 16),
                to_on=date(2029, 1, 15),
                organisation_id=organisation,
            ),
        )
    stage.ids["minute_taker"] = person(stage, "f", FOUNDED_ON)
    return {"board": people}


def represent(stage: Stage, who: int, organisation: int) -> None:
    """A person stands for an organisation, standing."""
    role = AffiliationRole.DESIGNATED_REPRESENTATIVE
    command = SetAffiliation(
        organisation_id=organisation, person_id=who, role=role, from_on=FOUNDED_ON
    )
    stage.do(FOUNDED_ON, set_affiliation, command)


def seat_tables(stage: Stage) -> dict[int, list[tuple[int, int]]]:
    """Five tables, their participants as (person, organisation)."""
    start = date(2026, 2, 2)
    tables: dict[int, list[tuple[int, int]]] = {}
    count = min(stage.members, 60)
    for number, (code, name) in enumerate(TABLES):
        body = stage.do(
            start,
            add_body,
            AddBody(
                code=code,
                name=name,
                kind=BodyKind.WORKING_TABLE,
                active_from=start,
                project_id=None,
                activity_id=None,
            ),
        )
        stage.ids[code] = body
        size = min(8 + number, count)
        organisations = stage.chance.sample(range(1, count + 1), k=size)
        seats = []
        for place, organisation in enumerate(organisations):
            gender = stage.chance.choice("fm")
            who = person(stage, gender, start)
            role = SeatRole.COORDINATOR if place == 0 else SeatRole.PARTICIPANT
            stage.do(
                start,
                appoint,
                Appoint(
                    body_id=body,
                    person_id=who,
                    role=role,
                    from_on=start,
                    organisation_id=organisation,
                ),
            )
            seats.append((who, organisation))
        tables[body] = seats
    return tables
