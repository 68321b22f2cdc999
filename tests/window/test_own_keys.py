"""Keys that a person chose work at once, are shown everywhere, and are kept; some are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from tests.architecture.tree import expect_none
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from tests.window.test_shortcuts import TABLES
from ui.app import _tell_collisions
from ui.help.sheet import HelpSheet
from ui.kit.keys import KeyCap
from ui.pages.own_keys import own_keys
from ui.pages.preferences import Preferences
from ui.settings.every_action import collisions, refusal, scopes
from ui.settings.keys import KeysSheet
from ui.shell.topbar import FindButton


def keys_panel(hands: Hands) -> Any:
    hands.press("Ctrl+,")
    hands.page.open_part("keys")
    hands.settle()
    return hands.page.panel


def sheet(hands: Hands) -> KeysSheet | None:
    found = [each for each in hands.window.findChildren(KeysSheet) if each.isVisible()]
    return found[-1] if found else None


def choose(hands: Hands, panel: Any, words: str, keys: str) -> None:
    """Look for a command, open it with Enter, press the keys and Enter."""
    hands.press("Ctrl+F")
    panel.search.selectAll()
    hands.type(words)
    hands.press("Return")
    asking = sheet(hands)
    assert asking is not None
    QTest.keySequence(asking.field.editor, QKeySequence(keys))
    hands.press("Return", asking.field.editor)


def looked_at(panel: Any, action_id: str) -> None:
    line = next(each for each in panel.lines if each.action.id == action_id)
    panel.search.clear()
    panel.search.typed.emit("")
    panel.table.look_at(line.id)


def find_button(hands: Hands) -> FindButton:
    found = hands.window.frame.topbar.findChild(FindButton)
    assert isinstance(found, FindButton)
    return found


def caps(widget: Any) -> list[str]:
    return [cap.accessibleName() for cap in widget.findChildren(KeyCap) if cap.isVisible()]


def test_a_chosen_key_works_at_once_is_shown_everywhere_and_is_kept(
    open_window: OpenWindow, association: Path
) -> None:
    hands = open_window(association)
    window, members = hands.window, hands.page
    assert "Ctrl+F" in caps(window.frame.statusbar)
    panel = keys_panel(hands)
    choose(hands, panel, "filtra nella vista soci", "Ctrl+J")
    assert sheet(hands) is None
    row = panel.table.currentIndex().row()
    assert [panel.model.cell(row, at).text for at in (2, 3)] == ["Ctrl+J", "tua"]
    choose(hands, panel, "cerca o esegui", "Ctrl+Shift+K")
    refused = sheet(hands)
    assert refused is not None  # the window’s own key would be taken on a page
    assert "«Cambia categoria o dimensione» (Soci)" in refused.field.keys.accessibleDescription()
    QTest.keySequence(refused.field.editor, QKeySequence("Ctrl+L"))
    hands.press("Return", refused.field.editor)
    assert find_button(hands).toolTip().endswith("(Ctrl+L)")

    hands.press("Ctrl+2")
    assert members.actions_here["members.filter"].text().endswith("\tCtrl+J")
    assert "Ctrl+J" in caps(window.frame.statusbar)
    assert "Ctrl+F" not in caps(window.frame.statusbar)
    assert members.filters.search.toolTip().endswith("(Ctrl+J)")
    hands.press("Ctrl+F", members.body.table)
    assert hands.focus() is not members.filters.search
    hands.press("Ctrl+J", members.body.table)
    assert hands.focus() is members.filters.search
    hands.press("F1")
    shown = window.stack.findChild(HelpSheet)
    assert isinstance(shown, HelpSheet)
    assert {"J", "L"} <= {cap.accessibleName() for cap in shown.findChildren(KeyCap)}
    hands.press("Esc")
    window.close()

    again = open_window(association)
    assert again.page.actions_here["members.filter"].shortcut().toString() == "Ctrl+J"
    panel = keys_panel(again)
    choose(again, panel, "nuovo socio soci", "Ctrl+F")
    assert sheet(again) is None  # it was free
    looked_at(panel, "members.filter")
    again.click(panel.put_back)
    assert "«Nuovo socio»" in again.window.frame.banner.accessibleName()
    assert own_keys.of("members.filter") == "Ctrl+J"
    again.click(panel.put_all_back)
    assert Preferences().own_keys == {}
    filtering = again.window.stack.page_of("members").actions_here["members.filter"]
    assert filtering.shortcut().toString() == "Ctrl+F"


@pytest.mark.parametrize(
    ("keys", "because"),
    [
        ("Ctrl+Alt+E", "AltGr"),
        ("Alt+1", "Alt"),
        ("K", "Ctrl"),
        ("Shift+K", "Ctrl"),
        ("Left", "Ctrl"),
        ("Ctrl+V", "Ctrl+V"),
        ("Ctrl+/", "AltGr"),
        ("Ctrl+N", "«"),
        ("Ctrl+2", "«Soci»"),
        ("Ctrl+J", ""),
        ("F12", ""),
        ("Ctrl+E", "«"),
        ("", ""),
    ],
)
def test_keys_that_write_or_are_taken_are_refused(dressed: object, keys: str, because: str) -> None:
    among = scopes()
    removing = next(a for each in among for a in each.actions if a.id == "members.filter")
    reason = refusal(removing, keys, among)
    assert because in reason
    assert bool(reason) is bool(because)


def test_every_action_can_be_given_another_key() -> None:
    listed = [action.id for scope in scopes() for action in scope.actions]
    known = {action.id for table in TABLES.values() for action in table}
    expect_none(known - set(listed))
    assert len(listed) == len(set(listed))


def test_a_key_of_mine_that_a_later_version_has_too_stays_mine(
    open_window: OpenWindow, association: Path
) -> None:
    """As if Ctrl+N and Ctrl+K had been free when they were chosen."""
    kept = Preferences()
    kept.own_keys = {"members.filter": "Ctrl+N", "refresh": "Ctrl+E", "members.copy": "Ctrl+K"}
    kept.save()
    hands = open_window(association)
    here, window = hands.page.actions_here, hands.window
    assert here["members.new"].shortcut().isEmpty()
    assert here["members.export"].shortcut().isEmpty()
    assert window.actions_here["palette"].shortcut().isEmpty()
    hands.press("Ctrl+N", hands.table)
    assert hands.focus() is hands.page.filters.search
    hands.press("F1")
    shown = window.stack.findChild(HelpSheet)
    assert isinstance(shown, HelpSheet)
    hands.press("Esc")

    _tell_collisions(window)
    assert window.frame.toast.isVisible()
    window.frame.toast.dismiss()
    _tell_collisions(window)
    assert not window.frame.toast.isVisible()  # once is enough

    panel = keys_panel(hands)
    assert [said.partition(" ")[0] for said in collisions(panel.scopes)] == [
        "Ctrl+N",
        "Ctrl+E",
        "Ctrl+K",
    ]
    assert panel.banner.isVisible()
    looked_at(panel, "members.new")
    row = panel.table.currentIndex().row()
    assert panel.model.cell(row, 3).text == "ceduti"
    looked_at(panel, "members.filter")
    hands.click(panel.put_back)
    assert not here["members.new"].shortcut().isEmpty()
    hands.click(panel.put_all_back)
    assert not panel.banner.isVisible()
    assert not window.actions_here["palette"].shortcut().isEmpty()
    assert panel.scopes == scopes()
    assert collisions(panel.scopes) == []
