"""The list of charges: ids in order for a view and filters, rows by page, counts of the views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from cluster_desk.domain.members import PaymentStatus
from cluster_desk.queries.fees.charges import (
    OPEN_STATES,
    VIEWS,
    ChargeFilter,
    ChargeRow,
    charge_rows,
    narrowed,
    of_years,
    state_code,
)
from cluster_desk.queries.fees.notices import notice_numbers
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Charge, Reminder, ReminderLine
from cluster_desk.store.tables.members import Classification, Membership

EVERYTHING = "everything"


@dataclass(frozen=True, kw_only=True)
class ChargeSort:
    """By which column; each is ordered further by due day and register number."""

    column: str = "member"
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class ListedCharge:
    """A charge, the request of payment that asks for it, and the last level it was reminded at."""

    charge: ChargeRow
    notice_number: str
    reminded: int

    @property
    def id(self) -> int:
        """The charge's."""
        return self.charge.id

    @property
    def name(self) -> str:
        """The member's."""
        return self.charge.member


def charge_ids(
    session: Session, *, on: date, filter: ChargeFilter, sort: ChargeSort | None = None
) -> list[int]:
    """The charges of a filter, in order."""
    order = sort or ChargeSort()
    balance = standing.charge_balances(on, only=of_years(filter))
    keys = _keys(on, balance)
    query: Select[Any] = select(Charge.id).join(Membership, Membership.id == Charge.membership_id)
    if order.column in _OF_MONEY or filter.needs_balance:
        query = query.join(balance, balance.c.id == Charge.id)
    query = narrowed(query, on, filter, balance).where(Charge.issued_on <= on)
    key = keys[order.column]
    direction = key.desc().nulls_last() if order.descending else key.asc().nulls_last()
    then = (Membership.sort_key, Charge.due_on, Charge.id)
    return list(session.scalars(query.order_by(direction, *then)))


_OF_MONEY = frozenset({"paid", "owed", "residue", "state"})


def _keys(on: date, balance: Any) -> dict[str, ColumnElement[Any]]:
    residue = balance.c.owed - balance.c.paid
    return {
        "number": Membership.register_number,
        "member": Membership.sort_key,
        "category": standing.classified(on, Classification.category),
        "kind": Charge.kind,
        "year": Charge.fee_year,
        "issued_on": Charge.issued_on,
        "due_on": Charge.due_on,
        "reference": Charge.reference,
        "owed": balance.c.owed,
        "paid": balance.c.paid,
        "residue": residue,
        "state": state_code(balance, on),
    }


def listed_charges(session: Session, ids: Sequence[int], *, on: date) -> list[ListedCharge]:
    """The rows of these charges, in the order of the ids; unknown ids are left out."""
    if not ids:
        return []
    found = {
        row.id: row for row in charge_rows(session, on=on, filter=ChargeFilter(ids=tuple(ids)))
    }
    known = [found[i] for i in ids if i in found]
    numbers = notice_numbers(session, list(found))
    levels = _levels(session, list(found), on)
    return [
        ListedCharge(
            charge=row, notice_number=numbers.get(row.id, ""), reminded=levels.get(row.id, 0)
        )
        for row in known
    ]


def _levels(session: Session, charges: Sequence[int], on: date) -> dict[int, int]:
    query = (
        select(ReminderLine.charge_id, func.max(Reminder.level))
        .join(Reminder, Reminder.id == ReminderLine.reminder_id)
        .where(
            ReminderLine.charge_id.in_(charges),
            Reminder.voided_on.is_(None),
            Reminder.issued_on <= on,
        )
        .group_by(ReminderLine.charge_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


_OPEN_CODES = frozenset(state.value for state in OPEN_STATES)


def charge_view_counts(session: Session, *, on: date, year: int) -> dict[str, int]:
    """How many charges each view has, and how many there are at all, in one pass."""
    balance = standing.charge_balances(on)
    facts: list[ColumnElement[Any]] = [
        (balance.c.fee_year == year).label("is_of_year"),
        (balance.c.fee_year < year).label("is_earlier"),
        state_code(balance, on).label("has_state"),
        (balance.c.owed < balance.c.charged).label("is_lowered"),
    ]
    grouped = select(*facts, func.count()).group_by(*(fact.name for fact in facts))
    counts = dict.fromkeys((*VIEWS, EVERYTHING), 0)
    groups: list[Any] = list(session.execute(grouped))
    for of_year, earlier, state, lowered, count in groups:
        is_open = state in _OPEN_CODES
        belongs = {
            "year": of_year,
            "open": of_year and is_open,
            "overdue": of_year and state == PaymentStatus.OVERDUE.value,
            "paid": of_year and state == PaymentStatus.PAID.value,
            "lowered": of_year and lowered,
            "earlier": earlier and is_open,
            EVERYTHING: True,
        }
        for view, is_in in belongs.items():
            counts[view] += count if is_in else 0
    return counts
