"""Organisations and people, and the chapter of their life in which they are members."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.members import (
    AffiliationRole,
    ChannelKind,
    ChannelPurpose,
    MemberCategory,
    MembershipEventKind,
    OrganisationKind,
    SizeClass,
)
from cluster_desk.domain.money import Money
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import JsonColumn, MoneyColumn, TermColumn


class Organisation(Record, Base):
    """A company, university or body, member or not (DESIGN §5)."""

    __tablename__ = "organisation"
    name: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(80), server_default="")
    kind: Mapped[OrganisationKind] = mapped_column(TermColumn(OrganisationKind))
    public_body: Mapped[bool] = mapped_column(default=False, server_default="0")
    tax_code: Mapped[str] = mapped_column(String(16), server_default="")
    vat_number: Mapped[str] = mapped_column(String(20), server_default="")
    address: Mapped[str] = mapped_column(String(200), server_default="")
    postal_code: Mapped[str] = mapped_column(String(10), server_default="")
    city: Mapped[str] = mapped_column(String(100), server_default="")
    province: Mapped[str] = mapped_column(String(2), server_default="")
    country: Mapped[str] = mapped_column(String(2), default="IT", server_default="IT")
    website: Mapped[str] = mapped_column(String(200), server_default="")
    sdi_code: Mapped[str] = mapped_column(String(7), server_default="")
    ipa_code: Mapped[str] = mapped_column(String(20), server_default="")
    sector: Mapped[str] = mapped_column(String(100), server_default="")
    iban: Mapped[str] = mapped_column(String(34), server_default="")
    salutation: Mapped[str] = mapped_column(String(100), server_default="")
    notes: Mapped[str] = mapped_column(Text, server_default="")
    tags: Mapped[Any] = mapped_column(JsonColumn, server_default="[]")
    custom: Mapped[Any] = mapped_column(JsonColumn, server_default="{}")
    search_text: Mapped[str] = mapped_column(Text, server_default="")
    sort_key: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "members",
        Index(None, "sort_key", "id"),
        Index(None, "tax_code"),
        Index(None, "vat_number"),
    )


class Person(Record, Base):
    """A natural person; the salutation is theirs, never computed (DOMAIN §11)."""

    __tablename__ = "person"
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(40), server_default="")
    gender: Mapped[str] = mapped_column(String(1), server_default="")
    salutation: Mapped[str] = mapped_column(String(100), server_default="")
    tax_code: Mapped[str] = mapped_column(String(16), server_default="")
    notes: Mapped[str] = mapped_column(Text, server_default="")
    search_text: Mapped[str] = mapped_column(Text, server_default="")
    sort_key: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "members",
        Index(None, "sort_key", "id"),
        CheckConstraint("gender IN ('', 'f', 'm')", name="gender"),
    )


class Channel(Record, Base):
    """One way to reach an organisation or a person, and for what it is meant."""

    __tablename__ = "channel"
    organisation_id: Mapped[int | None] = mapped_column(ref("organisation", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ref("person", ondelete="CASCADE"))
    kind: Mapped[ChannelKind] = mapped_column(TermColumn(ChannelKind))
    purpose: Mapped[ChannelPurpose] = mapped_column(TermColumn(ChannelPurpose))
    value: Mapped[str] = mapped_column(String(200))
    __table_args__ = tracked(
        "members",
        Index(None, "organisation_id"),
        Index(None, "person_id"),
        CheckConstraint("(organisation_id IS NULL) <> (person_id IS NULL)", name="one_owner"),
    )


class Affiliation(Record, Base):
    """A person stands for an organisation in a role, from a day to a day."""

    __tablename__ = "affiliation"
    organisation_id: Mapped[int] = mapped_column(ref("organisation", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ref("person"))
    role: Mapped[AffiliationRole] = mapped_column(TermColumn(AffiliationRole))
    office: Mapped[str] = mapped_column(String(100), server_default="")
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    __table_args__ = tracked("members", Index(None, "organisation_id"), Index(None, "person_id"))


class Membership(Record, Base):
    """A chapter as a member. The register number is given at admission and never reused."""

    __tablename__ = "membership"
    organisation_id: Mapped[int | None] = mapped_column(ref("organisation"))
    person_id: Mapped[int | None] = mapped_column(ref("person"))
    register_number: Mapped[int | None] = mapped_column(unique=True)
    founder: Mapped[bool] = mapped_column(default=False, server_default="0")
    # the party's own, repeated here because members are what is listed: a keystroke reads
    # one index and no join
    search_text: Mapped[str] = mapped_column(Text, server_default="")
    sort_key: Mapped[str] = mapped_column(String(300), server_default="")
    __table_args__ = tracked(
        "members",
        Index(None, "organisation_id"),
        Index(None, "person_id"),
        Index(None, "search_text"),
        Index(None, "sort_key"),
        CheckConstraint("(organisation_id IS NULL) <> (person_id IS NULL)", name="one_party"),
    )


class MembershipEvent(Record, Base):
    """What happened in a membership, and from when it counts. `on_day` is the effect's day."""

    __tablename__ = "membership_event"
    membership_id: Mapped[int] = mapped_column(ref("membership", ondelete="CASCADE"))
    kind: Mapped[MembershipEventKind] = mapped_column(TermColumn(MembershipEventKind))
    on_day: Mapped[date]
    received_on: Mapped[date | None]
    notified_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, server_default="")
    resolution_id: Mapped[int | None] = mapped_column(ref("resolution"))
    resolution_text: Mapped[str] = mapped_column(String(200), server_default="")
    __table_args__ = tracked(
        "members",
        # in the order in which a membership's last event is looked for, and with what it is
        Index(None, "membership_id", "on_day", "id", "kind"),
        Index(None, "resolution_id", sqlite_where=text("resolution_id IS NOT NULL")),
    )


class Classification(Record, Base):
    """Category and size from a day on, with the declaration they rest on (2003/361/EC)."""

    __tablename__ = "classification"
    membership_id: Mapped[int] = mapped_column(ref("membership", ondelete="CASCADE"))
    from_on: Mapped[date]
    category: Mapped[MemberCategory] = mapped_column(TermColumn(MemberCategory))
    size: Mapped[SizeClass] = mapped_column(TermColumn(SizeClass))
    declared_on: Mapped[date | None]
    headcount: Mapped[int | None]
    turnover: Mapped[Money | None] = mapped_column(MoneyColumn)
    balance_total: Mapped[Money | None] = mapped_column(MoneyColumn)
    linked: Mapped[str] = mapped_column(String(20), server_default="")
    __table_args__ = tracked("members", Index(None, "membership_id", "from_on"))
