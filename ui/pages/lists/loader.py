"""Keep a list loaded as it is asked for now; a newer question drops the older one's answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.kit.table.model import RowsModel
from ui.pages.lists.question import Listing, Question, read_listing, rows_in_parts
from ui.pages.lists.spec import ListSpec
from ui.work.workspace import Workspace


class LoadedList(QObject):
    """Asks in lanes named after the list; rows come by page as they are looked at."""

    listed = Signal(object)  # a Listing
    near_found = Signal(str)  # a name like what was typed, where nothing was found
    held = Signal(object)  # the row of the one that is held, or None
    failed = Signal(object)  # a DeskError

    def __init__(self, workspace: Workspace, spec: ListSpec) -> None:
        super().__init__()
        self._workspace, self._spec = workspace, spec
        self.question = Question(
            on=workspace.today(),
            year=workspace.year,
            view=spec.views(workspace.year)[0].key,
            sort=spec.sort,
            descending=spec.descending,
        )
        self.totals: Any = None  # of what is listed
        self._held: int | None = None
        self.model = RowsModel(spec.columns, spec.row_id)
        self.model.rows_wanted.connect(self._fetch)

    def narrow(self, *, view: str, text: str, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Another view, words or chips; the same again asks nothing."""
        wanted = replace(self.question, view=view, text=text, chosen=dict(chosen))
        if wanted != self.question:
            self.question = wanted
            self._ask(counted=False)

    def order_by(self, column: str) -> None:
        """By this column; the same again turns the order round."""
        now = self.question
        self.set_order(column, descending=not now.descending if now.sort == column else False)
        self._ask(counted=False)

    def set_order(self, column: str, *, descending: bool) -> None:
        """As it was left; a column that cannot order is passed over. Asks nothing."""
        if any(column and column == known.sort for known in self._spec.columns):
            self.question = replace(self.question, sort=column, descending=descending)

    def reload(self, around: Sequence[int] = ()) -> None:
        """Ask again, as of today; `around` are the ids whose page should come first."""
        today, year = self._workspace.today(), self._workspace.year
        self.question = replace(self.question, on=today, year=year)
        self._ask(counted=True, around=around)

    def hold(self, row_id: int) -> None:
        """From now on this one alone, whatever lists it; told by `held`."""
        self._held = row_id
        self._ask(counted=False)

    def ticked_ids(self) -> list[int]:
        """What is ticked: as listed, then what the filters hide."""
        ticked = self.model.ticks.ids()
        listed = [row_id for row_id in self.model.ids if row_id in ticked]
        return listed + sorted(ticked.difference(listed))

    def rows_of(self, ids: Sequence[int], then: Callable[[Sequence[Any]], object]) -> None:
        """The rows with these ids, loaded or not, read beside the event loop."""
        self._workspace.compute(
            partial(rows_in_parts, self._workspace.desk, self._spec.source, ids, self.question),
            then=then,
        )

    def _ask(self, *, counted: bool, around: Sequence[int] = ()) -> None:
        lane = f"{self._spec.name}.list"
        if self._held is not None:
            rows, failed = self._spec.source.rows, self.failed.emit
            self._workspace.read(
                rows, [self._held], self.question, then=self._hold, refused=failed, lane=lane
            )
            return
        self._workspace.read(
            read_listing,
            self._spec.source,
            self.question,
            around=around,
            counted=counted,
            then=self._take,
            refused=self.failed.emit,
            lane=lane,
        )

    def _hold(self, rows: Sequence[Any]) -> None:
        self.model.show([self._spec.row_id(row) for row in rows], rows)
        self.held.emit(rows[0] if rows else None)

    def _take(self, listing: Listing) -> None:
        self.totals = listing.totals
        self.model.show(listing.ids, listing.rows)
        self.listed.emit(listing)
        near = self._spec.source.near
        if not listing.ids and listing.question.text and near is not None:
            self._workspace.read(
                near,
                listing.question,
                then=self.near_found.emit,
                lane=f"{self._spec.name}.near",
            )

    def _fetch(self, ids: Sequence[int]) -> None:
        self._workspace.read(
            self._spec.source.rows,
            ids,
            self.question,
            then=self.model.take_rows,
            refused=self._fetch_failed,
        )

    def _fetch_failed(self, error: Exception) -> None:
        self.model.cache.forget_questions()
        self.failed.emit(error)
