"""What is not a sound desk of ours is refused with the reason; what fails leaves nothing."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskUnavailable
from cluster_desk.services.association.views import ShareView, share_view
from cluster_desk.store import check, engine, opening, places, schema
from cluster_desk.store.faults import Busy, Damaged, ReadOnlyDesk, StillReferenced, TooLong
from tests.store.acting import add, do, is_postgresql, organisation, rows, scalar, state, tamper

NOBODY = 65534


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    """A copy of an empty desk."""
    return Path(shutil.copyfile(sqlite_template, tmp_path / "prova.desk"))


def change_version(path: Path, version: str) -> None:
    connection = engine.sqlite_module().connect(str(path), isolation_level=None)
    connection.execute("UPDATE alembic_version SET version_num=?", (version,))
    connection.close()


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(DeskUnavailable) as refused:
        act()
    return str(refused.value)


# ── what is not a desk ────────────────────────────────────────────────────────────────────────
def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    missing = tmp_path / "manca.desk"
    said = refusal(lambda: Desk.open(missing))
    assert said == (
        f"Non c’è nessun archivio in {missing}: controlla il nome, oppure creane uno con «demo»."
    )
    assert list(tmp_path.iterdir()) == []


def sqlite_of(path: Path, application_id: int) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id={application_id}")
    connection.execute("CREATE TABLE a(b)")
    connection.close()


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"PK\x03\x04" + bytes(500)), id="workbook"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:80]), id="header cut"),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[:20_000]), id="cut in the middle"
        ),
        pytest.param(
            lambda path: path.write_bytes(path.read_bytes()[:100] + bytes(90_000)), id="zeroes"
        ),
        pytest.param(lambda path: sqlite_of(path, 0), id="other program's"),
        pytest.param(lambda path: sqlite_of(path, 42), id="other identity"),
        pytest.param(lambda path: sqlite_of(path, engine.APPLICATION_ID), id="no schema"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_desk_is_refused(
    path: Path, make: Callable[[Path], object], read_only: bool
) -> None:
    make(path)
    before = path.read_bytes()
    said = refusal(lambda: Desk.open(path, read_only=read_only))
    assert said == (
        f"{path} non è un archivio di Cluster Desk, oppure è danneggiato:"
        " scegline un altro o ripristina una copia di sicurezza."
    )
    assert path.read_bytes() == before


def test_a_folder_is_no_desk(tmp_path: Path) -> None:
    for read_only in (False, True):
        assert "è una cartella" in refusal(partial(Desk.open, tmp_path, read_only=read_only))


def test_a_newer_desk_is_not_written_but_read(path: Path) -> None:
    change_version(path, "9999")
    assert refusal(lambda: Desk.open(path)) == (
        "Questo archivio è di una versione più recente:"
        " aggiorna il programma, oppure aprilo in sola lettura."
    )
    with Desk.open(path, read_only=True) as desk:
        assert state(desk) == {}
        with pytest.raises(ReadOnlyDesk):
            do(desk, organisation)


def test_a_damaged_desk_is_not_opened_for_writing(path: Path) -> None:
    with Desk.open(path) as desk:
        for number in range(200):
            add(desk, f"Socio {number} " + "x" * 250)
        page = int(scalar(desk, "SELECT rootpage FROM sqlite_master WHERE name='organisation'"))
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096 + 3)
        stream.write(b"\xff" * 40)
    with pytest.raises(Damaged):
        Desk.open(path)


def test_a_desk_that_is_moved_while_it_is_open_is_said_to_be_gone_until_it_is_back(
    path: Path, tmp_path: Path
) -> None:
    with Desk.open(path) as desk:
        add(desk, "Uno")
        elsewhere = shutil.move(path, tmp_path / "altrove.desk")
        said = refusal(lambda: add(desk, "Due"))
        assert f"non è più in {path}" in said
        assert "Rimetti lì il file" in said
        shutil.move(elsewhere, path)
        add(desk, "Due")
        shutil.copyfile(path, elsewhere)  # a copy is another file under the old name
        path.unlink()
        assert refusal(lambda: add(desk, "Tre")) == said
        shutil.move(elsewhere, path)
        add(desk, "Tre")
        names = rows(desk, "SELECT name FROM organisation")
    with Desk.open(path) as desk:
        assert (
            rows(desk, "SELECT name FROM organisation") == names == [("Uno",), ("Due",), ("Tre",)]
        )


def test_a_desk_is_never_written_into_another_that_was_put_in_its_place(
    path: Path, sqlite_template: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copyfile(sqlite_template, tmp_path / "altra associazione.desk"))
    with Desk.open(other) as desk:
        add(desk, "Di altri")
    with Desk.open(path) as desk:
        add(desk, "Uno")
        backup = shutil.copyfile(path, tmp_path / "copia.desk")
        other.replace(path)
        for act in (lambda: add(desk, "Due"), lambda: state(desk), lambda: add(desk, "Due")):
            assert "ora c’è un altro archivio" in refusal(act)
        Path(backup).replace(path)  # the same one, as it was
        add(desk, "Due")
        assert rows(desk, "SELECT name FROM organisation") == [("Uno",), ("Due",)]
        path.write_bytes(b"")  # by a program that synchronises folders
        for act in (lambda: add(desk, "Tre"), lambda: state(desk)):
            assert "danneggiato" in refusal(act)


# ── places ────────────────────────────────────────────────────────────────────────────────────
def test_a_desk_in_a_network_folder_is_refused(path: Path) -> None:
    def network(_path: Path) -> str:
        return "network"

    assert refusal(lambda: places.refuse_unsafe(path, drive_type=network)) == (
        f"{path} è in una cartella di rete: tieni l’archivio sul disco di questo computer,"
        " o usa l’archivio condiviso PostgreSQL quando lavorano più computer."
    )


@pytest.mark.parametrize(
    "folder", ["OneDrive - Cluster", "Dropbox", "Google Drive", "Nextcloud", "iCloudDrive"]
)
def test_a_desk_in_a_synchronised_folder_is_refused(path: Path, folder: str) -> None:
    inside = path.parent / folder / "ufficio" / "a.desk"
    said = refusal(lambda: opening.create(inside))
    assert "sincronizza" in said
    assert not inside.parent.exists()
    inside.parent.mkdir(parents=True)
    shutil.copyfile(path, inside)
    assert refusal(lambda: Desk.open(inside)) == said
    Desk.open(inside, read_only=True).close()


def test_a_synchroniser_is_known_by_its_mark_and_by_the_system(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not places.is_synchronised(path)
    (path.parent / ".stfolder").mkdir()
    assert places.is_synchronised(path)
    (path.parent / ".stfolder").rmdir()
    monkeypatch.setenv("OneDriveCommercial", str(path.parent))
    assert places.is_synchronised(path)


MOUNTS = """21 1 8:1 / / rw - ext4 /dev/sda1 rw
30 21 0:40 / /mnt/ufficio rw - cifs //server/ufficio rw
31 30 0:41 / /mnt/ufficio/locale rw - ext4 /dev/sdb1 rw
32 21 0:42 / /mnt/con\\040spazio rw shared:1 - nfs4 server:/a rw
half a line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/a/x.desk", "ext4"),
        ("/mnt/ufficio/x.desk", "cifs"),
        ("/mnt/ufficio/locale/x.desk", "ext4"),
        ("/mnt/con spazio/x.desk", "nfs4"),
        ("/mnt/ufficio2/x.desk", "ext4"),
    ],
)
def test_the_kernels_list_tells_what_is_mounted_where(place: str, kind: str) -> None:
    assert places.mount_type(MOUNTS, Path(place)) == kind


