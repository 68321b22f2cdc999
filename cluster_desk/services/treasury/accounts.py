"""Open accounts and keep the categories of income and expense."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import func, select

from cluster_desk.domain.codes import Iban, InvalidCode
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.errors import Invalid, NotFound, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.services.lengths import length_problems
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    StatementLine,
)
from cluster_desk.tx import Tx


class OpeningIsClosed(Refused):
    """A closed year stands on it."""

    message = N_("The opening balance of «{account}» belongs to a closed year: it stays.")


class CategoryInUse(Refused):
    """Movements stand on it."""

    message = N_("Movements stand on «{category}»: it can be renamed, not removed or turned.")


@dataclass(frozen=True, kw_only=True)
class OpenAccount:
    """A bank account, a cash box or a card, with the balance it begins with."""

    code: str
    name: str
    kind: AccountKind
    opening_on: date
    opening: Money = ZERO
    iban: str = ""
    currency: str = "EUR"


@dataclass(frozen=True, kw_only=True)
class AddCategory:
    """A category and its line in the cash statement (Modello D)."""

    code: str
    name: str
    direction: Direction
    statement_line: str = ""


@dataclass(frozen=True, kw_only=True)
class EditAccount:
    """An account as it should be."""

    id: int
    account: OpenAccount


@dataclass(frozen=True, kw_only=True)
class EditCategory:
    """A category as it should be."""

    id: int
    category: AddCategory


@dataclass(frozen=True, kw_only=True)
class RemoveCategory:
    """A category on which nothing stands."""

    id: int


def open_account(tx: Tx, command: OpenAccount) -> int:
    """The account's id; Invalid with every problem."""
    tx.allow("treasury.accounts")
    row = Account(**asdict(_checked_account(tx, command)))
    row.opening = command.opening
    tx.session.add(row)
    tx.describe(_("Account opened: {name}").format(name=command.name))
    tx.session.flush()
    return row.id


def edit_account(tx: Tx, command: EditAccount) -> None:
    """Other words, or another beginning; the beginning stays once its year is closed."""
    tx.allow("treasury.accounts")
    row = tx.get(Account, command.id, _("account"))
    wanted = _checked_account(tx, command.account, besides=row.id)
    begins = (command.account.opening, command.account.opening_on)
    if begins != (row.opening, row.opening_on) and _is_closed(tx, row.id):
        raise OpeningIsClosed(account=row.name)
    for name, value in asdict(wanted).items():
        setattr(row, name, value)
    row.opening = command.account.opening
    tx.describe(_("Account changed: {name}").format(name=row.name))


def _is_closed(tx: Tx, account_id: int) -> bool:
    query = select(Movement.id).where(Movement.account_id == account_id, Movement.closed)
    return tx.session.scalars(query.limit(1)).first() is not None


def _checked_account(tx: Tx, command: OpenAccount, besides: int | None = None) -> OpenAccount:
    """With the codes as they are kept; Invalid with every problem."""
    problems = []
    code = command.code.strip().upper()
    if not code:
        problems.append(Problem(field="code", message=_("Write a short code, such as BANCA.")))
    elif _taken(tx, Account, code, besides):
        message = _("There is already an account «{code}».").format(code=code)
        problems.append(Problem(field="code", message=message))
    if not command.name.strip():
        problems.append(Problem(field="name", message=_("Write the name.")))
    iban = ""
    if command.iban:
        try:
            iban = Iban.parse(command.iban).text
        except InvalidCode as error:
            problems.append(Problem(field="iban", message=str(error)))
    problems += _opening_problems(tx, command, besides)
    problems += length_problems(Account, asdict(replace(command, code=code, iban=iban)))
    if problems:
        raise Invalid(problems)
    return replace(command, code=code, iban=iban, opening=ZERO)


def _opening_problems(tx: Tx, command: OpenAccount, account_id: int | None) -> list[Problem]:
    """To come; or after movements and bank lines that the opening balance would swallow."""
    if command.opening_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        return [Problem(field="opening_on", message=message)]
    if account_id is None:
        return []
    firsts = (
        select(func.min(table.booked_on)).where(table.account_id == account_id)
        for table in (Movement, StatementLine)
    )
    known = [day for day in map(tx.session.scalar, firsts) if day is not None]
    if not known or command.opening_on <= min(known):
        return []
    message = _("The account moved on {date} already: it begins on that day at the latest.")
    message = message.format(date=date_text(min(known)))
    return [Problem(field="opening_on", message=message)]


def _taken(tx: Tx, table: type[Account] | type[Category], code: str, besides: int | None) -> bool:
    query = select(table.id).where(table.code == code)
    return tx.session.scalars(query).first() not in (None, besides)


def add_category(tx: Tx, command: AddCategory) -> int:
    """The category's id; Invalid with every problem."""
    tx.allow("treasury.accounts")
    row = Category(**asdict(_checked_category(tx, command)))
    tx.session.add(row)
    tx.describe(_("Category added: {name}").format(name=command.name))
    tx.session.flush()
    return row.id


def edit_category(tx: Tx, command: EditCategory) -> None:
    """Other words or another line; income stays income once a movement stands on it."""
    tx.allow("treasury.accounts")
    row = tx.get(Category, command.id, _("category"))
    wanted = _checked_category(tx, command.category, besides=row.id)
    if wanted.direction is not row.direction:
        _refuse_in_use(tx, row)
    for name, value in asdict(wanted).items():
        setattr(row, name, value)
    tx.describe(_("Category changed: {name}").format(name=row.name))


def remove_category(tx: Tx, command: RemoveCategory) -> None:
    """CategoryInUse where movements stand on it."""
    tx.allow("treasury.accounts")
    row = tx.get(Category, command.id, _("category"))
    _refuse_in_use(tx, row)
    tx.session.delete(row)
    tx.describe(_("Category removed: {name}").format(name=row.name))


def _refuse_in_use(tx: Tx, row: Category) -> None:
    query = select(MovementSplit.id).where(MovementSplit.category_id == row.id)
    if tx.session.scalars(query.limit(1)).first() is not None:
        raise CategoryInUse(category=row.name)


def _checked_category(tx: Tx, command: AddCategory, besides: int | None = None) -> AddCategory:
    problems = []
    code = command.code.strip().upper()
    if not code:
        problems.append(Problem(field="code", message=_("Write a short code.")))
    elif _taken(tx, Category, code, besides):
        message = _("There is already a category «{code}».").format(code=code)
        problems.append(Problem(field="code", message=message))
    if not command.name.strip():
        problems.append(Problem(field="name", message=_("Write the name.")))
    problems += length_problems(Category, asdict(replace(command, code=code)))
    if problems:
        raise Invalid(problems)
    return replace(command, code=code)


class NoSuchAccount(NotFound):
    """An account is named by its code."""

    message = N_("There is no account «{code}»: the accounts are {known}.")


class NoAccounts(NotFound):
    """Nobody opened one yet."""

    message = N_("There is no account yet: open one in «Bank and ledger», then try again.")


def account_by_code(tx: Tx, code: str) -> Account:
    """The account that a person names by its code; NoSuchAccount or NoAccounts otherwise."""
    row = tx.session.scalars(select(Account).where(Account.code == code.strip().upper())).first()
    if row is None:
        known = tx.session.scalars(select(Account.code).order_by(Account.code)).all()
        if not known:
            raise NoAccounts
        raise NoSuchAccount(code=code, known=", ".join(known))
    return row
