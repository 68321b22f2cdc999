"""Bodies and seats: one office at a time, terms that end, who sits on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.domain.quorum import QuorumKind
from cluster_desk.errors import Invalid, NotFound
from cluster_desk.queries.bodies import BodyLine, body_lines, body_rows, seats_at
from cluster_desk.queries.seats import seated_bodies
from cluster_desk.services.bodies.editing import (
    BodyInUse,
    EditBody,
    RemoveBody,
    edit_body,
    remove_body,
)
from cluster_desk.services.bodies.seats import (
    AddBody,
    Appoint,
    EndSeat,
    add_body,
    appoint,
    end_seat,
)
from cluster_desk.services.members.admission import AddOrganisation, add_organisation
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.people import (
    AddPerson,
    EndAffiliation,
    SetAffiliation,
    add_person,
    end_affiliation,
    set_affiliation,
)
from cluster_desk.store.tables.bodies import Seat
from cluster_desk.store.tables.members import Affiliation, Person
from tests.meeting_desks import HELD, board, convened

START = date(2026, 1, 16)


def person(desk: Desk, name: str = "Nuova") -> int:
    return desk.write(add_person, AddPerson(given_name="Pia", family_name=name)).value


def seat(desk: Desk, body: int, who: int, role: SeatRole, from_on: date = START) -> int:
    return desk.write(
        appoint, Appoint(body_id=body, person_id=who, role=role, from_on=from_on)
    ).value


def test_a_code_names_one_body(desk: Desk) -> None:
    table = AddBody(code="PACK", name="Tavolo Packaging", kind=BodyKind.WORKING_TABLE)
    desk.write(add_body, table)
    with pytest.raises(Invalid):
        desk.write(add_body, table)
    assert [row.code for row in desk.read(body_rows, on=START)] == ["PACK"]


def test_bodies_are_listed_while_they_exist(desk: Desk) -> None:
    desk.write(
        add_body,
        AddBody(code="T", name="Tavolo", kind=BodyKind.WORKING_TABLE, active_from=date(2026, 3, 1)),
    )
    assert desk.read(body_rows, on=date(2026, 2, 28)) == []
    assert len(desk.read(body_rows, on=date(2026, 3, 1))) == 1
    assert desk.read(body_rows, on=date(2026, 3, 1), kinds=(BodyKind.BOARD,)) == []


def test_an_office_is_held_by_one_person_until_their_term_ends(desk: Desk) -> None:
    here = board(desk)
    newcomer = person(desk)
    with pytest.raises(Invalid):
        seat(desk, here.body, newcomer, SeatRole.PRESIDENT, date(2026, 6, 1))
    president = desk.read(seats_at, START)[0]
    desk.write(
        end_seat, EndSeat(seat_id=president.id, to_on=date(2026, 5, 31), reason="dimissioni")
    )
    seat(desk, here.body, newcomer, SeatRole.PRESIDENT, date(2026, 6, 1))
    before = desk.read(seats_at, date(2026, 5, 31), body_id=here.body)
    after = desk.read(seats_at, date(2026, 6, 1), body_id=here.body)
    assert (before[0].name, after[0].name) == ("Ilaria Massari", "Pia Nuova")
    assert (len(before), len(after)) == (7, 7)


def test_nobody_sits_twice_in_a_body_at_the_same_time(desk: Desk) -> None:
    here = board(desk)
    with pytest.raises(Invalid):
        seat(desk, here.body, here.people[4], SeatRole.MEMBER)
    table = desk.write(
        add_body, AddBody(code="T", name="Tavolo", kind=BodyKind.WORKING_TABLE)
    ).value
    assert seat(desk, table, here.people[4], SeatRole.COORDINATOR)


def test_a_term_does_not_end_before_it_begins(desk: Desk) -> None:
    here = board(desk)
    first = desk.read(seats_at, START)[0]
    with pytest.raises(Invalid):
        desk.write(end_seat, EndSeat(seat_id=first.id, to_on=date(2026, 1, 15)))
    backwards = Appoint(
        body_id=here.body, person_id=person(desk), role=SeatRole.MEMBER, from_on=START,
        to_on=date(2026, 1, 15),
    )  # fmt: skip
    with pytest.raises(Invalid):
        desk.write(appoint, backwards)


def test_a_term_made_longer_meets_no_successor_and_ends_with_its_body(desk: Desk) -> None:
    new = AddBody(code="CTS", name="Comitato", kind=BodyKind.COMMITTEE)
    body = desk.write(add_body, new).value
    first = seat(desk, body, person(desk), SeatRole.PRESIDENT)
    desk.write(end_seat, EndSeat(seat_id=first, to_on=date(2026, 3, 31)))
    seat(desk, body, person(desk), SeatRole.PRESIDENT, date(2026, 6, 1))
    with pytest.raises(Invalid) as caught:
        desk.write(end_seat, EndSeat(seat_id=first, to_on=date(2026, 9, 30)))
    assert [problem.field for problem in caught.value.problems] == ["to_on"]
    desk.write(end_seat, EndSeat(seat_id=first, to_on=date(2026, 5, 31)))
    edit = EditBody(id=body, code=new.code, name=new.name, kind=new.kind)
    late = replace(edit, active_from=date(2026, 2, 1))
    assert fields_refused(desk, late) == ["active_from"]
    desk.write(edit_body, replace(edit, active_to=date(2026, 10, 31)))
    seat(desk, body, person(desk), SeatRole.MEMBER, date(2026, 10, 1))
    ends = desk.read(lambda session: session.scalars(select(Seat.to_on).order_by(Seat.id)).all())
    assert ends == [date(2026, 5, 31), date(2026, 10, 31), date(2026, 10, 31)]


def test_who_is_not_known_cannot_be_appointed(desk: Desk) -> None:
    here = board(desk)
    with pytest.raises(NotFound):
        seat(desk, here.body, 999, SeatRole.MEMBER)


def test_offices_come_first_then_names(desk: Desk) -> None:
    board(desk)
    found = desk.read(seats_at, START)
    assert [row.role for row in found[:3]] == [
        SeatRole.PRESIDENT,
        SeatRole.VICE_PRESIDENT,
        SeatRole.TREASURER,
    ]
    assert [row.name for row in found[3:]] == [
        "Alessandro Ratini",
        "Bianca Serio",
        "Carlo Tadini",
        "Elena Zanetti",
    ]


def test_a_person_is_found_by_folded_name_and_never_named_in_the_history(desk: Desk) -> None:
    outcome = desk.write(
        add_person, AddPerson(given_name=" Zoë ", family_name="D’Élite", email="Zoe@Esempio.it")
    )
    columns = select(Person.given_name, Person.family_name, Person.search_text)
    given, family, search_text = desk.read(lambda s: s.execute(columns).one())
    assert (given, family) == ("Zoë", "D’Élite")
    assert "zoe d" in search_text
    assert "Zo" not in outcome.label


def test_every_problem_of_a_person_is_told_at_once(desk: Desk) -> None:
    wrong = AddPerson(given_name="X", family_name=" ", tax_code="ABC", email="nobody")
    with pytest.raises(Invalid) as caught:
        desk.write(add_person, wrong)
    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["family_name", "tax_code", "email"]
    with pytest.raises(Invalid) as caught:
        desk.write(add_person, AddPerson(given_name="X" * 101, family_name="Y", gender="x"))
    assert [problem.field for problem in caught.value.problems] == ["gender", "given_name"]


def test_a_role_for_an_organisation_ends_and_stays_known(desk: Desk) -> None:
    facts = OrganisationFacts(name="Alfa S.r.l.")
    organisation = desk.write(add_organisation, AddOrganisation(facts=facts)).value
    stands = SetAffiliation(
        organisation_id=organisation, person_id=person(desk),
        role=AffiliationRole.LEGAL_REPRESENTATIVE, from_on=START,
    )  # fmt: skip
    role = desk.write(set_affiliation, stands).value
    with pytest.raises(Invalid) as twice:
        desk.write(set_affiliation, replace(stands, from_on=date(2026, 2, 1)))
    assert [problem.field for problem in twice.value.problems] == ["person_id"]
    with pytest.raises(Invalid):
        desk.write(end_affiliation, EndAffiliation(affiliation_id=role, to_on=date(2026, 1, 1)))
    desk.write(end_affiliation, EndAffiliation(affiliation_id=role, to_on=date(2026, 6, 30)))
    columns = select(Affiliation.from_on, Affiliation.to_on)
    assert desk.read(lambda s: s.execute(columns).one()) == (START, date(2026, 6, 30))


def test_who_stands_for_an_organisation_takes_the_place_of_who_did(desk: Desk) -> None:
    facts = OrganisationFacts(name="Alfa S.r.l.")
    organisation = desk.write(add_organisation, AddOrganisation(facts=facts)).value

    def stands(role: AffiliationRole, from_on: date | None = None) -> int:
        command = SetAffiliation(
            organisation_id=organisation, person_id=person(desk), role=role, from_on=from_on
        )
        return desk.write(set_affiliation, command).value

    legal = AffiliationRole.LEGAL_REPRESENTATIVE
    first = stands(legal)
    third = stands(legal, date(2026, 6, 1))
    second = stands(legal, date(2026, 3, 1))  # told late: between the two
    beside = stands(legal, date(2026, 3, 1))
    other = stands(AffiliationRole.CONTACT_PERSON, date(2026, 7, 1))
    columns = select(Affiliation.id, Affiliation.to_on)
    found = desk.read(lambda session: {row[0]: row[1] for row in session.execute(columns)})
    assert found == {
        first: date(2026, 2, 28),
        second: date(2026, 5, 31),
        beside: date(2026, 5, 31),
        third: None,
        other: None,
    }


def line(desk: Desk, on: date = START) -> BodyLine:
    (found,) = desk.read(body_lines, on=on)
    return found


def fields_refused(desk: Desk, command: EditBody | AddBody) -> list[str]:
    change: Any = edit_body if isinstance(command, EditBody) else add_body
    with pytest.raises(Invalid) as caught:
        desk.write(change, command)
    return [problem.field for problem in caught.value.problems]


def test_a_body_tells_its_members_its_quorum_and_its_term(desk: Desk) -> None:
    board(desk)
    found = line(desk)
    assert (found.members, found.meetings, found.term_years) == (7, 0, 3)
    assert found.quorum is not None
    assert found.quorum.kind is QuorumKind.MAJORITY
    desk.write(add_body, AddBody(code="ASS", name="Assemblea", kind=BodyKind.ASSEMBLY))
    desk.write(add_body, AddBody(code="REV", name="Revisori", kind=BodyKind.AUDITORS))
    desk.write(add_body, AddBody(code="T", name="Tavolo", kind=BodyKind.WORKING_TABLE))
    assembly, auditors = desk.read(body_lines, on=START)[1:]
    assert assembly.second_quorum is not None
    assert assembly.second_quorum.kind is QuorumKind.ANY_NUMBER
    assert (auditors.quorum, auditors.second_quorum, auditors.term_years) == (None, None, None)


def test_every_problem_of_a_body_is_told_at_once(desk: Desk) -> None:
    here = board(desk)
    wrong = AddBody(code=" ", name="", kind=BodyKind.BOARD)
    assert fields_refused(desk, wrong) == ["name", "code"]
    desk.write(add_body, AddBody(code="REV", name="Revisori", kind=BodyKind.AUDITORS))
    backwards = EditBody(
        id=here.body, code="REV", name="Consiglio", kind=BodyKind.BOARD, active_from=START,
        active_to=date(2026, 1, 15),
    )  # fmt: skip
    assert fields_refused(desk, backwards) == ["code", "active_to"]


def test_a_body_is_changed_until_it_has_met_and_keeps_then_its_kind_and_code(desk: Desk) -> None:
    here = board(desk)
    other = EditBody(id=here.body, code="DIR", name="Direttivo", kind=BodyKind.COMMITTEE)
    outcome = desk.write(edit_body, other)
    assert (line(desk).code, line(desk).kind) == ("DIR", BodyKind.COMMITTEE)
    assert outcome.change_set_id is not None
    desk.undo(outcome.change_set_id)
    before = line(desk)
    assert before.kind is BodyKind.BOARD
    convened(here, "Varie")
    assert fields_refused(desk, other) == ["kind", "code"]
    renamed = EditBody(id=here.body, code=before.code, name="Direttivo", kind=BodyKind.BOARD)
    desk.write(edit_body, renamed)
    assert line(desk).name == "Direttivo"


def test_a_body_ends_with_its_seats_and_comes_back_with_one_step(desk: Desk) -> None:
    here = board(desk)
    before = line(desk)
    last = date(2026, 6, 30)
    end = EditBody(
        id=here.body, code=before.code, name=before.name, kind=before.kind, active_to=last
    )
    outcome = desk.write(edit_body, end)
    later = date(2026, 7, 1)
    assert line(desk, later).is_over
    assert not line(desk, last).is_over
    assert (line(desk, last).members, line(desk, later).members) == (7, 0)
    assert desk.read(seated_bodies, lasting_on=later) == {}
    newcomer = person(desk)
    with pytest.raises(Invalid):
        seat(desk, here.body, newcomer, SeatRole.MEMBER, later)
    assert outcome.change_set_id is not None
    desk.undo(outcome.change_set_id)
    assert line(desk, later).members == 7


def test_a_body_does_not_end_before_a_meeting_that_stands(desk: Desk) -> None:
    here = board(desk)
    convened(here, "Varie", on=HELD)
    found = line(desk)
    end = EditBody(
        id=here.body, code=found.code, name=found.name, kind=found.kind,
        active_to=HELD - timedelta(days=1),
    )  # fmt: skip
    assert fields_refused(desk, end) == ["active_to"]
    desk.write(edit_body, replace(end, active_to=HELD))
    assert line(desk).active_to == HELD


def test_only_a_body_without_a_story_is_removed(desk: Desk) -> None:
    here = board(desk)
    with pytest.raises(BodyInUse):
        desk.write(remove_body, RemoveBody(id=here.body))
    wrong = desk.write(add_body, AddBody(code="X", name="Sbagliato", kind=BodyKind.COMMITTEE)).value
    desk.write(remove_body, RemoveBody(id=wrong))
    assert [each.id for each in desk.read(body_lines, on=START)] == [here.body]
