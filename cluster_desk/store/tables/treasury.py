"""Cash and bank: accounts, movements, and what the bank said."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind, Direction, LineState
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import MoneyColumn, TermColumn


class Account(Record, Base):
    """Where money lies, with the balance it began with."""

    __tablename__ = "account"
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[AccountKind] = mapped_column(TermColumn(AccountKind))
    iban: Mapped[str] = mapped_column(String(34), server_default="")
    currency: Mapped[str] = mapped_column(String(3), default="EUR", server_default="EUR")
    opening: Mapped[Money] = mapped_column(MoneyColumn)
    opening_on: Mapped[date]
    __table_args__ = tracked("treasury")


class Category(Record, Base):
    """What income or expense is for, and its line in the cash statement (Modello D)."""

    __tablename__ = "category"
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    direction: Mapped[Direction] = mapped_column(TermColumn(Direction))
    statement_line: Mapped[str] = mapped_column(String(10), server_default="")
    __table_args__ = tracked("treasury")


class Movement(Record, Base):
    """Money in (plus) or out (minus) of an account. Transfers are pairs with one `transfer_id`.

    Final once its year is closed: `closed` is set by the closing.
    """

    __tablename__ = "movement"
    account_id: Mapped[int] = mapped_column(ref("account"))
    booked_on: Mapped[date]
    value_on: Mapped[date | None]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    description: Mapped[str] = mapped_column(String(300))
    counterparty: Mapped[str] = mapped_column(String(300), server_default="")
    document_ref: Mapped[str] = mapped_column(String(140), server_default="")
    transfer_id: Mapped[int | None] = mapped_column(ref("movement"))
    reconciled: Mapped[bool] = mapped_column(default=False, server_default="0")
    closed: Mapped[bool] = mapped_column(default=False, server_default="0")
    search_text: Mapped[str] = mapped_column(String(700), server_default="")
    __table_args__ = tracked(
        "treasury",
        Index(None, "account_id", "booked_on", "id"),
        Index(None, "booked_on", "id"),
        Index(None, "transfer_id"),
        CheckConstraint("amount <> 0", name="not_zero"),
        final="OLD.closed",
    )


class MovementSplit(Record, Base):
    """A part of a movement by category, project and plan activity; the parts sum to it."""

    __tablename__ = "movement_split"
    movement_id: Mapped[int] = mapped_column(ref("movement", ondelete="CASCADE"))
    category_id: Mapped[int] = mapped_column(ref("category"))
    project_id: Mapped[int | None] = mapped_column(ref("project"))
    activity_id: Mapped[int | None] = mapped_column(ref("plan_activity"))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    note: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "treasury",
        Index(None, "movement_id"),
        Index(None, "category_id"),
        Index(None, "project_id"),
        Index(None, "activity_id"),
    )


class Statement(Record, Base):
    """A bank's file as it was imported: a fact, with the balances it declares."""

    __tablename__ = "statement"
    account_id: Mapped[int] = mapped_column(ref("account"))
    format: Mapped[str] = mapped_column(String(30))
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_on: Mapped[date]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    opening: Mapped[Money | None] = mapped_column(MoneyColumn)
    closing: Mapped[Money | None] = mapped_column(MoneyColumn)
    __table_args__ = tracked("treasury", Index(None, "account_id"))


class StatementLine(Record, Base):
    """One line of a bank's file; its `fingerprint` counts the twins, and so tells them apart."""

    __tablename__ = "statement_line"
    statement_id: Mapped[int] = mapped_column(ref("statement", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ref("account"))
    position: Mapped[int]
    booked_on: Mapped[date]
    value_on: Mapped[date | None]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    counterparty: Mapped[str] = mapped_column(String(300), server_default="")
    iban: Mapped[str] = mapped_column(String(34), server_default="")
    tax_code: Mapped[str] = mapped_column(String(20), server_default="")
    remittance: Mapped[str] = mapped_column(Text, server_default="")
    reference: Mapped[str] = mapped_column(String(140), server_default="")
    bank_reference: Mapped[str] = mapped_column(String(140), server_default="")
    ignored_because: Mapped[str] = mapped_column(String(200), server_default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    state: Mapped[LineState] = mapped_column(TermColumn(LineState))
    movement_id: Mapped[int | None] = mapped_column(ref("movement"))
    __table_args__ = tracked(
        "treasury",
        UniqueConstraint("account_id", "fingerprint"),
        Index(None, "statement_id"),
        Index(None, "state", "account_id"),
        Index(None, "movement_id"),
    )
