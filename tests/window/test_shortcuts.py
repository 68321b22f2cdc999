"""One key does one thing: on each page and in the window, and written as it is printed."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence

import ui
from cluster_desk.i18n import set_language
from tests.architecture.tree import expect_none
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.kit.keys import key_parts
from ui.pages.actions import Action
from ui.shell.commands import WINDOW_ACTIONS
from ui.shell.places import PLACES
from ui.shell.record_window import OWN_ACTIONS

DOORS = {"ui.app", "ui.tour", "ui.bench", "ui.stage"}
# AltGr is Ctrl+Alt on an Italian keyboard; Alt and digits type È; /, ? and [ need Shift or AltGr.
FORBIDDEN = ("Ctrl+Alt+", "Alt+0", "Alt+1", "Alt+2", "Alt+3", "/", "?", "[", "]")
NEEDED = (
    "F1", "Ctrl+K", "Ctrl+G", "Ctrl+Shift+N", "Ctrl+,", "Ctrl+Z", "Ctrl+Y", "F5", "F6", "Shift+F6",
    "Esc", "Alt+Left", "Ctrl+B", "Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Shift+L", "F10", "Ctrl+1",
    "Alt+Right", "Ctrl+Tab", "Ctrl+Shift+Tab",
    "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7",
)  # fmt: skip
# DESIGN_LANGUAGE §13, what the page or the window binds or, shown, the widget itself listens to.
MAP = (
    "Ctrl+F", "Ctrl+N", "Return", "Ctrl+Return", "F2", "Space", "Ctrl+A", "Ctrl+Shift+A", "Del",
    "Ctrl+S", "Ctrl+Shift+S", "F4", "Ctrl+I", "Ctrl+E", "Ctrl+P", "Ctrl+Shift+P", "Ctrl+O",
    "Ctrl+D", "Alt+Up", "Alt+Down", "Ctrl+PgUp", "Ctrl+PgDown", "F8", "Shift+F8", "F9", "F", "C",
    "A", "P", "R", "D", "G", "N", "1", "2", "3", "S",
)  # fmt: skip
# Never both at once: the first leads to the second.
TAKING_TURNS = [{"issue.next", "issue.go"}]
# One adds to whatever part of the settings is open, the other is the choice itself.
NOT_OFFERED = {"settings.add", "home.new"}
_GOING = {f"Ctrl+{number}": number for number in range(1, 8)}


def tables_of_actions() -> Iterator[tuple[str, tuple[Action, ...]]]:
    """Every table of actions of the window, by module and name."""
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        if found.name in DOORS or found.name.startswith("ui.tour"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, tuple) and value and all(isinstance(a, Action) for a in value):
                yield f"{found.name}.{name}", value


TABLES = dict(tables_of_actions())


def written(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def shared(*tables: tuple[Action, ...]) -> Iterator[str]:
    """Keys that are bound by more than one action."""
    owners: dict[str, set[str]] = defaultdict(set)
    for action in {action for table in tables for action in table}:
        for keys in action.keys:
            owners[written(keys)].add(action.id)
    for keys, ids in owners.items():
        if len(ids) > 1 and ids not in TAKING_TURNS:
            yield f"{keys}: {', '.join(sorted(ids))}"


def test_every_table_of_actions_is_looked_at() -> None:
    assert "ui.members.form_page.FORM_ACTIONS" in TABLES
    assert len(TABLES) > 5


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_two_actions_of_a_page_and_the_window_share_a_key(name: str) -> None:
    expect_none(shared(TABLES[name], WINDOW_ACTIONS))
    expect_none(shared(TABLES[name], OWN_ACTIONS))  # in the window of a record


def test_what_takes_turns_with_the_step_before_is_not_done_unread() -> None:
    for turns in TAKING_TURNS:
        actions = {action for action in every_action() if action.id in turns}
        assert sum(action.shown_first for action in actions) == len(turns) - 1


def test_a_shared_key_is_found() -> None:
    twin = Action(id="twin", text="x", menu="file", keys=("Ctrl+K",), run=print)
    assert list(shared((twin,), WINDOW_ACTIONS)) == ["Ctrl+K: palette, twin"]


def test_no_two_actions_of_a_place_and_the_window_share_a_key(
    open_window: OpenWindow, demo: object
) -> None:
    stack = open_window(demo).window.stack
    for place in PLACES:
        expect_none(shared(stack.page_of(place.key).actions_here.records, WINDOW_ACTIONS))


def every_action() -> set[Action]:
    return {action for table in TABLES.values() for action in table}


def test_every_key_of_the_map_does_something_somewhere() -> None:
    bound = {keys for action in every_action() for keys in (*action.keys, action.shown_keys)}
    expect_none(keys for keys in (*MAP, *NEEDED) if keys not in bound)


def test_no_key_is_one_that_an_italian_keyboard_types_with() -> None:
    expect_none(
        f"{action.id}: {keys}"
        for action in every_action()
        for keys in action.keys
        for bad in FORBIDDEN
        if (bad in keys if len(bad) > 1 else keys.endswith(bad))
    )


def test_every_key_is_written_as_it_is_printed_in_italian() -> None:
    printed = {"Ctrl", "Alt", "Tab", "Esc", "Maiusc", "Invio", "Canc", "Ins", "Spazio", "Fine"}
    printed |= {"Pag↑", "Pag↓", "←", "→", "↑", "↓", "Inizio", "Backspace"}
    printed |= {f"F{number}" for number in range(1, 13)}

    def is_printed(part: str) -> bool:
        return part in printed or len(part) == 1

    expect_none(
        f"{action.id}: {part}"
        for action in every_action()
        for keys in (*action.keys, action.shown_keys)
        for part in (key_parts(keys) if keys.isascii() and keys else ())
        if not is_printed(part)
    )


def test_the_names_of_keys_are_english_in_english() -> None:
    set_language("en")
    assert key_parts("Ctrl+Shift+PgUp") == ["Ctrl", "Shift", "Page↑"]
    assert key_parts("Shift+Del") == ["Shift", "Del"]


def test_the_keys_of_the_design_are_there(hands: Hands) -> None:
    bound = {written(keys) for action in WINDOW_ACTIONS for keys in action.keys}
    there = {place.keys for place in PLACES}
    expect_none(
        keys
        for keys in NEEDED
        if written(keys) not in bound and (keys not in _GOING or keys in there)
    )


def test_what_can_be_entered_anew_is_what_the_pages_enter(
    open_window: OpenWindow, demo: object
) -> None:
    """Ctrl+Maiusc+N offers each place's Ctrl+N, in the same words."""
    hands = open_window(demo)
    problems = []
    for place in PLACES:
        records = hands.window.stack.page_of(place.key).actions_here.records
        texts = {record.id: record.text for record in records}
        problems += [
            f"{place.key}: {name} is not there" for name, _ in place.creates if name not in texts
        ]
        problems += [
            f"{place.key}: {name} says «{texts[name]}»"
            for name, text in place.creates
            if texts.get(name, text) != text
        ]
        offered = NOT_OFFERED.union(name for name, _text in place.creates)
        problems += [
            f"{place.key}: {record.id} is not offered"
            for record in records
            if "Ctrl+N" in record.keys and record.id not in offered
        ]
    expect_none(problems)
