"""What members owe and what they paid: schedules, charges, payments, receipts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.fees import AdjustmentKind, ChargeKind, ProRata
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import MoneyColumn, TermColumn


class FeeSchedule(Record, Base):
    """The fees of a year, as an organ resolved them."""

    __tablename__ = "fee_schedule"
    year: Mapped[int] = mapped_column(unique=True)
    due_on: Mapped[date]
    entry_fee: Mapped[Money] = mapped_column(MoneyColumn)
    pro_rata: Mapped[ProRata] = mapped_column(TermColumn(ProRata))
    resolution_text: Mapped[str] = mapped_column(String(200), server_default="")
    resolution_on: Mapped[date | None]
    __table_args__ = tracked("fees")


class FeeRate(Record, Base):
    """The amount for a category and size; without a size it serves every size."""

    __tablename__ = "fee_rate"
    schedule_id: Mapped[int] = mapped_column(ref("fee_schedule", ondelete="CASCADE"))
    category: Mapped[MemberCategory] = mapped_column(TermColumn(MemberCategory))
    size: Mapped[SizeClass | None] = mapped_column(TermColumn(SizeClass))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    __table_args__ = tracked("fees", UniqueConstraint("schedule_id", "category", "size"))


class FeeReduction(Record, Base):
    """What the organ took off a member's fee of a year, in percent, and why."""

    __tablename__ = "fee_reduction"
    schedule_id: Mapped[int] = mapped_column(ref("fee_schedule", ondelete="CASCADE"))
    membership_id: Mapped[int] = mapped_column(ref("membership"))
    percent: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    __table_args__ = tracked(
        "fees",
        UniqueConstraint("schedule_id", "membership_id"),
        Index(None, "membership_id"),
        CheckConstraint("percent BETWEEN 1 AND 100", name="percent"),
    )


class FeeIssue(Record, Base):
    """One reviewable issue of fees: its charges come and go together."""

    __tablename__ = "fee_issue"
    year: Mapped[int]
    issued_on: Mapped[date]
    due_on: Mapped[date]
    schedule_id: Mapped[int] = mapped_column(ref("fee_schedule"))
    __table_args__ = tracked("fees", Index(None, "schedule_id"))


class Charge(Record, Base):
    """An amount a member owes. Its RF reference (ISO 11649) is made from its id.

    `mandate_on` and `mandate_ref` are of a public body whose own payment order is under way.
    """

    __tablename__ = "charge"
    membership_id: Mapped[int] = mapped_column(ref("membership"))
    issue_id: Mapped[int | None] = mapped_column(ref("fee_issue"))
    kind: Mapped[ChargeKind] = mapped_column(TermColumn(ChargeKind))
    fee_year: Mapped[int]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    issued_on: Mapped[date]
    due_on: Mapped[date]
    description: Mapped[str] = mapped_column(String(300))
    reference: Mapped[str] = mapped_column(String(25))
    mandate_on: Mapped[date | None]
    mandate_ref: Mapped[str] = mapped_column(String(140), server_default="")
    project_id: Mapped[int | None] = mapped_column(ref("project"))
    __table_args__ = tracked(
        "fees",
        Index(None, "membership_id", "fee_year"),
        Index(None, "issue_id"),
        Index(None, "fee_year"),
        Index(None, "reference"),
        CheckConstraint("amount > 0", name="positive"),
    )


class ChargeAdjustment(Record, Base):
    """A reduction, waiver or write-off of a charge, with its reason."""

    __tablename__ = "charge_adjustment"
    charge_id: Mapped[int] = mapped_column(ref("charge"))
    kind: Mapped[AdjustmentKind] = mapped_column(TermColumn(AdjustmentKind))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    on_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(300))
    resolution_id: Mapped[int | None] = mapped_column(ref("resolution"))
    __table_args__ = tracked(
        "fees", Index(None, "charge_id"), CheckConstraint("amount > 0", name="positive")
    )


class PaymentNotice(Record, Base):
    """A request of payment (RV), numbered when issued; voided with a reason, never deleted."""

    __tablename__ = "payment_notice"
    year: Mapped[int]
    number: Mapped[int]
    membership_id: Mapped[int] = mapped_column(ref("membership"))
    issued_on: Mapped[date]
    due_on: Mapped[date]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    document_id: Mapped[int | None] = mapped_column(ref("document"))
    voided_on: Mapped[date | None]
    void_reason: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "fees",
        UniqueConstraint("year", "number"),
        Index(None, "membership_id"),
        final="OLD.number IS NOT NULL",
        may_change=frozenset({"document_id", "voided_on", "void_reason"}),
    )


