"""The history in words: what an operation changed, of which record, and whether it can go back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql

from cluster_desk.clock import FixedClock
from cluster_desk.desk import Desk
from cluster_desk.domain.records import Area, OperationKind, RecordField, RecordKind, field_text
from cluster_desk.errors import Refused
from cluster_desk.queries.history import words
from cluster_desk.queries.history.card import OperationCard, operation_card
from cluster_desk.queries.history.lists import (
    VIEWS,
    HistoryFilter,
    chain_head,
    effective,
    operation_ids,
    operation_rows,
    operation_view_counts,
    record_name,
    who_and_when,
)
from cluster_desk.queries.history.record import RecordOf
from cluster_desk.queries.history.soundness import AREAS, extent, faults_in
from cluster_desk.services.fees.receipts import IssueReceipts, issue_receipts
from cluster_desk.services.members.editing import EditOrganisation, edit_organisation
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.store.base import tracked_tables
from tests.fee_desks import FEE, TODAY, found, issue, member, pay, schedule
from tests.queries.test_fees import statements


@pytest.fixture
def worked(desk: Desk) -> tuple[Desk, dict[str, int]]:
    """Two members, fees, a payment, a receipt; Alfa moved to Crema and got another PEC."""
    found(desk)
    ids = {name: member(desk, name, pec="vecchia@pec.it") for name in ("Alfa", "Beta")}
    facts = OrganisationFacts(name="Alfa", city="Crema", province="CR", pec="nuova@pec.it")
    desk.write(edit_organisation, EditOrganisation(organisation_id=1, version=1, facts=facts))
    schedule(desk)
    issue(desk)
    pay(desk, ids["Alfa"], FEE.cents)
    desk.write(issue_receipts, IssueReceipts(issued_on=date(2026, 3, 21)))
    return desk, ids


def of(**chosen: Any) -> HistoryFilter:
    return HistoryFilter(on=TODAY, **chosen)


def labels(desk: Desk, **chosen: object) -> list[str]:
    ids = desk.read(operation_ids, filter=of(**chosen))
    return [row.label for row in desk.read(operation_rows, ids)]


def card_of(desk: Desk, text: str) -> OperationCard:
    """The latest operation with these words."""
    ids = desk.read(operation_ids, filter=of(text=text))
    card = desk.read(operation_card, ids[0])
    assert card is not None
    return card


# ── every table and column has words ─────────────────────────────────────────────────────────
def test_every_tracked_record_and_field_has_words() -> None:
    names = {table.name for table in tracked_tables()}
    assert names == {kind.value for kind in RecordKind}
    for table in tracked_tables():
        for column in words.field_names(table.name):
            assert field_text(table.name, column)


def test_no_word_is_kept_for_a_column_that_is_gone() -> None:
    columns = {column.name for table in tracked_tables() for column in table.columns}
    own = {f"{table.name}.{c.name}" for table in tracked_tables() for c in table.columns}
    assert {term.value for term in RecordField} <= columns | own


def test_every_topic_is_an_area_but_the_counters() -> None:
    topics = {table.info["topic"] for table in tracked_tables()}
    assert topics == {area.value for area in Area} | {"series"}


# ── what an operation changed ────────────────────────────────────────────────────────────────
def test_a_change_is_told_before_and_after(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    card = card_of(desk, "modifiche")
    told = {
        f"{record.kind}: {field.name}": (field.before, field.after)
        for record in card.records
        for field in record.fields
    }
    assert told["Ente o impresa: Comune"] == ("", "Crema")
    assert told["Recapito: Recapito"] == ("vecchia@pec.it", "nuova@pec.it")
    assert next(record.title for record in card.records) == "Alfa"


def test_codes_money_days_and_ids_are_told_as_words(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    card = card_of(desk, "incasso registrato")
    payment = next(record for record in card.records if record.table == "payment")
    told = {field.name: field.after for field in payment.fields}
    assert told["Socio"] == "Alfa"
    assert told["Importo"] == "1.200,00 €"
    assert told["Ricevuto il"] == "20/03/2026"
    assert told["Modalità"] == "Bonifico"
    allocation = next(record for record in card.records if record.table == "allocation")
    assert "Alfa" in allocation.title
    assert not any(field.after in ("bank_transfer", "") for field in payment.fields)


def test_counters_are_not_told(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    card = card_of(desk, "ricevut")
    assert "number_series" not in {record.table for record in card.records}
    assert "Serie di numerazione" not in {count.kind for count in card.counts}
    assert {count.kind: count.added for count in card.counts} == {"Documento": 1, "Ricevuta": 1}


def test_a_long_operation_tells_the_first_and_counts_the_rest(desk: Desk) -> None:
    found(desk)
    for number in range(70):
        member(desk, f"Socio {number}")
    schedule(desk)
    issue(desk)
    card = card_of(desk, "addebiti")
    assert len(card.records) == 60
    assert card.rest == 71 - 60


def test_there_is_no_card_of_what_never_was(desk: Desk) -> None:
    assert desk.read(operation_card, 999) is None


# ── whether it can be taken back ─────────────────────────────────────────────────────────────
def test_what_issued_a_number_stays_and_says_why(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    assert "resta" in card_of(desk, "ricevut").why_not


def test_what_later_work_stands_on_names_it(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, ids = worked
    desk.undo(desk.read(operation_ids, filter=of(text="modifiche"))[0])
    facts = OrganisationFacts(name="Beta Nuova", pec="vecchia@pec.it")
    desk.write(edit_organisation, EditOrganisation(organisation_id=2, version=1, facts=facts))
    first = desk.read(operation_ids, filter=of(record=RecordOf(table="membership", id=ids["Beta"])))
    card = desk.read(operation_card, first[-1])
    assert card is not None
    assert "Beta Nuova" in card.why_not


def test_what_can_be_undone_is_undone_and_then_says_so(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    card = card_of(desk, "modifiche")
    assert (card.why_not, card.is_undone) == ("", False)
    desk.undo(card.id)
    again = desk.read(operation_card, card.id)
    assert again is not None
    assert again.is_undone
    undo = desk.read(operation_card, desk.read(operation_ids, filter=of())[0])
    assert undo is not None
    assert (undo.kind, undo.undoes_label) == (OperationKind.UNDO, card.label)
    desk.undo(undo.id)
    back = desk.read(operation_card, card.id)
    assert back is not None
    assert not back.is_undone


def test_an_obstacle_is_what_the_undo_itself_would_say(
    worked: tuple[Desk, dict[str, int]],
) -> None:
    desk, _ids = worked
    for operation in desk.read(operation_ids, filter=of()):
        card = desk.read(operation_card, operation)
        assert card is not None
        if card.why_not:
            with pytest.raises(Refused):
                desk.undo(operation)


# ── the list ─────────────────────────────────────────────────────────────────────────────────
def test_views_count_what_they_list(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, ids = worked
    desk.undo(card_of(desk, "modifiche").id)
    for record in (None, RecordOf(table="membership", id=ids["Alfa"])):
        counts = desk.read(operation_view_counts, on=TODAY, record=record)
        for view in VIEWS:
            listed = desk.read(operation_ids, filter=of(view=view, record=record))
            assert counts[view] == len(listed), (view, record)
        assert counts["everything"] == counts["all"] > 0
    assert labels(desk, view="undone") == ["Modifiche a Alfa"]


def test_periods_follow_the_wall_clock_of_rome(desk: Desk) -> None:
    # half past eleven in the evening of the 21st in Rome is still the 21st, in UTC too; half
    # past midnight of the 22nd is the 21st in UTC
    desk.clock = FixedClock.at("2026-11-21T23:30:00+00:00")
    member(desk, "Dopo mezzanotte")
    assert labels(desk, view="today") != []
    before = HistoryFilter(on=TODAY - timedelta(days=1), view="today")
    assert desk.read(operation_ids, filter=before) == []


def test_chips_narrow_by_who_area_kind_and_year(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    actors, years = desk.read(who_and_when)
    assert actors == [desk.actor.name]
    assert years == [2026]
    every = labels(desk)
    assert labels(desk, actors=tuple(actors), years=(2026,)) == every
    assert labels(desk, actors=("Nessuno",)) == labels(desk, years=(2020,)) == []
    assert labels(desk, areas=("documents",))[0].endswith("ricevuta emessa")
    assert "Modifiche a Alfa" not in labels(desk, areas=("fees",))
    assert labels(desk, kinds=("undo",)) == []


def test_words_and_numbers_are_found(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    assert labels(desk, text="modifiche alfa") == ["Modifiche a Alfa"]
    seq, _hash = desk.read(chain_head)
    rows = desk.read(operation_rows, desk.read(operation_ids, filter=of(text=str(seq))))
    assert seq in [row.seq for row in rows]
    assert labels(desk, text="inesistente davvero") == []


def test_every_column_orders(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    for column in ("seq", "at", "label", "actor", "machine"):
        up = desk.read(operation_ids, filter=of(), sort=column, descending=False)
        down = desk.read(operation_ids, filter=of(), sort=column, descending=True)
        assert sorted(up) == sorted(down), column
        assert len(up) > 5, column


# ── one record ───────────────────────────────────────────────────────────────────────────────
def test_a_members_history_is_its_own_and_of_its_parts(
    worked: tuple[Desk, dict[str, int]],
) -> None:
    desk, ids = worked
    alfa = labels(desk, record=RecordOf(table="membership", id=ids["Alfa"]))
    assert alfa == ["Modifiche a Alfa", "Ammissione di Alfa"]
    assert "Modifiche a Alfa" not in labels(
        desk, record=RecordOf(table="membership", id=ids["Beta"])
    )


def test_parts_that_are_gone_stay_in_the_history(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, ids = worked
    facts = OrganisationFacts(name="Alfa", city="Crema", province="CR")
    with desk.read(lambda session: session).connection() as connection:
        version = connection.execute(sql("SELECT version FROM organisation WHERE id=1")).scalar()
    command = EditOrganisation(organisation_id=1, version=int(version or 0), facts=facts)
    desk.write(edit_organisation, command)
    record = RecordOf(table="membership", id=ids["Alfa"])
    operations = desk.read(operation_ids, filter=of(record=record))
    card = desk.read(operation_card, operations[0], record=record)
    assert card is not None
    gone = [told for told in card.records if told.op == "D"]
    assert [told.table for told in gone] == ["channel"]
    assert "nuova@pec.it" in gone[0].title


def test_a_record_is_called_by_its_name_even_when_it_is_gone(desk: Desk) -> None:
    found(desk)
    membership = member(desk, "Gamma S.p.A.")
    record = RecordOf(table="membership", id=membership)
    assert desk.read(record_name, record) == "Gamma S.p.A."
    desk.undo()
    assert desk.read(record_name, record) == "Gamma S.p.A."
    assert desk.read(record_name, RecordOf(table="no_such_table", id=1)) == ""


# ── how it scales ────────────────────────────────────────────────────────────────────────────
def test_a_screen_takes_eight_statements_at_most(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, ids = worked
    desk.undo(card_of(desk, "modifiche").id)
    for record in (None, RecordOf(table="membership", id=ids["Alfa"])):
        with statements() as seen:
            found_ids = desk.read(operation_ids, filter=of(view="undone", record=record))
            desk.read(operation_rows, found_ids)
            desk.read(operation_view_counts, on=TODAY, record=record)
            desk.read(who_and_when)
            desk.read(chain_head)
        assert len([s for s in seen if s.lstrip().startswith("SELECT")]) <= 8
    for operation in desk.read(operation_ids, filter=of()):
        with statements() as seen:
            desk.read(operation_card, operation)
        assert len([s for s in seen if s.lstrip().startswith("SELECT")]) <= 8


def test_an_undo_of_an_undo_leaves_the_first_standing() -> None:
    assert effective([(2, 1)]) == {1}
    assert effective([(3, 2), (2, 1)]) == {2}
    assert effective([(4, 3), (3, 2), (2, 1)]) == {3, 1}


# ── the check ────────────────────────────────────────────────────────────────────────────────
def test_a_sound_desk_has_no_fault_anywhere(worked: tuple[Desk, dict[str, int]]) -> None:
    desk, _ids = worked
    assert [fault for area in AREAS for fault in desk.read(faults_in, area)] == []
    told = desk.read(extent)
    assert (told.seq, told.documents) == (desk.read(chain_head)[0], 1)
    assert len(told.hash) == 64
