"""Meetings of bodies: call, agenda, presence, proxies, conflicts."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.meetings import (
    AgendaKind,
    AttendanceMode,
    Call,
    Capacity,
    ItemOutcome,
    MeetingMode,
    MeetingState,
)
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import LocalTime, TermColumn

_APPROVED = (
    "EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = {meeting} AND m.approved_on IS NOT NULL)"
)
_TOLD = _APPROVED.format(meeting="OLD.meeting_id")
"""What approved minutes tell cannot change under them, not even by undo."""


class Meeting(Record, Base):
    """One sitting of a body. Times are on the wall of the room, in its zone."""

    __tablename__ = "meeting"
    body_id: Mapped[int] = mapped_column(ref("body"))
    number: Mapped[int | None]
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(300), server_default="")
    held_on: Mapped[date]
    starts_at: Mapped[time] = mapped_column(LocalTime)
    ends_at: Mapped[time | None] = mapped_column(LocalTime)
    zone: Mapped[str] = mapped_column(String(40), server_default="Europe/Rome")
    mode: Mapped[MeetingMode] = mapped_column(TermColumn(MeetingMode))
    venue: Mapped[str] = mapped_column(String(200), server_default="")
    platform: Mapped[str] = mapped_column(String(100), server_default="")
    link: Mapped[str] = mapped_column(String(300), server_default="")
    call: Mapped[Call] = mapped_column(TermColumn(Call))
    assembly_type: Mapped[str] = mapped_column(String(20), server_default="")
    notice_sent_on: Mapped[date | None]
    notice_channel: Mapped[str] = mapped_column(String(40), server_default="")
    urgent: Mapped[bool] = mapped_column(default=False, server_default="0")
    totalitarian: Mapped[bool] = mapped_column(default=False, server_default="0")
    state: Mapped[MeetingState] = mapped_column(TermColumn(MeetingState))
    opened_at: Mapped[time | None] = mapped_column(LocalTime)
    closed_at: Mapped[time | None] = mapped_column(LocalTime)
    chair_id: Mapped[int | None] = mapped_column(ref("person"))
    minute_taker_id: Mapped[int | None] = mapped_column(ref("person"))
    approved_in_meeting: Mapped[bool] = mapped_column(default=False, server_default="0")
    project_id: Mapped[int | None] = mapped_column(ref("project"))
    activity_id: Mapped[int | None] = mapped_column(ref("plan_activity"))
    first_call_id: Mapped[int | None] = mapped_column(ref("meeting"))
    __table_args__ = tracked(
        "meetings",
        UniqueConstraint("body_id", "year", "number"),
        Index(None, "body_id", "held_on"),
        Index(None, "held_on"),
        Index(None, "project_id"),
        Index(None, "chair_id"),
        Index(None, "minute_taker_id"),
        final=_APPROVED.format(meeting="OLD.id"),
        may_change=frozenset({"project_id", "activity_id"}),
    )


class AgendaItem(Record, Base):
    """One item of the agenda; only items on it can be resolved (DOMAIN §2.3)."""

    __tablename__ = "agenda_item"
    meeting_id: Mapped[int] = mapped_column(ref("meeting", ondelete="CASCADE"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[AgendaKind] = mapped_column(TermColumn(AgendaKind))
    rapporteur_id: Mapped[int | None] = mapped_column(ref("person"))
    discussion: Mapped[str] = mapped_column(Text, server_default="")
    proposal: Mapped[str] = mapped_column(Text, server_default="")
    outcome: Mapped[ItemOutcome] = mapped_column(TermColumn(ItemOutcome))
    postponed_to: Mapped[str] = mapped_column(String(200), server_default="")
    started_at: Mapped[time | None] = mapped_column(LocalTime)
    __table_args__ = tracked(
        "meetings",
        UniqueConstraint("meeting_id", "position"),
        Index(None, "rapporteur_id"),
        final=_TOLD,
    )


class Invitation(Record, Base):
    """Who was called, through whom a member answers, and whether they excused themselves."""

    __tablename__ = "invitation"
    meeting_id: Mapped[int] = mapped_column(ref("meeting", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ref("person"))
    membership_id: Mapped[int | None] = mapped_column(ref("membership"))
    organisation_id: Mapped[int | None] = mapped_column(ref("organisation"))
    sent_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(String(40), server_default="")
    excused: Mapped[bool] = mapped_column(default=False, server_default="0")
    excuse: Mapped[str] = mapped_column(String(200), server_default="")
    __table_args__ = tracked(
        "meetings",
        Index(None, "meeting_id"),
        Index(None, "person_id"),
        Index(None, "membership_id"),
    )


class Attendance(Record, Base):
    """A person there from a time to a time, in a capacity, for a member perhaps."""

    __tablename__ = "attendance"
    meeting_id: Mapped[int] = mapped_column(ref("meeting", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ref("person"))
    organisation_id: Mapped[int | None] = mapped_column(ref("organisation"))
    membership_id: Mapped[int | None] = mapped_column(ref("membership"))
    capacity: Mapped[Capacity] = mapped_column(TermColumn(Capacity))
    mode: Mapped[AttendanceMode] = mapped_column(TermColumn(AttendanceMode))
    arrived_at: Mapped[time] = mapped_column(LocalTime)
    left_at: Mapped[time | None] = mapped_column(LocalTime)
    votes: Mapped[bool] = mapped_column(default=True, server_default="1")
    __table_args__ = tracked(
        "meetings",
        Index(None, "meeting_id"),
        Index(None, "person_id"),
        Index(None, "organisation_id"),
        Index(None, "membership_id"),
        final=_TOLD,
    )


class Proxy(Record, Base):
    """A written mandate of one member to another for one meeting."""

    __tablename__ = "proxy"
    meeting_id: Mapped[int] = mapped_column(ref("meeting", ondelete="CASCADE"))
    grantor_id: Mapped[int] = mapped_column(ref("membership"))
    holder_id: Mapped[int] = mapped_column(ref("membership"))
    received_on: Mapped[date | None]
    __table_args__ = tracked(
        "meetings",
        UniqueConstraint("meeting_id", "grantor_id"),
        Index(None, "grantor_id"),
        Index(None, "holder_id"),
        final=_TOLD,
    )


class ConflictOfInterest(Record, Base):
    """An interest declared before an item; who declares it does not vote on it."""

    __tablename__ = "conflict_of_interest"
    item_id: Mapped[int] = mapped_column(ref("agenda_item", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ref("person"))
    statement: Mapped[str] = mapped_column(Text)
    left_at: Mapped[time | None] = mapped_column(LocalTime)
    returned_at: Mapped[time | None] = mapped_column(LocalTime)
    __table_args__ = tracked(
        "meetings",
        UniqueConstraint("item_id", "person_id"),
        final=_APPROVED.format(
            meeting="(SELECT i.meeting_id FROM agenda_item i WHERE i.id = OLD.item_id)"
        ),
    )
