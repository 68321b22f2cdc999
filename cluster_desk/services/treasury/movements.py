"""Post movements in the cash journal, split over categories, and transfers between accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.errors import Invalid, Problem, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.association import fiscal_years
from cluster_desk.queries.treasury.movement_card import is_reversal, reversal_mark
from cluster_desk.services.association.founding import founding_problems
from cluster_desk.services.treasury.accounts import account_by_code
from cluster_desk.store.tables.fees import Payment
from cluster_desk.store.tables.treasury import Account, Category, Movement, MovementSplit
from cluster_desk.tx import Tx

_VALUE_DAYS = timedelta(days=90)


class YearClosed(Refused):
    """The accounts of that year are final."""

    message = N_("The fiscal year {year} is closed: post it in the open year instead.")


class IsReversed(Refused):
    """A movement is taken back once."""

    message = N_("This movement was reversed already, or is itself a reversal.")


class HoldsPayment(Refused):
    """What members paid is taken back where it was recorded."""

    message = N_("This movement is a payment of fees: return or void the payment in Fees first.")


@dataclass(frozen=True, kw_only=True)
class Split:
    """A part of a movement, signed as the movement is."""

    category: str
    amount: Money
    project_id: int | None = None
    activity_id: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class PostMovement:
    """Money in (plus) or out (minus); the splits sum to the amount."""

    account: str
    booked_on: date
    amount: Money
    description: str
    splits: tuple[Split, ...]
    value_on: date | None = None
    counterparty: str = ""
    document_ref: str = ""


@dataclass(frozen=True, kw_only=True)
class TransferMoney:
    """From one own account to another: neither income nor expense."""

    from_account: str
    to_account: str
    booked_on: date
    amount: Money
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class ReverseMovement:
    """The opposite of a movement, with its reason; the first one stays."""

    movement_id: int
    booked_on: date
    reason: str


def post_movement(tx: Tx, command: PostMovement) -> int:
    """The movement's id; Invalid with every problem at once."""
    tx.allow("treasury.post")
    account = account_by_code(tx, command.account)
    categories = _categories(tx)
    problems = _problems(tx, command, account, categories)
    if problems:
        raise Invalid(problems)
    refuse_closed_year(tx, command.booked_on)
    movement = _add(tx, account, command, command.amount)
    for split in command.splits:
        tx.session.add(
            MovementSplit(
                movement_id=movement.id,
                category_id=categories[split.category.upper()].id,
                project_id=split.project_id,
                activity_id=split.activity_id,
                amount=split.amount,
                note=split.note,
            )
        )
    tx.describe(_("Movement: {description}").format(description=command.description))
    tx.session.flush()
    return movement.id


def _add(
    tx: Tx, account: Account, said: PostMovement | TransferMoney, amount: Money, text: str = ""
) -> Movement:
    movement = Movement(
        account_id=account.id,
        booked_on=said.booked_on,
        amount=amount,
        description=(text or said.description).strip()[:300],
    )
    if isinstance(said, PostMovement):
        movement.value_on = said.value_on
        movement.counterparty = said.counterparty.strip()[:300]
        movement.document_ref = said.document_ref.strip()[:140]
    movement.search_text = search_text(
        movement.description, movement.counterparty or "", movement.document_ref or ""
    )
    tx.session.add(movement)
    tx.session.flush()
    return movement


def search_text(*parts: str) -> str:
    """What a movement is found by."""
    return fold(" ".join(parts))[:700]


def transfer_money(tx: Tx, command: TransferMoney) -> tuple[int, int]:
    """The ids of the two movements, tied to each other."""
    tx.allow("treasury.post")
    source = account_by_code(tx, command.from_account)
    target = account_by_code(tx, command.to_account)
    problems = []
    if source.id == target.id:
        message = _("Choose two different accounts.")
        problems.append(Problem(field="to_account", message=message))
    if command.amount <= ZERO:
        problems.append(Problem(field="amount", message=_("Write an amount above zero.")))
    problems += _day_problems(tx, command.booked_on, source, target)
    if problems:
        raise Invalid(problems)
    refuse_closed_year(tx, command.booked_on)
    text = command.description or _("Transfer from {source} to {target}").format(
        source=source.name, target=target.name
    )
    out = _add(tx, source, command, -command.amount, text)
    into = _add(tx, target, command, command.amount, text)
    out.transfer_id, into.transfer_id = into.id, out.id
    tx.describe(text)
    tx.session.flush()
    return out.id, into.id


