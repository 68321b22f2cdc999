"""From nothing to a desk, by the keyboard alone, and never half of one."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cluster_desk import paths
from cluster_desk.desk import Desk
from cluster_desk.i18n import language
from cluster_desk.progress import Progress
from cluster_desk.queries.association import fiscal_years, profile
from cluster_desk.queries.members.lists import member_totals
from cluster_desk.store import backup
from tests.demo_desks import SharedDemo
from tests.desks import TODAY
from ui import app
from ui.first_run import ways
from ui.first_run.steps import FileStep
from ui.first_run.window import FirstRunWindow
from ui.kit import clicks
from ui.kit.reader import Reader
from ui.pages.preferences import Preferences
from ui.work.workspace import Reopening


class FirstHands:
    """What a person does at the first run."""

    def __init__(self, qtbot: QtBot, window: FirstRunWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.begun: list[str] = []
        window.begun.connect(self.begun.append)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        window.ways.choose(ways.DEMO)

    def press(self, keys: str) -> None:
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(keys))
        self.qtbot.wait(1)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def wait(self) -> str:
        self.qtbot.waitUntil(lambda: bool(self.begun))
        return self.begun[0]


@pytest.fixture
def first(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FirstHands]:
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    window = FirstRunWindow()
    yield FirstHands(qtbot, window)
    window.close()
    window.deleteLater()


def left_over() -> list[str]:
    """What lies in the user's folder besides window.ini and locks."""
    folder = paths.data_folder()
    found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    return [name for name in found if not name.endswith((".lock", ".ini"))]


def test_f1_shows_the_manual_beside_and_esc_comes_back_to_the_same_step(first: FirstHands) -> None:
    first.press("Return")
    step = first.window.stack.currentWidget()
    first.press("F1")
    (reader,) = first.window.findChildren(Reader)
    assert reader.toPlainText().startswith("Il primo avvio")
    reader.followed.emit("impostazioni.md#carta-intestata")
    assert reader.toPlainText().startswith("Le impostazioni")
    first.press("Esc")
    assert not [each for each in first.window.findChildren(Reader) if each.isVisible()]
    assert first.window.stack.currentWidget() is step


def test_an_empty_association_begins_by_the_keyboard_alone(first: FirstHands) -> None:
    first.press("Down")
    first.press("Down")
    assert first.window.ways.current() == ways.EMPTY
    first.press("Return")
    first.type("Amici del Serio")
    first.press("Ctrl+Return")
    location = first.wait()
    assert location == str(paths.default_desk())
    with Desk.open(location, clock=TODAY) as desk:
        about = desk.read(profile, on=TODAY.today())
        assert about is not None
        assert about.name == "Amici del Serio"
        assert len(desk.read(fiscal_years)) == 1


def test_what_is_wrong_is_said_under_its_field_and_nothing_is_made(first: FirstHands) -> None:
    first.window.ways.choose(ways.EMPTY)
    first.press("Return")
    step: Any = first.window.step
    fields = step.form.fields
    first.type("Amici")
    fields["starts_on"].set_text("01/06/2026")
    fields["ends_on"].set_text("31/05/2026")
    first.press("Ctrl+Return")
    first.qtbot.waitUntil(lambda: fields["ends_on"].state == "error")
    assert first.begun == []
    assert left_over() == []


def test_the_cluster_begins_with_its_founders_and_without_money(first: FirstHands) -> None:
    first.press("Down")
    first.press("Return")
    first.press("Return")
    with Desk.open(first.wait(), clock=TODAY) as desk:
        totals = desk.read(member_totals, on=TODAY.today(), year=2026)
        assert totals.count == 7


def test_escape_goes_back_to_the_choice(first: FirstHands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clicks, "_hurry", lambda: 3600.0)
    first.press("Down")
    first.press("Return")
    for keys in ("Return", "Ctrl+Return"):  # in the same hurry: what is made has not been read
        first.press(keys)
        assert first.window._job is None
    assert left_over() == []
    assert first.window.back.isVisible()
    first.press("Esc")
    assert not first.window.back.isVisible()
    assert first.window.ways.current() == ways.STARTER


_STEPS = 3000  # a minute: nobody waits for it


