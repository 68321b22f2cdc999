"""What a plan is made with: the bodies that meet, their notice, the first calls to follow up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind, Call, MeetingMode, MeetingState
from cluster_desk.domain.notice import NoticeRule
from cluster_desk.domain.statute_rules import notice_rule
from cluster_desk.queries.association import statute_rules
from cluster_desk.queries.meetings.persons import PersonChoice, people
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Meeting

_BEFORE_A_SECOND = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.DESERTED)


@dataclass(frozen=True, kw_only=True)
class MeetingBody:
    """A body that meets, with the notice its meetings need."""

    id: int
    name: str
    kind: BodyKind
    notice: NoticeRule


@dataclass(frozen=True, kw_only=True)
class FirstCall:
    """A first call that a second one may follow: deserted, or not held yet, and not followed."""

    id: int
    body_id: int
    held_on: date
    number: int | None
    state: MeetingState


@dataclass(frozen=True, kw_only=True)
class PlannedItem:
    """An item as it stands on the agenda."""

    id: int
    title: str
    kind: AgendaKind
    rapporteur_id: int | None
    proposal: str


@dataclass(frozen=True, kw_only=True)
class PlannedMeeting:
    """A meeting as it was planned."""

    id: int
    version: int
    body_id: int
    number: int | None
    year: int
    title: str
    held_on: date
    starts_at: time
    ends_at: time | None
    mode: MeetingMode
    venue: str
    platform: str
    link: str
    call: Call
    assembly_type: str
    first_call_id: int | None
    state: MeetingState
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True, kw_only=True)
class PlanChoices:
    """What there is to choose from, and the meeting where one is changed.

    `places` are those of the latest meetings, the latest first; `people` may report on an item.
    """

    bodies: tuple[MeetingBody, ...]
    first_calls: tuple[FirstCall, ...]
    places: tuple[str, ...]
    people: tuple[PersonChoice, ...]
    meeting: PlannedMeeting | None


def plan_choices(session: Session, meeting_id: int | None, *, on: date) -> PlanChoices:
    """Tables are planned in their own place."""
    rules = statute_rules(session)
    bodies = session.scalars(
        select(Body)
        .where(Body.kind != BodyKind.WORKING_TABLE)
        .where(or_(Body.active_to.is_(None), Body.active_to >= on))
        .order_by(Body.id)
    )
    changed = aliased(Meeting)
    followed = select(changed.first_call_id).where(changed.id == meeting_id).scalar_subquery()
    second = aliased(Meeting)
    is_followed = exists().where(
        second.first_call_id == Meeting.id, second.state != MeetingState.CANCELLED
    )
    is_free = and_(Meeting.state.in_(_BEFORE_A_SECOND), ~is_followed)
    calls = session.scalars(
        select(Meeting)
        .where(Meeting.call == Call.FIRST)
        .where(or_(is_free, Meeting.id == followed))
        .order_by(Meeting.held_on.desc())
        .limit(20)
    )
    places = session.scalars(
        select(Meeting.venue).where(Meeting.venue != "").order_by(Meeting.held_on.desc()).limit(20)
    )
    return PlanChoices(
        bodies=tuple(
            MeetingBody(id=b.id, name=b.name, kind=b.kind, notice=notice_rule(rules, b.kind))
            for b in bodies
        ),
        first_calls=tuple(_copied(FirstCall, row) for row in calls),
        places=tuple(dict.fromkeys(places)),
        people=tuple(people(session, on=on)),
        meeting=_planned(session, meeting_id) if meeting_id is not None else None,
    )


def agenda_titles(session: Session, meeting_id: int) -> list[str]:
    """What a meeting is about, in its order."""
    found = (
        select(AgendaItem.title)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position)
    )
    return list(session.scalars(found))


def _planned(session: Session, meeting_id: int) -> PlannedMeeting | None:
    row = session.get(Meeting, meeting_id)
    if row is None:
        return None
    items = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    )
    planned = tuple(_copied(PlannedItem, item) for item in items)
    found: PlannedMeeting = _copied(PlannedMeeting, row, items=planned)
    return found


def _copied(into: Any, row: object, **given: Any) -> Any:
    names = [name for name in into.__annotations__ if name not in given]
    return into(**{name: getattr(row, name) for name in names}, **given)
