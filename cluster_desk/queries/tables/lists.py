"""The page of the working tables: who sits there, how often they meet, who comes, what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.folding import fold, sought_words
from cluster_desk.domain.meetings import MeetingState
from cluster_desk.domain.tables import Share
from cluster_desk.queries.tables.attendance import hours_of
from cluster_desk.queries.tables.register import HELD
from cluster_desk.store.tables.association import Project
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.meetings import Attendance, Meeting
from cluster_desk.store.tables.members import Organisation, Person
from cluster_desk.store.tables.resolutions import ActionItem


@dataclass(frozen=True, kw_only=True)
class TableFilter:
    """Which tables: a view, words in name, purpose, project and coordinator, projects by id."""

    view: str = "active"
    text: str = ""
    projects: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TableSort:
    """By which column."""

    column: str = "name"
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """A table on a day; meetings, minutes and share are of the year, without what is to come.

    `seated` are persons with the organisation they sit for.
    """

    id: int
    code: str
    name: str
    coordinator: str
    coordinator_for: str
    project: str
    project_id: int | None
    seated: frozenset[tuple[int, int | None]]
    meetings: int
    minutes: int
    share: Share
    next_id: int | None
    next_on: date | None
    next_at: time | None
    open_actions: int
    late_actions: int
    active_from: date | None
    active_to: date | None
    is_active: bool
    search_text: str

    @property
    def people(self) -> int:
        """Who sits there, each once."""
        return len({person for person, _organisation in self.seated})

    @property
    def organisations(self) -> int:
        """For whom they sit, each once."""
        return len({found for _person, found in self.seated if found is not None})


@dataclass(frozen=True, kw_only=True)
class TableTotals:
    """Of the tables that are listed; people and organisations once each, wherever they sit."""

    count: int
    people: int
    organisations: int
    meetings: int
    minutes: int
    share: Share
    open_actions: int
    late_actions: int


VIEWS = ("active", "late", "unplanned", "ended", "everything")
_ORDERS: Mapping[str, Callable[[TableRow], Any]] = {
    "name": lambda row: fold(row.name),
    "coordinator": lambda row: fold(row.coordinator),
    "people": lambda row: row.people,
    "organisations": lambda row: row.organisations,
    "meetings": lambda row: row.meetings,
    "minutes": lambda row: row.minutes,
    "share": lambda row: -1 if row.share.percent is None else row.share.percent,
    "next_on": lambda row: row.next_on or date.max,
    "open_actions": lambda row: row.open_actions,
}


def table_ids(
    session: Session,
    *,
    on: date,
    year: int,
    filter: TableFilter | None = None,
    sort: TableSort | None = None,
) -> list[int]:
    """The tables in order. There are tens of them at most: they are sorted here, not in SQL."""
    order = sort or TableSort()
    rows = _matching(_rows(session, on, year), filter or TableFilter())
    rows.sort(key=_ORDERS["name"])
    rows.sort(key=_ORDERS[order.column], reverse=order.descending)
    return [row.id for row in rows]


def table_rows(session: Session, ids: Sequence[int], *, on: date, year: int) -> list[TableRow]:
    """These tables, in this order."""
    found = {row.id: row for row in _rows(session, on, year)}
    return [found[row_id] for row_id in ids if row_id in found]


def table_view_counts(session: Session, *, on: date, year: int) -> dict[str, int]:
    """How many tables each view holds."""
    rows = _rows(session, on, year)
    return {view: len(_matching(rows, TableFilter(view=view))) for view in VIEWS}


def table_projects(session: Session, *, on: date, year: int) -> list[tuple[int, str]]:
    """The projects that tables work for."""
    found = {row.project_id: row.project for row in _rows(session, on, year) if row.project_id}
    return sorted(found.items(), key=lambda pair: fold(pair[1]))


def table_totals(
    session: Session, *, on: date, year: int, filter: TableFilter | None = None
) -> TableTotals:
    """Under the columns."""
    rows = _matching(_rows(session, on, year), filter or TableFilter())
    seats = [seat for row in rows for seat in row.seated]
    return TableTotals(
        count=len(rows),
        people=len({person for person, _organisation in seats}),
        organisations=len({found for _person, found in seats if found is not None}),
        meetings=sum(row.meetings for row in rows),
        minutes=sum(row.minutes for row in rows),
        share=Share(
            came=sum(row.share.came for row in rows), called=sum(row.share.called for row in rows)
        ),
        open_actions=sum(row.open_actions for row in rows),
        late_actions=sum(row.late_actions for row in rows),
    )


def _matching(rows: Sequence[TableRow], wanted: TableFilter) -> list[TableRow]:
    belongs: Mapping[str, Callable[[TableRow], bool]] = {
        "active": lambda row: row.is_active,
        "late": lambda row: row.late_actions > 0,
        "unplanned": lambda row: row.is_active and row.next_on is None,
        "ended": lambda row: not row.is_active,
    }
    words = sought_words(wanted.text)
    return [
        row
        for row in rows
        if (wanted.view not in belongs or belongs[wanted.view](row))
        and (not wanted.projects or row.project_id in wanted.projects)
        and all(word in row.search_text for word in words)
    ]


def _rows(session: Session, on: date, year: int) -> list[TableRow]:
    """Every table, in six statements; asked once in a session, whose facts do not change."""
    key = ("tables", on, year)
    if key not in session.info:
        session.info[key] = _read(session, on, year)
    return list(session.info[key])


def _read(session: Session, on: date, year: int) -> list[TableRow]:
    tables = (
        select(Body, Project.title)
        .outerjoin(Project, Project.id == Body.project_id)
        .where(Body.kind == BodyKind.WORKING_TABLE)
    )
    facts = _Facts(
        on=on,
        year=year,
        seats=_seats(session, on),
        meetings=_meetings(session, on, year),
        came=_counted(session, _came(year)),
        called=_counted(session, _called(year)),
        actions=_actions(session, on),
    )
    return [_row(body, project or "", facts) for body, project in session.execute(tables).all()]


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What was read of all tables, by table."""

    on: date
    year: int
    seats: Mapping[int, Sequence[Any]]
    meetings: Mapping[int, Sequence[Meeting]]
    came: Mapping[int, int]
    called: Mapping[int, int]
    actions: Mapping[int, tuple[int, int]]


