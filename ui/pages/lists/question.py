"""Ask the database for a list: ids, totals, counts and the first rows in one read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.progress import Progress
from ui.kit.table.cache import PAGE

_PART = 2_000  # rows a read brings: a longer one would hold up whoever writes

Choices = Sequence[tuple[str, str]]  # a chip's choices: key, words


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: as of which day, for which year, which view, words and chips, which order.

    `chosen` maps a chip's key to the keys of its choices; a chip without choices is not in it.
    """

    on: date
    year: int
    view: str = ""
    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, kw_only=True)
class Source:
    """The queries behind a list; each gets the session first.

    `counts` are of the views, `everything` among them: how many there are at all. `choices`
    offers what a chip's choices are, where they are facts of the desk. `near` finds a name that
    is like what was typed where nothing was found; `view_of` which view lists a record, where not
    all are in the first.
    """

    ids: Callable[[Any, Question], Sequence[int]]
    rows: Callable[[Any, Sequence[int], Question], Sequence[Any]]
    totals: Callable[[Any, Question], Any]
    counts: Callable[[Any, Question], Mapping[str, int]]
    choices: Callable[[Any, Question], Mapping[str, Choices]] | None = None
    near: Callable[[Any, Question], str] | None = None
    view_of: Callable[[Any, int, Question], str] | None = None


EVERYTHING = "everything"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The answer. `counts` and `choices` come only where something was written meanwhile."""

    question: Question
    ids: Sequence[int]
    rows: Sequence[Any]
    totals: Any
    counts: Mapping[str, int] | None
    choices: Mapping[str, Choices]


def read_listing(
    session: Any, source: Source, question: Question, *, around: Sequence[int], counted: bool
) -> Listing:
    """One transaction; the rows are those of the first page, or of the page of `around`."""
    ids = source.ids(session, question)
    known = set(ids) if around else set()
    looked_at = [row_id for row_id in around if row_id in known]
    place = ids.index(looked_at[0]) // PAGE * PAGE if looked_at else 0
    offered = source.choices(session, question) if source.choices and counted else {}
    return Listing(
        question=question,
        ids=ids,
        rows=source.rows(session, ids[place : place + PAGE], question),
        totals=source.totals(session, question),
        counts=source.counts(session, question) if counted else None,
        choices=offered,
    )


def rows_in_parts(
    desk: Desk,
    source: Source,
    ids: Sequence[int],
    question: Question,
    progress: Progress | None = None,
) -> list[Any]:
    """Any number of rows, some thousand in each read; rows removed meanwhile are left out."""
    rows: list[Any] = []
    for start in range(0, len(ids), _PART):
        if progress is not None:
            progress.step(start, len(ids))
        rows += desk.read(source.rows, ids[start : start + _PART], question)
    return rows
