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
        self._asked: dict[int, int] = {}  # where the rows stand that are on their way
        self.ids: list[int] = []

    def list_ids(self, ids: Sequence[int]) -> None:
        """Another list; what was known of the old one is forgotten."""
        self.ids = list(ids)
        self._rows.clear()
        self._asked.clear()

    def keep(self, rows: Iterable[Any]) -> None:
        """Rows that came."""
        for row in rows:
            row_id = self._row_id(row)
            self._rows[row_id] = (row, tuple(column.cell(row) for column in self._columns))
            self._rows.move_to_end(row_id)
        while len(self._rows) > _KEPT_ROWS:
            self._rows.popitem(last=False)

    def take(self, rows: Sequence[Any]) -> list[int]:
        """Rows that were asked for; the places of those that are listed."""
        self.keep(rows)
        came = [self._row_id(row) for row in rows]
        places = [self._asked.pop(row_id) for row_id in came if row_id in self._asked]
        if len(places) < len(came):  # asked for by a list that is gone: this one may have them too
            wanted = set(came)
            places = [place for place, known in enumerate(self.ids) if known in wanted]
        return sorted(places)

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
        try:
            return self.ids.index(row_id)
        except ValueError:
            return -1

    def ask_for(self, pages: Iterable[int]) -> list[int]:
        """The ids of these pages that are neither here nor on their way; now they are."""
        wanted = {
            row_id: place
            for page in sorted(pages)
            for place, row_id in enumerate(self.ids[page * PAGE : (page + 1) * PAGE], page * PAGE)
        }
        missing = [i for i in wanted if i not in self._rows and i not in self._asked]
        self._asked.update((row_id, wanted[row_id]) for row_id in missing)
        return missing

    def forget_questions(self) -> None:
        """What was asked will not be answered: it may be asked again."""
        self._asked.clear()
