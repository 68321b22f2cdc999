"""A full disk and a flipped bit end in a sentence, never in a crash or a half-made file."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError, DeskUnavailable
from cluster_desk.store import backup, check, engine
from tests.faults import acting
from tests.figures import runs
from tests.store.acting import add, state

pytestmark = pytest.mark.slow


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    """A desk with a few organisations."""
    path = Path(shutil.copyfile(sqlite_template, tmp_path / "prova.desk"))
    with Desk.open(path, clock=acting.CLOCK) as desk:
        for number in range(20):
            add(desk, f"Spazio {number:02} S.r.l.")
    return path


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """As if the disk were full: no file grows beyond this size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refusal_beyond(limit: int, desk: Desk) -> str:
    """What the desk says to a large write; nothing where there was space enough."""
    with no_file_beyond(limit):
        try:
            desk.write(acting.add_many, 200)
        except DeskUnavailable as error:
            return str(error)
    return ""


def faults(path: Path) -> list[check.Fault]:
    with Desk.open(path, read_only=True) as desk:
        return desk.read(lambda s: check.faults(s.connection()))


def test_a_write_that_finds_no_space_changes_nothing_and_works_again_later(path: Path) -> None:
    with Desk.open(path, clock=acting.CLOCK) as desk:
        before = state(desk)
        refused = 0
        for step in range(runs(100, 500)):
            limit = path.stat().st_size - 4096 * 30 + step * 4096
            said = refusal_beyond(limit, desk)
            if said:
                refused += 1
                assert "nulla è stato modificato" in said
            else:
                desk.undo()
            assert state(desk) == before
        assert refused > 10
        desk.write(acting.add_many, 200)
    assert faults(path) == []


def test_a_backup_that_finds_no_space_leaves_nothing(path: Path) -> None:
    folder = path.parent / "copie"
    size = path.stat().st_size
    for step in range(runs(20, 100)):
        space = no_file_beyond(step * size // runs(20, 100))
        with space, pytest.raises((DeskUnavailable, OSError)):
            backup.make(path, folder, now=acting.NOW)
        assert list(folder.iterdir()) == []
    made = backup.make(path, folder, now=acting.NOW)
    assert backup.faults_of(made.path) == []


def verdict(path: Path) -> str:
    """`sound`, or what the desk or its check said; anything else that is raised is a bug."""
    try:
        found = faults(path)
    except DeskError as error:
        return type(error).__name__
    return found[0].area if found else "sound"


def flipped(content: bytes, offset: int, bit: int) -> bytes:
    changed = bytearray(content)
    changed[offset] ^= 1 << bit
    return bytes(changed)


def test_a_flipped_bit_never_ends_in_a_crash(path: Path) -> None:
    content, chance = path.read_bytes(), Random(5)
    other = path.with_name("bit.desk")
    found = 0
    for _ in range(runs(250, 5000)):
        place, bit = chance.randrange(len(content)), chance.randrange(8)
        other.write_bytes(flipped(content, place, bit))
        found += verdict(other) != "sound"
    assert found > 0


def test_a_flipped_bit_in_the_words_of_a_row_is_always_reported(path: Path) -> None:
    content, chance = path.read_bytes(), Random(6)
    good, met = words_read(path), 0
    other = path.with_name("bit.desk")
    words = [f"Spazio {number:02} S.r.l.".encode() for number in range(20)]
    places = [
        start + offset
        for word in words
        for start in _everywhere(content, word)
        for offset in range(len(word))
    ]
    for _ in range(runs(100, 1000)):
        place, bit = chance.choice(places), chance.randrange(8)
        other.write_bytes(flipped(content, place, bit))
        if words_read(other) != good:  # others are remnants in free space, which nobody reads
            met += 1
            assert verdict(other) != "sound", f"byte {place}, bit {bit}"
    assert met > runs(40, 300)


def test_a_flipped_bit_in_a_backup_is_never_restored(path: Path) -> None:
    good = backup.make(path, path.parent / "copie", now=acting.NOW).path
    content, chance = good.read_bytes(), Random(7)
    into = path.with_name("altro.desk")
    for _ in range(runs(250, 5000)):
        good.write_bytes(flipped(content, chance.randrange(len(content)), chance.randrange(8)))
        with pytest.raises(DeskError):
            backup.restore(good, into, now=acting.NOW)
        assert not into.exists()


def test_a_flipped_bit_in_what_is_written_about_a_backup_is_no_crash(path: Path) -> None:
    made = backup.make(path, path.parent / "copie", now=acting.NOW)
    manifest, into = backup.manifest_of(made.path), path.with_name("altro.desk")
    content, chance = manifest.read_bytes(), Random(8)
    refused = 0
    for _ in range(runs(40, 1000)):
        manifest.write_bytes(flipped(content, chance.randrange(len(content)), chance.randrange(8)))
        try:
            backup.restore(made.path, into, now=acting.NOW)
        except backup.BadBackup:
            refused += 1
        else:  # what was flipped is not what the backup is known by
            assert into.read_bytes() == made.path.read_bytes()
            into.unlink()
        assert backup.rotate(manifest.parent, path.stem) == []
    assert refused > 0


def words_read(path: Path) -> list[tuple[bytes, ...]]:
    """The names and their history, byte by byte."""
    connection = engine.sqlite_module().connect(str(path))
    connection.text_factory = bytes
    try:
        names = connection.execute("SELECT name FROM organisation").fetchall()
        return [*names, *connection.execute("SELECT after FROM change").fetchall()]
    finally:
        connection.close()


def _everywhere(content: bytes, word: bytes) -> Iterator[int]:
    place = content.find(word)
    while place >= 0:
        yield place
        place = content.find(word, place + 1)
