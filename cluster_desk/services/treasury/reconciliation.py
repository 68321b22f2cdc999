"""Tie bank lines to what members owe: proposals with reasons, applied only on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.folding import fold
from cluster_desk.domain.matching import match
from cluster_desk.domain.money import Money
from cluster_desk.domain.proposals import BankLine, MatchResult, OpenItem, Proposal
from cluster_desk.domain.treasury import LineState, PaymentMethod
from cluster_desk.errors import Conflict, Invalid, Problem, Refused
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.association import setting
from cluster_desk.queries.fees.open_charges import chunks
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.fees.charges import lock_charges
from cluster_desk.services.treasury.accounts import account_by_code
from cluster_desk.services.treasury.movements import Split, refuse_closed_year, search_text
from cluster_desk.store.tables.fees import Allocation, PayerAlias, Payment
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    StatementLine,
)
from cluster_desk.tx import Tx

FEES_CATEGORY = "QUOTE"


class LineIsPosted(Refused):
    """A bank line is posted once."""

    message = N_("This bank line is posted already.")


@dataclass(frozen=True, kw_only=True)
class Reconcile:
    """Match the open lines of an account; with `apply`, post those from `min_score` up."""

    account: str
    min_score: int = 95
    apply: bool = False


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """What was found, and how many lines were posted."""

    result: MatchResult
    lines: dict[int, BankLine]
    posted: int


@dataclass(frozen=True, kw_only=True)
class AcceptLine:
    """A person's own choice for a line: these charges with these amounts; the rest is credit."""

    line_id: int
    parts: tuple[AllocationPart, ...]
    membership_id: int | None = None


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
    """Proposals for every open incoming line; nothing is written unless asked to apply."""
    tx.allow("treasury.reconcile")
    account = account_by_code(tx, command.account)
    rows = _open_lines(tx, account.id)
    lines = {row.id: bank_line(row) for row in rows}
    items = open_items(tx.session, on=tx.clock.today())
    result = match(lines.values(), items, automatic=command.min_score)
    posted = 0
    if command.apply and result.matched:
        by_id = {row.id: row for row in rows}
        chosen = [(by_id[proposal.line_id], proposal) for proposal in result.matched]
        for row, _proposal in chosen:
            refuse_closed_year(tx, row.booked_on)
        _post_fees(tx, account, chosen, items)
        posted = len(chosen)
        sentence = ngettext(
            "Reconciliation of {count} bank line", "Reconciliation of {count} bank lines", posted
        )
        tx.describe(sentence.format(count=posted))
    return Reconciled(result=result, lines=lines, posted=posted)


def accept_line(tx: Tx, command: AcceptLine) -> None:
    """Post one line as the payment of these charges."""
    tx.allow("treasury.reconcile")
    row = _open_line(tx, command.line_id)
    refuse_closed_year(tx, row.booked_on)
    items = {item.charge_id: item for item in open_items(tx.session, on=tx.clock.today())}
    problems = _part_problems(row, command.parts, items)
    if problems:
        raise Invalid(problems)
    members = {items[part.charge_id].member_id for part in command.parts}
    if command.membership_id is not None:
        members.add(command.membership_id)
    proposal = Proposal(
        line_id=row.id,
        parts=command.parts,
        excess=row.amount - Money.total(part.amount for part in command.parts),
        member_ids=tuple(sorted(members)),
        score=100,
        reasons=(),
    )
    account = tx.get(Account, row.account_id, _("account"))
    _post_fees(tx, account, [(row, proposal)], list(items.values()))
    tx.describe(_("Payment reconciled by hand"))


