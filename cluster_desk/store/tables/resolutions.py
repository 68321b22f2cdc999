"""What was voted and decided, and the minutes that say so."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cluster_desk.domain.meetings import (
    BallotMethod,
    BallotOutcome,
    Choice,
    MajorityBase,
    MinutesState,
)
from cluster_desk.store.base import Base, Record, ref, tracked
from cluster_desk.store.types import JsonColumn, LocalTime, TermColumn


class Ballot(Record, Base):
    """One vote on an item, with the presence and the rules as they were at that moment."""

    __tablename__ = "ballot"
    item_id: Mapped[int] = mapped_column(ref("agenda_item"))
    held_at: Mapped[time] = mapped_column(LocalTime)
    method: Mapped[BallotMethod] = mapped_column(TermColumn(BallotMethod))
    proposal: Mapped[str] = mapped_column(Text, server_default="")
    entitled: Mapped[int]
    present: Mapped[int]
    quorum_needed: Mapped[int]
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    blank: Mapped[int] = mapped_column(default=0, server_default="0")
    void: Mapped[int] = mapped_column(default=0, server_default="0")
    majority_base: Mapped[MajorityBase] = mapped_column(TermColumn(MajorityBase))
    majority_needed: Mapped[int]
    casting_choice: Mapped[Choice | None] = mapped_column(TermColumn(Choice))
    outcome: Mapped[BallotOutcome] = mapped_column(TermColumn(BallotOutcome))
    rules: Mapped[Any] = mapped_column(JsonColumn, server_default="{}")
    __table_args__ = tracked(
        "meetings",
        Index(None, "item_id"),
        final="EXISTS (SELECT 1 FROM resolution r WHERE r.ballot_id = OLD.id)"
        " OR EXISTS (SELECT 1 FROM minutes m JOIN agenda_item i ON i.meeting_id = m.meeting_id"
        " WHERE i.id = OLD.item_id AND m.approved_on IS NOT NULL)",
    )


class Vote(Record, Base):
    """How somebody voted in an open ballot; a secret one stores totals only."""

    __tablename__ = "vote"
    ballot_id: Mapped[int] = mapped_column(ref("ballot", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ref("person"))
    membership_id: Mapped[int | None] = mapped_column(ref("membership"))
    choice: Mapped[Choice] = mapped_column(TermColumn(Choice))
    __table_args__ = tracked(
        "meetings", Index(None, "ballot_id"), Index(None, "person_id"), Index(None, "membership_id")
    )


class Resolution(Record, Base):
    """A decision, numbered by body and year when it is adopted; never edited."""

    __tablename__ = "resolution"
    body_id: Mapped[int] = mapped_column(ref("body"))
    year: Mapped[int]
    number: Mapped[int]
    meeting_id: Mapped[int] = mapped_column(ref("meeting"))
    item_id: Mapped[int] = mapped_column(ref("agenda_item"))
    ballot_id: Mapped[int] = mapped_column(ref("ballot"))
    adopted_on: Mapped[date]
    wording: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(100), server_default="")
    due_on: Mapped[date | None]
    executed_on: Mapped[date | None]
    __table_args__ = tracked(
        "meetings",
        UniqueConstraint("body_id", "year", "number"),
        Index(None, "meeting_id"),
        Index(None, "item_id"),
        Index(None, "ballot_id"),
        final="OLD.number IS NOT NULL",
        may_change=frozenset({"owner", "due_on", "executed_on"}),
    )


class Minutes(Record, Base):
    """The minutes of a meeting: composed from the facts, finished by hand, final once approved."""

    __tablename__ = "minutes"
    meeting_id: Mapped[int] = mapped_column(ref("meeting"), unique=True)
    state: Mapped[MinutesState] = mapped_column(TermColumn(MinutesState))
    approved_on: Mapped[date | None]
    book_pages: Mapped[str] = mapped_column(String(40), server_default="")
    document_id: Mapped[int | None] = mapped_column(ref("document"))
    corrects_id: Mapped[int | None] = mapped_column(ref("minutes"))
    __table_args__ = tracked(
        "meetings",
        final="OLD.approved_on IS NOT NULL",
        may_change=frozenset({"state", "document_id", "book_pages"}),
    )


class MinutesSection(Record, Base):
    """One passage of the minutes; `edited` once a person changed it, and then never recomposed."""

    __tablename__ = "minutes_section"
    minutes_id: Mapped[int] = mapped_column(ref("minutes", ondelete="CASCADE"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    edited: Mapped[bool] = mapped_column(default=False, server_default="0")
    __table_args__ = tracked(
        "meetings",
        UniqueConstraint("minutes_id", "position"),
        final="EXISTS (SELECT 1 FROM minutes m WHERE m.id = OLD.minutes_id"
        " AND m.approved_on IS NOT NULL)",
    )


class ActionItem(Record, Base):
    """What somebody promised to do, carried to the next meeting until it is done."""

    __tablename__ = "action_item"
    body_id: Mapped[int] = mapped_column(ref("body"))
    meeting_id: Mapped[int] = mapped_column(ref("meeting"))
    wording: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int | None] = mapped_column(ref("person"))
    organisation_id: Mapped[int | None] = mapped_column(ref("organisation"))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    __table_args__ = tracked(
        "tables",
        Index(None, "body_id"),
        Index(None, "meeting_id"),
        Index(None, "person_id"),
        Index(None, "organisation_id"),
    )
