"""What is open of which charge, whatever the day: where the next payment goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from cluster_desk.domain.allocation import OpenCharge
from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.money import Money
from cluster_desk.queries.members import standing
from cluster_desk.store.tables.fees import Charge

ALWAYS = date.max
"""A day after everything that is recorded."""

CHUNK = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenChargeRow:
    """A charge with something still to pay."""

    id: int
    membership_id: int
    kind: ChargeKind
    fee_year: int
    issued_on: date
    due_on: date
    description: str
    reference: str
    amount: Money
    open: Money

    @property
    def for_allocation(self) -> OpenCharge:
        """As the rule of allocation wants it."""
        return OpenCharge(self.id, self.due_on, self.fee_year, self.open)


def open_charges(
    session: Session,
    *,
    members: Sequence[int] | None = None,
    charges: Sequence[int] | None = None,
    year: int | None = None,
) -> list[OpenChargeRow]:
    """Of these members, or of the members of these charges, or of everybody; oldest due first."""
    if charges is not None:
        members = members_of(session, charges)
    if members is None:
        found = list(_read(session, None, year))
    else:
        found = [row for part in chunks(members) for row in _read(session, part, year)]
    return sorted(found, key=lambda row: (row.due_on, row.fee_year, row.id))


def members_of(session: Session, charges: Sequence[int]) -> list[int]:
    """The memberships these charges belong to."""
    found: set[int] = set()
    for part in chunks(charges):
        query = select(Charge.membership_id).where(Charge.id.in_(part)).distinct()
        found.update(session.scalars(query))
    return sorted(found)


def chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    """In parts that a statement can carry."""
    rest = iter(ids)
    while part := list(islice(rest, CHUNK)):
        yield part


def _read(
    session: Session, members: Sequence[int] | None, year: int | None
) -> Iterator[OpenChargeRow]:
    for row in session.execute(_query(members, year)):
        yield OpenChargeRow(
            id=row.id,
            membership_id=row.membership_id,
            kind=row.kind,
            fee_year=row.fee_year,
            issued_on=row.issued_on,
            due_on=row.due_on,
            description=row.description,
            reference=row.reference,
            amount=row.amount,
            open=Money(int(row.open)),
        )


def _query(members: Sequence[int] | None, year: int | None) -> Select[Any]:
    balance = standing.charge_balances(ALWAYS, members)
    open_ = (balance.c.owed - balance.c.paid).label("open")
    wanted: list[ColumnElement[bool]] = [open_ > 0]
    if year is not None:
        wanted.append(Charge.fee_year == year)
    return (
        select(
            Charge.id,
            Charge.membership_id,
            Charge.kind,
            Charge.fee_year,
            Charge.issued_on,
            Charge.due_on,
            Charge.description,
            Charge.reference,
            Charge.amount,
            open_,
        )
        .join(balance, balance.c.id == Charge.id)
        .where(*wanted)
    )
