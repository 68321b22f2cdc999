"""The frame around the pages: menus, keys, undo, theme, focus, one window per desk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cluster_desk.running import Outcome
from cluster_desk.services.association.settings import SetSetting, set_setting
from tests.window.conftest import NAMES, OpenWindow
from tests.window.hands import Hands
from ui.help.sheet import HelpSheet
from ui.home.actions import HOME_ACTIONS
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.tabs import Tabs
from ui.kit.toast import Notice
from ui.members.actions import MEMBERS_ACTIONS
from ui.members.form_page import FORM_ACTIONS
from ui.members.importing import IMPORT_ACTIONS
from ui.pages.actions import Action
from ui.pages.notices import undoable
from ui.pages.preferences import Preferences
from ui.shell import closing
from ui.shell.commands import WINDOW_ACTIONS
from ui.shell.crash import CrashReporter
from ui.shell.menus import MENUS
from ui.shell.single import OneWindow
from ui.theme.theme import Appearance, theme

PAGES = (HOME_ACTIONS, MEMBERS_ACTIONS, FORM_ACTIONS, IMPORT_ACTIONS)


@pytest.mark.parametrize("page", PAGES, ids=["home", "list", "form", "import"])
def test_no_shortcut_has_two_meanings_on_a_page(page: tuple[Action, ...]) -> None:
    keys = [QKeySequence(k).toString() for act in (*WINDOW_ACTIONS, *page) for k in act.keys]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("page", PAGES, ids=["home", "list", "form", "import"])
def test_no_shortcut_is_one_that_an_italian_keyboard_types_with(page: tuple[Action, ...]) -> None:
    for action in (*WINDOW_ACTIONS, *page):
        for keys in action.keys:
            parts = keys.split("+")
            assert not {"Ctrl", "Alt"} <= set(parts), "AltGr is Ctrl+Alt"
            assert not ("Alt" in parts and parts[-1].isdigit()), "Alt and digits type a letter"


@pytest.mark.parametrize("page", PAGES, ids=["home", "list", "form", "import"])
def test_every_action_stands_in_a_menu(page: tuple[Action, ...]) -> None:
    menus = {menu for menu, _title in MENUS}
    assert {action.menu for action in (*WINDOW_ACTIONS, *page)} <= menus


def test_the_menu_bar_is_away_until_it_is_asked_for(hands: Hands) -> None:
    bar = hands.window.menuBar()
    assert not bar.isVisible()
    hands.press("F10")
    assert bar.isVisible()
    titles = [action.text().replace("&", "") for action in bar.actions()]
    assert titles == ["File", "Modifica", "Visualizza", "Scheda", "Vai a", "Finestra", "Guida"]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    hands.press("Esc", popup)
    hands.press("Esc")
    assert not bar.isVisible()
    assert hands.focus() == hands.page.body.table


def test_alt_alone_shows_the_menus_and_alt_with_another_key_does_not(hands: Hands) -> None:
    bar = hands.window.menuBar()
    QTest.keyPress(hands.table, Qt.Key.Key_Alt)
    QTest.keyClick(hands.table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(hands.table, Qt.Key.Key_Alt)
    assert not bar.isVisible()
    QTest.keyPress(hands.table, Qt.Key.Key_Alt)
    QTest.keyRelease(hands.table, Qt.Key.Key_Alt)
    assert bar.isVisible()


def test_undo_names_what_it_takes_back(hands: Hands) -> None:
    hands.press("Ctrl+N")
    hands.type("Ticino Essenze S.r.l.")
    hands.press("Ctrl+S")
    action = hands.window.actions_here["undo"]
    assert action.iconText() == "Annulla «Domanda di ammissione di Ticino Essenze S.r.l.»"
    hands.press("Ctrl+Z")
    assert hands.window.actions_here["redo"].isEnabled()
    assert hands.window.frame.toast.isVisible()


def test_back_and_forward_lead_through_what_was_seen_as_it_was_left(demo_hands: Hands) -> None:
    hands, stack = demo_hands, demo_hands.window.stack
    hands.press("Ctrl+3")
    hands.press("Down")
    fees, row = hands.page, hands.table.currentIndex().row()
    hands.press("Return")
    account = hands.page
    assert stack.is_deep
    hands.press("Ctrl+2")
    hands.press("Ctrl+N")
    form = hands.page
    hands.press("Alt+Left")
    assert stack.place == "members"
    assert not stack.is_deep
    assert not hands.window.actions_here["go.forward"].isEnabled()  # a form is left for good
    assert form not in stack.pages()
    hands.press("Alt+Left")
    assert hands.page is account
    hands.press("Alt+Left")
    assert hands.page is fees
    assert (row, hands.table.currentIndex().row()) == (1, 1)
    hands.press("Alt+Right")
    hands.press("Alt+Right")
    assert stack.place == "members"
    hands.press("Alt+Left")
    assert hands.page is account
    hands.press("Esc")
    hands.press("Ctrl+1")
    assert not hands.window.actions_here["go.forward"].isEnabled()
    hands.press("Alt+Left")
    assert hands.page is fees


def test_ctrl_tab_turns_the_tabs_of_what_has_the_keyboard(demo_hands: Hands) -> None:
    hands = demo_hands
    hands.press("Ctrl+2")
    views, sides = hands.page.header.tabs, hands.page.side.findChild(Tabs)
    hands.table.setFocus()
    hands.press("Ctrl+Tab")
    assert (views.currentIndex(), sides.currentIndex()) == (1, 0)
    sides.setFocus()
    hands.press("Ctrl+Shift+Tab")
    assert (views.currentIndex(), sides.currentIndex()) == (1, sides.count() - 1)
    hands.press("F1")
    hands.press("Ctrl+Tab")
    sheet = hands.window.stack.findChild(HelpSheet)
    assert sheet is not None
    assert sheet.tabs.current_key() == "keys"
    assert views.currentIndex() == 1


def told(hands: Hands) -> tuple[str, str]:
    """What the notice says, and the word on its button."""
    toast = hands.window.frame.toast
    words = [each.text() for each in toast.findChildren(Label) if each.text()]
    button = next(b for b in toast.findChildren(Button) if b.property("kind") == "toast")
    return words[0], button.accessibleName() if button.isVisible() else ""


def test_the_way_back_that_is_offered_is_the_newest(hands: Hands) -> None:
    workspace, toast = hands.window.workspace, hands.window.frame.toast

    def found(name: str, *, is_told: bool = True) -> None:
        def tell(outcome: Outcome[Any]) -> None:
            if is_told:
                hands.page.noticed.emit(undoable(workspace, outcome, name))

        workspace.write(set_setting, SetSetting(key="example", value=name), then=tell)
        hands.settle()

    found("prima")
    found("seconda")
    assert told(hands) == ("seconda", "Annulla")
    hands.page.noticed.emit(Notice(text="Salvato"))
    assert told(hands) == ("Salvato", "")
    hands.page.noticed.emit(Notice(text="Stampato"))  # plain words wait for plain words
    assert told(hands) == ("Salvato", "")
    found("terza")
    assert told(hands) == ("terza", "Annulla")
    found("quarta, non detta", is_told=False)
    assert told(hands) == ("Stampato", "")  # «terza» is not what Ctrl+Z takes back any more
    found("quinta")
    hands.press("Ctrl+Z")
    assert told(hands)[1] == ""
    toast.dismiss()
    assert not toast.isVisible()


def test_shortcuts_are_written_as_on_the_keyboard(hands: Hands) -> None:
    assert hands.window.actions_here["appearance"].text().endswith("\tCtrl+Maiusc+L")
    assert hands.window.actions_here["go.back"].text().endswith("\tAlt+←")


def test_the_theme_changes_by_key_and_is_remembered(hands: Hands) -> None:
    labels = [each for each in hands.window.findChildren(Label) if each.isVisible()]
    quiet = next(each for each in labels if each.property("tone") == "text2")
    assert quiet.palette().color(quiet.foregroundRole()) == theme.colour("text2")
    hands.press("Ctrl+Shift+L")
    assert theme.is_dark
    assert quiet.palette().color(quiet.foregroundRole()) == theme.colour("text2")
    assert Preferences().appearance is Appearance.DARK


@pytest.mark.usefixtures("hands")
def test_windows_wear_the_sheet_and_the_application_none() -> None:
    """If it did, every part would be dressed again each time it is put into a larger one."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    assert application.styleSheet() == ""


