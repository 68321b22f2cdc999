"""Measure the list of members against SQL without the mapper, and count its statements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from cluster_desk.bench import desks
from cluster_desk.bench.measuring import Work
from cluster_desk.desk import Desk
from cluster_desk.queries import search
from cluster_desk.queries.members import lists
from cluster_desk.queries.members.card import member_card
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.store import engine

TYPED = "brianza lab 77"
PAGE = 200
FEW = 40
_DAY: dict[str, Any] = {"on": desks.TODAY, "year": desks.YEAR}


def prepare(folder: Path, size: int) -> None:
    desks.with_fees(folder, size)


def _reading(folder: Path, size: int, query: Callable[[Session], Any]) -> Work:
    desk = desks.desk_at(desks.with_fees(folder, size))
    desk.read(query)  # a warm cache: the person has been looking at this list
    return lambda: desk.read(query)


def _raw(folder: Path, size: int, statement: str, *values: Any) -> Work:
    connection = engine.make_engine(desks.with_fees(folder, size)).raw_connection()
    connection.cursor().execute(statement, values).fetchall()

    def work() -> None:
        connection.cursor().execute(statement, values).fetchall()

    return work


def keystroke(folder: Path, size: int) -> Work:
    """The members of the register that what was typed finds, in the list’s order."""
    desk = desks.desk_at(desks.with_fees(folder, size))

    def typed(text: str) -> None:
        wanted = lists.MemberFilter(text=text)
        desk.read(lambda session: lists.member_ids(session, **_DAY, filter=wanted))

    for letters in range(len(TYPED) - 4, len(TYPED)):
        typed(TYPED[:letters])
    return lambda: typed(TYPED)


def keystroke_limit(folder: Path, size: int) -> Work:
    words = [f"%{word}%" for word in TYPED.split()]
    conditions = " AND ".join("search_text LIKE ?" for _word in words)
    return _raw(folder, size, f"SELECT id FROM membership WHERE {conditions}", *words)


def palette(folder: Path, size: int) -> Work:
    """The members that the palette finds, by their own words and by their people."""

    def found(session: Session) -> object:
        return [
            query(session, TYPED, **_DAY) for query in (search.found_members, search.found_people)
        ]

    return _reading(folder, size, found)


def page(folder: Path, size: int) -> Work:
    """The rows of one page with status, fee and balance."""
    ids = list(range(1, min(size, PAGE) + 1))
    return _reading(folder, size, lambda session: member_rows(session, ids, **_DAY))


def page_limit(folder: Path, size: int) -> Work:
    return _raw(folder, size, f"SELECT * FROM membership WHERE id <= {PAGE}")


def sort(folder: Path, size: int) -> Work:
    """All ids of today's members by name."""
    order = lists.MemberSort(column="name")
    return _reading(folder, size, lambda session: lists.member_ids(session, **_DAY, sort=order))


def sort_limit(folder: Path, size: int) -> Work:
    return _raw(folder, size, "SELECT id FROM membership ORDER BY sort_key, id")


def totals(folder: Path, size: int) -> Work:
    """Charged, paid and open of everybody in the register."""
    return _reading(folder, size, lambda session: lists.member_totals(session, **_DAY))


def totals_limit(folder: Path, size: int) -> Work:
    return _raw(folder, size, "SELECT membership_id, sum(amount) FROM charge GROUP BY 1")


def prepare_statements(folder: Path, size: int) -> None:
    """A desk of few and one of many."""
    desks.with_fees(folder, FEW)
    desks.with_fees(folder, size)


def statements(folder: Path, size: int) -> Work:
    """How many statements the list and a card take with many members."""
    return lambda: _statements_of_screen(desks.desk_at(desks.with_fees(folder, size)))


def statements_limit(folder: Path, _size: int) -> Work:
    """The same with few."""
    return lambda: _statements_of_screen(desks.desk_at(desks.with_fees(folder, FEW)))


def _statements_of_screen(desk: Desk) -> int:
    count = 0

    def screen(session: Session) -> None:
        @event.listens_for(session.get_bind(), "before_cursor_execute")
        def _counted(*_told: object) -> None:
            nonlocal count
            count += 1

        ids = lists.member_ids(session, **_DAY)
        member_rows(session, ids[:PAGE], **_DAY)
        lists.member_totals(session, **_DAY)
        lists.member_view_counts(session, **_DAY)
        member_card(session, ids[0], **_DAY)

    desk.read(screen)
    return count
