"""A backup is good or there is none; a restore takes a good one or leaves what was there."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskUnavailable
from cluster_desk.store import backup, changes, check, engine, opening, presence, schema
from tests.store.acting import add, do, organisation, rows, state, tamper

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


@pytest.fixture
def kept(file_desk: Desk, tmp_path: Path) -> backup.Backup:
    """A backup of a desk with one organisation."""
    do(file_desk, lambda tx: organisation(tx, "Uno"))
    return backup.make(file_desk.location, tmp_path / "copie", now=NOW)


def path_of(desk: Desk) -> Path:
    return Path(desk.location)


def faults(path: Path) -> list[check.Fault]:
    with Desk.open(path, read_only=True) as desk:
        return desk.read(lambda s: check.faults(s.connection()))


def test_a_backup_says_what_it_holds(file_desk: Desk, kept: backup.Backup) -> None:
    seq, head = file_desk.read(lambda s: changes.head(s.connection()))
    told = json.loads(backup.manifest_of(kept.path).read_text(encoding="utf-8"))
    assert (told["chain_seq"], told["chain_head"]) == (seq, head) == (1, head)
    assert (told["schema"], told["rows"]["organisation"]) == (schema.HEAD, 1)
    assert told["made_at"] == "2026-11-22T11:00:00+00:00"
    assert kept.path.name.endswith("-2026-11-22T110000Z.desk")
    assert {p.name for p in kept.path.parent.iterdir()} == {
        kept.path.name,
        f"{kept.path.name}.json",
    }
    assert faults(kept.path) == []


def test_two_backups_of_one_second_are_two(file_desk: Desk, kept: backup.Backup) -> None:
    again = backup.make(file_desk.location, kept.path.parent, now=NOW)
    assert again.path != kept.path
    assert kept.path.exists()


def test_a_backup_is_whole_though_somebody_writes_meanwhile(
    file_desk: Desk, tmp_path: Path
) -> None:
    for number in range(20):
        add(file_desk, f"Socio {number}")
    stop = threading.Event()

    def write() -> None:
        with Desk.open(file_desk.location, clock=file_desk.clock) as other:
            while not stop.is_set():
                do(other, lambda tx: organisation(tx, "Durante la copia"))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup.make(file_desk.location, tmp_path / "copie", now=NOW) for _ in range(5)]
    finally:
        stop.set()
        writer.join()
    for one in made:
        assert backup.faults_of(one.path) == []
        assert one.manifest.rows["organisation"] == one.manifest.chain_seq >= 20


def test_a_damaged_desk_gives_no_backup(file_desk: Desk, tmp_path: Path) -> None:
    do(file_desk, organisation)
    tamper(file_desk, {"keep_change_set_u": "change_set"}, "UPDATE change_set SET label='x'")
    with pytest.raises(backup.BackupFailed):
        backup.make(file_desk.location, tmp_path / "copie", now=NOW)
    assert list((tmp_path / "copie").iterdir()) == []


def test_what_a_program_that_died_left_is_swept(file_desk: Desk, kept: backup.Backup) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True).stdout.strip()  # fmt: skip
    with backup._partial(kept.path) as partial:
        left = partial.with_name(
            partial.name.replace(f".{partial.name.split('.')[-2]}.", f".{gone}.")
        )
        mine = partial.name
    left.write_bytes(b"half a backup")
    manifest = left.with_name(left.name.replace(".desk.", ".desk.json."))
    manifest.write_text("{", encoding="utf-8")
    living = left.with_name(mine)
    living.write_bytes(b"of this very program")
    backup.make(file_desk.location, kept.path.parent, now=NOW + timedelta(days=1))
    assert not left.exists()
    assert not manifest.exists()


def test_a_server_is_not_backed_up_by_file(tmp_path: Path) -> None:
    with pytest.raises(backup.ServerBackup):
        backup.make("postgresql+psycopg://x@127.0.0.1/a", tmp_path, now=NOW)


def test_rotation_keeps_days_weeks_and_months(tmp_path: Path) -> None:
    def made(day: datetime, reason: str) -> Path:
        path = tmp_path / f"a-{day:%Y-%m-%dT%H%M}-{reason}.desk"
        path.write_bytes(b"")
        told = {"made_at": day.isoformat(), "reason": reason}
        backup.manifest_of(path).write_text(json.dumps(told), encoding="utf-8")
        return path

    days = [NOW - timedelta(days=n) for n in range(400)]
    manual = [made(day, "manual") for day in days]
    before = [made(days[-1], "upgrade")]
    morning = made(NOW - timedelta(hours=3), "manual")
    orphan = backup.manifest_of(tmp_path / "a-2027.desk")
    orphan.write_text('{"made_at": "2027-01-01T00:00:00+00:00", "reason": "manual"}')
    gone = backup.rotate(tmp_path, "a")
    left = {path for path in [*manual, *before, morning] if path.exists()}
    assert before[0] in left
    assert set(manual[:12]) <= left
    assert morning not in left  # the last of each day is kept
    assert 12 + 8 <= len(left - set(before)) <= 12 + 10 + 9
    assert (
        len({f"{day:%Y-%m}" for day, path in zip(days, manual, strict=True) if path in left}) == 9
    )
    assert left.isdisjoint(gone)
    assert backup.rotate(tmp_path, "a") == []


# ── restore ───────────────────────────────────────────────────────────────────────────────────
def test_a_restore_brings_the_backup_and_keeps_what_was_there(
    file_desk: Desk, kept: backup.Backup
) -> None:
    do(file_desk, lambda tx: organisation(tx, "Due"))
    before = state(file_desk)
    file_desk.close()
    aside = backup.restore(kept.path, path_of(file_desk), now=NOW)
    assert aside is not None
    with Desk.open(aside, read_only=True) as old, Desk.open(path_of(file_desk)) as new:
        assert state(old) == before
        assert rows(new, "SELECT name FROM organisation") == [("Uno",)]
        do(new, lambda tx: organisation(tx, "Tre"))
    assert faults(path_of(file_desk)) == []


def test_a_restore_where_nothing_was_makes_a_desk(kept: backup.Backup, tmp_path: Path) -> None:
    assert backup.restore(kept.path, tmp_path / "nuova" / "a.desk", now=NOW) is None
    assert faults(tmp_path / "nuova" / "a.desk") == []
    assert not list((tmp_path / "nuova").glob("*partial*"))


def test_a_journal_of_what_was_there_is_never_played_into_the_new(
    file_desk: Desk, kept: backup.Backup
) -> None:
    path = path_of(file_desk)
    for number in range(40):
        add(file_desk, f"Socio {number} " + "x" * 200)
    file_desk.close()
    writer = engine.sqlite_module().connect(str(path), isolation_level=None)
    writer.execute("PRAGMA journal_mode=TRUNCATE")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("PRAGMA cache_size=1")
    writer.executemany(
        "INSERT INTO blob(sha256,content) VALUES (?, zeroblob(9000))",
        [(str(n),) for n in range(90)],
    )
    half, journal = path.read_bytes(), engine.journal_of(path).read_bytes()
    writer.close()
    path.write_bytes(half[:4096] + b"\xff" * 4096 + half[8192:])  # and damaged besides
    engine.journal_of(path).write_bytes(journal)
    backup.restore(kept.path, path, now=NOW)
    assert faults(path) == []
    with Desk.open(path) as desk:
        assert rows(desk, "SELECT name FROM organisation") == [("Uno",)]


def test_a_backup_changed_after_it_was_made_is_refused(
    file_desk: Desk, kept: backup.Backup
) -> None:
    before = state(file_desk)
    file_desk.close()
    with Desk.open(kept.path) as copy:
        do(copy, lambda tx: organisation(tx, "Falso"))
    with pytest.raises(backup.BadBackup):
        backup.restore(kept.path, path_of(file_desk), now=NOW)
    with Desk.open(path_of(file_desk)) as desk:
        assert state(desk) == before


@pytest.mark.parametrize("told", ["{", "[]", '{"sha256": "0"}', "\N{REPLACEMENT CHARACTER}"])
def test_a_backup_whose_manifest_was_altered_is_refused(kept: backup.Backup, told: str) -> None:
    backup.manifest_of(kept.path).write_text(told, encoding="utf-8")
    with pytest.raises(backup.BadBackup):
        backup.restore(kept.path, kept.path.with_name("b.desk"), now=NOW)
    assert not kept.path.with_name("b.desk").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON blob BEGIN DELETE FROM blob; END",
        "CREATE TABLE evil(a)",
        "CREATE VIEW evil AS SELECT * FROM person",
        "CREATE INDEX evil ON person(notes)",
    ],
)
def test_a_backup_with_something_foreign_in_it_is_refused(
    file_desk: Desk, kept: backup.Backup, statement: str
) -> None:
    backup.manifest_of(kept.path).unlink()
    stranger = sqlite_connection(kept.path)
    stranger.execute(statement)
    stranger.close()
    with pytest.raises(backup.BadBackup, match="evil"):
        backup.restore(kept.path, kept.path.with_name("b.desk"), now=NOW)
    assert not kept.path.with_name("b.desk").exists()


def sqlite_connection(path: Path) -> Any:
    return engine.sqlite_module().connect(str(path), isolation_level=None)


def test_a_guard_weakened_in_a_backup_is_ours_again_after_the_restore(kept: backup.Backup) -> None:
    backup.manifest_of(kept.path).unlink()
    stranger = sqlite_connection(kept.path)
    stranger.execute("DROP TRIGGER final_receipt_u")
    stranger.execute("CREATE TRIGGER final_receipt_u BEFORE UPDATE ON receipt BEGIN SELECT 1; END")
    stranger.close()
    backup.restore(kept.path, kept.path.with_name("b.desk"), now=NOW)
    assert faults(kept.path.with_name("b.desk")) == []


def test_a_backup_whose_history_was_altered_is_refused(kept: backup.Backup) -> None:
    backup.manifest_of(kept.path).unlink()
    stranger = sqlite_connection(kept.path)
    stranger.execute("DROP TRIGGER keep_change_set_u")
    stranger.execute("UPDATE change_set SET actor='altri'")
    stranger.close()
    with pytest.raises(backup.BadBackup):
        backup.restore(kept.path, kept.path.with_name("b.desk"), now=NOW)


def test_a_newer_backup_is_refused(kept: backup.Backup) -> None:
    backup.manifest_of(kept.path).unlink()
    stranger = sqlite_connection(kept.path)
    stranger.execute("UPDATE alembic_version SET version_num='9999'")
    stranger.close()
    with pytest.raises(opening.NewerDesk):
        backup.restore(kept.path, kept.path.with_name("b.desk"), now=NOW)


def test_a_restore_into_a_synchronised_folder_is_refused(kept: backup.Backup) -> None:
    with pytest.raises(DeskUnavailable, match="sincronizzata"):
        backup.restore(kept.path, kept.path.parent / "Dropbox" / "b.desk", now=NOW)


# ── presence ──────────────────────────────────────────────────────────────────────────────────
HOLD = """
import sys
from cluster_desk.desk import Desk
desk = Desk.open(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_restore_is_refused_while_another_program_has_the_desk_open(
    file_desk: Desk, kept: backup.Backup
) -> None:
    path = path_of(file_desk)
    file_desk.close()
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        before = path.read_bytes()
        with pytest.raises(presence.HeldByOthers) as refused:
            backup.restore(kept.path, path, now=NOW)
        assert f"(processo {other.pid})" in str(refused.value)
        assert "Cluster Desk" in str(refused.value)
        assert path.read_bytes() == before
        other.kill()
    assert len(list(presence.folder_of(path).iterdir())) == 1
    backup.restore(kept.path, path, now=NOW)  # the mark of a dead program holds nobody up
    assert not presence.folder_of(path).exists()


def test_a_desk_that_is_closed_leaves_no_mark(file_desk: Desk) -> None:
    folder = presence.folder_of(path_of(file_desk))
    with Desk.open(file_desk.location):
        assert len(list(folder.iterdir())) == 2
    assert len(list(folder.iterdir())) == 1
    file_desk.close()
    assert not folder.exists()


def test_a_desk_on_another_machine_is_held_even_if_its_number_is_nobodys_here(
    file_desk: Desk, kept: backup.Backup
) -> None:
    file_desk.close()
    folder = presence.folder_of(path_of(file_desk))
    folder.mkdir()
    mark = {"pid": 999_999_999, "machine": "ufficio-2", "program": "Cluster Desk"}
    (folder / "ufficio-2.json").write_text(json.dumps(mark), encoding="utf-8")
    with pytest.raises(presence.HeldByOthers, match="ufficio-2"):
        backup.restore(kept.path, path_of(file_desk), now=NOW)
    shutil.rmtree(folder)


@pytest.mark.parametrize("told", ["{", "{}", '{"pid": "x", "machine": ""}'])
def test_a_mark_that_a_dying_program_left_half_written_holds_nobody(
    file_desk: Desk, kept: backup.Backup, told: str
) -> None:
    file_desk.close()
    marks = presence.folder_of(path_of(file_desk))
    marks.mkdir()
    (marks / "pc-1-abc.json").write_text(told, encoding="utf-8")
    assert backup.restore(kept.path, path_of(file_desk), now=NOW) is not None


def test_restoring_does_not_touch_the_backup(kept: backup.Backup) -> None:
    before = kept.path.read_bytes()
    backup.restore(kept.path, kept.path.with_name("b.desk"), now=NOW)
    assert kept.path.read_bytes() == before