def test_the_text_grows_by_key_and_rows_with_it(hands: Hands) -> None:
    height = hands.table.verticalHeader().defaultSectionSize()
    hands.press("Ctrl++")
    assert theme.text_size == 115
    assert hands.table.verticalHeader().defaultSectionSize() > height
    assert Preferences().text_size == 115


def test_the_next_part_gets_the_keyboard_and_comes_round(hands: Hands) -> None:
    seen: list[QWidget] = []
    for _step in range(8):
        hands.press("F6")
        focus = hands.focus()
        assert focus is not None
        seen.append(focus)
    assert hands.table in seen
    assert any(hands.page.side.isAncestorOf(widget) for widget in seen)
    assert any(hands.window.frame.rail.isAncestorOf(widget) for widget in seen)


def test_the_keys_of_the_page_are_listed_and_escape_closes_them(hands: Hands) -> None:
    hands.press("F1")
    names = [w.accessibleName() for w in hands.window.findChildren(QWidget) if w.isVisible()]
    assert "Guida e scorciatoie" in names
    hands.press("Esc")
    hands.qtbot.wait(10)
    names = [w.accessibleName() for w in hands.window.findChildren(QWidget) if w.isVisible()]
    assert "Guida e scorciatoie" not in names


def test_the_rail_is_narrow_on_a_small_screen(open_window: OpenWindow, association: Path) -> None:
    hands = open_window(association, (1366, 690))
    assert hands.window.frame.rail.is_narrow
    hands.press("Ctrl+B")
    assert not hands.window.frame.rail.is_narrow


