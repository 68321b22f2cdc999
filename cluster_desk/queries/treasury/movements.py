"""The journal as a list: ids of a filter in order, rows with the running balance, sums, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.folding import sought_words
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind, Direction, LineState
from cluster_desk.formats.money import UnreadableAmount, parse_money
from cluster_desk.queries.members.standing import cents
from cluster_desk.queries.treasury.journal import AccountRow, account_rows
from cluster_desk.store.tables.association import FiscalYear, Project
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    StatementLine,
)

VIEWS = ("all", "income", "expenses", "transfers", "unreconciled")
"""`unreconciled`: on a bank account, and no line of a statement has confirmed it yet."""


@dataclass(frozen=True, kw_only=True)
class MovementFilter:
    """Which movements: a year of accounts, a view, what was typed, chips by code.

    `months` are first days of months. Empty tuples do not restrict.
    """

    year: int
    view: str = "all"
    text: str = ""
    accounts: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    months: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MovementSort:
    """By which column; days are told apart by the order of writing."""

    column: str = "booked_on"
    descending: bool = True


@dataclass(frozen=True, kw_only=True)
class MovementListRow:
    """A movement; `balance` is its account's after it, whatever else is listed.

    `other_account` is the other side of a transfer. `categories` and `projects` are names.
    """

    id: int
    version: int
    account: str
    account_name: str
    booked_on: date
    value_on: date | None
    description: str
    counterparty: str
    document_ref: str
    amount: Money
    balance: Money
    reconciled: bool
    closed: bool
    is_bank: bool
    other_account: str
    categories: tuple[str, ...]
    projects: tuple[str, ...]

    @property
    def is_transfer(self) -> bool:
        """Whether it only moves money between own accounts."""
        return bool(self.other_account)


@dataclass(frozen=True, kw_only=True)
class MovementTotals:
    """Of a filter: how many, money in and out (both positive); and the accounts as of the day.

    Transfers that are listed are added up as every other row: the columns must sum up.
    """

    count: int
    income: Money
    expenses: Money
    accounts: tuple[AccountRow, ...]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An account, a category or a project by which the journal is narrowed.

    `kind` is account, income, expense, project, or year: of accounts, whose name is its first and
    last day.
    """

    id: int
    kind: str
    code: str
    name: str


def movement_ids(
    session: Session, *, filter: MovementFilter, sort: MovementSort | None = None
) -> list[int]:
    """The movements of a filter, in order."""
    order = sort or MovementSort()
    keys: dict[str, Any] = {
        "booked_on": Movement.booked_on,
        "value_on": Movement.value_on,
        "account": Account.code,
        "description": func.lower(Movement.description),
        "counterparty": func.lower(Movement.counterparty),
        "document_ref": Movement.document_ref,
        "amount": Movement.amount,
        "reconciled": Movement.reconciled,
    }
    wanted = (keys[order.column], Movement.booked_on, Movement.id)
    query = _narrowed(select(Movement.id), filter)
    if order.column == "account":
        query = query.join(Account)
    query = query.order_by(*(key.desc() if order.descending else key.asc() for key in wanted))
    return list(session.scalars(query))


def movement_list_rows(session: Session, ids: Sequence[int]) -> list[MovementListRow]:
    """Rows by id, in the order of the ids, in three statements."""
    if not ids:
        return []
    other, other_account = aliased(Movement), aliased(Account)
    query = (
        select(Movement, Account.code, Account.name, Account.kind, other_account.name)
        .join(Account, Account.id == Movement.account_id)
        .outerjoin(other, other.id == Movement.transfer_id)
        .outerjoin(other_account, other_account.id == other.account_id)
        .where(Movement.id.in_(ids))
    )
    found = session.execute(query).all()
    balances = _balances(session, [movement for movement, *_rest in found])
    parts = _parts(session, ids)
    rows = {
        movement.id: MovementListRow(
            id=movement.id,
            version=movement.version,
            account=code,
            account_name=name,
            booked_on=movement.booked_on,
            value_on=movement.value_on,
            description=movement.description,
            counterparty=movement.counterparty,
            document_ref=movement.document_ref,
            amount=movement.amount,
            balance=balances[movement.id],
            reconciled=movement.reconciled,
            closed=movement.closed,
            is_bank=kind is not AccountKind.CASH,
            other_account=other_name or "",
            categories=tuple(parts[movement.id][0]),
            projects=tuple(parts[movement.id][1]),
        )
        for movement, code, name, kind, other_name in found
    }
    return [rows[row_id] for row_id in ids if row_id in rows]


