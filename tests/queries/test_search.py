"""A few letters find any record, whatever its accents and capitals; the nearest comes first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import MeetingMode
from cluster_desk.domain.members import AffiliationRole, MembershipStatus
from cluster_desk.domain.money import Money
from cluster_desk.queries import search
from cluster_desk.queries.documents import DocumentFilter, document_ids
from cluster_desk.queries.fees.charges import ChargeFilter
from cluster_desk.queries.fees.lists import charge_ids
from cluster_desk.queries.history.lists import HistoryFilter, operation_ids
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.queries.seats import SeatFilter, seat_ids
from cluster_desk.queries.tables.lists import TableFilter, table_ids
from cluster_desk.queries.treasury.movements import MovementFilter, movement_ids
from cluster_desk.services.documents import keep
from cluster_desk.services.meetings.planning import NewItem, PlanMeeting, plan_meeting
from cluster_desk.services.members.people import (
    AddPerson,
    SetAffiliation,
    add_person,
    set_affiliation,
)
from cluster_desk.services.treasury.movements import search_text
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.members import Membership
from cluster_desk.store.tables.treasury import Account, Movement
from cluster_desk.tx import Tx
from tests.fee_desks import TODAY, found, issue, member, schedule

DAY: dict[str, Any] = {"on": TODAY, "year": TODAY.year}
NAMES = (
    "Serio Pack S.r.l.",
    "Adda Serio S.p.A.",
    "Università Ca’ Granda",
    "Olio & Serioso",
    "Zeta Colori",
)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    found(desk)
    for name in NAMES:
        member(desk, name, city="Crema", province="CR")
    schedule(desk)
    issue(desk)
    desk.write(_papers, None)
    return desk


def _papers(tx: Tx, _command: None) -> None:
    tx.describe("papers")
    sha256 = keep(tx, b"%PDF")
    account = tx.session.query(Account).first()
    assert account is not None
    for number, title in ((4, "Ricevuta a Università Ca’ Granda"), (14, "Ricevuta a Serio Pack")):
        tx.session.add(
            Document(
                kind="receipt",
                number=f"RIC 2026/{number:04d}",
                title=title,
                issued_on=date(2026, 3, number),
                media_type="application/pdf",
                sha256=sha256,
                size=4,
            )
        )
    for cents, words in ((250_000, "Contributo"), (-250_050, "Perché no"), (25_000, "Bonifico")):
        tx.session.add(
            Movement(
                account_id=account.id,
                booked_on=date(2026, 5, 4),
                amount=Money(cents),
                description=words,
                search_text=search_text(words),
            )
        )


def names(desk: Desk, text: str) -> list[str]:
    return [row.name for row in desk.read(search.found_members, text, **DAY)]


def test_members_whose_name_begins_with_it_come_first(filled: Desk) -> None:
    assert names(filled, "serio") == ["Serio Pack S.r.l.", "Adda Serio S.p.A.", "Olio & Serioso"]


def test_members_are_found_by_accented_names_places_and_several_words(filled: Desk) -> None:
    assert names(filled, "universita ca granda") == ["Università Ca’ Granda"]
    assert names(filled, "PACK serio") == ["Serio Pack S.r.l."]
    assert len(names(filled, "crema")) == len(NAMES)
    assert names(filled, "nessuno") == names(filled, "  ") == []


def test_a_number_of_the_register_comes_before_whatever_contains_it(filled: Desk) -> None:
    first = filled.read(search.found_members, "3", **DAY)[0]
    assert (first.number, first.name) == (3, "Università Ca’ Granda")


def test_a_member_tells_where_it_is_and_what_it_owes(filled: Desk) -> None:
    row = filled.read(search.found_members, "zeta", **DAY)[0]
    assert (row.city, row.province, row.open) == ("Crema", "CR", Money(1_200_00))
    assert row.status is MembershipStatus.ACTIVE


def test_a_member_is_found_by_whoever_stands_for_it(filled: Desk) -> None:
    person = filled.write(add_person, AddPerson(given_name="Anna", family_name="Bruni")).value
    organisation = filled.read(lambda session: session.get_one(Membership, 1).organisation_id)
    stands = SetAffiliation(
        organisation_id=organisation or 0,
        person_id=person,
        role=AffiliationRole.LEGAL_REPRESENTATIVE,
    )
    filled.write(set_affiliation, stands)
    (row,) = filled.read(search.found_people, "bruni ann", **DAY)
    assert (row.name, row.through) == ("Serio Pack S.r.l.", "Anna Bruni")
    assert filled.read(search.found_people, "an", **DAY) == []


def test_documents_are_found_by_number_and_title(filled: Desk) -> None:
    def numbers(text: str) -> list[str]:
        return [row.number for row in filled.read(search.found_documents, text)]

    assert numbers("RICEVUTA") == ["RIC 2026/0014", "RIC 2026/0004"]
    assert numbers("universita") == ["RIC 2026/0004"]
    assert numbers("ric 2026/0014") == ["RIC 2026/0014"]
    assert numbers("100%") == numbers("r") == []


def test_movements_are_found_by_amount_and_words(filled: Desk) -> None:
    def cents(text: str) -> list[int]:
        return [row.amount.cents for row in filled.read(search.found_movements, text)]

    assert cents("2500") == [-250_050, 250_000]
    assert cents("2.500,50") == [-250_050]
    assert cents("perche") == [-250_050]
    assert cents("b") == []


def test_meetings_are_found_by_body_number_day_and_agenda(filled: Desk) -> None:
    board = filled.read(lambda session: session.query(Body).one().id)
    for month, title in ((6, "Quote 2027"), (9, "Nomina del tesoriere")):
        plan = PlanMeeting(
            body_id=board,
            held_on=date(2026, month, 18),
            starts_at=time(15),
            mode=MeetingMode.REMOTE,
            platform="Teams",
            agenda=(NewItem(title=title),),
        )
        filled.write(plan_meeting, plan)

    def days(text: str) -> list[tuple[date, str]]:
        rows = filled.read(search.found_meetings, text, on=TODAY)
        return [(row.held_on, row.item_title) for row in rows]

    june, september = date(2026, 6, 18), date(2026, 9, 18)
    assert days("consiglio") == [(september, ""), (june, "")]
    assert days("18/6") == [(june, "")]
    assert days("quote 2027") == [(june, "Quote 2027")]
    assert days("x") == []


def test_a_number_leads_to_its_member_and_its_documents(filled: Desk) -> None:
    def both(text: str) -> tuple[list[str], list[str]]:
        members, documents = filled.read(search.found_by_number, text, **DAY)
        return [row.name for row in members], [row.number for row in documents]

    assert both("4") == (["Olio & Serioso"], ["RIC 2026/0004"])
    assert both("2026/14") == ([], ["RIC 2026/0014"])
    assert both("ric 2026/4") == ([], ["RIC 2026/0004"])
    assert both("nessuno") == both("9" * 20) == ([], [])


@contextmanager
def counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_keystroke_takes_few_statements_however_much_it_finds(filled: Desk) -> None:
    with counted() as seen:
        for query in (search.found_members, search.found_people):
            filled.read(query, "serio 1", **DAY)
        filled.read(search.found_documents, "serio")
        filled.read(search.found_meetings, "serio", on=TODAY)
        filled.read(search.found_movements, "serio")
    asked = [statement for statement in seen if statement.lstrip().startswith("SELECT")]
    assert len(asked) <= 8


def test_a_filter_of_which_nothing_is_left_finds_nothing(filled: Desk) -> None:
    found: dict[str, list[int]] = {}
    for text in ("", "%", "_", "'", "’ _"):
        lists: list[tuple[Any, dict[str, Any]]] = [
            (member_ids, {"on": TODAY, "year": 2026, "filter": MemberFilter(text=text)}),
            (charge_ids, {"on": TODAY, "filter": ChargeFilter(text=text)}),
            (movement_ids, {"filter": MovementFilter(text=text, year=2026)}),
            (document_ids, {"filter": DocumentFilter(text=text)}),
            (operation_ids, {"filter": HistoryFilter(text=text, on=TODAY)}),
            (table_ids, {"on": TODAY, "year": 2026, "filter": TableFilter(text=text)}),
            (seat_ids, {"on": TODAY, "filter": SeatFilter(text=text)}),
        ]
        for query, asked in lists:
            found.setdefault(query.__name__, []).append(len(filled.read(query, **asked)))
    assert all(found["member_ids"][:1]), "without a text all are found"
    assert {name: sum(counts[1:]) for name, counts in found.items()} == dict.fromkeys(found, 0)
