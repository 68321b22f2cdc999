"""Tie bank lines to what members owe: proposals with reasons, applied only on request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.matching import match
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.proposals import BankLine, MatchResult, OpenItem, Proposal
from cluster_desk.domain.treasury import LineState
from cluster_desk.errors import Invalid, NotFound, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.fees.open_charges import chunks
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.treasury.accounts import account_by_code
from cluster_desk.services.treasury.fee_posting import mark_posted, movement_values, post_fees
from cluster_desk.services.treasury.line_days import day_remarks
from cluster_desk.services.treasury.movements import Split, refuse_closed_year
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    StatementLine,
)
from cluster_desk.tx import Tx


class LineIsPosted(Refused):
    """A bank line is posted once."""

    message = N_("This bank line is posted already.")


class BeforeOpening(Refused):
    """The balance that the account begins with has it already."""

    message = N_(
        "The opening balance of «{account}» ({date}) includes this line of {day}: leave it out."
    )


@dataclass(frozen=True, kw_only=True)
class Reconcile:
    """Match the open lines of an account; with `apply`, post those from `min_score` up."""

    account: str
    min_score: int = 95
    apply: bool = False


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """What was found, how many lines were posted, and what is said of lines of strange days."""

    result: MatchResult
    lines: dict[int, BankLine]
    posted: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, kw_only=True)
class AcceptLine:
    """A person's own choice for a line: these charges with these amounts; the rest is credit.

    `remember` keeps the payer's name and IBAN for next time.
    """

    line_id: int
    parts: tuple[AllocationPart, ...]
    membership_id: int | None = None
    remember: bool = True


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """A line that is no fee: its parts by category, project and activity."""

    line_id: int
    description: str
    splits: tuple[Split, ...]


@dataclass(frozen=True, kw_only=True)
class LeaveOutLine:
    """A line that is not to be posted, and why."""

    line_id: int
    reason: str


def reconcile(tx: Tx, command: Reconcile) -> Reconciled:
    """Proposals for every open incoming line; nothing is written unless asked to apply.

    Lines from before the account began are only told of: its opening balance has them.
    """
    tx.allow("treasury.reconcile")
    account = account_by_code(tx, command.account)
    waiting = _waiting_lines(tx, account.id)
    problems = tuple(day_remarks(tx, account, (row.booked_on for row in waiting)))
    rows = [row for row in waiting if row.booked_on >= account.opening_on]
    lines = {row.id: bank_line(row) for row in rows}
    items = open_items(tx.session, on=tx.clock.today())
    result = match(lines.values(), items, automatic=command.min_score)
    posted = 0
    if command.apply and result.matched:
        by_id = {row.id: row for row in rows}
        chosen = [(by_id[proposal.line_id], proposal) for proposal in result.matched]
        refuse_closed_year(tx, *{row.booked_on for row, _proposal in chosen})
        post_fees(tx, account, chosen, items)
        posted = len(chosen)
        sentence = ngettext(
            "Reconciliation of {count} bank line", "Reconciliation of {count} bank lines", posted
        )
        tx.describe(sentence.format(count=count_text(posted)))
    return Reconciled(result=result, lines=lines, posted=posted, problems=problems)


def accept_line(tx: Tx, command: AcceptLine) -> None:
    """Post one line as the payment of these charges."""
    tx.allow("treasury.reconcile")
    accept_all(tx, [command])
    tx.describe(_("Payment reconciled by hand"))


def accept_all(tx: Tx, commands: Sequence[AcceptLine]) -> None:
    """Post lines of one account as payments; Invalid with what is wrong with any of them."""
    if not commands:
        return
    rows = open_lines(tx, [command.line_id for command in commands])
    refuse_before_opening(tx, rows.values())
    items = {item.charge_id: item for item in open_items(tx.session, on=tx.clock.today())}
    left = dict(items)
    problems: list[Problem] = []
    chosen = []
    for command in commands:
        row = rows[command.line_id]
        proposal = _as_proposal(row, command, items)
        problems += _part_problems(row, proposal, left)
        for part in command.parts:
            if item := left.get(part.charge_id):
                left[part.charge_id] = replace(item, amount_open=item.amount_open - part.amount)
        chosen.append((row, proposal))
    if problems:
        raise Invalid(problems)
    strangers = frozenset(command.line_id for command in commands if not command.remember)
    account = tx.get(Account, chosen[0][0].account_id, _("account"))
    post_fees(tx, account, chosen, list(items.values()), strangers=strangers)


def _as_proposal(row: StatementLine, command: AcceptLine, items: dict[int, OpenItem]) -> Proposal:
    members = {items[p.charge_id].member_id for p in command.parts if p.charge_id in items}
    if command.membership_id is not None:
        members.add(command.membership_id)
    return Proposal(
        line_id=row.id,
        parts=command.parts,
        excess=row.amount - Money.total(part.amount for part in command.parts),
        member_ids=tuple(sorted(members)),
        score=100,
        reasons=(),
    )


def post_line(tx: Tx, command: PostLine) -> int:
    """Post one line to categories; the movement's id."""
    tx.allow("treasury.reconcile")
    movement_id = post_all(tx, [command])[0]
    tx.describe(_("Bank line posted: {description}").format(description=command.description))
    return movement_id


