"""What was typed survives the program's end, is offered once, and goes away when it is saved."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.meetings import MinutesState
from cluster_desk.queries.form_drafts import kept_draft
from cluster_desk.reports.texts.defaults import TextKey
from cluster_desk.services.meetings.planning import NewItem, PlanMeeting, plan_meeting
from cluster_desk.store.tables.history import FormDraft
from cluster_desk.store.tables.resolutions import Minutes
from tests.architecture.tree import ROOT
from tests.desks import TODAY
from tests.window.conftest import OpenWindow
from tests.window.hands import PATIENCE_MS, Hands
from ui.first_run.steps import EmptyStep
from ui.kit.buttons import Button
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.minutes_page import MinutesPage
from ui.pages import drafts
from ui.pages.entry_sheet import EntrySheet
from ui.pages.targets import Target


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five seconds are long for a test."""
    monkeypatch.setattr(drafts, "EVERY_MS", 30)


def kept(hands: Hands) -> list[str]:
    desk: Desk = hands.window.workspace.desk
    return desk.read(lambda session: [row.content for row in session.query(FormDraft)])


def wait_for_draft(hands: Hands) -> None:
    hands.qtbot.waitUntil(lambda: bool(kept(hands)))
    hands.settle()


def begin_member(hands: Hands, name: str) -> None:
    hands.press("Ctrl+N")
    hands.page.form.fields["name"].editor.setFocus()
    hands.type(name)
    wait_for_draft(hands)


def reopened(open_window: OpenWindow, hands: Hands) -> Hands:
    """The same desk in a new window, the old one dropped without a word."""
    return open_window(Path(hands.window.workspace.desk.location))


def test_a_new_member_is_gone_on_with_after_a_crash(hands: Hands, open_window: OpenWindow) -> None:
    begin_member(hands, "Ticino Essenze")
    again = reopened(open_window, hands)
    again.press("Ctrl+N")
    offer = again.page.parts.offer
    assert offer.isVisible()
    assert "bozza delle 12:00" in offer.accessibleName()
    again.click_button("Riprendi")
    assert again.page.form.fields["name"].text() == "Ticino Essenze"
    assert again.page.form.is_dirty
    assert not offer.isVisible()


def test_a_draft_that_is_thrown_away_is_not_offered_again(
    hands: Hands, open_window: OpenWindow
) -> None:
    begin_member(hands, "Ticino Essenze")
    again = reopened(open_window, hands)
    again.press("Ctrl+N")
    again.click_button("Butta la bozza")
    assert kept(again) == []
    assert again.page.form.fields["name"].text() == ""


def test_saving_drops_the_draft(hands: Hands) -> None:
    hands.press("F2")
    hands.page.form.fields["sector"].editor.setFocus()
    hands.press("Ctrl+A")
    hands.type("Profumi")
    wait_for_draft(hands)
    assert kept(hands) == ['{"sector": "Profumi"}']
    hands.press("Ctrl+S")
    hands.qtbot.waitUntil(lambda: kept(hands) == [])


