"""All that reconciling an account needs, in one read: lines, open charges, what may match them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    Subquery,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from cluster_desk.domain.bank_settling import KnownEntry, Precedent, Way
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.periods import Period
from cluster_desk.domain.proposals import BankLine, OpenItem
from cluster_desk.domain.treasury import AccountKind, Direction, LineState, PaymentMethod
from cluster_desk.queries.members.rows import full_name
from cluster_desk.queries.members.standing import cents
from cluster_desk.queries.treasury.journal import AccountRow, account_rows
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.store.tables.association import FiscalYear
from cluster_desk.store.tables.fees import Allocation, Charge, Payment
from cluster_desk.store.tables.members import Membership, Organisation, Person
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    Statement,
    StatementLine,
)

_REMEMBERED = 3_000
_BANKS_LINE = "D1"  # of the Modello D: bank relations, on both sides
_REACH = timedelta(days=45)


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """A line of a bank's file and what became of it."""

    id: int
    statement_id: int
    booked_on: date
    value_on: date | None
    amount: Money
    counterparty: str
    iban: str
    tax_code: str
    remittance: str
    reference: str
    bank_reference: str
    state: LineState
    movement_id: int | None
    ignored_because: str

    @property
    def for_matching(self) -> BankLine:
        """As the matching rules read it."""
        return BankLine(
            id=self.id,
            booked_on=self.booked_on,
            amount=self.amount,
            counterparty=self.counterparty,
            iban=self.iban,
            remittance=self.remittance,
            reference=self.reference,
            fiscal_codes=(self.tax_code,) if self.tax_code else (),
        )


@dataclass(frozen=True, kw_only=True)
class BoardStatement:
    """A file of the bank's, with the balances it declares."""

    id: int
    file_name: str
    from_on: date | None
    to_on: date | None
    closing: Money | None


@dataclass(frozen=True, kw_only=True)
class ChargeLabel:
    """How a charge and its member are called on the screen."""

    charge_id: int
    description: str
    member_id: int
    member: str
    number: int | None
    place: str


@dataclass(frozen=True, kw_only=True)
class BoardFacts:
    """An account's statements that are not settled, and the last one; `accounts` as of its end.

    `categories` are the names of those that lines were posted to; `banks_own` the codes of those
    of bank fees and of bank interest (Modello D, D1), empty where there is none; `years` are the
    fiscal years.
    """

    account: AccountRow | None
    accounts: tuple[AccountRow, ...]
    statements: tuple[BoardStatement, ...]
    lines: tuple[BoardLine, ...]
    items: tuple[OpenItem, ...]
    labels: Mapping[int, ChargeLabel]
    entries: tuple[KnownEntry, ...]
    precedents: tuple[Precedent, ...]
    banks_own: tuple[str, str]
    categories: Mapping[str, str]
    years: tuple[Period, ...]

    @property
    def last(self) -> BoardStatement | None:
        """The statement that ends last."""
        return max(self.statements, key=lambda s: (s.to_on or date.min, s.id), default=None)


def board_facts(session: Session, account: str = "", *, on: date) -> BoardFacts:
    """Eight statements, whatever their rows. Without a code, where most lines wait."""
    account_id = _account_id(account)
    lines, statements = _lines(session, account_id)
    closing_days = [s.to_on for s in statements if s.closing is not None and s.to_on]
    accounts = tuple(account_rows(session, on=max(closing_days, default=on)))
    chosen = _chosen(accounts, account, lines)
    precedents, banks_own, categories, years = _precedents(session)
    return BoardFacts(
        account=chosen,
        accounts=accounts,
        statements=statements,
        lines=lines,
        items=tuple(open_items(session, on=on)),
        labels=_labels(session),
        entries=_entries(session, account_id, lines),
        precedents=precedents,
        banks_own=banks_own,
        categories=categories,
        years=years,
    )


def _account_id(code: str) -> Any:
    if code:
        return select(Account.id).where(Account.code == code.upper()).scalar_subquery()
    busiest = (
        select(StatementLine.account_id)
        .where(StatementLine.state == LineState.OPEN)
        .group_by(StatementLine.account_id)
        .order_by(func.count().desc(), StatementLine.account_id)
        .limit(1)
        .scalar_subquery()
    )
    first = select(func.min(Account.id)).where(Account.kind == AccountKind.BANK).scalar_subquery()
    return func.coalesce(busiest, first)


def _chosen(
    accounts: tuple[AccountRow, ...], code: str, lines: tuple[BoardLine, ...]
) -> AccountRow | None:
    """The same account that the lines were asked for."""
    if code:
        return next((row for row in accounts if row.code == code.upper()), None)
    banks = [row for row in accounts if row.kind is AccountKind.BANK or row.to_post]
    return max(banks, key=lambda row: (row.to_post, -row.id), default=None)


def _lines(
    session: Session, account_id: Any
) -> tuple[tuple[BoardLine, ...], tuple[BoardStatement, ...]]:
    waiting = select(StatementLine.statement_id).where(
        StatementLine.account_id == account_id, StatementLine.state == LineState.OPEN
    )
    last = select(func.max(Statement.id)).where(Statement.account_id == account_id)
    query = (
        select(StatementLine, Statement)
        .join(Statement, Statement.id == StatementLine.statement_id)
        .where(or_(Statement.id.in_(waiting), Statement.id == last.scalar_subquery()))
        .order_by(StatementLine.booked_on.desc(), StatementLine.id.desc())
    )
    names = BoardLine.__annotations__
    lines, statements = [], {}
    for line, statement in session.execute(query).all():
        lines.append(BoardLine(**{name: getattr(line, name) for name in names}))
        if statement.id not in statements:
            statements[statement.id] = BoardStatement(
                id=statement.id,
                file_name=statement.file_name,
                from_on=statement.from_on,
                to_on=statement.to_on,
                closing=statement.closing,
            )
    return tuple(lines), tuple(statements.values())


