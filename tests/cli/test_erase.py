"""`erase person` on the command line: look first, then erase, and say what to do about backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from cluster_desk.cli.main import main
from cluster_desk.desk import Desk
from cluster_desk.services.members.people import AddPerson, add_person


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prova.desk"
    with Desk.create(path) as desk:
        desk.write(add_person, AddPerson(given_name="Zenobia", family_name="Inventata"))
    return path


def run(file: Path, *words: str) -> int:
    return main(["erase", "person", *words, "--desk", str(file)])


def test_a_dry_run_only_looks(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "1", "--dry-run") == 0
    assert "Zenobia Inventata: recapiti 0" in capsys.readouterr().out
    assert b"Zenobia" in file.read_bytes()


def test_it_erases_and_names_the_backups(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "1", "--reason", "Richiesta del 20/11/2026") == 0
    assert "Le copie fatte prima" in capsys.readouterr().out
    assert b"Zenobia" not in file.read_bytes()
    assert main(["check", "--desk", str(file)]) == 0


@pytest.mark.parametrize("words", [("1",), ("99", "--reason", "Richiesta")])
def test_what_cannot_be_is_refused_in_words(
    file: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, *words) == 1
    assert capsys.readouterr().err.strip()
    assert b"Zenobia" in file.read_bytes()
