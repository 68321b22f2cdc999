"""No screen asks the database more than eight questions, whatever there is to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event

from cluster_desk.services.members.importing import ImportMembers, import_members
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from tests.window.test_event_loop import drafts
from ui.shell.places import PLACES

MOST = 8


@contextmanager
def counted(hands: Hands) -> Iterator[list[list[str]]]:
    """The statements of each read or write that begins meanwhile."""
    engine = hands.window.workspace.desk._engine
    asked: list[list[str]] = []

    def began(_connection: object) -> None:
        asked.append([])

    def asks(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            asked[-1].append(statement)

    event.listen(engine, "begin", began)
    event.listen(engine, "before_cursor_execute", asks)
    try:
        yield asked
    finally:
        event.remove(engine, "begin", began)
        event.remove(engine, "before_cursor_execute", asks)


def too_many(asked: list[list[str]]) -> list[str]:
    return ["\n".join(found) for found in asked if len(found) > MOST]


def test_no_place_asks_more_than_eight_questions(open_window: OpenWindow, demo: Path) -> None:
    hands = open_window(demo, place="help")
    for place in PLACES:
        with counted(hands) as asked:
            hands.window.stack.open_place(place.key)
            hands.settle()
            hands.page.reload()
            hands.settle()
        assert too_many(asked) == [], place.key


def test_a_hundred_times_as_many_members_ask_no_more(hands: Hands) -> None:
    def walk() -> list[int]:
        with counted(hands) as asked:
            hands.page.reload()
            hands.settle()
        return [len(found) for found in asked]

    before = walk()
    hands.window.workspace.write(import_members, ImportMembers(drafts=drafts(1_000)), then=id)
    hands.settle()
    assert walk() == before
