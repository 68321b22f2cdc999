"""Prove that the two doors say what to do when something is missing, and open the right room."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

import dev
import main
from tests.architecture.tree import ROOT


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("", ""),
        ("--lang en", ""),
        ("--desk a.desk --lang en", ""),
        ("tour --out x", "tour"),
        ("--lang en list members", "list"),
        ("--json list members", "list"),
        ("--desk=tour check", "check"),
        ("--help", "--help"),
    ],
)
def test_the_verb_is_the_first_word_that_is_no_option(words: str, verb: str) -> None:
    assert main.verb_of(words.split()) == verb


def test_a_folder_may_have_the_name_of_the_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    door = SimpleNamespace(main=lambda words: int(words == ["--lang", "en", "--out", "tour"]))
    monkeypatch.setattr(main, "import_module", lambda _name: door)
    assert main.main(["--lang", "en", "tour", "--out", "tour"]) == 1


def test_without_libraries_one_italian_sentence_says_how_to_start() -> None:
    door = str(ROOT / "main.py")
    done = subprocess.run(
        [sys.executable, "-S", door, "list", "members"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "python3 dev.py start" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("", True),
        ("--lang en", True),
        ("--desk a.desk", True),
        ("--desk a.desk list members", False),
        ("demo --members 5", False),
        ("--help", False),
    ],
)
def test_only_a_start_without_a_verb_opens_the_window(words: str, opens: bool) -> None:
    assert dev.opens_window(words.split()) is opens


def test_an_offscreen_platform_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert dev.has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not dev.has_display()


def test_a_missing_library_is_named_by_its_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", absent)
    monkeypatch.setattr("sys.platform", "linux")
    named = dev.absent_from_system("app")
    assert {"libegl1", "libx11-xcb1", "libdbus-1-3", "libglib2.0-0", "libxcb-cursor0"} <= {*named}
    assert {"libxkbcommon0", "libxkbcommon-x11-0", "libxcb-render-util0"} <= {*named}
    monkeypatch.setattr("sys.platform", "darwin")
    assert dev.absent_from_system("app") == []


def test_a_stamp_changes_with_the_lock() -> None:
    assert dev.state("app") != dev.state("dev")


@pytest.mark.parametrize("words", ["", "strat", "test --fast", "setup now", "lock --upgrade"])
def test_a_wrong_word_shows_the_right_ones(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(words.split()) == 2
    assert "python3 dev.py start" in capsys.readouterr().out
