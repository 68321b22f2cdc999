"""Hold the open charges that payments may reach, locked, while they are spread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.queries.fees.open_charges import (
    OpenChargeRow,
    chunks,
    members_of,
    open_charges,
)
from cluster_desk.services.fees.charges import lock_charges
from cluster_desk.tx import Tx


class Ledger:
    """The open charges of the members concerned; what is paid of them is taken off in turn."""

    def __init__(self, rows: Iterable[OpenChargeRow]) -> None:
        self.rows = {row.id: row for row in rows}
        self._of_member: dict[int, list[int]] = defaultdict(list)
        for row in self.rows.values():
            self._of_member[row.membership_id].append(row.id)

    def of_member(self, membership_id: int) -> list[OpenChargeRow]:
        """What is open of one member, oldest due first."""
        return [self.rows[i] for i in self._of_member[membership_id] if self.rows[i].open]

    def take(self, parts: Iterable[AllocationPart]) -> None:
        """Lower what is open by these parts."""
        for part in parts:
            row = self.rows[part.charge_id]
            self.rows[part.charge_id] = replace(row, open=row.open - part.amount)


def open_ledger(tx: Tx, *, members: Iterable[int], charges: Iterable[int]) -> Ledger:
    """Of these members and of the members of these charges, in a few statements."""
    everybody = sorted({*members, *members_of(tx.session, sorted(charges))})
    rows = open_charges(tx.session, members=everybody)
    for part in chunks([row.id for row in rows]):
        lock_charges(tx, part)
    if tx.session.get_bind().dialect.name == "postgresql":
        rows = open_charges(tx.session, members=everybody)  # as they are, now that they are locked
    return Ledger(rows)
