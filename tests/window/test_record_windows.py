"""Ctrl+Enter on a row shows it in a window of its own, which ends with the desk's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.help.sheet import HelpSheet
from ui.meetings.meeting_page import MeetingPage
from ui.members.form_page import MemberFormPage
from ui.pages.lists.apart import CardPage
from ui.pages.preferences import Preferences
from ui.theme.theme import theme


def records(hands: Hands) -> list[Any]:
    return list(hands.window.records.windows()[1:])


def open_apart(hands: Hands) -> Any:
    """Ctrl+Enter where the row is; its window, active and read."""
    hands.press("Ctrl+Return", hands.table)
    hands.qtbot.waitUntil(lambda: bool(records(hands)))
    window = records(hands)[-1]
    hands.qtbot.waitExposed(window)
    hands.settle()
    return window


def press(hands: Hands, window: Any, keys: str) -> None:
    """Keys where the record's window has the focus."""
    turn_to(hands, window)
    hands.press(keys, window.focusWidget() or window)


def turn_to(hands: Hands, window: Any) -> None:
    """As with a click on its title: shortcuts are those of the window in front."""
    window.activateWindow()
    hands.qtbot.waitUntil(window.isActiveWindow)


def gone(hands: Hands) -> None:
    hands.qtbot.waitUntil(lambda: not records(hands))


def test_the_card_of_a_member_stands_beside_the_desk(hands: Hands) -> None:
    hands.table.look_at(hands.page.list.model.ids[3])
    name = hands.names()[3]
    window = open_apart(hands)
    card = window.stack.page
    assert isinstance(card, CardPage)
    assert window.windowTitle() == f"{name} · Cluster Desk"
    assert card._list.card.isVisible()
    assert not card._list.body.table.isVisible()
    assert not card._list.card.close_button.isVisible()
    hands.press("Ctrl+Return", hands.table)
    assert records(hands) == [window]  # the same record: its window comes back

    press(hands, window, "F2")
    form = window.stack.page
    assert isinstance(form, MemberFormPage)
    narrow, wide = card.width(), window.width()
    assert not isinstance(hands.page, MemberFormPage)
    city = form.form.fields["city"].editor
    city.setFocus()
    press(hands, window, "Ctrl+A")
    QTest.keyClicks(city, "Lodi")
    press(hands, window, "Ctrl+S")
    assert window.stack.page is card
    assert wide > window.width() >= narrow > 0
    assert window.frame.toast.isVisible()
    assert not hands.window.frame.toast.isVisible()
    assert card._list.card._card.facts["city"] == "Lodi"
    press(hands, window, "Ctrl+Z")
    assert card._list.card._card.facts["city"] != "Lodi"

    press(hands, window, "Alt+Right")
    press(hands, window, "Ctrl+Shift+C")  # the statement of account, one level down
    assert window.stack.is_deep
    press(hands, window, "Alt+Left")
    assert window.stack.page is card
    press(hands, window, "Alt+Right")
    assert window.stack.is_deep
    press(hands, window, "Esc")
    press(hands, window, "Esc")
    gone(hands)


