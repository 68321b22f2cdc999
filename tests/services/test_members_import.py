"""A register is imported a second time: completed, never contradicted in silence."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.members import MembershipEventKind
from cluster_desk.errors import Invalid
from cluster_desk.importers.members import read_members
from cluster_desk.queries.members.card import member_card
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.services.association.profile import FoundAssociation, found_association
from cluster_desk.services.members.admission import AddOrganisation, add_organisation
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.importing import (
    ImportMembers,
    MembersImported,
    import_members,
)
from cluster_desk.store.tables.members import Organisation, Person

TODAY = date(2026, 11, 22)
HEAD = (
    "Numero;Ragione sociale;Codice fiscale;PEC;E-mail;Comune;Categoria;Classe;Stato;"
    "Data ammissione;Legale rappresentante;Referente;Colore\n"
)
ALFA = (
    "1;Alfa S.r.l.;99000010191;alfa@pec.it;info@alfa.it;Crema;Ordinario;Piccola;;16/01/2026;"
    "Mario Rossi;Ada Neri;rosso\n"
)
PERSON = (
    "Numero;Cognome;Nome;Codice fiscale;E-mail;Indirizzo;Comune;Tipo;Colore\n"
    "1;Rossi;Anna;{code};{mail};Via Roma 1;Crema;Persona fisica;rosso\n"
)


def take(desk: Desk, text: str, admitted_on: date | None = None) -> MembersImported:
    drafts = read_members("soci.csv", text.encode()).drafts
    return desk.write(import_members, ImportMembers(drafts=drafts, admitted_on=admitted_on)).value


def counts(done: MembersImported) -> tuple[int, int, int, list[str]]:
    told = [problem.field for problem in done.problems]
    return done.created, done.updated, done.unchanged, told


def found(desk: Desk, words: str) -> list[int]:
    sought = MemberFilter(view="everyone", text=words)
    return desk.read(member_ids, on=TODAY, year=2026, filter=sought)


def test_what_an_import_leaves_as_it_is_it_tells(desk: Desk) -> None:
    assert counts(take(desk, HEAD + ALFA)) == (1, 0, 0, [])
    assert counts(take(desk, HEAD + ALFA)) == (0, 0, 1, [])
    row = ALFA.replace("1;Alfa", "7;Alfa").replace(
        "Ordinario;Piccola;;", "Sostenitore;Grande;Receduto;"
    )
    done = take(desk, HEAD + row.replace("Mario Rossi", "Luca Bo"))
    told = ["register_number", "category", "size", "status", "legal_representative"]
    assert counts(done) == (0, 0, 1, told)
    assert done.problems[-1].message == (
        "Il file dice «Luca Bo», il libro soci «Mario Rossi»: resta com’è."
    )
    out = RecordMembershipEvent(
        membership_id=1,
        kind=MembershipEventKind.EXCLUSION,
        on_day=date(2026, 6, 1),
        reason="Gravi motivi",
        resolution_text="Assemblea n. 2",
    )
    desk.write(record_membership_event, out)
    assert counts(take(desk, HEAD + ALFA)) == (0, 0, 1, ["status"])


def test_a_file_with_less_in_it_takes_nothing_away(desk: Desk) -> None:
    take(desk, HEAD + ALFA)
    less = "Ragione sociale;Codice fiscale;Comune;Gusto\nAlfa S.r.l.;99000010191;Milano;dolce\n"
    assert counts(take(desk, less)) == (0, 1, 0, [])
    words = ("alfa@pec.it", "info@alfa.it", "milano", "crema")
    assert [found(desk, each) for each in words] == [[1], [1], [1], []]
    custom = desk.read(lambda session: session.scalar(select(Organisation.custom)))
    assert custom == {"Colore": "rosso", "Gusto": "dolce"}


def test_an_organisation_that_was_no_member_is_completed_and_joins(desk: Desk) -> None:
    facts = OrganisationFacts(name="Alfa S.r.l.", tax_code="99000010191", email="vecchia@alfa.it")
    desk.write(add_organisation, AddOrganisation(facts=facts))
    row = ALFA.replace(";info@alfa.it", ";")
    assert counts(take(desk, HEAD + row)) == (1, 0, 0, [])
    card = desk.read(member_card, 1, on=TODAY, year=2026)
    assert card is not None
    assert (card.facts["pec"], card.facts["email"]) == ("alfa@pec.it", "vecchia@alfa.it")
    assert (card.facts["city"], len(card.representatives)) == ("Crema", 2)
    assert [found(desk, each) for each in ("vecchia@alfa.it", "alfa@pec.it", "crema")] == [[1]] * 3


def test_a_person_is_found_again_and_nothing_said_of_them_is_lost(desk: Desk) -> None:
    assert counts(take(desk, PERSON.format(code="", mail="anna@x.it"))) == (1, 0, 0, [])
    known = PERSON.format(code="RCCMNL83S18D969H", mail="rossi@y.it")
    assert counts(take(desk, known)) == (0, 1, 0, [])
    assert counts(take(desk, known)) == (0, 0, 1, [])
    assert [found(desk, each) for each in ("anna@x.it", "rossi@y.it")] == [[], [1]]
    notes = desk.read(lambda session: session.scalar(select(Person.notes)))
    assert notes == "Indirizzo: Via Roma 1\nComune: Crema\nColore: rosso"


def test_days_and_numbers_that_cannot_be_are_told(desk: Desk) -> None:
    founded = FoundAssociation(name="Demo", founded_on=date(2025, 12, 15))
    desk.write(found_association, founded)
    early = take(desk, HEAD + ALFA.replace("16/01/2026", "16/01/2006").replace("1;Alfa", "0;Alfa"))
    assert counts(early) == (1, 0, 0, ["register_number", "joined_on"])
    late = "Ragione sociale;Data ammissione\nBeta;16/01/2036\n"
    assert counts(take(desk, late)) == (1, 0, 0, ["joined_on"])
    gone = "Ragione sociale;Stato;Ammesso il;Cessato il\nDelta;{};16/01/2026;{}\n"
    for row in (("", "31/03/2026"), ("Receduto", "01/01/2026")):
        assert counts(take(desk, gone.format(*row).replace("Delta", f"Delta {row[1]}")))[3] == [
            "left_on"
        ]
    for day in (date(2006, 1, 16), date(2036, 1, 16)):
        with pytest.raises(Invalid):
            take(desk, "Ragione sociale\nGamma\n", admitted_on=day)