def post_line(tx: Tx, command: PostLine) -> int:
    """Post one line to categories; the movement's id."""
    tx.allow("treasury.reconcile")
    row = _open_line(tx, command.line_id)
    refuse_closed_year(tx, row.booked_on)
    categories = {c.code: c.id for c in tx.session.scalars(select(Category))}
    problems = [
        Problem(
            field="splits", message=_("There is no category «{code}».").format(code=split.category)
        )
        for split in command.splits
        if split.category.upper() not in categories
    ]
    if Money.total(split.amount for split in command.splits) != row.amount:
        message = _("The parts do not add up to the amount of the movement.")
        problems.append(Problem(field="splits", message=message))
    if problems:
        raise Invalid(problems)
    movement_id = tx.reserve_ids(Movement, 1)[0]
    tx.insert_all(Movement, [_movement(movement_id, row, command.description)])
    splits = [
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
    tx.insert_all(MovementSplit, splits)
    row.state, row.movement_id = LineState.POSTED, movement_id
    tx.describe(_("Bank line posted: {description}").format(description=command.description))
    return movement_id


def leave_out_line(tx: Tx, command: LeaveOutLine) -> None:
    """Keep the line as a fact, out of the journal, with the reason."""
    tx.allow("treasury.reconcile")
    row = _open_line(tx, command.line_id)
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


def _open_lines(tx: Tx, account_id: int) -> Sequence[StatementLine]:
    return tx.session.scalars(
        select(StatementLine)
        .where(StatementLine.account_id == account_id, StatementLine.state == LineState.OPEN)
        .order_by(StatementLine.booked_on, StatementLine.id)
    ).all()


def _open_line(tx: Tx, line_id: int) -> StatementLine:
    row = tx.get(StatementLine, line_id, _("bank line"))
    if row.state is LineState.POSTED:
        raise LineIsPosted
    return row


def _part_problems(
    row: StatementLine, parts: Sequence[AllocationPart], items: dict[int, OpenItem]
) -> list[Problem]:
    problems = []
    for part in parts:
        item = items.get(part.charge_id)
        if item is None:
            problems.append(Problem(field="parts", message=_("This charge is not open any more.")))
        elif part.amount > item.amount_open or part.amount <= Money(0):
            message = _("More than what is still to pay on this charge.")
            problems.append(Problem(field="parts", message=message))
    if Money.total(part.amount for part in parts) > row.amount:
        problems.append(Problem(field="parts", message=_("More than the bank line.")))
    return problems


def _movement(movement_id: int, row: StatementLine, description: str) -> dict[str, Any]:
    return {
        "id": movement_id,
        "account_id": row.account_id,
        "booked_on": row.booked_on,
        "value_on": row.value_on,
        "amount": row.amount,
        "description": description.strip()[:300],
        "counterparty": row.counterparty,
        "document_ref": row.reference,
        "reconciled": True,
        "search_text": search_text(description, row.counterparty, row.reference),
    }


def _post_fees(
    tx: Tx,
    account: Account,
    chosen: Sequence[tuple[StatementLine, Proposal]],
    items: Sequence[OpenItem],
) -> None:
    """Movements, payments and allocations of many lines in a handful of statements."""
    _hold(tx, chosen)
    category_id = _fees_category(tx)
    by_charge = {item.charge_id: item for item in items}
    movement_ids = list(tx.reserve_ids(Movement, len(chosen)))
    payment_ids = list(tx.reserve_ids(Payment, len(chosen)))
    movements, splits, payments, allocations = [], [], [], []
    for (row, proposal), movement_id, payment_id in zip(
        chosen, movement_ids, payment_ids, strict=True
    ):
        years = sorted({by_charge[part.charge_id].fee_year for part in proposal.parts})
        text = _("Fee {years}: {name}").format(
            years=", ".join(map(str, years)), name=row.counterparty or row.remittance[:80]
        )
        movements.append(_movement(movement_id, row, text))
        splits.append(
            {"movement_id": movement_id, "category_id": category_id, "amount": row.amount}
        )
        member = proposal.member_ids[0] if len(proposal.member_ids) == 1 else None
        payments.append(_payment(payment_id, movement_id, row, member))
        allocations += [
            {"payment_id": payment_id, "charge_id": part.charge_id, "amount": part.amount}
            for part in proposal.parts
        ]
    for table, rows in (
        (Movement, movements),
        (MovementSplit, splits),
        (Payment, payments),
        (Allocation, allocations),
    ):
        tx.insert_all(table, rows)
    posted = zip(chosen, movement_ids, strict=True)
    _mark_posted(tx, [(row.id, movement_id) for (row, _proposal), movement_id in posted])
    _learn(tx, account, chosen)


def _mark_posted(tx: Tx, posted: Sequence[tuple[int, int]]) -> None:
    """Pairs of a line's and its movement's id."""
    lines = StatementLine.__table__.c
    tx.session.connection().execute(
        update(StatementLine)  # on the connection: executemany, not the ORM
        .where(lines.id == bindparam("line_id"))
        .values(
            state=LineState.POSTED, movement_id=bindparam("posted_as"), version=lines.version + 1
        ),
        [{"line_id": line_id, "posted_as": movement_id} for line_id, movement_id in posted],
    )
    tx.session.expire_all()


def _hold(tx: Tx, chosen: Sequence[tuple[StatementLine, Proposal]]) -> None:
    """Lock lines and charges; Conflict where somebody else was quicker with one of them."""
    wanted: dict[int, Money] = {}
    for _row, proposal in chosen:
        for part in proposal.parts:
            wanted[part.charge_id] = wanted.get(part.charge_id, Money(0)) + part.amount
    for part_of_them in chunks(sorted(wanted)):
        lock_charges(tx, part_of_them)
    for line_ids in chunks(sorted(row.id for row, _proposal in chosen)):
        locked = select(StatementLine.state).where(StatementLine.id.in_(line_ids))
        if LineState.POSTED in set(tx.session.scalars(locked.with_for_update())):
            raise Conflict
    if tx.session.get_bind().dialect.name != "postgresql":
        return  # one writer at a time: what was read is what is
    left = {i.charge_id: i.amount_open for i in open_items(tx.session, on=tx.clock.today())}
    if any(amount > left.get(charge_id, Money(0)) for charge_id, amount in wanted.items()):
        raise Conflict


def _payment(
    payment_id: int, movement_id: int, row: StatementLine, member: int | None
) -> dict[str, Any]:
    return {
        "id": payment_id,
        "received_on": row.booked_on,
        "amount": row.amount,
        "method": PaymentMethod.BANK_TRANSFER,
        "membership_id": member,
        "payer_name": row.counterparty,
        "payer_tax_code": row.tax_code,
        "bank_reference": row.bank_reference or row.reference,
        "movement_id": movement_id,
    }


def _fees_category(tx: Tx) -> int:
    code = setting(tx.session, "fees_category", FEES_CATEGORY)
    found = tx.session.scalars(select(Category.id).where(Category.code == code)).first()
    if found is None:
        message = _("There is no category «{code}».").format(code=code)
        raise Invalid([Problem(field="category", message=message)])
    return found


def _learn(tx: Tx, account: Account, chosen: Sequence[tuple[StatementLine, Proposal]]) -> None:
    """Remember by which name and IBAN a member pays, for next time."""
    query = select(PayerAlias.kind, PayerAlias.value, PayerAlias.membership_id)
    known = {tuple(row) for row in tx.session.execute(query)}
    fresh = []
    for row, proposal in chosen:
        if len(proposal.member_ids) != 1:
            continue
        member = proposal.member_ids[0]
        for kind, value in (("iban", row.iban), ("name", fold(row.counterparty))):
            mark = (kind, value[:300], member)
            if value and value != account.iban and mark not in known:
                known.add(mark)
                fresh.append({"kind": kind, "value": value[:300], "membership_id": member})
    tx.insert_all(PayerAlias, fresh)
