"""Open accounts and keep the categories of income and expense."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select

from cluster_desk.domain.codes import Iban, InvalidCode
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind, Direction
from cluster_desk.errors import Invalid, NotFound, Problem
from cluster_desk.i18n import _
from cluster_desk.store.tables.treasury import Account, Category
from cluster_desk.tx import Tx


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


def open_account(tx: Tx, command: OpenAccount) -> int:
    """The account's id; Invalid with every problem."""
    tx.allow("treasury.accounts")
    problems = []
    code = command.code.strip().upper()
    if not code:
        problems.append(Problem(field="code", message=_("Write a short code, such as BANCA.")))
    elif tx.session.scalars(select(Account.id).where(Account.code == code)).first():
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
    if problems:
        raise Invalid(problems)
    row = Account(**asdict(replace(command, code=code, iban=iban, opening=ZERO)))
    row.opening = command.opening
    tx.session.add(row)
    tx.describe(_("Account opened: {name}").format(name=command.name))
    tx.session.flush()
    return row.id


def add_category(tx: Tx, command: AddCategory) -> int:
    """The category's id."""
    tx.allow("treasury.accounts")
    code = command.code.strip().upper()
    if tx.session.scalars(select(Category.id).where(Category.code == code)).first():
        message = _("There is already a category «{code}».").format(code=code)
        raise Invalid([Problem(field="code", message=message)])
    row = Category(**asdict(replace(command, code=code)))
    tx.session.add(row)
    tx.describe(_("Category added: {name}").format(name=command.name))
    tx.session.flush()
    return row.id


def account_by_code(tx: Tx, code: str) -> Account:
    """The account that a person names by its code; NotFound otherwise."""
    row = tx.session.scalars(select(Account).where(Account.code == code.strip().upper())).first()
    if row is None:
        raise NotFound(what=_("account"), id=code)
    return row