def post_all(tx: Tx, commands: Sequence[PostLine]) -> list[int]:
    """Post lines to categories; the movements' ids."""
    if not commands:
        return []
    rows = open_lines(tx, [command.line_id for command in commands])
    refuse_before_opening(tx, rows.values())
    categories = {c.code: c.id for c in tx.session.scalars(select(Category))}
    problems = [p for c in commands for p in _split_problems(rows[c.line_id], c, categories)]
    if problems:
        raise Invalid(problems)
    ids = list(tx.reserve_ids(Movement, len(commands)))
    movements, splits = [], []
    for command, movement_id in zip(commands, ids, strict=True):
        movements.append(movement_values(movement_id, rows[command.line_id], command.description))
        splits += [
            {
                "movement_id": movement_id,
                "category_id": categories[split.category.upper()],
                "project_id": split.project_id,
                "activity_id": split.activity_id,
                "amount": split.amount,
                "note": split.note,
            }
            for split in command.splits
        ]
    tx.insert_all(Movement, movements)
    tx.insert_all(MovementSplit, splits)
    mark_posted(tx, [(c.line_id, movement) for c, movement in zip(commands, ids, strict=True)])
    return ids


def _split_problems(
    row: StatementLine, command: PostLine, categories: dict[str, int]
) -> list[Problem]:
    problems = [
        Problem(
            field="category",
            message=_("There is no category «{code}».").format(code=split.category),
        )
        for split in command.splits
        if split.category.upper() not in categories
    ]
    if not command.description.strip():
        problems.append(Problem(field="description", message=_("Write the description.")))
    if Money.total(split.amount for split in command.splits) != row.amount:
        message = _("The parts do not add up to the amount of the movement.")
        problems.append(Problem(field="splits", message=message))
    return problems


def leave_out_line(tx: Tx, command: LeaveOutLine) -> None:
    """Keep the line as a fact, out of the journal, with the reason."""
    tx.allow("treasury.reconcile")
    row = open_lines(tx, [command.line_id])[command.line_id]
    if not command.reason.strip():
        raise Invalid([Problem(field="reason", message=_("Write the reason."))])
    row.state, row.ignored_because = LineState.IGNORED, command.reason.strip()[:200]
    tx.describe(_("Bank line left out"))


def bank_line(row: StatementLine) -> BankLine:
    """The line as the matching rules read it."""
    return BankLine(
        id=row.id,
        booked_on=row.booked_on,
        amount=row.amount,
        counterparty=row.counterparty,
        iban=row.iban,
        remittance=row.remittance,
        reference=row.reference,
        fiscal_codes=(row.tax_code,) if row.tax_code else (),
    )


def open_lines(tx: Tx, line_ids: Sequence[int]) -> dict[int, StatementLine]:
    """Lines that may be posted, locked, by id: not posted yet, and of a year that is open.

    LineIsPosted also where one gesture has a line twice.
    """
    rows: dict[int, StatementLine] = {}
    for some in chunks(sorted(set(line_ids))):
        query = select(StatementLine).where(StatementLine.id.in_(some)).with_for_update()
        rows |= {row.id: row for row in tx.session.scalars(query)}
    for line_id in line_ids:
        if line_id not in rows:
            raise NotFound(what=_("bank line"), id=line_id)
        if rows[line_id].state is LineState.POSTED:
            raise LineIsPosted
    if len(rows) < len(line_ids):
        raise LineIsPosted
    refuse_closed_year(tx, *{row.booked_on for row in rows.values()})
    return rows


def refuse_before_opening(tx: Tx, rows: Iterable[StatementLine]) -> None:
    """BeforeOpening where the balance that an account begins with has one of these lines."""
    for row in rows:
        account = tx.get(Account, row.account_id, _("account"))
        if row.booked_on < account.opening_on:
            raise BeforeOpening(
                account=account.name,
                date=date_text(account.opening_on),
                day=date_text(row.booked_on),
            )


def _waiting_lines(tx: Tx, account_id: int) -> Sequence[StatementLine]:
    return tx.session.scalars(
        select(StatementLine)
        .where(StatementLine.account_id == account_id, StatementLine.state == LineState.OPEN)
        .order_by(StatementLine.booked_on, StatementLine.id)
    ).all()


def _part_problems(
    row: StatementLine, proposal: Proposal, items: dict[int, OpenItem]
) -> list[Problem]:
    problems = []
    for part in proposal.parts:
        item = items.get(part.charge_id)
        if item is None:
            problems.append(Problem(field="parts", message=_("This charge is not open any more.")))
        elif part.amount > item.amount_open or part.amount <= ZERO:
            message = _("More than what is still to pay on this charge.")
            problems.append(Problem(field="parts", message=message))
    if row.amount <= ZERO:
        message = _("Money that went out pays no fee.")
        problems.append(Problem(field="parts", message=message))
    elif proposal.excess < ZERO:
        problems.append(Problem(field="parts", message=_("More than the bank line.")))
    elif not problems and len(proposal.member_ids) != 1 and (proposal.excess or not proposal.parts):
        message = _("Say whose credit is the rest.")
        problems.append(Problem(field="parts", message=message))
    return problems