def movement_totals(session: Session, *, filter: MovementFilter, on: date) -> MovementTotals:
    """Sums over the whole filter, not only the page on the screen."""
    amount = cents(Movement.amount)
    sums: Any = select(
        func.count(Movement.id),
        func.sum(case((Movement.amount > ZERO, amount), else_=0)),
        func.sum(case((Movement.amount < ZERO, -amount), else_=0)),
    )
    count, income, expenses = session.execute(_narrowed(sums, filter)).one()
    return MovementTotals(
        count=count,
        income=Money(int(income or 0)),
        expenses=Money(int(expenses or 0)),
        accounts=tuple(account_rows(session, on=on)),
    )


def movement_view_counts(session: Session, *, year: int) -> dict[str, int]:
    """How many movements each view of a year has, those there are at all, and open bank lines."""
    everything = select(func.count(Movement.id)).scalar_subquery()
    waiting = (
        select(func.count(StatementLine.id))
        .where(StatementLine.state == LineState.OPEN)
        .scalar_subquery()
    )
    views = [
        func.sum(case((_of_view(view), 1), else_=0)).label(view) for view in VIEWS if view != "all"
    ]
    counts: Any = select(
        func.count(Movement.id).label("all"),
        *views,
        everything.label("everything"),
        waiting.label("lines"),
    )
    query = _narrowed(counts, MovementFilter(year=year))
    return {name: int(count or 0) for name, count in session.execute(query).one()._mapping.items()}


def movement_choices(session: Session) -> list[Choice]:
    """Every account, category, project and year, by which a list or an entry chooses."""
    query = union_all(
        select(literal("account").label("kind"), Account.code, Account.name, Account.id),
        select(
            case((Category.direction == Direction.INCOME, "income"), else_="expense"),
            Category.code,
            Category.name,
            Category.id,
        ),
        select(literal("project"), Project.code, Project.title, Project.id),
        select(
            literal("year"),
            cast(FiscalYear.year, String),
            cast(FiscalYear.starts_on, String) + " " + cast(FiscalYear.ends_on, String),
            FiscalYear.id,
        ),
    )
    rows = sorted(session.execute(query).all(), key=lambda row: row[3])
    return [Choice(id=id_, kind=kind, code=code, name=name) for kind, code, name, id_ in rows]