def _labels(session: Session) -> dict[int, ChargeLabel]:
    """Of every charge that may be proposed: those that are not paid to the cent."""
    paid = (
        select(Allocation.charge_id, func.sum(cents(Allocation.amount)).label("cents"))
        .join(Payment, Payment.id == Allocation.payment_id)
        .where(Payment.void_from.is_(None))
        .group_by(Allocation.charge_id)
        .subquery()
    )
    query: Any = (
        select(Charge.id, Charge.description, Membership.id, Membership.register_number)
        .add_columns(Organisation.name, Organisation.city, Organisation.province, Person)
        .select_from(Charge)
        .join(Membership, Membership.id == Charge.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(paid, paid.c.charge_id == Charge.id)
        .where(func.coalesce(paid.c.cents, 0) < cents(Charge.amount))
    )
    return {
        charge_id: ChargeLabel(
            charge_id=charge_id,
            description=description,
            member_id=member_id,
            member=name or full_name(person),
            number=number,
            place=f"{city} ({province})" if city and province else city or "",
        )
        for charge_id, description, member_id, number, name, city, province, person in (
            session.execute(query)
        )
    }


def _entries(
    session: Session, account_id: Any, lines: tuple[BoardLine, ...]
) -> tuple[KnownEntry, ...]:
    days = [line.booked_on for line in lines if line.state is LineState.OPEN]
    first, last = min(days, default=date.min), max(days, default=date.min)
    from_on = first - _REACH if days else first
    to_on = last + _REACH if days else last

    def joined(*columns: Any) -> ColumnElement[str]:
        text: Any = literal("")
        for column in columns:
            text = text + func.coalesce(column, "") + " "
        return type_coerce(text, String)

    movements = select(
        literal(Way.MOVEMENT.value).label("way"),
        Movement.id,
        Movement.booked_on,
        Movement.amount,
        joined(Movement.description, Movement.counterparty, Movement.document_ref),
    ).where(
        Movement.account_id == account_id,
        Movement.reconciled.is_(False),
        Movement.closed.is_(False),
        Movement.booked_on.between(from_on, to_on),
    )
    payments = (
        select(
            literal(Way.PAYMENT.value),
            Payment.id,
            Payment.received_on,
            Payment.amount,
            joined(Payment.payer_name, Organisation.name, Person.family_name),
        )
        .outerjoin(Membership, Membership.id == Payment.membership_id)
        .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(
            Payment.movement_id.is_(None),
            Payment.void_from.is_(None),
            Payment.method == PaymentMethod.BANK_TRANSFER,
            Payment.received_on.between(from_on, to_on),
        )
    )
    found = session.execute(union_all(movements, payments)).all()
    return tuple(
        KnownEntry(way=Way(way), id=row_id, on_day=day, amount=amount, text=text.strip())
        for way, row_id, day, amount, text in found
    )


def _precedents(
    session: Session,
) -> tuple[tuple[Precedent, ...], tuple[str, str], dict[str, str], tuple[Period, ...]]:
    """What lines became before; codes of the bank's own; names; fiscal years, in one statement."""
    banks_own = select(
        literal("bank"),
        literal(""),
        literal(""),
        case((Category.direction == Direction.INCOME, 1), else_=0),
        Category.code,
        Category.name,
    ).where(Category.statement_line == _BANKS_LINE)
    first, last = cast(FiscalYear.starts_on, String), cast(FiscalYear.ends_on, String)
    fiscal = select(literal("year"), first, last, literal(0), literal(""), literal(""))
    found = session.execute(union_all(select(_posted()), banks_own, fiscal.select_from(FiscalYear)))
    rows = found.all()
    precedents = tuple(
        Precedent(
            counterparty=counterparty,
            remittance=remittance,
            incoming=bool(incoming),
            category=code,
        )
        for of, counterparty, remittance, incoming, code, _name in rows
        if of == "line"
    )
    own = {bool(row[3]): row[4] for row in reversed(rows) if row[0] == "bank"}
    names = {row[4]: row[5] for row in rows if row[0] != "year"}
    years = tuple(
        Period(date.fromisoformat(row[1]), date.fromisoformat(row[2]))
        for row in rows
        if row[0] == "year"
    )
    return precedents, (own.get(False, ""), own.get(True, "")), names, years


def _posted() -> Subquery:
    """The last lines that a person posted to one category, payments of fees aside."""
    fee = select(Payment.id).where(Payment.movement_id == StatementLine.movement_id)
    return (
        select(
            literal("line").label("of"),
            StatementLine.counterparty,
            StatementLine.remittance,
            case((StatementLine.amount > ZERO, 1), else_=0).label("incoming"),
            Category.code,
            Category.name,
        )
        .join(MovementSplit, MovementSplit.movement_id == StatementLine.movement_id)
        .join(Category, Category.id == MovementSplit.category_id)
        .where(MovementSplit.amount == StatementLine.amount, ~fee.exists())
        .order_by(StatementLine.id.desc())
        .limit(_REMEMBERED)
        .subquery()
    )
