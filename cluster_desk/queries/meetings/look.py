"""One meeting at a glance, for the card beside the list: facts, decisions, documents, story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.meetings import AgendaKind, BallotOutcome, ItemOutcome, MeetingState
from cluster_desk.domain.notice import NoticeWarning
from cluster_desk.domain.statute_rules import notice_rule, warning_of_notice
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.documents import DocumentRow
from cluster_desk.queries.meetings.rows import MeetingRow, meeting_rows_of
from cluster_desk.queries.members.rows import full_name
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.history import Change, ChangeSet
from cluster_desk.store.tables.meetings import AgendaItem, Meeting
from cluster_desk.store.tables.members import Person
from cluster_desk.store.tables.resolutions import Ballot, Minutes, Resolution

_LONGEST_STORY = 40


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """An item and what came of it; the numbers are of its last ballot, None without one.

    Of several the last that was adopted is the one that counts.
    """

    position: int
    title: str
    kind: AgendaKind
    outcome: ItemOutcome
    present: int | None
    needed: int | None
    in_favour: int | None
    against: int | None
    abstained: int | None
    ballot: BallotOutcome | None
    number: int | None
    year: int | None


@dataclass(frozen=True, kw_only=True)
class StoryLine:
    """A gesture that changed the meeting or its minutes."""

    at: datetime
    label: str
    actor: str


@dataclass(frozen=True, kw_only=True)
class MeetingLook:
    """What the inspector shows; `notice_by` is the last day to call it, until it is called."""

    row: MeetingRow
    ends_at: time | None
    platform: str
    notice_sent_on: date | None
    notice_channel: str
    notice_by: date | None
    warning: NoticeWarning | None
    opened_at: time | None
    closed_at: time | None
    chair: str
    minute_taker: str
    minutes_approved_on: date | None
    decisions: tuple[DecisionLine, ...]
    documents: tuple[DocumentRow, ...]
    story: tuple[StoryLine, ...]


def meeting_look(session: Session, meeting_id: int) -> MeetingLook | None:
    """None where there is no such meeting."""
    rows = meeting_rows_of(session, [meeting_id])
    if not rows:
        return None
    chair, taker = aliased(Person), aliased(Person)
    query = (
        select(Meeting, chair, taker, Minutes.approved_on)
        .outerjoin(chair, chair.id == Meeting.chair_id)
        .outerjoin(taker, taker.id == Meeting.minute_taker_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.id == meeting_id)
    )
    found: Any = session.execute(query).one()
    meeting, *people, approved_on = found
    led, wrote = (full_name(person) if person is not None else "" for person in people)
    row, rules = rows[0], statute_rules(session)
    rule = notice_rule(rules, row.body_kind)
    may_be_called = row.state is MeetingState.PLANNED and bool(rule.days)
    return MeetingLook(
        row=row,
        ends_at=meeting.ends_at,
        platform=meeting.platform,
        notice_sent_on=meeting.notice_sent_on,
        notice_channel=meeting.notice_channel,
        notice_by=rule.latest_on(row.held_on) if may_be_called else None,
        warning=warning_of_notice(rules, row.body_kind, row),
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at,
        chair=led,
        minute_taker=wrote,
        minutes_approved_on=approved_on,
        decisions=_decisions(session, meeting_id),
        documents=_documents(session, meeting_id),
        story=_story(session, meeting_id),
    )


def _decisions(session: Session, meeting_id: int) -> tuple[DecisionLine, ...]:
    query = (
        select(AgendaItem, Ballot, Resolution)
        .outerjoin(Ballot, Ballot.item_id == AgendaItem.id)
        .outerjoin(Resolution, Resolution.ballot_id == Ballot.id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, Ballot.held_at, Ballot.id)
    )
    found: dict[int, DecisionLine] = {}
    for item, ballot, adopted in session.execute(query).all():
        if adopted is not None or item.id not in found or found[item.id].number is None:
            found[item.id] = _decision(item, ballot, adopted)
    return tuple(found.values())


def _decision(item: AgendaItem, ballot: Ballot | None, adopted: Resolution | None) -> DecisionLine:
    return DecisionLine(
        position=item.position,
        title=item.title,
        kind=item.kind,
        outcome=item.outcome,
        present=ballot.present if ballot else None,
        needed=ballot.quorum_needed if ballot else None,
        in_favour=ballot.in_favour if ballot else None,
        against=ballot.against if ballot else None,
        abstained=ballot.abstained if ballot else None,
        ballot=ballot.outcome if ballot else None,
        number=adopted.number if adopted else None,
        year=adopted.year if adopted else None,
    )


def _documents(session: Session, meeting_id: int) -> tuple[DocumentRow, ...]:
    query = (
        select(Document)
        .where(Document.meeting_id == meeting_id)
        .order_by(Document.issued_on.desc(), Document.id.desc())
    )
    return tuple(
        DocumentRow(**{name: getattr(row, name) for name in DocumentRow.__annotations__})
        for row in session.scalars(query)
    )


def _story(session: Session, meeting_id: int) -> tuple[StoryLine, ...]:
    minutes = select(Minutes.id).where(Minutes.meeting_id == meeting_id).scalar_subquery()
    touched = select(Change.change_set_id).where(
        or_(
            and_(Change.table_name == Meeting.__tablename__, Change.row_id == meeting_id),
            and_(Change.table_name == Minutes.__tablename__, Change.row_id == minutes),
        )
    )
    query = (
        select(ChangeSet)
        .where(ChangeSet.id.in_(touched), ChangeSet.seq.is_not(None))
        .order_by(ChangeSet.seq.desc())
        .limit(_LONGEST_STORY)
    )
    return tuple(
        StoryLine(at=datetime.fromisoformat(row.at), label=row.label, actor=row.actor)
        for row in session.scalars(query)
    )
