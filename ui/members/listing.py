"""Load the list of members: ids, totals, counts and the first rows in one read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from cluster_desk.domain.folding import fold
from cluster_desk.queries.members.lists import (
    MemberFilter,
    MemberSort,
    MemberTotals,
    member_ids,
    member_totals,
    member_view_counts,
)
from cluster_desk.queries.members.rows import MemberRow, member_rows
from ui.kit.table.cache import PAGE
from ui.kit.table.model import RowsModel
from ui.members.columns import COLUMNS
from ui.work.workspace import Workspace

_COMPARED = 2_000
_ALIKE = 70


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of the database: which members, in which order, of which year and day."""

    on: date
    year: int
    filter: MemberFilter
    sort: MemberSort


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The answer. `counts` are of the views and come only where something was written."""

    question: Question
    ids: Sequence[int]
    rows: Sequence[MemberRow]
    totals: MemberTotals
    counts: Mapping[str, int] | None


def read_listing(
    session: Any, question: Question, *, around: Sequence[int], counted: bool
) -> Listing:
    """One transaction; the rows are those of the first page, or of the page of `around`."""
    day: dict[str, Any] = {"on": question.on, "year": question.year}
    ids = member_ids(session, **day, filter=question.filter, sort=question.sort)
    known = set(ids)
    looked_at = [row_id for row_id in around if row_id in known]
    place = ids.index(looked_at[0]) // PAGE * PAGE if looked_at else 0
    return Listing(
        question=question,
        ids=ids,
        rows=member_rows(session, ids[place : place + PAGE], **day),
        totals=member_totals(session, **day, filter=question.filter),
        counts=member_view_counts(session, **day) if counted else None,
    )


def near_name(session: Any, question: Question) -> str:
    """The member's name that is most like what was typed, or nothing is like it."""
    from rapidfuzz import fuzz, process  # only where a search found nobody

    wanted = replace(question.filter, text="")
    ids = member_ids(session, on=question.on, year=question.year, filter=wanted)[:_COMPARED]
    rows = member_rows(session, ids, on=question.on, year=question.year)
    names = {row.name: fold(row.name) for row in rows}
    typed = fold(question.filter.text)
    found = process.extractOne(typed, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    return str(found[2]) if found else ""


class MemberList(QObject):
    """The list as it is asked for now; a newer question drops the older one's answer."""

    listed = Signal(object)  # a Listing
    near_found = Signal(str)  # a name like what was typed, where nobody was found
    failed = Signal(object)  # a DeskError

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        today = workspace.today()
        self.question = Question(
            on=today, year=workspace.year, filter=MemberFilter(), sort=MemberSort()
        )
        self.model = RowsModel(COLUMNS, lambda row: int(row.id))
        self.model.rows_wanted.connect(self._fetch)

    def narrow(self, chosen: MemberFilter) -> None:
        """Other members."""
        if chosen != self.question.filter:
            self.question = replace(self.question, filter=chosen)
            self._ask(counted=False)

    def order_by(self, column: str) -> None:
        """By this column; the same again turns the order round."""
        now = self.question.sort
        descending = not now.descending if now.column == column else False
        self.question = replace(
            self.question, sort=MemberSort(column=column, descending=descending)
        )
        self._ask(counted=False)

    def set_order(self, column: str, *, descending: bool) -> None:
        """As it was left; a column that cannot order is passed over. Asks nothing."""
        if any(column and column == known.sort for known in COLUMNS):
            order = MemberSort(column=column, descending=descending)
            self.question = replace(self.question, sort=order)

    def reload(self, around: Sequence[int] = ()) -> None:
        """Ask again, as of today; `around` are the ids whose page should come first."""
        today, year = self._workspace.today(), self._workspace.year
        self.question = replace(self.question, on=today, year=year)
        self._ask(counted=True, around=around)

    def rows_of(self, ids: Sequence[int], then: Callable[[Sequence[MemberRow]], object]) -> None:
        """The rows of these members, loaded or not."""
        self._workspace.read(
            member_rows, ids, on=self.question.on, year=self.question.year, then=then
        )

    def _ask(self, *, counted: bool, around: Sequence[int] = ()) -> None:
        self._workspace.read(
            read_listing,
            self.question,
            around=around,
            counted=counted,
            then=self._take,
            refused=self.failed.emit,
            lane="members.list",
        )

    def _take(self, listing: Listing) -> None:
        self.model.show(listing.ids, listing.rows)
        self.listed.emit(listing)
        if not listing.ids and listing.question.filter.text:
            self._workspace.read(
                near_name, listing.question, then=self.near_found.emit, lane="members.near"
            )

    def _fetch(self, ids: Sequence[int]) -> None:
        self._workspace.read(
            member_rows,
            ids,
            on=self.question.on,
            year=self.question.year,
            then=self.model.take_rows,
            refused=self._fetch_failed,
        )

    def _fetch_failed(self, error: Exception) -> None:
        self.model.cache.forget_questions()
        self.failed.emit(error)