def test_the_smallest_window_is_small_enough_for_an_office_screen(hands: Hands) -> None:
    hands.window.resize(1100, 640)
    hands.settle()
    assert (hands.window.width(), hands.window.height()) == (1100, 640)
    bar = hands.page.filters
    seen = [child for child in bar.findChildren(QWidget) if child.isVisible()]
    assert max(child.geometry().right() for child in seen) < bar.width()


def test_the_rail_says_where_one_is_and_how_many_there_are(hands: Hands) -> None:
    item = hands.window.frame.rail._items["members"]
    assert item.isChecked()
    assert item.accessibleDescription() == str(len(NAMES))
    assert "Cluster di prova" in hands.window.windowTitle()


def test_the_layout_is_restored_to_the_first_day(hands: Hands) -> None:
    hands.table.set_hidden({"status"})
    hands.page.actions_here["members.side"].trigger()
    hands.window.actions_here["layout.reset"].trigger()
    hands.settle()
    assert "status" not in hands.table.hidden
    assert hands.page.side.isVisible()


def test_preferences_of_another_version_are_begun_anew(hands: Hands) -> None:
    preferences = Preferences()
    preferences.settings.setValue("version", "0")
    preferences.settings.setValue("text_size", "150")
    preferences.save()
    assert Preferences().text_size == 100


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path))
    first, second = OneWindow(str(tmp_path / "a.desk")), OneWindow(str(tmp_path / "a.desk"))
    other = OneWindow(str(tmp_path / "b.desk"))
    assert first.take()
    with qtbot.waitSignal(first.asked_for):
        assert not second.take()
    assert other.take()
    first.leave()
    assert second.take()
    second.leave()
    other.leave()