def movement_year(session: Session, movement_id: int) -> int | None:
    """In which year of accounts a movement is listed; without one, in its calendar's."""
    query: Any = (
        select(Movement.booked_on, FiscalYear.year)
        .outerjoin(
            FiscalYear,
            and_(
                FiscalYear.starts_on <= Movement.booked_on,
                FiscalYear.ends_on >= Movement.booked_on,
            ),
        )
        .where(Movement.id == movement_id)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    day, year = found
    return int(day.year if year is None else year)


def year_bounds(year: int) -> tuple[ColumnElement[date], ColumnElement[date]]:
    """First and last day of a year of accounts in SQL; without one, of the calendar's."""

    def day(column: Any, otherwise: date) -> ColumnElement[date]:
        found = select(column).where(FiscalYear.year == year).scalar_subquery()
        return func.coalesce(found, otherwise)

    first = day(FiscalYear.starts_on, date(year, 1, 1))
    return first, day(FiscalYear.ends_on, date(year, 12, 31))


def _narrowed(query: Select[Any], chosen: MovementFilter) -> Select[Any]:
    first, last = year_bounds(chosen.year)
    wanted = [Movement.booked_on >= first, Movement.booked_on <= last, _of_view(chosen.view)]
    if chosen.text.strip():
        wanted.append(_matching(chosen.text))
    if chosen.accounts:
        own = select(Account.id).where(Account.code.in_(chosen.accounts))
        wanted.append(Movement.account_id.in_(own))
    for column, table, codes in (
        (MovementSplit.category_id, Category, chosen.categories),
        (MovementSplit.project_id, Project, chosen.projects),
    ):
        if codes:
            parts = select(MovementSplit.movement_id).join(table, table.id == column)
            wanted.append(Movement.id.in_(parts.where(table.code.in_(codes))))
    if chosen.months:
        wanted.append(
            or_(*(Movement.booked_on.between(day, _month_end(day)) for day in chosen.months))
        )
    return query.select_from(Movement).where(*wanted)


def _of_view(view: str) -> ColumnElement[bool]:
    own = Movement.transfer_id.is_(None)
    match view:
        case "income":
            return and_(own, Movement.amount > ZERO)
        case "expenses":
            return and_(own, Movement.amount < ZERO)
        case "transfers":
            return not_(own)
        case "unreconciled":
            banks = select(Account.id).where(Account.kind == AccountKind.BANK)
            return and_(not_(Movement.reconciled), Movement.account_id.in_(banks))
    return true()


def _matching(text: str) -> ColumnElement[bool]:
    """Every word somewhere in it; or the amount, where an amount was typed."""
    # fold leaves no sign that LIKE gives a meaning to
    words = and_(true(), *(Movement.search_text.like(f"%{word}%") for word in sought_words(text)))
    try:
        amount = parse_money(text)
    except UnreadableAmount:
        return words
    return or_(words, Movement.amount.in_((amount, -amount)))


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _balances(session: Session, movements: Sequence[Movement]) -> dict[int, Money]:
    """After each movement: what was there before the first day, and the days' own in order."""
    if not movements:
        return {}
    days = [movement.booked_on for movement in movements]
    accounts = sorted({movement.account_id for movement in movements})
    before = (
        select(Movement.account_id, func.sum(cents(Movement.amount)).label("moved"))
        .where(Movement.account_id.in_(accounts), Movement.booked_on < min(days))
        .group_by(Movement.account_id)
        .subquery()
    )
    running = (
        select(
            Movement.id,
            Movement.account_id,
            func.sum(cents(Movement.amount))
            .over(partition_by=Movement.account_id, order_by=(Movement.booked_on, Movement.id))
            .label("moved"),
        )
        .where(Movement.account_id.in_(accounts), Movement.booked_on.between(min(days), max(days)))
        .subquery()
    )
    query = (
        select(running.c.id, running.c.moved, before.c.moved, Account.opening)
        .join(Account, Account.id == running.c.account_id)
        .outerjoin(before, before.c.account_id == running.c.account_id)
        .where(running.c.id.in_([movement.id for movement in movements]))
    )
    return {
        row_id: opening + Money(int(moved) + int(earlier or 0))
        for row_id, moved, earlier, opening in session.execute(query)
    }


def _parts(session: Session, ids: Sequence[int]) -> dict[int, tuple[list[str], list[str]]]:
    query = (
        select(MovementSplit.movement_id, Category.name, Project.code)
        .join(Category, Category.id == MovementSplit.category_id)
        .outerjoin(Project, Project.id == MovementSplit.project_id)
        .where(MovementSplit.movement_id.in_(ids))
        .order_by(MovementSplit.id)
    )
    parts: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for movement_id, category, project in session.execute(query):
        for names, name in zip(parts[movement_id], (category, project), strict=True):
            if name and name not in names:
                names.append(name)
    return parts
