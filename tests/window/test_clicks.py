"""Clicks of one hurried series: they press what they began on, and nothing that came under them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import clicks
from ui.kit.buttons import Button, IconButton
from ui.pages.actions import Action, ActionSet

PRESS, SECOND = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick
LEFT = Qt.MouseButton.LeftButton
AT = QPointF(40, 12)
FOREVER = 3600.0


def click(widget: QWidget, when: int, kind: QEvent.Type = PRESS) -> None:
    """Where the hand is, so many milliseconds into the morning."""
    spot = QPointF(widget.mapToGlobal(AT.toPoint()))
    for event_kind in (kind, QEvent.Type.MouseButtonRelease):
        held = Qt.MouseButton.NoButton if event_kind != kind else LEFT
        event = QMouseEvent(event_kind, AT, spot, LEFT, held, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(when)
        QApplication.sendEvent(widget, event)


@pytest.mark.usefixtures("dressed")
def test_a_click_too_many_does_not_press_the_button_that_came_under_the_hand(qtbot: QtBot) -> None:
    pressed: list[str] = []
    host = QWidget()
    qtbot.addWidget(host)
    look = Button("Vedi chi paga quanto", run=lambda: pressed.append("look"))
    issue = Button("Emetti 120 quote", run=lambda: pressed.append("issue"))
    bin_ = IconButton("trash-2", "Togli", run=lambda: pressed.append("bin"))
    for each in (look, issue, bin_):
        each.setParent(host)
        each.resize(160, 32)
    click(look, 10_000)
    click(look, 10_120, SECOND)
    click(issue, 10_240)
    click(bin_, 10_360)
    assert pressed == ["look", "look"]
    click(issue, 11_000)
    click(issue, 11_100, SECOND)  # what guards a deed against a second press is its own affair
    assert pressed[2:] == ["issue", "issue"]
    click(bin_, 12_000, SECOND)  # the first of the two fell on a row, which opened this page
    click(bin_, 12_100)
    assert pressed[4:] == []
    click(bin_, 13_000)
    assert pressed[4:] == ["bin"]


@pytest.mark.usefixtures("dressed")
def test_a_press_too_many_does_not_do_unread_what_the_press_before_has_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, done = QWidget(), list[str]()
    qtbot.addWidget(host)
    keys = ("Ctrl+Return",)
    look = Action(
        id="look",
        text="Look",
        menu="file",
        keys=keys,
        enabled=lambda _host: not done,
        run=lambda _host: done.append("look"),
    )
    issue = Action(
        id="issue",
        text="Issue",
        menu="file",
        keys=keys,
        shown_first=True,
        enabled=lambda _host: bool(done),
        run=lambda _host: done.append("issue"),
    )
    actions = ActionSet(host, (look, issue), everywhere=True)
    actions.refresh()
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    with monkeypatch.context() as hurried:
        hurried.setattr(clicks, "_hurry", lambda: FOREVER)
        for _press in range(3):
            QTest.keySequence(host, QKeySequence(keys[0]))
        assert done == ["look"]
    QTest.keySequence(host, QKeySequence(keys[0]))
    assert done == ["look", "issue"]
