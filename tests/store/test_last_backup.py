"""The last backup is remembered on the computer that made it, and nothing fails for that."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cluster_desk import paths
from cluster_desk.desk import Desk
from cluster_desk.store import backup
from cluster_desk.store.last_backup import LastBackup, last_backup
from tests.store.acting import do, organisation

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLUSTER_DESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_last_of_several_is_known_with_the_operation_it_reaches(
    file_desk: Desk, tmp_path: Path
) -> None:
    do(file_desk, lambda tx: organisation(tx, "Uno"))
    backup.make(file_desk.location, tmp_path / "copie", now=NOW)
    do(file_desk, lambda tx: organisation(tx, "Due"))
    later = NOW.replace(hour=15)
    made = backup.make(file_desk.location, tmp_path / "altrove", now=later)
    assert last_backup(file_desk.location) == LastBackup(
        made_at=later, path=str(made.path), chain_seq=2, size=made.path.stat().st_size
    )


def test_each_desk_has_its_own(file_desk: Desk, tmp_path: Path) -> None:
    backup.make(file_desk.location, tmp_path / "copie", now=NOW)
    assert last_backup(tmp_path / "altro.desk") == LastBackup()


def test_a_backup_that_was_taken_away_is_told_to_be_gone(file_desk: Desk, tmp_path: Path) -> None:
    made = backup.make(file_desk.location, tmp_path / "copie", now=NOW)
    made.path.unlink()
    known = last_backup(file_desk.location)
    assert (known.made_at, known.is_there) == (NOW, False)


def test_a_shared_desk_is_backed_up_elsewhere() -> None:
    assert not last_backup("postgresql://server/desk").is_possible


@pytest.mark.parametrize("note", ["", "{", "[1]", "null"])
def test_an_unreadable_note_is_as_good_as_none(file_desk: Desk, note: str) -> None:
    paths.data_folder().mkdir(parents=True)
    (paths.data_folder() / "backups.json").write_text(note, encoding="utf-8")
    assert last_backup(file_desk.location) == LastBackup()


def test_a_note_that_cannot_be_written_fails_no_backup(
    file_desk: Desk, tmp_path: Path, own_folder: Path
) -> None:
    own_folder.write_text("a file where the folder should be", encoding="utf-8")
    made = backup.make(file_desk.location, tmp_path / "copie", now=NOW)
    assert made.path.exists()
    assert last_backup(file_desk.location) == LastBackup()