def reverse_movement(tx: Tx, command: ReverseMovement) -> int:
    """The id of the reversal; of a transfer both sides are reversed. Once, and never a reversal."""
    tx.allow("treasury.post")
    movement = tx.get(Movement, command.movement_id, _("movement"))
    _refuse_reversal(tx, movement, command)
    refuse_closed_year(tx, command.booked_on)
    text = _("Reversal of no. {id}: {reason}").format(id=movement.id, reason=command.reason.strip())
    opposite = _reverse(tx, movement, command.booked_on, text)
    if movement.transfer_id is not None:
        other_side = tx.get(Movement, movement.transfer_id, _("movement"))
        other = _reverse(tx, other_side, command.booked_on, text)
        opposite.transfer_id, other.transfer_id = other.id, opposite.id
    tx.describe(_("Reversal of movement no. {id}").format(id=movement.id))
    tx.session.flush()
    return opposite.id


def _refuse_reversal(tx: Tx, movement: Movement, command: ReverseMovement) -> None:
    problems = []
    if not command.reason.strip():
        problems.append(Problem(field="reason", message=_("Write the reason.")))
    if command.booked_on > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="booked_on", message=message))
    elif command.booked_on < movement.booked_on:
        message = _("A movement cannot be reversed before its day.")
        problems.append(Problem(field="booked_on", message=message))
    if problems:
        raise Invalid(problems)
    reversals = select(Movement.id).where(
        Movement.document_ref == reversal_mark(movement.id), Movement.amount == -movement.amount
    )
    if is_reversal(movement.document_ref) or tx.session.scalars(reversals).first() is not None:
        raise IsReversed
    payments = select(Payment.id).where(
        Payment.movement_id == movement.id, Payment.void_from.is_(None)
    )
    if tx.session.scalars(payments).first() is not None:
        raise HoldsPayment


def _reverse(tx: Tx, movement: Movement, day: date, text: str) -> Movement:
    opposite = Movement(
        account_id=movement.account_id,
        booked_on=day,
        amount=-movement.amount,
        description=text[:300],
        counterparty=movement.counterparty,
        document_ref=reversal_mark(movement.id),
        search_text=search_text(text, movement.counterparty, reversal_mark(movement.id)),
    )
    tx.session.add(opposite)
    tx.session.flush()
    splits = select(MovementSplit).where(MovementSplit.movement_id == movement.id)
    for split in tx.session.scalars(splits):
        tx.session.add(
            MovementSplit(
                movement_id=opposite.id,
                category_id=split.category_id,
                project_id=split.project_id,
                activity_id=split.activity_id,
                amount=-split.amount,
            )
        )
    return opposite


def refuse_closed_year(tx: Tx, *days: date) -> None:
    """YearClosed where the accounts of one of these days are final."""
    for year in fiscal_years(tx.session):
        if year.is_closed and any(year.starts_on <= day <= year.ends_on for day in days):
            raise YearClosed(year=year.year)


def _day_problems(tx: Tx, day: date, *accounts: Account) -> list[Problem]:
    """Before the association or the accounts begin, or to come.

    A day outside every fiscal year is asked about where it is typed
    (`domain.periods.fiscal_day_doubt`): in January the new year may not be open yet.
    """
    problems = founding_problems(tx, day, field="booked_on")
    if any(day < account.opening_on for account in accounts):
        message = _("The account begins later: choose a day from its opening on.")
        problems.append(Problem(field="booked_on", message=message))
    if day > tx.clock.today():
        message = _("The date cannot be later than today.")
        problems.append(Problem(field="booked_on", message=message))
    return problems


def _categories(tx: Tx) -> dict[str, Category]:
    return {row.code: row for row in tx.session.scalars(select(Category))}


def _problems(
    tx: Tx, command: PostMovement, account: Account, categories: dict[str, Category]
) -> list[Problem]:
    problems = []
    if not command.description.strip():
        problems.append(Problem(field="description", message=_("Write the description.")))
    if not command.amount:
        problems.append(Problem(field="amount", message=_("Write an amount other than zero.")))
    problems += _day_problems(tx, command.booked_on, account)
    if command.value_on is not None and abs(command.value_on - command.booked_on) > _VALUE_DAYS:
        message = _("The value date is far from the day of the movement: check the year.")
        problems.append(Problem(field="value_on", message=message))
    if any(not split.amount for split in command.splits):
        message = _("Write an amount other than zero.")
        problems.append(Problem(field="splits", message=message))
    for split in command.splits:
        if split.category.upper() not in categories:
            message = _("There is no category «{code}».").format(code=split.category)
            problems.append(Problem(field="splits", message=message))
    if Money.total(split.amount for split in command.splits) != command.amount:
        message = _("The parts do not add up to the amount of the movement.")
        problems.append(Problem(field="splits", message=message))
    return problems