class NoticeLine(Record, Base):
    """A charge that a request of payment names."""

    __tablename__ = "notice_line"
    notice_id: Mapped[int] = mapped_column(ref("payment_notice"))
    charge_id: Mapped[int] = mapped_column(ref("charge"))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    __table_args__ = tracked(
        "fees", Index(None, "notice_id"), Index(None, "charge_id"), final="OLD.id IS NOT NULL"
    )


class Payment(Record, Base):
    """Money received from or for a member; what is not allocated is credit.

    From `void_from` on it counts no more: the day a transfer was returned, or its own day where
    it should never have been recorded.
    """

    __tablename__ = "payment"
    received_on: Mapped[date]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    method: Mapped[PaymentMethod] = mapped_column(TermColumn(PaymentMethod))
    membership_id: Mapped[int | None] = mapped_column(ref("membership"))
    payer_name: Mapped[str] = mapped_column(String(300), server_default="")
    payer_tax_code: Mapped[str] = mapped_column(String(20), server_default="")
    bank_reference: Mapped[str] = mapped_column(String(140), server_default="")
    movement_id: Mapped[int | None] = mapped_column(ref("movement"))
    void_from: Mapped[date | None]
    void_reason: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "fees",
        Index(None, "membership_id"),
        Index(None, "movement_id"),
        CheckConstraint("amount > 0", name="positive"),
    )


class Allocation(Record, Base):
    """How much of a payment meets which charge: partial, over, several years, several members."""

    __tablename__ = "allocation"
    payment_id: Mapped[int] = mapped_column(ref("payment"))
    charge_id: Mapped[int] = mapped_column(ref("charge"))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    __table_args__ = tracked(
        "fees",
        UniqueConstraint("payment_id", "charge_id"),
        Index(None, "charge_id"),
        CheckConstraint("amount > 0", name="positive"),
    )


class Receipt(Record, Base):
    """A numbered receipt (RIC) of a payment: final, voided with a reason, never deleted."""

    __tablename__ = "receipt"
    year: Mapped[int]
    number: Mapped[int]
    issued_on: Mapped[date]
    payment_id: Mapped[int] = mapped_column(ref("payment"))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    stamp: Mapped[Money] = mapped_column(MoneyColumn)
    document_id: Mapped[int | None] = mapped_column(ref("document"))
    voided_on: Mapped[date | None]
    void_reason: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "fees",
        UniqueConstraint("year", "number"),
        Index(
            "ix_receipt_valid",
            "payment_id",
            unique=True,
            sqlite_where=text("voided_on IS NULL"),
            postgresql_where=text("voided_on IS NULL"),
        ),
        final="OLD.number IS NOT NULL",
        may_change=frozenset({"document_id", "voided_on", "void_reason"}),
    )


class PayerAlias(Record, Base):
    """A payer's name or IBAN that was found to pay for a member."""

    __tablename__ = "payer_alias"
    membership_id: Mapped[int] = mapped_column(ref("membership", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(300))
    __table_args__ = tracked("fees", UniqueConstraint("kind", "value", "membership_id"))


class Reminder(Record, Base):
    """A reminder that was sent, the ladder's memory: withdrawn with a reason, never deleted."""

    __tablename__ = "reminder"
    membership_id: Mapped[int] = mapped_column(ref("membership"))
    fee_year: Mapped[int]
    level: Mapped[int]
    issued_on: Mapped[date]
    answer_by: Mapped[date]
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    document_id: Mapped[int | None] = mapped_column(ref("document"))
    voided_on: Mapped[date | None]
    void_reason: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "fees",
        Index(None, "membership_id", "fee_year"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
        final="OLD.level IS NOT NULL",
        may_change=frozenset({"document_id", "voided_on", "void_reason"}),
    )


class ReminderLine(Record, Base):
    """A charge that a reminder names; of a formal notice, whose prescription it interrupts."""

    __tablename__ = "reminder_line"
    reminder_id: Mapped[int] = mapped_column(ref("reminder"))
    charge_id: Mapped[int] = mapped_column(ref("charge"))
    amount: Mapped[Money] = mapped_column(MoneyColumn)
    __table_args__ = tracked(
        "fees", Index(None, "reminder_id"), Index(None, "charge_id"), final="OLD.id IS NOT NULL"
    )
