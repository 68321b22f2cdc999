"""Bodies and who sits in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import TermColumn


class Body(Record, Base):
    """Assembly, board, working table, committee, auditors: one thing with other rules."""

    __tablename__ = "body"
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[BodyKind] = mapped_column(TermColumn(BodyKind))
    purpose: Mapped[str] = mapped_column(Text, server_default="")
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]
    project_id: Mapped[int | None] = mapped_column(ref("project"))
    activity_id: Mapped[int | None] = mapped_column(ref("plan_activity"))
    __table_args__ = tracked("bodies", Index(None, "project_id"), Index(None, "activity_id"))


class Seat(Record, Base):
    """A person in a body, for an organisation perhaps, in a role, for a term."""

    __tablename__ = "seat"
    body_id: Mapped[int] = mapped_column(ref("body"))
    person_id: Mapped[int] = mapped_column(ref("person"))
    organisation_id: Mapped[int | None] = mapped_column(ref("organisation"))
    role: Mapped[SeatRole] = mapped_column(TermColumn(SeatRole))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(String(200), server_default="")
    resolution_id: Mapped[int | None] = mapped_column(ref("resolution"))
    __table_args__ = tracked(
        "bodies",
        Index(None, "body_id", "from_on"),
        Index(None, "person_id"),
        Index(None, "organisation_id"),
    )
