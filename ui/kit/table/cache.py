"""Keep the ids of a list and the last few thousand rows that were looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ui.kit.table.columns import Cell, Column

PAGE = 100
_KEPT_ROWS = 4_000


class RowCache:
    """Pure memory: no Qt, no database. A row's cells are made once, when it comes."""

    def __init__(self, columns: Sequence[Column], row_id: Callable[[Any], int]) -> None:
        self._columns = columns
        self._row_id = row_id
        self._rows: OrderedDict[int, tuple[Any, tuple[Cell, ...]]] = OrderedDict()
        self._asked: set[int] = set()
        self._places: dict[int, int] = {}
        self.ids: list[int] = []

    def list_ids(self, ids: Sequence[int]) -> None:
        """Another list; what was known of the old one is forgotten."""
        self.ids = list(ids)
        self._places.clear()
        self._rows.clear()
        self._asked.clear()

    def keep(self, rows: Iterable[Any]) -> list[int]:
        """Rows that came; the ids of those that are listed."""
        kept = []
        for row in rows:
            row_id = self._row_id(row)
            self._rows[row_id] = (row, tuple(column.cell(row) for column in self._columns))
            self._rows.move_to_end(row_id)
            self._asked.discard(row_id)
            kept.append(row_id)
        while len(self._rows) > _KEPT_ROWS:
            self._rows.popitem(last=False)
        return [row_id for row_id in kept if self.place_of(row_id) >= 0]

    def cells(self, place: int) -> tuple[Cell, ...] | None:
        """The cells of a line, None until its row has come."""
        known = self._rows.get(self.ids[place])
        return known[1] if known else None

    def record(self, row_id: int) -> Any | None:
        """The row of this id, where it is here."""
        known = self._rows.get(row_id)
        return known[0] if known else None

    def place_of(self, row_id: int) -> int:
        """Where the id stands, -1 where it is not listed."""
        if not self._places:
            self._places = {known: place for place, known in enumerate(self.ids)}
        return self._places.get(row_id, -1)

    def ask_for(self, pages: Iterable[int]) -> list[int]:
        """The ids of these pages that are neither here nor on their way; now they are."""
        wanted = [i for page in sorted(pages) for i in self.ids[page * PAGE : (page + 1) * PAGE]]
        missing = [i for i in wanted if i not in self._rows and i not in self._asked]
        self._asked.update(missing)
        return missing

    def forget_questions(self) -> None:
        """What was asked will not be answered: it may be asked again."""
        self._asked.clear()
