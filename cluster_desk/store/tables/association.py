"""The association itself: profile, recognitions, statute rules, years, texts, series."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.fees import StampTreatment
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import JsonColumn, TermColumn


class Association(Record, Base):
    """The one association of a desk. `sample` marks the invented one: its documents say so."""

    __tablename__ = "association"
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(80))
    tax_code: Mapped[str] = mapped_column(String(16), server_default="")
    vat_number: Mapped[str] = mapped_column(String(20), server_default="")
    address: Mapped[str] = mapped_column(String(200), server_default="")
    postal_code: Mapped[str] = mapped_column(String(10), server_default="")
    city: Mapped[str] = mapped_column(String(100), server_default="")
    province: Mapped[str] = mapped_column(String(2), server_default="")
    email: Mapped[str] = mapped_column(String(200), server_default="")
    pec: Mapped[str] = mapped_column(String(200), server_default="")
    phone: Mapped[str] = mapped_column(String(40), server_default="")
    website: Mapped[str] = mapped_column(String(200), server_default="")
    founded_on: Mapped[date | None]
    logo_sha256: Mapped[str | None] = mapped_column(String(64))
    sample: Mapped[bool] = mapped_column(default=False, server_default="0")
    __table_args__ = tracked("association", CheckConstraint("id = 1", name="only_one"))


class LegalForm(Record, Base):
    """The dated legal form: personality begins with the entry in the register (DOMAIN §10)."""

    __tablename__ = "legal_form"
    from_on: Mapped[date]
    wording: Mapped[str] = mapped_column(String(200))
    has_personality: Mapped[bool]
    __table_args__ = tracked("association", UniqueConstraint("from_on"))


class Recognition(Record, Base):
    """An act of recognition: legal personality, or technology cluster of the Region."""

    __tablename__ = "recognition"
    kind: Mapped[str] = mapped_column(String(30))
    authority: Mapped[str] = mapped_column(String(200), server_default="")
    act: Mapped[str] = mapped_column(String(200), server_default="")
    act_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, server_default="")
    __table_args__ = tracked("association")


class StatuteRule(Record, Base):
    """A rule of the statute: its value as text, the article it comes from, checked or not."""

    __tablename__ = "statute_rule"
    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[str] = mapped_column(String(200))
    article: Mapped[str] = mapped_column(String(40), server_default="")
    confirmed: Mapped[bool] = mapped_column(default=False, server_default="0")
    __table_args__ = tracked("association")


class Setting(Record, Base):
    """A setting of the association that is not in the statute."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[Any] = mapped_column(JsonColumn)
    __table_args__ = tracked("association")


class SavedView(Record, Base):
    """A view of a list that everybody who opens the desk has: what the window made of it."""

    __tablename__ = "saved_view"
    listing: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(40))
    content: Mapped[Any] = mapped_column(JsonColumn)
    __table_args__ = tracked("association", UniqueConstraint("listing", "name"))


class StampRule(Record, Base):
    """How stamp duty is met on a kind of document, in a period (DOMAIN §3)."""

    __tablename__ = "stamp_rule"
    document_kind: Mapped[str] = mapped_column(String(30))
    treatment: Mapped[StampTreatment] = mapped_column(TermColumn(StampTreatment))
    reference: Mapped[str] = mapped_column(String(200), server_default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    confirmed: Mapped[bool] = mapped_column(default=False, server_default="0")
    __table_args__ = tracked("association")


class FiscalYear(Record, Base):
    """A year of accounts; the first may not be twelve months. Final once closed."""

    __tablename__ = "fiscal_year"
    year: Mapped[int] = mapped_column(unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    closed_on: Mapped[date | None]
    __table_args__ = tracked(
        "association",
        CheckConstraint("ends_on >= starts_on", name="order"),
        final="OLD.closed_on IS NOT NULL",
    )


class TextTemplate(Record, Base):
    """The association's own version of a shipped text."""

    __tablename__ = "text_template"
    key: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    source: Mapped[str] = mapped_column(Text)
    __table_args__ = tracked("association", UniqueConstraint("key", "language"))


class NumberSeries(Record, Base):
    """The last number given in a series and year; raised in the transaction that uses it."""

    __tablename__ = "number_series"
    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    last: Mapped[int]
    __table_args__ = tracked("series", UniqueConstraint("series", "year"))


class Project(Record, Base):
    """A funded project, with its CUP, that any dated fact may be tagged with."""

    __tablename__ = "project"
    code: Mapped[str] = mapped_column(String(30), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    cup: Mapped[str] = mapped_column(String(15), server_default="")
    funder: Mapped[str] = mapped_column(String(200), server_default="")
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    __table_args__ = tracked("projects")


class PlanActivity(Record, Base):
    """An activity of the yearly plan, with its measurable objective."""

    __tablename__ = "plan_activity"
    year: Mapped[int]
    code: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(300))
    objective: Mapped[str] = mapped_column(Text, server_default="")
    project_id: Mapped[int | None] = mapped_column(ref("project"))
    __table_args__ = tracked(
        "projects", UniqueConstraint("year", "code"), Index(None, "project_id")
    )