def test_leaving_without_saving_drops_the_draft(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_member(hands, "Ticino Essenze")
    monkeypatch.setattr("ui.members.form_page.ask_to_discard", lambda *_asked: True)
    hands.press("Esc")
    assert not hands.window.stack.is_deep
    hands.qtbot.waitUntil(lambda: kept(hands) == [])


def test_what_is_typed_and_taken_back_leaves_no_draft(hands: Hands) -> None:
    begin_member(hands, "T")
    hands.press("Backspace")
    hands.qtbot.waitUntil(lambda: kept(hands) == [])


def test_only_the_changed_fields_are_kept_and_brought_back(
    hands: Hands, open_window: OpenWindow
) -> None:
    """What somebody else saved meanwhile in another field is not undone by a draft."""
    hands.press("F2")
    hands.page.form.fields["sector"].editor.setFocus()
    hands.press("Ctrl+A")
    hands.type("Profumi")
    wait_for_draft(hands)
    again = reopened(open_window, hands)
    again.press("F2")
    again.page.form.fields["city"].set_text("Lodi")
    again.click_button("Riprendi")
    texts = again.page.form.texts()
    assert (texts["sector"], texts["city"]) == ("Profumi", "Lodi")


def test_the_draft_of_a_member_is_not_offered_for_another(
    hands: Hands, open_window: OpenWindow
) -> None:
    hands.press("F2")
    hands.page.form.fields["sector"].editor.setFocus()
    hands.type("Profumi")
    wait_for_draft(hands)
    again = reopened(open_window, hands)
    again.press("Down")
    again.press("F2")
    assert not again.page.parts.offer.isVisible()


def test_a_quick_entry_is_gone_on_with_too(hands: Hands, open_window: OpenWindow) -> None:
    hands.press("Ctrl+Shift+E")
    sheet = hands.page.findChild(EntrySheet)
    sheet.form.fields["reason"].editor.setFocus()
    hands.type("Lettera smarrita")
    wait_for_draft(hands)
    assert "Adda" not in "".join(keys(hands))
    again = reopened(open_window, hands)
    again.press("Ctrl+Shift+E")
    sheet = again.page.findChild(EntrySheet)
    again.click_button("Riprendi")
    assert sheet.form.fields["reason"].text() == "Lettera smarrita"
    for button in ("Riprendi", "Chiudi senza salvare"):
        again.press("Esc")  # perhaps in passing: it is offered again, until it is given up
        again.press("Ctrl+Shift+E")
        again.click_button(button)
    again.qtbot.waitUntil(lambda: kept(again) == [])


def test_a_planned_meeting_is_gone_on_with(demo_hands: Hands, open_window: OpenWindow) -> None:
    demo_hands.window.stack.open_place("meetings")
    demo_hands.settle()
    demo_hands.press("Ctrl+N")
    demo_hands.page.form.fields["venue"].editor.setFocus()
    demo_hands.press("Ctrl+A")
    demo_hands.type("Villa Comunale")
    wait_for_draft(demo_hands)
    again = reopened(open_window, demo_hands)
    again.window.stack.open_place("meetings")
    again.settle()
    again.press("Ctrl+N")
    again.click_button("Riprendi")
    assert again.page.form.fields["venue"].text() == "Villa Comunale"


def test_what_was_typed_in_the_settings_is_gone_on_with(
    hands: Hands, open_window: OpenWindow
) -> None:
    hands.press("Ctrl+,")
    hands.page.panel.form.fields["short_name"].editor.setFocus()
    hands.type("Prova")
    wait_for_draft(hands)
    again = reopened(open_window, hands)
    again.press("Ctrl+,")
    again.click_button("Riprendi")
    assert again.page.panel.form.fields["short_name"].text() == "Prova"
    for each in (hands, again):  # else the window asks whether to lose it
        each.page.panel.form.load(each.page.panel.form.texts())


def test_the_fee_table_and_a_text_are_gone_on_with(
    demo_hands: Hands, open_window: OpenWindow
) -> None:
    def in_settings(hands: Hands, part: str) -> Any:
        hands.window.go_to(Target(place="settings", view=part))
        hands.settle()
        return hands.page.panel

    fees = in_settings(demo_hands, "fees")
    fees.add()
    year = fees.year
    fees.form.fields["resolution_text"].editor.setFocus()
    demo_hands.type("12/2027")
    texts = in_settings(demo_hands, "texts.receipt")
    texts.editor.source.setFocus()
    demo_hands.press("Ctrl+Home")
    demo_hands.type("Gentile socio, ")
    demo_hands.qtbot.waitUntil(lambda: len(kept(demo_hands)) == 2)
    again = reopened(open_window, demo_hands)
    fees = in_settings(again, "fees")
    fees.add()
    again.settle()
    assert fees.year == year
    again.click_button("Riprendi")
    assert fees.form.fields["resolution_text"].text() == "12/2027"
    texts = in_settings(again, "texts")
    again.click_button("Riprendi")
    assert texts.editor.key is TextKey.RECEIPT
    assert texts.editor.source.toPlainText().startswith("Gentile socio, ")
    assert again.focus() is texts.editor.source
    for each in (again, demo_hands):  # else the window asks whether to lose it
        in_settings(each, "texts").discard()
        in_settings(each, "fees").discard()
    again.qtbot.waitUntil(lambda: kept(again) == [])


def test_what_is_said_in_a_meeting_and_its_minutes_is_gone_on_with(
    demo_hands: Hands, open_window: OpenWindow
) -> None:
    desk: Desk = demo_hands.window.workspace.desk
    query = select(Minutes.meeting_id).filter_by(state=MinutesState.DRAFT)
    written = desk.read(lambda session: session.scalars(query).first())
    plan = PlanMeeting(
        body_id=1,
        held_on=date(2026, 12, 10),
        starts_at=time(15),
        venue="Crema",
        agenda=(NewItem(title="Bilancio"),),
    )
    coming = desk.write(plan_meeting, plan).value
    assert written is not None

    def opened(hands: Hands, page: type, meeting_id: int) -> Any:
        hands.window.stack.open_place("meetings")
        hands.page.page_wanted.emit(page(hands.window.workspace, meeting_id))
        hands.settle()
        return hands.page

    items = opened(demo_hands, MeetingPage, coming).items
    demo_hands.page.tabs.choose("items")
    items.said.editor.setFocus()
    demo_hands.type("Si discute a lungo")
    demo_hands.qtbot.waitUntil(lambda: len(kept(demo_hands)) == 1)
    passages = opened(demo_hands, MinutesPage, written).view.passages
    demo_hands.page.view.tabs.choose("words")
    passages.first_editor().setFocus()
    demo_hands.press("Ctrl+Home")
    demo_hands.type("Ecco: ")
    demo_hands.qtbot.waitUntil(lambda: len(kept(demo_hands)) == 2)
    again = reopened(open_window, demo_hands)
    items = opened(again, MeetingPage, coming).items
    again.page.tabs.choose("items")
    again.click_button("Riprendi")
    assert items.said.text() == "Si discute a lungo"
    items.keep_words()  # written, and the draft goes
    view = opened(again, MinutesPage, written).view
    view.tabs.choose("words")
    again.click_button("Riprendi")
    assert view.passages.edits()[0].body.startswith("Ecco: ")
    again.press("Ctrl+S")
    again.qtbot.waitUntil(lambda: kept(again) == [])


def test_what_was_typed_before_there_is_a_desk_is_gone_on_with(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "none" / "home"))
    step = EmptyStep(TODAY)
    qtbot.addWidget(step)
    QTest.keyClicks(step.form.fields["name"].editor, "Cluster nuovo")
    qtbot.waitUntil(lambda: any(tmp_path.rglob("*.draft.json")))
    step.draft.turn("")  # as where the program stopped
    again = EmptyStep(TODAY)
    qtbot.addWidget(again)
    assert not again.offer.isHidden()
    next(b for b in again.offer.findChildren(Button) if b.accessibleName() == "Riprendi").click()
    assert again.form.fields["name"].text() == "Cluster nuovo"
    again.end()
    assert not list(tmp_path.rglob("*.draft.json"))


