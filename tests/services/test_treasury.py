"""Bank files are imported once, reconciled with reasons, and posted only on request."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.money import Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.errors import Invalid
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.queries.treasury.journal import account_rows, bank_line_rows, movement_rows
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    OpenAccount,
    add_category,
    open_account,
)
from cluster_desk.services.treasury.movements import (
    PostMovement,
    Split,
    TransferMoney,
    post_movement,
    transfer_money,
)
from cluster_desk.services.treasury.reconciliation import Reconcile, reconcile
from cluster_desk.services.treasury.statements import (
    ImportStatement,
    OtherCurrency,
    import_statement,
)
from cluster_desk.store.tables.fees import Allocation, Charge
from cluster_desk.tx import Tx
from tests.treasury_desks import statements

TODAY = date(2026, 11, 22)


@pytest.fixture
def bank(desk: Desk) -> Desk:
    """A desk with a bank account, a cash box and two categories."""
    for code, kind in (("BANCA", AccountKind.BANK), ("CASSA", AccountKind.CASH)):
        desk.write(
            open_account,
            OpenAccount(
                code=code, name=code.title(), kind=kind, opening_on=date(2025, 12, 15),
                opening=Money(100_00),
            ),
        )  # fmt: skip
    for code, direction in (("QUOTE", Direction.INCOME), ("SPESE", Direction.EXPENSE)):
        desk.write(add_category, AddCategory(code=code, name=code.title(), direction=direction))
    return desk


def charge(desk: Desk, name: str, cents: int) -> int:
    member = desk.write(
        admit_member,
        AdmitMember(facts=OrganisationFacts(name=name), admitted_on=date(2026, 1, 16)),
    ).value

    def owe(tx: Tx, _command: None) -> int:
        row = Charge(
            membership_id=member,
            kind=ChargeKind.MEMBERSHIP_FEE,
            fee_year=2026,
            amount=Money(cents),
            issued_on=date(2026, 1, 20),
            due_on=date(2026, 3, 31),
            description="Quota 2026",
            reference=CreditorReference.of("2026", member).text,
        )
        tx.session.add(row)
        tx.session.flush()
        tx.describe("Quota")
        return row.id

    return desk.write(owe, None).value


def line(position: int, cents: int, text: str = "", who: str = "", day: int = 2) -> LineDraft:
    return LineDraft(
        position=position,
        booked_on=date(2026, 4, day),
        value_on=None,
        amount=Money(cents),
        currency="EUR",
        counterparty=who,
        remittance=text,
    )


def statement(*lines: LineDraft, currency: str = "EUR") -> ImportStatement:
    draft = StatementDraft(
        account_iban="", account_text="1", currency=currency, number="1", opening=None,
        closing=None, from_on=None, to_on=None, lines=lines,
    )  # fmt: skip
    reading = StatementReading(format="csv", statements=(draft,), problems=())
    return ImportStatement(account="BANCA", reading=reading, file_name="a.csv", content=b"x")


def test_a_statement_imported_twice_is_there_once(bank: Desk) -> None:
    command = statement(line(1, 500_00, "uno"), line(2, 500_00, "uno"), line(3, -2_50, "spese"))
    first = bank.write(import_statement, command).value
    again = bank.write(import_statement, command)
    assert (first.new, first.duplicates) == (3, 0)
    assert (again.value.new, again.value.duplicates, again.change_set_id) == (0, 3, None)
    assert (first.credits, first.debits) == (Money(1000_00), Money(2_50))


def test_a_preview_of_an_import_writes_nothing(bank: Desk) -> None:
    assert bank.preview(import_statement, statement(line(1, 1))).value.new == 1
    assert bank.read(bank_line_rows) == []


def test_another_currency_is_refused_but_shown(bank: Desk) -> None:
    command = statement(line(1, -80_00), currency="CHF")
    with pytest.raises(OtherCurrency):
        bank.write(import_statement, command)


def test_lines_are_matched_with_reasons_and_posted_only_on_request(bank: Desk) -> None:
    owed = charge(bank, "Serio Pack S.r.l.", 500_00)
    reference = CreditorReference.of("2026", 1).grouped
    bank.write(
        import_statement,
        statement(
            line(1, 500_00, f"quota {reference}", "SERIO PACK SRL"), line(2, 33_00, "sconosciuto")
        ),
    )
    shown = bank.preview(reconcile, Reconcile(account="BANCA")).value
    assert [p.charge_ids for p in shown.result.matched] == [(owed,)]
    assert shown.result.matched[0].reasons
    assert bank.read(movement_rows) == []
    bank.write(reconcile, Reconcile(account="BANCA", apply=True))
    rows = bank.read(movement_rows)
    assert [(row.amount, row.reconciled) for row in rows] == [(Money(500_00), True)]
    member = bank.read(member_rows, [1], on=TODAY, year=2026)[0]
    assert (member.paid, member.balance) == (Money(500_00), Money(0))
    accounts = {row.code: row for row in bank.read(account_rows, on=TODAY)}
    assert accounts["BANCA"].balance == Money(600_00)
    assert accounts["BANCA"].to_post == 1


def test_a_reconciliation_undone_reopens_charge_and_line(bank: Desk) -> None:
    charge(bank, "Serio Pack S.r.l.", 500_00)
    reference = CreditorReference.of("2026", 1).text
    bank.write(import_statement, statement(line(1, 500_00, reference)))
    bank.write(reconcile, Reconcile(account="BANCA", apply=True))
    bank.undo()
    assert bank.read(lambda s: s.scalar(select(func.count()).select_from(Allocation))) == 0
    assert [row.to_post for row in bank.read(account_rows, on=TODAY)] == [1, 0]
    assert len(bank.preview(reconcile, Reconcile(account="BANCA")).value.result.matched) == 1


def test_many_lines_of_many_days_are_posted_in_as_many_statements_as_one(bank: Desk) -> None:
    taken: list[int] = []
    for names in (("Adda",), ("Brembo",), ("Serio", "Lario", "Mella", "Oglio")):
        for name in names:
            charge(bank, f"{name} S.r.l.", 500_00)
        members = range(sum(taken) + 1, sum(taken) + len(names) + 1)
        lines = [
            line(i, 500_00, CreditorReference.of("2026", i).text, f"SOCIO {i}", day=i)
            for i in members
        ]
        bank.write(import_statement, statement(*lines))
        with statements() as seen:
            done = bank.write(reconcile, Reconcile(account="BANCA", apply=True)).value
        taken.append(done.posted)
        if len(taken) == 2:  # the very first write of a table numbers it
            one = len(seen)
    assert (taken, len(seen)) == ([1, 1, 4], one)


def test_the_parts_of_a_movement_add_up_to_it(bank: Desk) -> None:
    command = PostMovement(
        account="BANCA",
        booked_on=date(2026, 5, 4),
        amount=Money(-30_00),
        description="Cancelleria",
        splits=(
            Split(category="SPESE", amount=Money(-29_99)),
            Split(category="X", amount=Money(0)),
        ),
    )
    with pytest.raises(Invalid) as refused:
        bank.write(post_movement, command)
    assert len(refused.value.problems) == 3


def test_a_transfer_is_neither_income_nor_expense(bank: Desk) -> None:
    bank.write(
        transfer_money,
        TransferMoney(
            from_account="BANCA", to_account="CASSA", booked_on=TODAY, amount=Money(50_00)
        ),
    )
    rows = bank.read(account_rows, on=TODAY)
    assert [row.balance for row in rows] == [Money(50_00), Money(150_00)]
    assert all(row.is_transfer and not row.splits for row in bank.read(movement_rows))
