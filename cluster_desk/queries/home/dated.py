"""What has a day by which somebody should see to it: offices, promises, bank lines, accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from cluster_desk.domain.bodies import BodyKind
from cluster_desk.domain.meetings import AgendaKind
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import LineState
from cluster_desk.queries.members.standing import cents
from cluster_desk.queries.seats import EXPIRING_DAYS
from cluster_desk.store.tables.association import Association, FiscalYear
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.fees import FeeSchedule
from cluster_desk.store.tables.meetings import AgendaItem
from cluster_desk.store.tables.resolutions import ActionItem, Resolution
from cluster_desk.store.tables.treasury import Account, StatementLine

_SEATS_AHEAD = timedelta(days=EXPIRING_DAYS)
_SEATS_BACK = timedelta(days=400)
_SEATS, _DECIDED, _PROMISED, _BANK, _YEAR, _BEGUN = (
    "seats",
    "decided",
    "promised",
    "bank",
    "year",
    "",
)


@dataclass(frozen=True, kw_only=True)
class EndingSeats:
    """So many offices of a body that end on a day; `current` are those in force now."""

    body_id: int
    body: str
    to_on: date
    count: int
    current: int


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A resolution to be carried out, or what somebody promised at a working table.

    `found_at` is the resolution's meeting, or the table; None where another body asked for it.
    """

    id: int
    found_at: int | None
    wording: str
    body: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class WaitingLines:
    """Bank lines of an account that nobody has posted yet, and their sum."""

    account_id: int
    account: str
    name: str
    oldest_on: date
    count: int
    total: Money


@dataclass(frozen=True, kw_only=True)
class DatedFigures:
    """All of them, the earliest first. `begun` says what of the beginning is done already."""

    seats: tuple[EndingSeats, ...]
    decided: tuple[Promise, ...]
    promised: tuple[Promise, ...]
    bank: tuple[WaitingLines, ...]
    open_years: tuple[tuple[int, date], ...]
    begun: frozenset[str] = field(default_factory=frozenset)


def dated_figures(session: Session, *, on: date, year: int) -> DatedFigures:
    """In one statement: each of these tables is small, and seven journeys are not."""
    parts = (
        _ending_seats(on),
        _promises(_DECIDED, Resolution, Resolution.executed_on, Resolution.meeting_id),
        _promises(_PROMISED, ActionItem, ActionItem.done_on, _table_of_action()),
        _waiting_lines(),
        _open_years(on),
        *_begun(year),
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(union_all(*parts)):
        found[row.what].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.day or on, row.id))
    return DatedFigures(
        seats=tuple(_seats_row(row) for row in found[_SEATS]),
        decided=tuple(_promise_row(row) for row in found[_DECIDED]),
        promised=tuple(_promise_row(row) for row in found[_PROMISED]),
        bank=tuple(_lines_row(row) for row in found[_BANK]),
        open_years=tuple((row.id, row.day) for row in found[_YEAR]),
        begun=frozenset(row.title for row in found[_BEGUN]),
    )


def _part(
    what: str,
    id: Any,
    title: Any,
    *,
    under: Any = None,
    day: Any = None,
    count: Any = None,
    number: Any = None,
) -> Select[Any]:
    """One shape for all: PostgreSQL wants the types of a union to be the same, NULLs too."""
    shape: tuple[Any, ...] = (
        literal(what, String).label("what"),
        cast(id, BigInteger).label("id"),
        cast(title, String).label("title"),
        cast(null() if under is None else under, String).label("under"),
        cast(null() if day is None else day, Date).label("day"),
        cast(null() if count is None else count, Integer).label("many"),
        cast(null() if number is None else number, BigInteger).label("number"),
    )
    return select(*shape)


def _ending_seats(on: date) -> Select[Any]:
    """Those of the next months; and those that ended where nobody has followed."""
    now = (
        select(func.count(Seat.id))
        .where(Seat.body_id == Body.id, Seat.from_on <= on)
        .where(or_(Seat.to_on.is_(None), Seat.to_on >= on))
        .correlate(Body)
        .scalar_subquery()
    )
    ends = Seat.to_on.between(on, on + _SEATS_AHEAD)
    ended = Seat.to_on.between(on - _SEATS_BACK, on)
    followed = (
        select(Seat.id)
        .where(Seat.body_id == Body.id, or_(Seat.to_on.is_(None), Seat.to_on >= on))
        .correlate(Body)
        .exists()
    )
    return (
        _part(_SEATS, Body.id, Body.name, day=Seat.to_on, count=func.count(Seat.id), number=now)
        .select_from(Seat)
        .join(Body, Body.id == Seat.body_id)
        .where(or_(Body.active_to.is_(None), Body.active_to >= on))
        .where(or_(ends, ended & ~followed))
        .group_by(Body.id, Body.name, Seat.to_on)
    )


def _table_of_action() -> Any:
    return case((Body.kind == BodyKind.WORKING_TABLE, ActionItem.body_id))


def _promises(
    what: str, table: type[Resolution] | type[ActionItem], done: Any, where: Any
) -> Select[Any]:
    return (
        _part(what, table.id, table.wording, under=Body.name, day=table.due_on, number=where)
        .select_from(table)
        .join(Body, Body.id == table.body_id)
        .where(table.due_on.is_not(None), done.is_(None))
    )


def _waiting_lines() -> Select[Any]:
    line = StatementLine
    return (
        _part(
            _BANK,
            Account.id,
            Account.name,
            under=Account.code,
            day=func.min(line.booked_on),
            count=func.count(line.id),
            number=func.sum(cents(line.amount)),
        )
        .select_from(line)
        .join(Account, Account.id == line.account_id)
        .where(line.state == LineState.OPEN)
        .group_by(Account.id, Account.name, Account.code)
    )


def _open_years(on: date) -> Select[Any]:
    """Years that are over and whose accounts no assembly has approved since."""
    year = FiscalYear
    approved = (
        select(Resolution.id)
        .join(AgendaItem, AgendaItem.id == Resolution.item_id)
        .join(Body, Body.id == Resolution.body_id)
        .where(AgendaItem.kind == AgendaKind.ACCOUNTS, Body.kind == BodyKind.ASSEMBLY)
        .where(Resolution.adopted_on > year.ends_on)
        .correlate(year)
        .exists()
    )
    over = _part(_YEAR, year.year, "", day=year.ends_on).select_from(year)
    return over.where(year.closed_on.is_(None), year.ends_on < on, ~approved)


def _begun(year: int) -> Sequence[Select[Any]]:
    """One row for each thing that is there."""
    there = {
        "association": select(Association.id).exists(),
        "fees": select(FeeSchedule.id).where(FeeSchedule.year == year).exists(),
        "treasury": select(Account.id).exists(),
    }
    return [_part(_BEGUN, 0, name).where(is_there) for name, is_there in there.items()]


def _seats_row(row: Any) -> EndingSeats:
    return EndingSeats(
        body_id=row.id, body=row.title, to_on=row.day, count=row.many, current=int(row.number)
    )


def _promise_row(row: Any) -> Promise:
    return Promise(
        id=row.id, found_at=row.number, wording=row.title, body=row.under, due_on=row.day
    )


def _lines_row(row: Any) -> WaitingLines:
    return WaitingLines(
        account_id=row.id,
        account=row.under,
        name=row.title,
        oldest_on=row.day,
        count=row.many,
        total=Money(int(row.number)),
    )