def test_a_windows_share_is_a_network_folder() -> None:
    assert places.find_drive_type(Path("//server/ufficio/a.desk")) == "network"


# ── creating ──────────────────────────────────────────────────────────────────────────────────
def test_creating_over_something_is_refused_and_leaves_it(path: Path) -> None:
    before = path.read_bytes()
    assert refusal(lambda: Desk.create(path)) == f"{path} esiste già: scegli un altro nome."
    assert path.read_bytes() == before


def test_creating_over_a_shared_desk_is_refused_without_its_password(
    postgres_template: Callable[[], str],
) -> None:
    location = postgres_template()
    told = refusal(lambda: Desk.create(location))
    assert told.endswith(" esiste già: scegli un altro nome.")
    password = make_url(location).password
    assert not password or password not in told


def test_creating_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_engine: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(schema, "build", fail)
    with pytest.raises(ZeroDivisionError):
        Desk.create(tmp_path / "nuovo.desk")
    assert list(tmp_path.iterdir()) == []


def test_two_who_create_at_once_do_not_overwrite(tmp_path: Path, path: Path) -> None:
    partial = Path(shutil.copyfile(path, tmp_path / "partial"))
    with pytest.raises(opening.AlreadyThere):
        opening._publish(partial, path)


def test_where_a_file_cannot_have_two_names_a_new_desk_still_overwrites_none(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Path, _name: Path) -> None:
        raise OSError(errno.EPERM, "as on a stick with FAT")

    monkeypatch.setattr(os, "link", refuse)
    before = path.read_bytes()
    partial = Path(shutil.copyfile(path, tmp_path / "partial"))
    with pytest.raises(opening.AlreadyThere):
        opening._publish(partial, path)
    assert path.read_bytes() == before
    opening._publish(partial, tmp_path / "nuovo.desk")
    assert (tmp_path / "nuovo.desk").read_bytes() == before
    assert not partial.exists()


