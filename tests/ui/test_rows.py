"""The memory of a list, and which columns it shows: without a window."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ui.kit.table.cache import PAGE, RowCache
from ui.kit.table.columns import Cell, Column
from ui.kit.table.surface import fitting


@dataclass(frozen=True)
class Thing:
    id: int
    name: str


COLUMNS = (
    Column(key="check", title="", cell=lambda _t: Cell(text=""), width=40),
    Column(key="name", title="Name", cell=lambda t: Cell(text=t.name), width=230, stretch=True),
    Column(key="a", title="A", cell=lambda t: Cell(text=t.name), width=100, priority=1),
    Column(key="b", title="B", cell=lambda t: Cell(text=t.name), width=100, priority=9),
    Column(key="c", title="C", cell=lambda t: Cell(text=t.name), width=100),
)


def things(ids: range) -> list[Thing]:
    return [Thing(i, f"thing {i}") for i in ids]


def cache(count: int) -> RowCache:
    found = RowCache(COLUMNS, lambda thing: int(thing.id))
    found.list_ids(range(1, count + 1))
    return found


def test_a_page_is_asked_for_once() -> None:
    rows = cache(1000)
    assert rows.ask_for({0, 3}) == [*range(1, PAGE + 1), *range(3 * PAGE + 1, 4 * PAGE + 1)]
    assert rows.ask_for({0, 3}) == []


def test_what_came_is_not_asked_for_again_and_what_failed_is() -> None:
    rows = cache(1000)
    rows.ask_for({0})
    rows.keep(things(range(1, 51)))
    rows.forget_questions()
    assert rows.ask_for({0}) == list(range(51, PAGE + 1))


def test_rows_of_a_list_that_is_gone_change_nothing() -> None:
    rows = cache(10)
    rows.list_ids([99])
    assert rows.take(things(range(1, 5))) == []
    assert rows.place_of(99) == 0
    assert rows.place_of(1) == -1


def test_cells_are_made_once_when_the_row_comes() -> None:
    rows = cache(10)
    assert rows.cells(0) is None
    rows.keep(things(range(1, 3)))
    first = rows.cells(0)
    assert first is not None
    assert [cell.text for cell in first][1] == "thing 1"
    assert rows.cells(0) is first


def test_only_the_last_few_thousand_rows_are_kept() -> None:
    rows = cache(10_000)
    for start in range(1, 10_001, PAGE):
        rows.keep(things(range(start, start + PAGE)))
    assert rows.cells(0) is None
    assert rows.cells(9_999) is not None


@given(st.integers(0, 800))
def test_columns_without_priority_are_never_hidden(room: int) -> None:
    shown = fitting(COLUMNS, set(), room)
    assert {"check", "name", "c"} <= shown


def test_the_highest_priority_hides_first() -> None:
    assert fitting(COLUMNS, set(), 10_000) == {"check", "name", "a", "b", "c"}
    assert fitting(COLUMNS, set(), 560) == {"check", "name", "a", "c"}
    assert fitting(COLUMNS, set(), 400) == {"check", "name", "c"}


def test_what_a_person_does_not_want_gives_its_room_to_others() -> None:
    assert fitting(COLUMNS, {"b"}, 480) == {"check", "name", "a", "c"}


def test_a_column_of_wide_figures_takes_its_room_from_others() -> None:
    assert fitting(COLUMNS, set(), 560, {"a": 400}) == {"check", "name", "c"}
