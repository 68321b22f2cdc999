"""What a second program writes into the same desk comes onto the screen by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cluster_desk.desk import Desk
from cluster_desk.services.association.settings import SetSetting, set_setting
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from tests.desks import TODAY
from tests.window.conftest import OpenWindow
from tests.window.hands import Hands
from ui.shell import elsewhere


@pytest.fixture
def watching(open_window: OpenWindow, association: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """The list of the members, in a window that looks around all the time."""
    monkeypatch.setattr(elsewhere, "_EVERY_MS", 50)
    return open_window(association)


@pytest.fixture
def colleague(watching: Hands) -> Iterator[Desk]:
    """The same file, opened by another program."""
    with Desk.open(watching.window.workspace.desk.location, clock=TODAY) as other:
        yield other


def named(name: str) -> AdmitMember:
    return AdmitMember(facts=OrganisationFacts(name=name), admitted_on=TODAY.today())


def test_what_a_colleague_writes_is_shown_and_ones_own_is_read_once(
    watching: Hands, colleague: Desk
) -> None:
    wait, workspace = watching.qtbot.waitUntil, watching.window.workspace
    told: list[frozenset[str]] = []
    workspace.touched.connect(told.append)
    workspace.write(admit_member, named("Mia"), then=Mock())
    wait(lambda: "Mia" in watching.names())
    colleague.write(admit_member, named("Di un collega"))
    wait(lambda: "Di un collega" in watching.names())
    assert len(told) == 2  # one's own was not told again
    colleague.write(set_setting, SetSetting(key="fees_category", value="QUOTE"))
    wait(lambda: len(told) == 3)
    assert told[2] == {"association"}
    # a form with something unsaved is left in peace until it is empty again
    watching.press("Ctrl+N")
    form = watching.page.form
    watching.type("In corso")
    colleague.write(admit_member, named("Intanto"))
    waits = watching.window.elsewhere
    wait(lambda: bool(waits._untold))
    assert (len(told), form.texts()["name"]) == (3, "In corso")
    watching.press("Ctrl+A")
    watching.press("Del")
    wait(lambda: len(told) == 4)
    watching.press("Esc")
    wait(lambda: "Intanto" in watching.names())


def test_coming_back_to_the_program_is_a_moment_to_look(watching: Hands, colleague: Desk) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    states = Qt.ApplicationState
    application.applicationStateChanged.emit(states.ApplicationInactive)
    assert not watching.window.elsewhere._timer.isActive()
    watching.settle()  # a look that was under way
    colleague.write(admit_member, named("Di un collega"))
    application.applicationStateChanged.emit(states.ApplicationActive)
    watching.qtbot.waitUntil(lambda: "Di un collega" in watching.names())
