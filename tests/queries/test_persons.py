"""Whom to choose from: everybody who still has a name."""

from __future__ import annotations

from datetime import date

from cluster_desk.desk import Desk
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.queries.meetings.persons import people, representatives
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.erasing import ErasePerson, erase_person
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.people import (
    AddPerson,
    EndAffiliation,
    SetAffiliation,
    add_person,
    end_affiliation,
    set_affiliation,
)
from cluster_desk.store.tables.members import Membership
from tests.desks import TODAY

SPRING = date(2026, 4, 1)


def test_whose_name_was_erased_by_law_is_not_offered_any_more(desk: Desk) -> None:
    facts = OrganisationFacts(name="Ditta Finta S.r.l.")
    admitted = AdmitMember(facts=facts, admitted_on=date(2026, 1, 1))
    member = desk.write(admit_member, admitted).value
    firm = desk.read(lambda session: session.get_one(Membership, member).organisation_id)
    assert firm is not None
    ids = {}
    for name in ("Livia Serio", "Ugo Brembo", "Ada Lambro"):
        given, _blank, family = name.partition(" ")
        person = AddPerson(given_name=given, family_name=family)
        ids[name] = desk.write(add_person, person).value
        tie = SetAffiliation(
            organisation_id=firm,
            person_id=ids[name],
            role=AffiliationRole.CONTACT_PERSON,
            from_on=SPRING,
        )
        stands = desk.write(set_affiliation, tie).value
        ended = EndAffiliation(affiliation_id=stands, to_on=date(2026, 5, 1))
        desk.write(end_affiliation, ended)
    gone = ErasePerson(person_id=ids["Livia Serio"], reason="Richiesta")
    desk.erase(erase_person, gone)
    bare = ErasePerson(person_id=ids["Ugo Brembo"], reason="Richiesta", keep_name=True)
    desk.erase(erase_person, bare)
    for offered in (
        desk.read(people, on=TODAY.today()),
        desk.read(representatives, [firm], on=SPRING)[firm],
    ):
        assert [choice.name for choice in offered] == ["Ugo Brembo", "Ada Lambro"]