def test_the_demo_is_stopped_between_two_days_and_leaves_nothing(
    first: FirstHands, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []

    def slow(progress: Progress) -> Path:
        path = paths.data_folder() / "x.desk"
        path.parent.mkdir(parents=True, exist_ok=True)
        for done in range(_STEPS):
            steps.append(done)
            progress.step(done, _STEPS)
            time.sleep(0.02)
        return path

    monkeypatch.setattr(ways, "make_demo_desk", slow)
    first.press("Return")
    first.press("Return")
    first.qtbot.waitUntil(lambda: len(steps) > 2)
    first.press("Esc")
    first.qtbot.waitUntil(first.window.banner.isVisible)
    assert len(steps) < _STEPS
    assert first.begun == []
    assert left_over() == []


def test_the_demo_tells_how_far_the_year_is(shared_demo: SharedDemo) -> None:
    told = shared_demo.steps
    assert told[0][0] == 0
    assert {total for _done, total in told} == {told[0][1]}
    assert told[-1][0] > told[-1][1] * 0.9


def test_a_desk_that_is_there_is_opened_where_it_lies(
    first: FirstHands, association: Path, tmp_path: Path
) -> None:
    desk = Path(shutil.copy(association, tmp_path / "nostro.desk"))
    first.window.ways.choose(ways.OPEN)
    first.press("Return")
    step = first.window.step
    assert isinstance(step, FileStep)
    step.take(desk)
    first.press("Ctrl+Return")
    assert first.wait() == str(desk)


def test_a_file_that_is_no_desk_is_refused_with_words(first: FirstHands, tmp_path: Path) -> None:
    other = tmp_path / "lettera.desk"
    other.write_text("Gentile socio")
    first.window.ways.choose(ways.OPEN)
    first.press("Return")
    step = first.window.step
    assert isinstance(step, FileStep)
    step.take(other)
    first.press("Ctrl+Return")
    first.qtbot.waitUntil(first.window.banner.isVisible)
    assert "non è un archivio" in first.window.banner.accessibleName()


def test_a_backup_becomes_the_users_own_desk(
    first: FirstHands, association: Path, tmp_path: Path
) -> None:
    source = shutil.copy(association, tmp_path / "a.desk")
    made = backup.make(source, tmp_path / "copie", now=datetime(2026, 11, 22, tzinfo=UTC))
    first.window.ways.choose(ways.RESTORE)
    first.press("Return")
    step = first.window.step
    assert isinstance(step, FileStep)
    step.take(made.path)
    first.press("Ctrl+Return")
    assert first.wait() == str(paths.default_desk())
    assert made.path.exists()


# ── the session around it ───────────────────────────────────────────────────────────────────────
@pytest.fixture
def session(
    qtbot: QtBot,
    dressed: QApplication,
    association: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[app.Session]:
    """A window on a copy of the small association."""
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    desk = shutil.copy(association, tmp_path / "a.desk")
    made = app.Session(Preferences())
    assert made.take(str(desk))
    assert made.open(str(desk))
    yield made
    made.leave()
    QTest.qWait(1)


def still(session: app.Session, qtbot: QtBot) -> None:
    window = session.window
    assert window is not None
    qtbot.waitUntil(lambda: window.workspace.is_idle)


def test_the_window_opens_again_in_the_language_that_was_chosen(
    session: app.Session, qtbot: QtBot
) -> None:
    assert session.window is not None
    still(session, qtbot)
    session.window.workspace.reopen_wanted.emit(Reopening(language="en"))
    assert language() == "en"
    assert session.window is not None
    still(session, qtbot)
    assert "Settings" in [action.text().split("\t")[0] for action in session.window.actions()]


def test_another_desk_is_opened_in_place_of_this_and_remembered(
    session: app.Session, qtbot: QtBot, sqlite_template: Path, tmp_path: Path
) -> None:
    still(session, qtbot)
    other = str(shutil.copy(sqlite_template, tmp_path / "altro.desk"))
    assert session.window is not None
    session.window.workspace.reopen_wanted.emit(Reopening(location=other))
    assert session.window is not None
    assert session.window.workspace.desk.location == other
    still(session, qtbot)
    assert app.own_desk(Preferences()) == other


def test_a_desk_that_cannot_be_opened_leaves_the_one_that_was_open(
    session: app.Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(app, "tell_bad_news", lambda _parent, title, _text: told.append(title))
    still(session, qtbot)
    assert session.window is not None
    before = session.window.workspace.desk.location
    session.window.workspace.reopen_wanted.emit(Reopening(location=str(tmp_path / "no.desk")))
    assert told == ["L’archivio non si può aprire"]
    assert session.window is not None
    assert session.window.workspace.desk.location == before
    still(session, qtbot)


def test_a_backup_is_restored_while_no_desk_is_open(
    session: app.Session, qtbot: QtBot, tmp_path: Path
) -> None:
    still(session, qtbot)
    assert session.window is not None
    location = Path(session.window.workspace.desk.location)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    made = backup.make(location, tmp_path / "copie", now=now)
    kept: list[Path | None] = []
    wanted = Reopening(between=lambda: kept.append(backup.restore(made.path, location, now=now)))
    session.window.workspace.reopen_wanted.emit(wanted)
    assert session.window is not None
    still(session, qtbot)
    assert kept[0] is not None
    assert kept[0].exists()


def test_leaving_the_page_that_begins_a_desk_comes_back_to_the_one_that_was_open(
    session: app.Session, qtbot: QtBot
) -> None:
    still(session, qtbot)
    assert session.window is not None
    before = session.window.workspace.desk.location
    session.window.workspace.begin_wanted.emit()
    assert session.window is None
    assert session.first_run is not None
    session.first_run.close()
    assert session.window is not None
    assert session.window.workspace.desk.location == before
    still(session, qtbot)


def test_every_way_is_reached_with_the_arrows_and_has_words(first: FirstHands) -> None:
    reached = [first.window.ways.current()]
    for _step in range(len(ways.WAYS)):
        first.press("Down")
        reached.append(first.window.ways.current())
    assert list(dict.fromkeys(reached)) == [way[0] for way in ways.WAYS]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert focus.accessibleName() == "Ripristina una copia"
