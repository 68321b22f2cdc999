"""When the power goes at any moment, the desk is whole and holds what it said was saved."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.store import check, triggers
from tests.faults import acting, next_version
from tests.faults.images import DAMAGED, Images, Look, images
from tests.faults.powercut import Cut, Disk, Event, record
from tests.figures import runs

MEMBERS = 40
pytestmark = pytest.mark.slow
WRITES = {"post": 25, "many": 8, "upgrade": 1}
EVERY = 100  # images between two that the program itself opens and checks


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
    if kind == "upgrade":
        next_version.lay_steps(template, folder / "steps")
        with Desk.open(path, clock=acting.CLOCK) as desk:
            desk.write(acting.add_many, MEMBERS)
    files = {"a.desk": path.read_bytes()}
    manner = "careless" if careless else "careful"
    words = (str(path), kind, str(WRITES[kind]), manner)
    events = record(place, "tests.faults.workload", *words)
    assert sum(event.kind == "ack" for event in events) == WRITES[kind]
    look = upgraded if kind == "upgrade" else kept
    with images(folder / "images") as at:
        return judge(Disk.of(files), events, cuts, look, at)


def judge(disk: Disk, events: list[Event], cuts: int, look: Look, place: Images) -> tuple[int, int]:
    chance = Random(3)
    moments = sorted(chance.randrange(1, len(events) + 1) for _ in range(cuts))
    taken = told = bad = lost = 0
    seen: dict[Cut, int] = {}
    for moment in moments:
        for event in events[taken:moment]:
            disk.take(event)
            told = event.at if event.kind == "ack" else told
        taken = moment
        cut = disk.after_cut(chance)
        if cut not in seen:  # the same bytes are looked at once
            place.lay(disk.image(cut))
            if len(seen) % EVERY == 0:
                look_by_itself(place, look)
            seen[cut] = place.look(look)
        bad += seen[cut] == DAMAGED
        lost += DAMAGED < seen[cut] < told
    return bad, lost


def look_by_itself(place: Images, look: Look) -> None:
    """The image as it lies there is the same to a new connection, and in order to the program."""
    files = {one.name: one.read_bytes() for one in place.path.parent.iterdir()}
    found = place.look(look)
    place.forget()
    place.lay(files)
    assert place.look(look) == found
    if look is kept and found != DAMAGED:
        with Desk.open(place.path, clock=acting.CLOCK) as desk:
            assert desk.read(lambda s: check.faults(s.connection())) == []
    place.lay(files)


def kept(connection: Any) -> int:
    """How many change sets it holds."""
    sets, last, sealed = connection.execute(
        "SELECT count(*), coalesce(max(seq),0), count(hash) FROM change_set"
    ).fetchone()
    receipts, number = connection.execute(
        "SELECT count(*), coalesce(max(number),0) FROM receipt"
    ).fetchone()
    return last if sets == last == sealed and receipts == number else DAMAGED


def upgraded(connection: Any) -> int:
    """Whether it is at the next schema, 1, or at today's, 0, with every row and every guard."""
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    (guards, is_new) = connection.execute(
        "SELECT count(*) FILTER (WHERE type = 'trigger'), max(name = 'address_book')"
        " FROM sqlite_master"
    ).fetchone()
    (members,) = connection.execute("SELECT count(*) FROM organisation").fetchone()
    sets = connection.execute("SELECT kind FROM change_set ORDER BY seq").fetchall()
    if is_new:
        more = len(triggers.sqlite_triggers()) + 4  # three that log its table, one for its ids
        whole = (version, sets, guards) == ("0003", [("write",), ("migrate",)], more)
    else:
        now = len(triggers.sqlite_triggers())
        whole = (version, sets, guards) == ("0001", [("write",)], now)
    return int(is_new) if whole and members == MEMBERS else DAMAGED


@pytest.mark.parametrize("kind", WRITES)
@pytest.mark.usefixtures("strace")
def test_no_cut_damages_the_desk_or_takes_what_was_saved(
    sqlite_template: Path, tmp_path: Path, kind: str
) -> None:
    assert findings(sqlite_template, tmp_path, kind, runs(2_000, 20_000)) == (0, 0)


@pytest.mark.usefixtures("strace")
def test_cuts_find_out_a_desk_that_does_not_flush(sqlite_template: Path, tmp_path: Path) -> None:
    """The control: were it whole, the simulator would prove nothing."""
    # an image that is damaged is not asked what it lost
    bad, _lost = findings(sqlite_template, tmp_path, "post", 200, careless=True)
    assert bad > 0
