"""The list of operations: ids in order for a view and filters, rows by page, counts, who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from cluster_desk.clock import ROME
from cluster_desk.domain.folding import fold
from cluster_desk.queries.history.log import ChangeSetRow, row_of
from cluster_desk.queries.history.record import RecordOf, changes_of, is_known
from cluster_desk.queries.history.words import names_of
from cluster_desk.queries.words import all_words, has_words
from cluster_desk.store import changes
from cluster_desk.store.tables.history import Change, ChangeSet

VIEWS = ("all", "today", "week", "undone", "imports")
_SHORTEST = 2  # a letter alone would find nearly everything
_WEEK = timedelta(days=6)
_UNDONE = "operations undone"


@dataclass(frozen=True, kw_only=True)
class HistoryFilter:
    """Which operations: a view as of a day, words, chips, and perhaps one record alone.

    `areas` are topics of the tables that were touched; `years` are of the calendar.
    """

    on: date
    text: str = ""
    view: str = "all"
    actors: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    record: RecordOf | None = None


@dataclass(frozen=True, kw_only=True)
class OperationRow(ChangeSetRow):
    """One operation, and whether it was taken back since."""

    is_undone: bool

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return self.label


def operation_ids(
    session: Session, *, filter: HistoryFilter, sort: str = "seq", descending: bool = True
) -> list[int]:
    """The operations of a filter, in order."""
    column: Any = {"label": func.lower(ChangeSet.label)}.get(sort, getattr(ChangeSet, sort))
    order = (column.desc(), ChangeSet.seq.desc()) if descending else (column, ChangeSet.seq)
    query = select(ChangeSet.id).where(*_conditions(session, filter)).order_by(*order)
    typed = filter.text.strip()
    if typed and not fold(typed):
        return []
    if len(typed) < _SHORTEST:
        return list(session.scalars(query))
    said = all_words(session, typed, (ChangeSet.label, ChangeSet.actor, ChangeSet.machine))
    number = ChangeSet.seq == int(typed) if typed.isdecimal() and len(typed) < 10 else None
    read = query.add_columns(ChangeSet.label, ChangeSet.actor, ChangeSet.machine, ChangeSet.seq)
    read = read.where(said if number is None else or_(said, number))
    return [
        row[0]
        for row in session.execute(read)
        if str(row[4]) == typed or has_words(f"{row[1]} {row[2]} {row[3]}", typed)
    ]


def operation_rows(session: Session, ids: Sequence[int]) -> list[OperationRow]:
    """These operations in this order; unknown ids are left out."""
    touched = (
        select(func.count())
        .where(Change.change_set_id == ChangeSet.id)
        .correlate(ChangeSet)
        .scalar_subquery()
    )
    query = select(ChangeSet, touched).where(ChangeSet.id.in_(ids), ChangeSet.seq.is_not(None))
    undone = undone_ids(session)
    rows = {
        row.id: OperationRow(**_told(row_of(row, count)), is_undone=row.id in undone)
        for row, count in session.execute(query)
    }
    return [rows[i] for i in ids if i in rows]


def operation_view_counts(
    session: Session, *, on: date, record: RecordOf | None = None
) -> dict[str, int]:
    """How many operations each view has, in one pass; `everything` are those there are at all."""
    base = HistoryFilter(on=on, record=record)
    views = {view: _of_view(session, replace(base, view=view)) for view in VIEWS}
    columns = [func.sum(case((and_(true(), *wanted), 1), else_=0)) for wanted in views.values()]
    query = select(func.count(), *columns).select_from(ChangeSet)
    found = session.execute(query.where(*_always(session, base))).one()
    counts = dict(zip(VIEWS, (int(n or 0) for n in found[1:]), strict=True))
    return counts | {"everything": found[0]}


def who_and_when(session: Session) -> tuple[list[str], list[int]]:
    """Who has worked here, and in which years, the latest first."""
    year = func.substr(ChangeSet.at, 1, 4)
    query = select(ChangeSet.actor, year).where(ChangeSet.seq.is_not(None)).distinct()
    rows = session.execute(query).all()
    years = sorted({int(row[1]) for row in rows}, reverse=True)
    return sorted({row[0] for row in rows}), years


def undone_ids(session: Session) -> set[int]:
    """Operations that count no more: taken back by one that was not taken back itself.

    Asked once in a session, whose facts do not change.
    """
    if _UNDONE in session.info:
        return set(session.info[_UNDONE])
    query = select(ChangeSet.id, ChangeSet.undoes_id).where(
        ChangeSet.undoes_id.is_not(None), ChangeSet.seq.is_not(None)
    )
    rows = session.execute(query.order_by(ChangeSet.seq.desc())).all()
    session.info[_UNDONE] = found = effective((row[0], row[1]) for row in rows)
    return set(found)


def effective(undoings: Iterable[tuple[int, int | None]]) -> set[int]:
    """Of pairs (undo, what it undoes), the latest first: what is undone in the end."""
    undone: set[int] = set()
    for undo, target in undoings:
        if undo not in undone and target is not None:
            undone.add(target)
    return undone


def _told(row: ChangeSetRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ChangeSetRow.__annotations__}


def _conditions(session: Session, chosen: HistoryFilter) -> list[ColumnElement[bool]]:
    wanted = [*_always(session, chosen), *_of_view(session, chosen)]
    if chosen.actors:
        wanted.append(ChangeSet.actor.in_(chosen.actors))
    if chosen.kinds:
        wanted.append(ChangeSet.kind.in_(chosen.kinds))
    if chosen.areas:
        told = "," + ChangeSet.topics + ","
        wanted.append(or_(*(told.like(f"%,{area},%") for area in chosen.areas)))
    if chosen.years:
        first = [(date(year, 1, 1), date(year + 1, 1, 1)) for year in chosen.years]
        wanted.append(or_(*(_between(*both) for both in first)))
    return wanted


def _always(session: Session, chosen: HistoryFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [ChangeSet.seq.is_not(None)]
    if chosen.record is not None:
        touched = select(Change.change_set_id).where(changes_of(session, chosen.record))
        wanted.append(ChangeSet.id.in_(touched))
    return wanted


def _of_view(session: Session, chosen: HistoryFilter) -> list[ColumnElement[bool]]:
    tomorrow = chosen.on + timedelta(days=1)
    match chosen.view:
        case "today":
            return [_between(chosen.on, tomorrow)]
        case "week":
            return [_between(chosen.on - _WEEK, tomorrow)]
        case "undone":
            return [ChangeSet.id.in_(undone_ids(session))]
        case "imports":
            return [ChangeSet.use_case.like("import%")]
    return []


def _between(first: date, after: date) -> ColumnElement[bool]:
    """From a day on and before another, on the wall clock; `at` is an instant as text."""
    return and_(ChangeSet.at >= _instant(first), ChangeSet.at < _instant(after))


def _instant(day: date) -> str:
    return datetime.combine(day, time(), ROME).astimezone(UTC).isoformat(timespec="microseconds")


def chain_head(session: Session) -> tuple[int, str]:
    """Number and hash of the last operation: what books print and backups keep."""
    return changes.head(session.connection())


def record_name(session: Session, record: RecordOf) -> str:
    """What a record is called now, or was called when it was removed; empty where it never was."""
    pair = (record.table, record.id)
    return names_of(session, [pair]).get(pair, "") if is_known(record) else ""
