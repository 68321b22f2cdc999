"""Hold the account between the association and one member over a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.reports.fees.receipt_document import Party
from cluster_desk.reports.pdf.letterhead import DocumentStamp


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """A charge, a payment or an adjustment; `balance` is what is owed after it."""

    on: date
    description: str
    document: str = ""
    charged: Money | None = None
    paid: Money | None = None
    balance: Money


@dataclass(frozen=True, kw_only=True)
class StatementDocument:
    """An «estratto conto» from `since` to `until`; positive balances are owed by the member."""

    member: Party
    register_number: int | None = None
    since: date
    until: date
    opening: Money
    lines: tuple[StatementLine, ...]
    charged: Money
    paid: Money
    closing: Money
    note: str = ""
    stamp: DocumentStamp
