"""Desks with accounts, categories, members who owe, and lines of a bank's file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.money import Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    OpenAccount,
    add_category,
    open_account,
)
from cluster_desk.services.treasury.movements import PostMovement, Split, post_movement
from cluster_desk.services.treasury.statements import ImportStatement, import_statement
from cluster_desk.store.tables.fees import Charge
from cluster_desk.tx import Tx

TODAY = date(2026, 11, 22)
OPENING = Money(100_00)


def furnish(desk: Desk) -> Desk:
    """A bank account and a cash box of 100 euro each, and three categories."""
    for code, kind in (("BANCA", AccountKind.BANK), ("CASSA", AccountKind.CASH)):
        account = OpenAccount(
            code=code, name=code.title(), kind=kind, opening_on=date(2025, 12, 15), opening=OPENING
        )
        desk.write(open_account, account)
    for code, direction in (
        ("QUOTE", Direction.INCOME),
        ("SPESE", Direction.EXPENSE),
        ("SALE", Direction.EXPENSE),
    ):
        desk.write(add_category, AddCategory(code=code, name=code.title(), direction=direction))
    return desk


def post(desk: Desk, cents: int, day: date, text: str = "Movimento", **more: Any) -> int:
    """A movement of one category; its id."""
    category = str(more.pop("category", "QUOTE" if cents > 0 else "SPESE"))
    command = PostMovement(
        account=str(more.pop("account", "BANCA")),
        booked_on=day,
        amount=Money(cents),
        description=text,
        splits=(Split(category=category, amount=Money(cents)),),
        **more,  # counterparty, document_ref
    )
    return desk.write(post_movement, command).value


def owe(desk: Desk, name: str, cents: int, year: int = 2026) -> tuple[int, int]:
    """A member and its charge: both ids."""
    member = desk.write(
        admit_member,
        AdmitMember(facts=OrganisationFacts(name=name), admitted_on=date(2026, 1, 16)),
    ).value
    return member, charge(desk, member, cents, year)


def charge(desk: Desk, member: int, cents: int, year: int = 2026) -> int:
    """One more charge of a member."""

    def add(tx: Tx, _command: None) -> int:
        row = Charge(
            membership_id=member,
            kind=ChargeKind.MEMBERSHIP_FEE,
            fee_year=year,
            amount=Money(cents),
            issued_on=date(2026, 1, 20),
            due_on=date(year, 3, 31),
            description=f"Quota {year}",
            reference=CreditorReference.of(str(year), member).text,
        )
        tx.session.add(row)
        tx.session.flush()
        tx.describe("Quota")
        return row.id

    return desk.write(add, None).value


def line(cents: int, text: str = "", who: str = "", day: date = date(2026, 4, 2)) -> LineDraft:
    """A booked line."""
    return LineDraft(
        position=1,
        booked_on=day,
        value_on=day,
        amount=Money(cents),
        currency="EUR",
        counterparty=who,
        remittance=text,
    )


def bring(desk: Desk, *lines: LineDraft, closing: Money | None = None, name: str = "a.csv") -> None:
    """Import lines into the bank account."""
    days = [each.booked_on for each in lines]
    draft = StatementDraft(
        account_iban="",
        account_text="1",
        currency="EUR",
        number="1",
        opening=None,
        closing=closing,
        from_on=min(days),
        to_on=max(days),
        lines=lines,
    )
    reading = StatementReading(format="csv", statements=(draft,), problems=())
    desk.write(
        import_statement,
        ImportStatement(account="BANCA", reading=reading, file_name=name, content=name.encode()),
    )


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL that runs inside, whatever the engine."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