def keys(hands: Hands) -> list[str]:
    desk: Desk = hands.window.workspace.desk
    return desk.read(lambda session: [row.key for row in session.query(FormDraft)])


_TYPIST = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from cluster_desk.store.tables.history import FormDraft
from tests.desks import TODAY
from ui.app import make_application
from ui.pages import drafts
from ui.pages.entry_sheet import EntrySheet
from ui.stage import Stage
from ui.theme.theme import Appearance, theme
from pathlib import Path

drafts.EVERY_MS = 30
application = make_application()
theme.start(Appearance.LIGHT)
stage = Stage(Path(sys.argv[1]), size=(1366, 690), clock=TODAY)
stage.act("members.new")
QTest.keyClicks(stage.page.form.fields["name"].editor, "Vetreria Oglio")


def look():
    if stage.window.workspace.desk.read(lambda session: session.query(FormDraft).count()):
        os.kill(os.getpid(), signal.SIGKILL)


timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
application.exec()
"""


@pytest.mark.slow
def test_a_killed_process_leaves_its_draft(association: Path, tmp_path: Path) -> None:
    desk_file = Path(shutil.copy(association, tmp_path / "killed.desk"))
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _TYPIST, str(desk_file)],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "CLUSTER_DESK_HOME": str(tmp_path / "home"),
        },
        check=False,
        timeout=PATIENCE_MS / 1000,
    )
    assert done.returncode == -signal.SIGKILL
    with Desk.open(desk_file, clock=TODAY) as desk:
        key = desk.read(lambda session: session.query(FormDraft).one().key)
        draft = desk.read(kept_draft, key)
    assert draft is not None
    assert draft.texts == {"name": "Vetreria Oglio"}


def test_a_sheet_over_which_the_window_closes_is_offered_again_unless_it_was_being_saved(
    hands: Hands, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "EVERY_MS", 60_000)  # nothing was kept yet
    path = Path(hands.window.workspace.desk.location)
    for saves, drafts_left in ((False, 1), (True, 0)):
        again = open_window(path)
        path = Path(again.window.workspace.desk.location)
        again.press("Ctrl+Shift+K")
        (sheet,) = (each for each in again.page.findChildren(EntrySheet) if each.isVisible())
        sheet.form.fields["headcount"].editor.setFocus()
        again.type("12")
        if saves:
            sheet.save()
        again.window.close()
        with Desk.open(path, clock=TODAY) as desk:
            left = desk.read(lambda session: session.query(FormDraft).count())
        assert left == drafts_left