def _row(body: Body, project: str, facts: _Facts) -> TableRow:
    on, seats = facts.on, facts.seats.get(body.id, ())
    meetings = facts.meetings.get(body.id, ())
    share = Share(came=facts.came.get(body.id, 0), called=facts.called.get(body.id, 0))
    actions = facts.actions.get(body.id, (0, 0))
    held = [m for m in meetings if m.state in HELD and m.year == facts.year]
    to_come = [m for m in meetings if m.state not in HELD and m.held_on >= on]
    chair = next((seat for seat in seats if seat.role is SeatRole.COORDINATOR), None)
    coordinator = f"{chair.given_name} {chair.family_name}".strip() if chair else ""
    return TableRow(
        id=body.id,
        code=body.code,
        name=body.name,
        coordinator=coordinator,
        coordinator_for=(chair.name or "") if chair else "",
        project=project,
        project_id=body.project_id,
        seated=frozenset((seat.person_id, seat.organisation_id) for seat in seats),
        meetings=len(held),
        minutes=sum(_minutes(meeting) for meeting in held),
        share=share,
        next_id=to_come[0].id if to_come else None,
        next_on=to_come[0].held_on if to_come else None,
        next_at=to_come[0].starts_at if to_come else None,
        open_actions=actions[0],
        late_actions=actions[1],
        active_from=body.active_from,
        active_to=body.active_to,
        is_active=body.active_to is None or body.active_to >= on,
        search_text=fold(" ".join((body.code, body.name, body.purpose, project, coordinator))),
    )


def _seats(session: Session, on: date) -> dict[int, list[Any]]:
    query = (
        select(
            Seat.body_id,
            Seat.person_id,
            Seat.organisation_id,
            Seat.role,
            Person.given_name,
            Person.family_name,
            Organisation.name,
        )
        .join(Body, Body.id == Seat.body_id)
        .join(Person, Person.id == Seat.person_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .where(Body.kind == BodyKind.WORKING_TABLE, _sits(Seat.from_on <= on, Seat.to_on >= on))
        .order_by(Seat.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(query):
        found[row.body_id].append(row)
    return found


def _meetings(session: Session, on: date, year: int) -> dict[int, list[Meeting]]:
    query = (
        select(Meeting)
        .join(Body, Body.id == Meeting.body_id)
        .where(
            Body.kind == BodyKind.WORKING_TABLE,
            Meeting.state.not_in((MeetingState.CANCELLED, MeetingState.DESERTED)),
            or_(Meeting.year == year, Meeting.held_on >= on),
        )
        .order_by(Meeting.held_on, Meeting.starts_at, Meeting.id)
    )
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in session.scalars(query):
        found[meeting.body_id].append(meeting)
    return found


def _minutes(meeting: Meeting) -> int:
    opened, closed = hours_of(meeting)
    return int((closed - opened).total_seconds()) // 60


def _sits(begun: ColumnElement[bool], not_over: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(begun, or_(Seat.to_on.is_(None), not_over))


def _held(year: int) -> ColumnElement[bool]:
    return and_(Body.kind == BodyKind.WORKING_TABLE, Meeting.year == year, Meeting.state.in_(HELD))


def _sat() -> ColumnElement[bool]:
    return _sits(Seat.from_on <= Meeting.held_on, Seat.to_on >= Meeting.held_on)


_WHO = (Meeting.body_id, Meeting.id.label("meeting_id"), Seat.id.label("seat_id"))


def _called(year: int) -> Select[int, int, int]:
    """One row for each seat at each meeting that was held while somebody sat there."""
    return (
        select(*_WHO)
        .select_from(Meeting)
        .join(Seat, Seat.body_id == Meeting.body_id)
        .join(Body, Body.id == Meeting.body_id)
        .where(_held(year), _sat())
    )


def _came(year: int) -> Select[int, int, int]:
    """Those of `_called` who were there in any way for the organisation of their seat."""
    same = or_(
        Attendance.organisation_id.is_(None), Attendance.organisation_id == Seat.organisation_id
    )
    # From who came to their seats, by person: `+ 0` keeps SQLite from trying every seat of a table.
    theirs = and_(Seat.person_id == Attendance.person_id, Seat.body_id + 0 == Meeting.body_id)
    return (
        select(*_WHO)
        .select_from(Meeting)
        .join(Body, Body.id == Meeting.body_id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .join(Seat, and_(theirs, same))
        .where(_held(year), _sat())
        .distinct()
    )


def _counted(session: Session, rows: Select[int, int, int]) -> dict[int, int]:
    inner = rows.subquery()
    query = select(inner.c.body_id, func.count()).group_by(inner.c.body_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _actions(session: Session, on: date) -> dict[int, tuple[int, int]]:
    """How many are open, and how many of them late."""
    late = func.sum(case((ActionItem.due_on < on, 1), else_=0))
    query = (
        select(ActionItem.body_id, func.count(), late)
        .where(or_(ActionItem.done_on.is_(None), ActionItem.done_on > on))
        .group_by(ActionItem.body_id)
    )
    return {row[0]: (row[1], int(row[2] or 0)) for row in session.execute(query)}
