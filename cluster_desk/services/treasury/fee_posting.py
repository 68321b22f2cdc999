"""Post bank lines as payments of fees, one or a thousand, in a handful of statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from cluster_desk.domain.collecting import FEES_CATEGORY
from cluster_desk.domain.folding import fold
from cluster_desk.domain.money import Money
from cluster_desk.domain.proposals import OpenItem, Proposal
from cluster_desk.domain.treasury import LineState, PaymentMethod
from cluster_desk.errors import Conflict, Invalid, Problem
from cluster_desk.i18n import _
from cluster_desk.queries.association import setting
from cluster_desk.queries.fees.open_charges import chunks
from cluster_desk.queries.treasury.open_items import open_items
from cluster_desk.services.fees.charges import lock_charges
from cluster_desk.services.treasury.movements import search_text
from cluster_desk.store.tables.fees import Allocation, PayerAlias, Payment
from cluster_desk.store.tables.treasury import (
    Account,
    Category,
    Movement,
    MovementSplit,
    StatementLine,
)
from cluster_desk.tx import Tx


def movement_values(movement_id: int, row: StatementLine, description: str) -> dict[str, Any]:
    """The movement that a bank line becomes."""
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


def post_fees(
    tx: Tx,
    account: Account,
    chosen: Sequence[tuple[StatementLine, Proposal]],
    items: Sequence[OpenItem],
    *,
    strangers: frozenset[int] = frozenset(),
) -> None:
    """Movements, payments and allocations of many lines in a handful of statements.

    Payers are remembered for next time, but for the lines in `strangers`.
    """
    _hold(tx, chosen)
    category_id = fees_category(tx)
    by_charge = {item.charge_id: item for item in items}
    movement_ids = list(tx.reserve_ids(Movement, len(chosen)))
    payment_ids = list(tx.reserve_ids(Payment, len(chosen)))
    movements, splits, payments, allocations = [], [], [], []
    for (row, proposal), movement_id, payment_id in zip(
        chosen, movement_ids, payment_ids, strict=True
    ):
        years = sorted({by_charge[part.charge_id].fee_year for part in proposal.parts})
        text = _("Fee {years}: {name}") if years else _("Payment: {name}")
        name = row.counterparty or row.remittance[:80]
        text = text.format(years=", ".join(map(str, years)), name=name)
        movements.append(movement_values(movement_id, row, text))
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
    _learn(tx, account, [pair for pair in chosen if pair[0].id not in strangers])
    posted = zip(chosen, movement_ids, strict=True)
    # last, for it lets go of all lines: one that is looked at afterwards is read again
    mark_posted(tx, [(row.id, movement_id) for (row, _proposal), movement_id in posted])


def mark_posted(tx: Tx, posted: Sequence[tuple[int, int]]) -> None:
    """Pairs of a line's and its movement's id; a line that was left out is so no more."""
    lines = StatementLine.__table__.c
    tx.session.connection().execute(
        update(StatementLine)  # on the connection: executemany, not the ORM
        .where(lines.id == bindparam("line_id"))
        .values(
            state=LineState.POSTED,
            movement_id=bindparam("posted_as"),
            ignored_because="",
            version=lines.version + 1,
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


def fees_category(tx: Tx) -> int:
    """The id of the category of membership fees; Invalid where there is none."""
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