def test_an_unexpected_error_is_told_with_its_number_and_kept_without_its_words(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    numbers = iter(["AB12CD34"])
    monkeypatch.setattr("ui.shell.crash.logs.record_bug", lambda *_about: next(numbers))
    monkeypatch.setattr(
        "ui.shell.crash.tell_bad_news", lambda _parent, title, _text: told.append(title)
    )
    reporter = CrashReporter()
    try:
        raise RuntimeError("Serio Pack, IT60X0542811101000000123456")
    except RuntimeError as error:
        reporter._unexpected(RuntimeError, error, error.__traceback__)
    assert told == ["È successo qualcosa di imprevisto (errore AB12CD34)"]


def test_a_refused_undo_is_said_at_the_top_not_in_a_notice(hands: Hands) -> None:
    hands.window.workspace.steps.undo(999_999)
    hands.settle()
    banner = hands.window.frame.banner
    assert banner.isVisible()
    hands.window.stack.open_place(hands.window.stack.place)
    assert banner.isVisible(), "the place was not left"
    hands.window.stack.open_place("fees")
    assert not banner.isVisible()
    hands.window.refuse("No.")
    assert banner.isVisible()
    hands.page.noticed.emit(Notice(text="Fatto"))
    assert not banner.isVisible()


def test_closing_over_work_under_way_is_asked_about(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(_on: object, title: str, *_words: str) -> bool:
        asked.append(title)
        return False

    monkeypatch.setattr(closing, "ask_to_go_on", stay)
    job = hands.window.workspace.jobs.begin("Importazione di «soci.csv»")
    assert job is not None
    hands.window.close()
    assert hands.window.isVisible()
    assert asked == ["Ancora in corso: Importazione di «soci.csv»"]
    job.stop()  # what is being stopped anyway is not asked about again
    assert closing.may_stop(hands.window, hands.window.workspace.jobs)
    hands.window.workspace.jobs.end(job)
    assert len(asked) == 1


def test_the_window_starts_without_what_it_does_not_need(association: Path, tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from ui.app import make_application, open_desk, show_window\n"
        "from ui.pages.preferences import Preferences\n"
        "from ui.theme.theme import Appearance, theme\n"
        "app = make_application(); theme.start(Appearance.LIGHT)\n"
        "window = show_window(open_desk(sys.argv[1]), Preferences())\n"
        "heavy = {'openpyxl', 'reportlab', 'pikepdf', 'PIL', 'alembic', 'lxml', 'num2words',\n"
        "         'rapidfuzz', 'stdnum', 'jinja2', 'python_calamine', 'ofxtools', 'mt940'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "window.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(association)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CLUSTER_DESK_HOME": str(tmp_path)},
    )
    assert done.stdout.strip() == "[]"


def test_columns_stay_where_they_were_put(
    hands: Hands, open_window: OpenWindow, association: Path
) -> None:
    head = hands.table.head
    head.moveSection(head.visualIndex(3), 5)
    hands.table.setColumnWidth(9, 133)
    hands.window.close()
    again = open_window(association)
    assert again.table.head.visualIndex(3) == 5
    assert again.table.columnWidth(9) == 133
    again.window.actions_here["layout.reset"].trigger()
    assert again.table.head.visualIndex(3) == 3


def test_high_contrast_wears_the_systems_colours(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = QApplication.style().standardPalette().color(QPalette.ColorRole.WindowText).name()
    with monkeypatch.context() as patch:
        patch.setattr(theme, "wants_contrast", lambda: True)
        theme.wear(Appearance.LIGHT)
        assert theme.colour("border").name() == text
        assert hands.table.grab().isNull() is False
    theme.wear(Appearance.LIGHT)


def test_what_is_scrolled_to_stays_after_a_change(
    hands: Hands, open_window: OpenWindow, association: Path
) -> None:
    small = open_window(association, (1366, 640))
    bar = small.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    small.table.look_at(small.page.list.model.ids[-1])
    small.settle()
    before = bar.value()
    assert before > 0
    small.press("F5")
    assert bar.value() == before
