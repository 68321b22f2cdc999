"""Opening the program: which desk, which language, and what is said when it cannot be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cluster_desk import paths
from cluster_desk.i18n import language
from ui import app, bench, tour
from ui.pages.preferences import Preferences
from ui.shell.crash import CrashReporter
from ui.shell.single import OneWindow
from ui.theme.theme import theme


@pytest.fixture
def told(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[tuple[str, str]]:
    """What was said in a window of its own; the event loop ends at once."""
    said: list[tuple[str, str]] = []
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "make_application", lambda: dressed)
    monkeypatch.setattr(CrashReporter, "install", lambda _self: None)
    monkeypatch.setattr(theme, "start", lambda *_about: None)
    monkeypatch.setattr(app, "tell_bad_news", lambda _p, title, text: said.append((title, text)))
    monkeypatch.setattr(QApplication, "exec", lambda *_self: 0)
    return said


def test_a_desk_that_is_not_there_is_said_and_not_made(
    told: list[tuple[str, str]], tmp_path: Path
) -> None:
    missing = tmp_path / "scritto male.desk"
    assert app.run(["--desk", str(missing)]) == 1
    assert told[0][0] == "L’archivio non si può aprire"
    assert not missing.exists()


def test_without_a_desk_of_ones_own_the_first_run_is_shown_and_nothing_is_made(
    told: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(app.Session, "begin", lambda _self: begun.append(True))
    assert app.run([]) == 0
    assert begun == [True]
    assert not paths.default_desk().exists()
    assert told == []


def test_a_desk_opened_last_that_is_gone_is_named_at_the_first_run(
    told: list[tuple[str, str]], tmp_path: Path
) -> None:
    preferences = Preferences()
    preferences.desk = str(tmp_path / "chiavetta.desk")
    session = app.Session(preferences)
    session.begin()
    assert session.first_run is not None
    assert "chiavetta.desk" in session.first_run.banner.accessibleName()
    session.leave()
    assert told == []


def test_a_desk_that_is_open_already_is_not_opened_twice(
    told: list[tuple[str, str]], association: Path, tmp_path: Path
) -> None:
    desk = shutil.copy(association, tmp_path / "a.desk")
    first = OneWindow(str(desk))
    assert first.take()
    assert app.run(["--desk", str(desk)]) == 0
    assert told == []
    first.leave()


def test_the_language_is_chosen_at_the_start(told: list[tuple[str, str]], tmp_path: Path) -> None:
    app.run(["--desk", str(tmp_path / "none.desk"), "--lang", "en"])
    assert language() == "en"
    assert told[0][0] == "The desk cannot be opened"


def test_the_window_is_raised_when_it_is_asked_for(hands: Any) -> None:
    hands.window.showMinimized()
    app._raise(hands.window)
    assert not hands.window.isMinimized()


def test_without_a_screen_it_says_so_and_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asked before Qt is, which would end the program in English."""
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.run([]) == 1
    assert "Qui non c’è uno schermo" in capsys.readouterr().err


@pytest.mark.parametrize("begin", [app.run, tour.main, bench.main])
def test_what_is_written_wrongly_is_said_in_the_chosen_language(
    begin: Callable[[list[str]], int], told: object, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, beginning in (([], "Uso errato: "), (["--lang", "en"], "Wrong usage: ")):
        with pytest.raises(SystemExit) as left:
            begin([*words, "--wrong"])
        assert left.value.code == 2
        assert capsys.readouterr().err.startswith(beginning)
