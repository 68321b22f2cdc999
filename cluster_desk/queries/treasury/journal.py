"""Accounts with their balances, and the cash journal as of a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.folding import sought_words
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind, LineState
from cluster_desk.queries.members.standing import cents
from cluster_desk.store.tables.association import PlanActivity, Project
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    Statement,
    StatementLine,
)


@dataclass(frozen=True, kw_only=True)
class AccountRow:
    """An account on a day: posted balance, and how many bank lines wait to be posted."""

    id: int
    code: str
    name: str
    kind: AccountKind
    iban: str
    currency: str
    opening: Money
    opening_on: date
    balance: Money
    to_post: int


@dataclass(frozen=True, kw_only=True)
class SplitRow:
    """A part of a movement."""

    category: str
    category_name: str
    project: str
    cup: str
    activity: str
    amount: Money


@dataclass(frozen=True, kw_only=True)
class MovementRow:
    """A movement of the journal; `balance` is the account's after it."""

    id: int
    account: str
    booked_on: date
    value_on: date | None
    description: str
    counterparty: str
    document_ref: str
    amount: Money
    balance: Money
    reconciled: bool
    is_transfer: bool
    splits: tuple[SplitRow, ...]


@dataclass(frozen=True, kw_only=True)
class BankLineRow:
    """A line of an imported statement and what became of it."""

    id: int
    account: str
    booked_on: date
    value_on: date | None
    amount: Money
    counterparty: str
    iban: str
    remittance: str
    reference: str
    state: LineState
    movement_id: int | None
    file_name: str


def account_rows(session: Session, *, on: date) -> list[AccountRow]:
    """Every account with its balance at the end of the day.

    Before an account begins it is its opening balance: that is what a year brings forward.
    """
    sums = (
        select(Movement.account_id, func.sum(cents(Movement.amount)).label("moved"))
        .where(Movement.booked_on <= on)
        .group_by(Movement.account_id)
        .subquery()
    )
    waiting = (
        select(StatementLine.account_id, func.count().label("open"))
        .where(StatementLine.state == LineState.OPEN)
        .group_by(StatementLine.account_id)
        .subquery()
    )
    query = (
        select(Account, sums.c.moved, waiting.c.open)
        .outerjoin(sums, sums.c.account_id == Account.id)
        .outerjoin(waiting, waiting.c.account_id == Account.id)
        .order_by(Account.id)
    )
    return [
        AccountRow(
            id=account.id,
            code=account.code,
            name=account.name,
            kind=account.kind,
            iban=account.iban,
            currency=account.currency,
            opening=account.opening,
            opening_on=account.opening_on,
            balance=account.opening + Money(int(moved or 0)),
            to_post=int(waiting_lines or 0),
        )
        for account, moved, waiting_lines in session.execute(query).all()
    ]


def movement_rows(
    session: Session,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    account: str = "",
    text: str = "",
) -> list[MovementRow]:
    """The journal of a period in booking order, each with the running balance of its account."""
    balances = _balances_before(session, from_on)
    splits = _splits(session, from_on, to_on)
    query = (
        select(Movement, Account.code)
        .join(Account, Account.id == Movement.account_id)
        .order_by(Movement.booked_on, Movement.id)
    )
    if from_on is not None:
        query = query.where(Movement.booked_on >= from_on)
    if to_on is not None:
        query = query.where(Movement.booked_on <= to_on)
    if account:
        query = query.where(Account.code == account.upper())
    words = sought_words(text)
    rows = []
    for movement, code in session.execute(query):
        balances[movement.account_id] += movement.amount
        if not all(word in movement.search_text for word in words):
            continue
        rows.append(
            MovementRow(
                id=movement.id,
                account=code,
                booked_on=movement.booked_on,
                value_on=movement.value_on,
                description=movement.description,
                counterparty=movement.counterparty,
                document_ref=movement.document_ref,
                amount=movement.amount,
                balance=balances[movement.account_id],
                reconciled=movement.reconciled,
                is_transfer=movement.transfer_id is not None,
                splits=tuple(splits.get(movement.id, ())),
            )
        )
    return rows


def _balances_before(session: Session, day: date | None) -> dict[int, Money]:
    openings = session.execute(select(Account.id, Account.opening))
    balances = defaultdict(lambda: ZERO, {row.id: row.opening for row in openings})
    if day is not None:
        query = (
            select(Movement.account_id, func.sum(cents(Movement.amount)))
            .where(Movement.booked_on < day)
            .group_by(Movement.account_id)
        )
        for account_id, moved in session.execute(query):
            balances[account_id] += Money(int(moved))
    return balances


def split_rows(session: Session, movement_id: int) -> list[SplitRow]:
    """The parts of one movement."""
    query = _split_query().where(MovementSplit.movement_id == movement_id)
    return [_split(*found) for _movement_id, *found in session.execute(query)]


def _splits(
    session: Session, from_on: date | None, to_on: date | None
) -> dict[int, list[SplitRow]]:
    query = _split_query()
    if from_on is not None:
        query = query.where(Movement.booked_on >= from_on)
    if to_on is not None:
        query = query.where(Movement.booked_on <= to_on)
    parts: dict[int, list[SplitRow]] = defaultdict(list)
    for movement_id, *found in session.execute(query):
        parts[movement_id].append(_split(*found))
    return parts


def _split_query() -> Any:
    columns: Any = (
        select(
            MovementSplit.movement_id,
            Category.code,
            Category.name,
            Project.code,
            Project.cup,
            PlanActivity.code,
            MovementSplit.amount,
        )
        .join(Movement, Movement.id == MovementSplit.movement_id)
        .join(Category, Category.id == MovementSplit.category_id)
        .outerjoin(Project, Project.id == MovementSplit.project_id)
        .outerjoin(PlanActivity, PlanActivity.id == MovementSplit.activity_id)
        .order_by(MovementSplit.id)
    )
    return columns


def _split(
    code: str, name: str, project: str | None, cup: str | None, activity: str | None, amount: Money
) -> SplitRow:
    return SplitRow(
        category=code,
        category_name=name,
        project=project or "",
        cup=cup or "",
        activity=activity or "",
        amount=amount,
    )


def bank_line_rows(
    session: Session, *, account: str = "", state: LineState | None = None
) -> list[BankLineRow]:
    """Imported lines, the oldest first."""
    query = (
        select(StatementLine, Account.code, Statement.file_name)
        .join(Account, Account.id == StatementLine.account_id)
        .join(Statement, Statement.id == StatementLine.statement_id)
        .order_by(StatementLine.booked_on, StatementLine.id)
    )
    if account:
        query = query.where(Account.code == account.upper())
    if state is not None:
        query = query.where(StatementLine.state == state)
    names = BankLineRow.__annotations__.keys() - {"account", "file_name"}
    return [
        BankLineRow(
            **{name: getattr(line, name) for name in names}, account=code, file_name=file_name
        )
        for line, code, file_name in session.execute(query)
    ]
