"""A change set is taken back exactly, or not at all and with the reason."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, insert, select, text, update

from cluster_desk.desk import Desk
from cluster_desk.domain.members import OrganisationKind
from cluster_desk.domain.money import Money
from cluster_desk.errors import FinalRecord
from cluster_desk.store import reversal
from cluster_desk.store.tables.association import FiscalYear, Project, Setting
from cluster_desk.store.tables.members import (
    Channel,
    Classification,
    Membership,
    Organisation,
)
from cluster_desk.store.tables.treasury import Account
from cluster_desk.tx import Tx
from tests.store.acting import (
    broken,
    channel,
    do,
    last_set,
    organisation,
    receipt,
    rows,
    scalar,
    state,
)


def rename(desk: Desk, row_id: int, name: str) -> int:
    """The id of the set that did it."""

    def act(tx: Tx) -> None:
        tx.session.get_one(Organisation, row_id).name = name

    do(desk, act, label=f"Nome: {name}")
    return last_set(desk)


def one(desk: Desk) -> int:
    return do(desk, lambda tx: organisation(tx).id)


def version(desk: Desk, row_id: int) -> int:
    return int(scalar(desk, f"SELECT version FROM organisation WHERE id={row_id}"))


def add_every_type(tx: Tx) -> None:
    """Big integers, dates, booleans, NULL, JSON, text that looks like a number."""
    row = organisation(
        tx,
        'Rossi "X" è\n’ \\ %s',
        tax_code="007",
        vat_number="1e5",
        public_body=True,
        custom={"a": [1, None, "è", 2**60], "vuoto": ""},
        tags=[],
    )
    membership = Membership(organisation_id=row.id, register_number=None, founder=True)
    tx.session.add(membership)
    tx.session.flush()
    tx.session.add(
        Classification(
            membership_id=membership.id,
            from_on=date(2024, 2, 29),
            category="ordinary",
            size="micro",
            turnover=Money(2**53 + 1),
            balance_total=Money(-(2**62)),
            headcount=0,
        )
    )
    tx.session.add(Setting(key="json", value={"b": [True, False, None], "n": 2**53 + 1}))
    tx.session.add(
        Account(code="1", name="-", kind="bank", opening=Money(0), opening_on=date(1, 1, 1))
    )


def test_undo_takes_everything_back_and_redo_brings_it_again_exactly(desk: Desk) -> None:
    empty = state(desk)
    do(desk, add_every_type)
    full = state(desk)
    desk.undo()
    assert state(desk) == empty
    desk.redo()
    assert state(desk) == full
    desk.undo()
    desk.redo()
    assert state(desk) == full
    assert broken(desk) == []


def test_a_deletion_with_its_cascade_comes_back(desk: Desk) -> None:
    def add(tx: Tx) -> None:
        for name in ("Uno", "Due"):
            row = organisation(tx, name)
            channel(tx, row.id, f"{name}@x.example")
            channel(tx, row.id, f"{name}2@x.example")

    do(desk, add)
    before = state(desk)
    do(desk, lambda tx: tx.session.execute(delete(Organisation)))
    desk.undo()
    assert state(desk) == before


def test_bulk_changes_of_several_kinds_in_one_set_are_taken_back(desk: Desk) -> None:
    first = one(desk)
    do(desk, lambda tx: channel(tx, first))
    before = state(desk)

    def act(tx: Tx) -> None:
        tx.session.execute(update(Organisation).values(city="Lodi"))
        tx.session.execute(text("UPDATE organisation SET city='Crema', version=version+1"))
        tx.session.execute(delete(Channel))
        kind = OrganisationKind.COMPANY
        values = [{"name": f"N {n}", "kind": kind, "version": 1} for n in range(30)]
        tx.session.execute(insert(Organisation), values)
        tx.session.execute(update(Organisation).values(name="tutti"))
        tx.session.execute(delete(Organisation).where(Organisation.id > first + 10))

    do(desk, act)
    after = state(desk)
    desk.undo()
    assert state(desk) == before
    desk.redo()
    assert state(desk) == after


def test_a_row_that_came_changed_and_went_in_one_set(desk: Desk) -> None:
    first = one(desk)

    def act(tx: Tx) -> None:
        row = channel(tx, first)
        row.value = "altro@x.example"
        tx.session.flush()
        tx.session.delete(row)
        tx.session.flush()
        channel(tx, first, "resta@x.example")

    before = state(desk)
    do(desk, act)
    after = state(desk)
    desk.undo()
    assert state(desk) == before
    desk.redo()
    assert state(desk) == after


def test_a_version_never_goes_back(desk: Desk) -> None:
    row_id = one(desk)
    rename(desk, row_id, "A")
    seen = [version(desk, row_id)]
    for step in (desk.undo, desk.redo, desk.undo):
        step()
        seen.append(version(desk, row_id))
    assert seen == sorted(set(seen))
    desk.undo()  # the insertion
    desk.redo()
    assert version(desk, row_id) > seen[-1]


def test_an_id_is_never_given_twice(desk: Desk) -> None:
    first = one(desk)
    desk.undo()
    assert one(desk) > first


def test_first_b_then_a_can_be_taken_back(desk: Desk) -> None:
    row_id = one(desk)
    before = state(desk)
    a, b = rename(desk, row_id, "A"), rename(desk, row_id, "B")
    desk.undo(b)
    desk.undo(a)
    assert state(desk) == before


def test_a_is_refused_while_b_stands_on_it(desk: Desk) -> None:
    row_id = one(desk)
    a = rename(desk, row_id, "A")
    rename(desk, row_id, "B")
    before = state(desk)
    with pytest.raises(reversal.StandsOn, match="Nome: B"):
        desk.undo(a)
    assert state(desk) == before


def test_undo_is_refused_twice(desk: Desk) -> None:
    row_id = one(desk)
    a = rename(desk, row_id, "A")
    desk.undo(a)
    with pytest.raises(reversal.AlreadyUndone):
        desk.undo(a)


def test_undo_does_not_reach_what_was_added_later(desk: Desk) -> None:
    row_id = one(desk)
    made = last_set(desk)
    do(desk, lambda tx: channel(tx, row_id))
    before = state(desk)
    with pytest.raises(reversal.HangsOnIt):
        desk.undo(made)
    assert state(desk) == before


def test_undo_under_a_restricting_key_is_refused_with_a_reason(desk: Desk) -> None:
    row_id = one(desk)
    made = last_set(desk)
    do(desk, lambda tx: tx.session.add(Membership(organisation_id=row_id)))
    with pytest.raises(reversal.HangsOnIt):
        desk.undo(made)


def test_undo_that_would_bring_a_double_is_refused(desk: Desk) -> None:
    do(desk, lambda tx: tx.session.add(Project(code="P1", title="Uno")))
    do(desk, lambda tx: tx.session.execute(delete(Project)))
    gone = last_set(desk)
    do(desk, lambda tx: tx.session.add(Project(code="P1", title="Altro")))
    with pytest.raises(reversal.HangsOnIt):
        desk.undo(gone)


def test_a_final_record_is_not_taken_back(desk: Desk) -> None:
    do(desk, receipt)
    before = state(desk)
    with pytest.raises(FinalRecord):
        desk.undo()
    assert state(desk) == before


def test_what_is_not_there_is_not_undone(desk: Desk) -> None:
    with pytest.raises(reversal.NothingLikeIt):
        desk.undo()
    with pytest.raises(reversal.NothingLikeIt):
        desk.undo(4711)
    with pytest.raises(reversal.NothingLikeIt):
        desk.redo()


def test_a_new_write_forgets_what_could_be_redone(desk: Desk) -> None:
    row_id = one(desk)
    rename(desk, row_id, "A")
    desk.undo()
    rename(desk, row_id, "B")
    with pytest.raises(reversal.NothingLikeIt):
        desk.redo()
    undoable = desk.undoable()
    assert undoable is not None
    assert undoable.label == "Nome: B"


def test_undo_walks_back_through_several_gestures(desk: Desk) -> None:
    row_id = one(desk)
    states = [state(desk)]
    for name in ("A", "B", "C"):
        rename(desk, row_id, name)
        states.append(state(desk))
    for expected in reversed(states[:-1]):
        desk.undo()
        assert state(desk) == expected
    for expected in states[1:]:
        desk.redo()
        assert state(desk) == expected


def test_an_undo_that_was_beaten_by_another_writer_is_refused(desk: Desk) -> None:
    row_id = one(desk)
    a = rename(desk, row_id, "A")
    with Desk.open(desk.location, clock=desk.clock) as other:
        rename(other, row_id, "B")
    with pytest.raises(reversal.StandsOn):
        desk.undo(a)


def test_an_edit_of_a_final_record_is_refused_but_its_voiding_is_not(desk: Desk) -> None:
    do(desk, receipt)
    with pytest.raises(FinalRecord):
        do(desk, lambda tx: tx.session.execute(text("UPDATE receipt SET amount=1")))
    with pytest.raises(FinalRecord):
        do(desk, lambda tx: tx.session.execute(text("DELETE FROM receipt")))
    do(desk, lambda tx: tx.session.execute(text("UPDATE receipt SET void_reason='errore'")))
    do(desk, lambda tx: tx.session.execute(text("UPDATE receipt SET amount=amount")))
    assert rows(desk, "SELECT amount, void_reason FROM receipt") == [(500, "errore")]


def test_a_year_is_final_only_once_closed(desk: Desk) -> None:
    def add(tx: Tx) -> None:
        tx.session.add(
            FiscalYear(year=2026, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
        )

    def close(tx: Tx) -> None:
        year = tx.session.scalars(select(FiscalYear)).one()
        year.ends_on, year.closed_on = date(2026, 12, 30), date(2027, 1, 5)

    do(desk, add)
    do(desk, close)
    with pytest.raises(FinalRecord):
        do(desk, lambda tx: tx.session.execute(text("UPDATE fiscal_year SET closed_on=NULL")))
    with pytest.raises(FinalRecord):
        do(desk, lambda tx: tx.session.execute(text("DELETE FROM fiscal_year")))


def test_an_undo_refused_at_the_last_moment_leaves_no_lock_behind(desk: Desk) -> None:
    # the key is deferred: the database itself refuses only the COMMIT
    row_id = one(desk)
    made = last_set(desk)
    do(desk, lambda tx: tx.session.add(Membership(organisation_id=row_id)), label="Adesione")
    with pytest.raises(reversal.HangsOnIt):
        desk.undo(made)
    assert one(desk) == row_id + 1
    assert scalar(desk, "SELECT count(*) FROM membership") == 1
    assert broken(desk) == []
