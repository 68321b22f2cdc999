"""The list of meetings: ids in order for a view and filters, totals, counts, what to filter by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import MeetingState, MinutesState
from cluster_desk.queries.meetings.rows import MeetingFilter, filtered
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import Meeting
from cluster_desk.store.tables.resolutions import Minutes, Resolution

VIEWS = ("year", "upcoming", "held", "to_approve", "everything")
"""`upcoming` and `to_approve` are of every year: what waits must not be lost with the old year."""
AHEAD = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
OVER = (MeetingState.CLOSED, MeetingState.DESERTED)
UNAPPROVED = (MinutesState.DRAFT, MinutesState.IN_REVIEW)


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """Which meetings: a view, what was typed, chips. Empty tuples do not restrict.

    Years that are chosen take the place of the view's own. Working tables have a list of theirs.
    """

    view: str = "year"
    text: str = ""
    bodies: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    states: tuple[MeetingState, ...] = ()
    minutes: tuple[MinutesState, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListSort:
    """By which column, named as the fields of MeetingRow."""

    column: str = "held_on"
    descending: bool = True


@dataclass(frozen=True, kw_only=True)
class ListTotals:
    """Of the meetings of a filter."""

    count: int
    resolutions: int


@dataclass(frozen=True, kw_only=True)
class Offered:
    """The bodies that met, by id, and the years in which they did, the latest first."""

    bodies: dict[int, str]
    years: tuple[int, ...]


def meeting_ids(
    session: Session, *, year: int, filter: ListFilter | None = None, sort: ListSort | None = None
) -> list[int]:
    """The meetings of a filter, in order."""
    order = sort or ListSort()
    columns: dict[str, Any] = {
        "held_on": Meeting.held_on,
        "number": Meeting.number,
        "body": func.lower(Body.name),
        "title": func.lower(Meeting.title),
        "venue": func.lower(Meeting.venue),
        "state": Meeting.state,
        "minutes": Minutes.state,
        "resolutions": _adopted(),
    }
    key = columns[order.column]
    turned = key.desc().nulls_last() if order.descending else key.asc().nulls_last()
    query = _narrowed(session, select(Meeting.id), year, filter or ListFilter())
    if order.column == "held_on" and not order.descending:
        return list(session.scalars(query.order_by(turned, Meeting.starts_at, Meeting.id)))
    latest = (Meeting.held_on.desc(), Meeting.starts_at.desc(), Meeting.id.desc())
    return list(session.scalars(query.order_by(turned, *latest)))


def meeting_totals(session: Session, *, year: int, filter: ListFilter | None = None) -> ListTotals:
    """How many, and how much they decided."""
    sums: Any = select(func.count(Meeting.id), func.sum(_adopted()))
    count, resolutions = session.execute(
        _narrowed(session, sums, year, filter or ListFilter())
    ).one()
    return ListTotals(count=count, resolutions=int(resolutions or 0))


def meeting_view_counts(session: Session, *, year: int) -> dict[str, int]:
    """How many meetings each view has, in one pass."""
    sums = [func.sum(case((and_(*_of_view(view, year)), 1), else_=0)) for view in VIEWS]
    row = session.execute(_joined(select(*sums))).one()
    return {view: int(count or 0) for view, count in zip(VIEWS, row, strict=True)}


def meetings_offered(session: Session) -> Offered:
    """What there is to filter by."""
    query = (
        select(Body.id, Body.name, Meeting.year)
        .join(Meeting, Meeting.body_id == Body.id)
        .where(Body.kind != BodyKind.WORKING_TABLE)
        .distinct()
        .order_by(Body.id)
    )
    rows = session.execute(query).all()
    return Offered(
        bodies={row[0]: row[1] for row in rows},
        years=tuple(sorted({row[2] for row in rows}, reverse=True)),
    )


def _adopted() -> ColumnElement[int]:
    return (
        select(func.count(Resolution.id))
        .where(Resolution.meeting_id == Meeting.id)
        .correlate(Meeting)
        .scalar_subquery()
    )


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(Meeting)
        .join(Body, Body.id == Meeting.body_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Body.kind != BodyKind.WORKING_TABLE)
    )


def _narrowed(session: Session, query: Select[Any], year: int, chosen: ListFilter) -> Select[Any]:
    query = _joined(query).where(*_of_view(chosen.view, None if chosen.years else year))
    for column, values in (
        (Meeting.body_id, chosen.bodies),
        (Meeting.year, chosen.years),
        (Meeting.state, chosen.states),
        (Minutes.state, chosen.minutes),
    ):
        if values:
            query = query.where(column.in_(values))
    return filtered(session, query, MeetingFilter(text=chosen.text))


def _of_view(view: str, year: int | None) -> list[ColumnElement[bool]]:
    of_year = [Meeting.year == year] if year is not None else []
    match view:
        case "year":
            return [Meeting.id.is_not(None), *of_year]
        case "upcoming":
            return [Meeting.state.in_(AHEAD)]
        case "held":
            return [Meeting.state.in_(OVER), *of_year]
        case "to_approve":
            waiting = or_(Minutes.state.is_(None), Minutes.state.in_(UNAPPROVED))
            return [Meeting.state.in_(OVER), waiting]
    return [Meeting.id.is_not(None)]