def test_a_new_desk_has_the_shape_of_the_models(tmp_path: Path) -> None:
    Desk.create(tmp_path / "nuovo.desk").close()
    assert [p.name for p in tmp_path.iterdir()] == ["nuovo.desk"]
    with Desk.open(tmp_path / "nuovo.desk") as desk:
        assert desk.read(lambda s: check.faults(s.connection())) == []


# ── the connection ────────────────────────────────────────────────────────────────────────────
def test_the_protecting_settings_took(file_desk: Desk) -> None:
    wanted = {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "journal_mode": "truncate",
        "synchronous": 3,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "cache_spill": 0,
        "application_id": engine.APPLICATION_ID,
    }
    found = {name: scalar(file_desk, f"PRAGMA {name}") for name in wanted}
    assert found == wanted


def test_a_setting_that_does_not_take_keeps_the_desk_shut(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deaf(engine.sqlite_module().Connection):  # type: ignore[misc]  # chosen when it runs
        def execute(self, sql: str, *args: object) -> object:
            return super().execute(sql.replace("foreign_keys=1", "foreign_keys=0"), *args)

    module = engine.sqlite_module()
    real = module.connect
    monkeypatch.setattr(module, "connect", lambda *a, **k: real(*a, factory=Deaf, **k))
    with pytest.raises(engine.UnsafeConnection, match="foreign_keys"):
        Desk.open(path)


def test_a_row_that_points_to_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(StillReferenced):
        do(
            desk,
            lambda tx: tx.session.connection().exec_driver_sql(
                "INSERT INTO membership(organisation_id) VALUES (4711)"
            ),
        )
    assert state(desk) == {}


def test_a_text_that_a_server_finds_too_long_is_no_bug_of_ours(desk: Desk) -> None:
    with pytest.raises(TooLong) if is_postgresql(desk) else nullcontext():
        desk.write(share_view, ShareView(listing="x" * 1000, name="Vista", content={}))


def test_who_waits_for_a_long_writer_is_not_told_of_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = engine.make_engine
    monkeypatch.setattr(engine, "make_engine", lambda *a, **k: real(*a, **{**k, "busy_ms": 50}))
    writer = engine.sqlite_module().connect(str(path), isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(Busy):
            Desk.open(path)
    finally:
        writer.close()


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    said = refusal(lambda: Desk.open("postgresql+psycopg://io:segreto@127.0.0.1:9/a"))
    assert said == (
        "Il server dell’archivio condiviso non risponde: controlla la rete e le credenziali."
    )


def test_triggers_that_are_gone_are_put_back_at_the_next_start(desk: Desk) -> None:
    if is_postgresql(desk):
        return  # its owner's `upgrade` puts them back; a start may not
    tamper(desk, {"log_organisation_u": "organisation"})
    with Desk.open(desk.location, clock=desk.clock):
        pass
    assert desk.read(lambda s: check.faults(s.connection())) == []


# ── who may only read ─────────────────────────────────────────────────────────────────────────
@pytest.fixture
def unprivileged(path: Path) -> Iterator[Callable[[Callable[[], str]], str]]:
    """Runs a function as somebody who may not write everywhere, as root may."""

    def run(act: Callable[[], str]) -> str:
        if os.geteuid() != 0:
            return act()
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.setuid(NOBODY)
            try:
                told = act()
            except DeskUnavailable as error:
                told = str(error)
            os.write(writer, told.encode())
            os._exit(0)
        os.waitpid(child, 0)
        os.close(writer)
        with os.fdopen(reader, "rb") as stream:
            return stream.read().decode()

    yield run
    path.chmod(0o644)
    path.parent.chmod(0o755)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_only_be_read_says_so_and_is_read(
    path: Path, what: str, unprivileged: Callable[[Callable[[], str]], str]
) -> None:
    for folder in list(path.parents)[:-2]:
        folder.chmod(folder.stat().st_mode | 0o055)
    path.parent.chmod(0o777 if what == "file" else 0o555)
    path.chmod(0o444 if what == "file" else 0o666)

    def write() -> str:
        return refusal(lambda: Desk.open(path))

    def read() -> str:
        with Desk.open(path, read_only=True) as desk:
            return str(state(desk))

    assert unprivileged(write) == (
        f"{path} qui si può solo leggere: apri l’archivio in sola lettura,"
        " oppure copialo in una tua cartella."
    )
    assert unprivileged(read) == "{}"


def test_a_desk_that_may_be_written_again_is_written_again(
    path: Path, unprivileged: Callable[[Callable[[], str]], str]
) -> None:
    for folder in list(path.parents)[:-2]:
        folder.chmod(folder.stat().st_mode | 0o055)
    path.parent.chmod(0o777)
    if os.geteuid() == 0:
        os.chown(path, NOBODY, NOBODY)

    def lived() -> str:
        with Desk.open(path) as desk:
            add(desk, "Uno")
            engine.journal_of(path).chmod(0o444)  # as SQLite leaves it beside a read-only file
            path.chmod(0o444)
            said = refusal(lambda: add(desk, "Due"))
            path.chmod(0o644)
            return f"{said} {add(desk, 'Tre')}"

    assert unprivileged(lived) == "L’archivio è in sola lettura: nulla è stato modificato. 2"


# ── after a crash ─────────────────────────────────────────────────────────────────────────────
def crashed(path: Path, folder: Path) -> Path:
    """A copy as a program leaves it that dies while it writes: half a change and its journal."""
    with Desk.open(path) as desk:
        do(desk, lambda tx: organisation(tx, "Uno"))
    writer = engine.sqlite_module().connect(str(path), isolation_level=None)
    writer.execute("PRAGMA journal_mode=TRUNCATE")
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    writer.executemany(
        "INSERT INTO blob(sha256,content) VALUES (?, zeroblob(5000))",
        [(str(n),) for n in range(200)],
    )
    copy = Path(shutil.copyfile(path, folder / "caduto.desk"))
    shutil.copyfile(engine.journal_of(path), engine.journal_of(copy))
    writer.close()
    return copy


@pytest.mark.parametrize("read_only", [True, False])
def test_what_a_crash_left_is_recovered_by_whoever_opens_it(
    path: Path, tmp_path: Path, read_only: bool
) -> None:
    copy = crashed(path, tmp_path)
    assert copy.stat().st_size > path.stat().st_size + 500_000
    with Desk.open(copy, read_only=read_only) as desk:
        assert rows(desk, "SELECT name FROM organisation") == [("Uno",)]
        assert desk.read(lambda s: check.faults(s.connection())) == []
