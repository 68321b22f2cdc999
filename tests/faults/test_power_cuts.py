"""When the power goes at any moment, the desk is whole and holds what it said was saved."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from random import Random

import pytest

from cluster_desk.store import engine
from tests.faults.powercut import Disk, Event, record
from tests.figures import runs

pytestmark = pytest.mark.slow
WRITES = {"post": 25, "many": 8}


@pytest.fixture
def strace() -> None:
    """Skips where calls cannot be recorded."""
    if shutil.which("strace") is None:
        pytest.skip("no strace here: power cuts are not simulated")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode:
        pytest.skip("strace may not trace here: power cuts are not simulated")


def findings(
    template: Path, folder: Path, kind: str, cuts: int, *, careless: bool = False
) -> tuple[int, int]:
    """How many images are damaged or inconsistent, and how many lost what was acknowledged."""
    place = folder / kind
    place.mkdir()
    path = Path(shutil.copyfile(template, place / "a.desk"))
    files = {"a.desk": path.read_bytes()}
    manner = "careless" if careless else "careful"
    words = (str(path), kind, str(WRITES[kind]), manner)
    events = record(place, "tests.faults.workload", *words)
    assert sum(event.kind == "ack" for event in events) == WRITES[kind]
    return judge(Disk.of(files), events, cuts)


def judge(disk: Disk, events: list[Event], cuts: int) -> tuple[int, int]:
    chance = Random(3)
    moments = sorted(chance.randrange(1, len(events) + 1) for _ in range(cuts))
    taken = told = bad = lost = 0
    for moment in moments:
        for event in events[taken:moment]:
            disk.take(event)
            told = event.at if event.kind == "ack" else told
        taken = moment
        found = kept(disk.after_cut(chance))
        bad += found < 0
        lost += 0 <= found < told
    return bad, lost


def kept(files: dict[str, bytes]) -> int:
    """How many change sets an image holds once it is opened; -1 where it is damaged."""
    module = engine.sqlite_module()
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        connection = module.connect(f"{folder}/a.desk")
        try:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return -1
            sets, last, sealed = connection.execute(
                "SELECT count(*), coalesce(max(seq),0), count(hash) FROM change_set"
            ).fetchone()
            receipts, number = connection.execute(
                "SELECT count(*), coalesce(max(number),0) FROM receipt"
            ).fetchone()
        except module.DatabaseError:
            return -1
        finally:
            connection.close()
    return last if sets == last == sealed and receipts == number else -1


@pytest.mark.parametrize("kind", WRITES)
@pytest.mark.usefixtures("strace")
def test_no_cut_damages_the_desk_or_takes_what_was_saved(
    sqlite_template: Path, tmp_path: Path, kind: str
) -> None:
    assert findings(sqlite_template, tmp_path, kind, runs(300, 20_000)) == (0, 0)


@pytest.mark.usefixtures("strace")
def test_cuts_find_out_a_desk_that_does_not_flush(sqlite_template: Path, tmp_path: Path) -> None:
    """The control: were it whole, the simulator would prove nothing."""
    # an image that is damaged is not asked what it lost
    bad, _lost = findings(sqlite_template, tmp_path, "post", 200, careless=True)
    assert bad > 0
