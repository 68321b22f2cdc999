"""The meetings that come, and those whose minutes are not finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import MeetingState, MinutesState
from cluster_desk.domain.notice import NoticeWarning
from cluster_desk.domain.statute_rules import StatuteRules, notice_rule, warning_of_notice
from cluster_desk.queries.meetings.lists import AHEAD, OVER, UNAPPROVED
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Invitation, Meeting
from cluster_desk.store.tables.resolutions import Minutes

_WRITES_MINUTES = (BodyKind.ASSEMBLY, BodyKind.BOARD, BodyKind.AUDITORS)
_MOST = 200


@dataclass(frozen=True, kw_only=True)
class ComingMeeting:
    """A meeting to come; `notice_by` is the last day to call it, None once it is called.

    `warning` is of a notice that is missing though it began, or that came too late.
    """

    id: int
    body_id: int
    body: str
    kind: BodyKind
    number: int | None
    title: str
    held_on: date
    starts_at: time
    venue: str
    state: MeetingState
    notice_by: date | None
    warning: NoticeWarning | None
    invited: int
    excused: int


@dataclass(frozen=True, kw_only=True)
class UnfinishedMinutes:
    """A meeting that is over; `state` is None where nobody began to write.

    `warning` says why its minutes could not be approved: how it was called.
    """

    meeting_id: int
    body: str
    number: int | None
    held_on: date
    state: MinutesState | None
    warning: NoticeWarning | None


@dataclass(frozen=True, kw_only=True)
class MeetingFigures:
    """The coming ones, the next first; and the oldest minutes first.

    `missed` are those whose day has passed, and of which nobody said that they were held.
    """

    coming: tuple[ComingMeeting, ...]
    missed: tuple[ComingMeeting, ...]
    minutes: tuple[UnfinishedMinutes, ...]


def meeting_figures(session: Session, rules: StatuteRules, *, on: date) -> MeetingFigures:
    """In one statement. A working table may do without minutes; those it began are to finish."""
    unwritten = and_(Minutes.id.is_(None), Body.kind.in_(_WRITES_MINUTES))
    over = and_(
        Meeting.state.in_(OVER),
        Meeting.held_on <= on,
        or_(unwritten, Minutes.state.in_(UNAPPROVED)),
    )
    query = (
        select(Meeting, Body.name, Body.kind, Minutes.state, _called(), _called(excused=True))
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(or_(Meeting.state.in_(AHEAD), over))
        .order_by(Meeting.held_on.desc(), Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(_MOST)
    )
    coming: list[ComingMeeting] = []
    minutes: list[UnfinishedMinutes] = []
    for meeting, body, kind, state, invited, excused in reversed(session.execute(query).all()):
        warning = warning_of_notice(rules, kind, meeting)
        if meeting.state in OVER:
            named: dict[str, Any] = {
                "body": body,
                "number": meeting.number,
                "state": state,
                "warning": warning,
            }
            minutes.append(
                UnfinishedMinutes(meeting_id=meeting.id, held_on=meeting.held_on, **named)
            )
            continue
        called = meeting.state is not MeetingState.PLANNED or meeting.notice_sent_on is not None
        rule = notice_rule(rules, kind)
        coming.append(
            ComingMeeting(
                **{name: getattr(meeting, name) for name in _OWN},
                body=body,
                kind=kind,
                notice_by=None if called else rule.latest_on(meeting.held_on),
                warning=warning,
                invited=invited,
                excused=excused,
            )
        )
    return MeetingFigures(
        coming=tuple(each for each in coming if each.held_on >= on),
        missed=tuple(each for each in coming if each.held_on < on),
        minutes=tuple(minutes),
    )


_OWN = ("id", "body_id", "number", "title", "held_on", "starts_at", "venue", "state")


def _called(*, excused: bool = False) -> ScalarSelect[Any]:
    query = select(func.count(Invitation.id)).where(Invitation.meeting_id == Meeting.id)
    if excused:
        query = query.where(Invitation.excused)
    return query.correlate(Meeting).scalar_subquery()
