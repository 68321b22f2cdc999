"""A person is erased by law: from the row, the log and the file; the chain holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from cluster_desk.desk import Desk
from cluster_desk.domain.folding import fold
from cluster_desk.domain.members import AffiliationRole
from cluster_desk.errors import Invalid, NotFound
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.queries.members.traces import person_traces
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.erasing import ErasePerson, NameStays, erase_person
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.services.members.people import (
    AddPerson,
    EndAffiliation,
    SetAffiliation,
    add_person,
    end_affiliation,
    set_affiliation,
)
from cluster_desk.store import changes, check
from cluster_desk.store.reversal import ErasedByLaw
from cluster_desk.store.tables.fees import PayerAlias
from cluster_desk.store.tables.history import Change
from cluster_desk.store.tables.members import (
    Affiliation,
    Channel,
    Membership,
    Organisation,
    Person,
)
from cluster_desk.tx import Tx
from tests.desks import NewDesk

SECRET = "Zenobia"


def somebody(desk: Desk) -> int:
    command = AddPerson(
        given_name=SECRET, family_name="Inventata", email="zenobia.inventata@esempio.it"
    )
    return desk.write(add_person, command).value


def logged(desk: Desk, word: str) -> int:
    like = f"%{word}%"
    query = (
        select(func.count())
        .select_from(Change)
        .where(Change.before.like(like) | Change.after.like(like))
    )
    return int(desk.read(lambda session: session.scalar(query) or 0))


def faults(desk: Desk) -> list[object]:
    return desk.read(lambda session: list(check.faults(session.connection())))


def test_nothing_of_the_person_is_left_and_the_chain_holds(desk: Desk) -> None:
    person = somebody(desk)
    assert logged(desk, SECRET) > 0
    before = desk.read(lambda session: changes.head(session.connection()))
    outcome = desk.erase(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    assert outcome.value.addresses == 1
    assert SECRET not in outcome.label
    assert logged(desk, SECRET) == logged(desk, "zenobia") == 0
    name = desk.read(lambda session: session.get_one(Person, person).family_name)
    assert name == f"Persona cancellata n. {person}"
    assert desk.read(lambda session: session.scalar(select(func.count(Channel.id)))) == 0
    assert faults(desk) == []
    head = desk.read(lambda session: changes.head(session.connection()))
    assert head[0] == before[0] + 1


def test_it_cannot_be_undone_and_what_went_before_neither(desk: Desk) -> None:
    person = somebody(desk)
    set_id = desk.undoable()
    assert set_id is not None
    desk.erase(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    assert desk.undoable() is None
    with pytest.raises(ErasedByLaw):
        desk.undo(set_id.id)


def test_only_desk_erase_may_empty_the_log(desk: Desk) -> None:
    person = somebody(desk)
    with pytest.raises(IntegrityError, match="append-only"):
        desk.write(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    assert logged(desk, SECRET) > 0


def test_a_commitment_of_what_was_erased_cannot_be_guessed(desk: Desk) -> None:
    person = somebody(desk)
    desk.erase(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    zero = bytes(changes.SALT)
    rows = desk.read(
        lambda session: session.execute(
            text("SELECT salts FROM change_seal ORDER BY change_set_id")
        ).all()
    )
    assert all(zero in bytes(row.salts) for row in rows)


def _stands_for(desk: Desk, person: int) -> int:
    facts = OrganisationFacts(name="Adda Botanica S.r.l.")
    desk.write(admit_member, AdmitMember(facts=facts, admitted_on=date(2026, 1, 16)))
    organisation = desk.read(lambda session: session.scalar(select(Organisation.id)))
    assert organisation is not None
    command = SetAffiliation(
        organisation_id=organisation,
        person_id=person,
        role=AffiliationRole.LEGAL_REPRESENTATIVE,
        office="Amministratrice di famiglia",
        from_on=date(2026, 1, 16),
    )
    return desk.write(set_affiliation, command).value


def test_the_name_stays_while_the_person_stands_for_somebody(desk: Desk) -> None:
    person = somebody(desk)
    tie = _stands_for(desk, person)
    with pytest.raises(NameStays, match="rappresenta «Adda Botanica"):
        desk.erase(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    part = ErasePerson(person_id=person, reason="Richiesta", keep_name=True)
    desk.erase(erase_person, part)
    assert logged(desk, "zenobia.inventata@") == 0
    traces = desk.read(person_traces, person, on=date(2026, 11, 22))
    assert (traces.name, traces.addresses) == (f"{SECRET} Inventata", 0)
    desk.write(end_affiliation, EndAffiliation(affiliation_id=tie, to_on=date(2026, 6, 30)))
    desk.erase(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    assert logged(desk, SECRET) == logged(desk, "di famiglia") == 0
    assert desk.read(lambda session: session.get_one(Affiliation, tie).office) == ""
    assert faults(desk) == []


def test_a_member_keeps_name_and_number_and_nothing_else(desk: Desk) -> None:
    code, mail, iban = "RCCMNL83S18D969H", "zenobia.inventata@esempio.it", "IT60X05428111010000"
    member = MemberDraft(
        row=1,
        name=f"{SECRET} Inventata",
        person=True,
        given_name=SECRET,
        family_name="Inventata",
        tax_code=code,
        email=mail,
    )
    desk.write(import_members, ImportMembers(drafts=(member,)))

    def known_payer(tx: Tx, _command: None) -> None:
        tx.describe("Pagante")
        tx.session.add(PayerAlias(membership_id=1, kind="iban", value=iban))

    desk.write(known_payer, None)
    desk.erase(erase_person, ErasePerson(person_id=1, reason="Richiesta", keep_name=True))
    assert [logged(desk, word) for word in (code, fold(code), mail, fold(mail), iban)] == [0] * 5
    both = select(Person.search_text, Membership.search_text).join_from(Person, Membership)
    found = desk.read(lambda session: session.execute(both).one())
    assert found == ("zenobia inventata", "1 zenobia inventata")
    assert desk.read(lambda session: session.scalar(select(func.count(PayerAlias.id)))) == 0
    assert faults(desk) == []


def test_it_wants_a_reason_and_a_person(desk: Desk) -> None:
    person = somebody(desk)
    with pytest.raises(Invalid):
        desk.erase(erase_person, ErasePerson(person_id=person, reason=" "))
    with pytest.raises(NotFound):
        desk.erase(erase_person, ErasePerson(person_id=999, reason="Richiesta"))
    assert logged(desk, SECRET) > 0


def test_the_bytes_of_the_file_hold_nothing(new_file_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_file_desk()
    person = somebody(desk)
    file = Path(str(desk.location))
    assert SECRET.encode() in file.read_bytes()
    desk.erase(erase_person, ErasePerson(person_id=person, reason="Richiesta"))
    assert SECRET.encode() not in file.read_bytes()
    assert b"zenobia" not in file.read_bytes()