def test_what_the_window_of_a_record_can_do(hands: Hands) -> None:
    window = open_apart(hands)
    ids = {record.id for record in window.stack.page.actions_here.records}
    assert {"members.edit", "members.pay"} <= ids
    assert not ids & {"members.filter", "members.export", "members.new", "members.window"}
    press(hands, window, "F1")
    assert window.stack.findChild(HelpSheet) is not None
    press(hands, window, "Esc")
    press(hands, window, "Ctrl+Shift+L")
    assert theme.is_dark
    press(hands, window, "Ctrl+Shift+L")
    press(hands, window, "Ctrl++")
    assert theme.text_size > 100
    press(hands, window, "Ctrl+0")
    menus = window.menus._bar.actions()
    listing = next(menu.menu() for menu in menus if menu.text() == "Fi&nestra")
    listing.aboutToShow.emit()
    listed = [action.text() for action in listing.actions() if action.isCheckable()]
    assert listed == [each.windowTitle() for each in hands.window.records.windows()]
    tabs = window.stack.page._list.card.tabs
    before = tabs.currentIndex()
    press(hands, window, "Ctrl+Tab")
    assert tabs.currentIndex() != before
    press(hands, window, "F6")
    assert window.isAncestorOf(QApplication.focusWidget())

    press(hands, window, "Ctrl+5")  # a place is shown where the places are
    assert hands.window.stack.place == "meetings"
    press(hands, window, "Ctrl+K")
    assert hands.window.finder.isVisible()
    hands.window.finder.leave()
    window.resize(640, 500)
    press(hands, window, "Ctrl+W")
    gone(hands)
    turn_to(hands, hands.window)
    hands.press("Ctrl+2")
    assert open_apart(hands).size().width() == 640  # as it was left


@pytest.mark.parametrize("place", ["meetings", "fees", "tables", "treasury", "archive"])
def test_every_list_opens_its_rows_in_windows(
    open_window: OpenWindow, demo: Path, place: str
) -> None:
    hands = open_window(demo, place=place)
    window = open_apart(hands)
    assert window.stack.page.name() in window.windowTitle()
    assert "…" not in window.windowTitle()
    page = hands.page
    window.workspace.touched.emit(frozenset({"meetings", "fees", "tables", "treasury", "members"}))
    hands.settle()  # both are read again, neither takes the other's answer
    assert window.stack.page.name() in window.windowTitle()
    assert hands.page is page
    press(hands, window, "Ctrl+F6")
    window.close()
    gone(hands)


def test_two_windows_of_one_meeting_are_both_read(open_window: OpenWindow, demo: Path) -> None:
    hands = open_window(demo, place="meetings")
    window = open_apart(hands)
    hands.press("Return", hands.table)
    there, here = window.stack.page, hands.page
    assert isinstance(there, MeetingPage)
    assert isinstance(here, MeetingPage)
    there.facts = here.facts = None
    hands.window.workspace.touched.emit(frozenset({"meetings"}))
    hands.settle()
    assert there.facts is not None
    assert here.facts is not None


def test_a_window_ends_with_its_record_and_with_the_desk(hands: Hands) -> None:
    desk = hands.window.workspace
    facts = OrganisationFacts(name="Breve S.r.l.")
    desk.write(admit_member, AdmitMember(facts=facts, admitted_on=desk.today()), then=id)
    hands.settle()
    hands.table.look_at(hands.page.list.model.ids[hands.names().index("Breve S.r.l.")])
    open_apart(hands)
    hands.press("Ctrl+Z")
    gone(hands)
    turn_to(hands, hands.window)
    hands.table.look_at(hands.page.list.model.ids[0])
    window = open_apart(hands)
    window.stack.page._list.filters.search.setText("x")
    press(hands, window, "Ctrl+Q")
    assert records(hands) == []
    assert not hands.window.isVisible()
    assert "members.card" in Preferences().layout("record-windows")


def test_the_window_of_a_record_asks_before_what_was_typed_is_lost(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(*about: Any) -> bool:
        asked.append(str(about[2]))
        return False

    monkeypatch.setattr("ui.members.form_page.ask_to_discard", stay)
    window = open_apart(hands)
    press(hands, window, "F2")
    form = window.stack.page.form
    QTest.keyClicks(form.fields["name"].editor, " & C.")
    for ways_out, leave in enumerate(("Esc", "Ctrl+W"), 1):
        press(hands, window, leave)
        assert len(asked) == ways_out  # who said «go on writing» is not asked again
    hands.window.close()
    assert len(asked) == 3
    assert records(hands) == [window]
    assert hands.window.isVisible()
    form.load(form.texts())
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    gone(hands)
