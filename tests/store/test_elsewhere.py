"""What other programs write is noticed once; what is one’s own is no news; looking is cheap."""

from __future__ import annotations

import shutil
from pathlib import Path

from cluster_desk.desk import Desk
from tests.store.acting import add, do, is_postgresql
from tests.treasury_desks import furnish, statements

NOTHING = frozenset[str]()


def test_topics_of_others_are_told_once_and_ones_own_never(desk: Desk) -> None:
    add(desk, "Prima")
    assert desk.elsewhere.look() == NOTHING  # from here on
    add(desk, "Mio")
    assert desk.elsewhere.look() == NOTHING
    with Desk.open(desk.location, clock=desk.clock) as other:
        add(other, "Di un altro")
        add(desk, "Mio tra due altri")
        furnish(other)
        desk.preview(lambda tx, _command: tx.describe("niente"), None)
        assert desk.elsewhere.look() == {"members", "treasury"}
        assert desk.elsewhere.look() == NOTHING
        other.undo()
        desk.undo()
        assert desk.elsewhere.look() == {"treasury"}
        assert other.elsewhere.look() == NOTHING  # its first look
        desk.redo()
        assert desk.elsewhere.look() == NOTHING
        assert other.elsewhere.look() == {"treasury"}


def test_while_something_is_written_here_the_look_is_put_off(desk: Desk) -> None:
    desk.elsewhere.look()
    with Desk.open(desk.location, clock=desk.clock) as other:
        add(other, "Di un altro")
    assert do(desk, lambda _tx: desk.elsewhere.look()) == NOTHING
    assert desk.elsewhere.look() == {"members"}


def test_a_look_at_a_file_reads_nothing_while_nobody_wrote(desk: Desk) -> None:
    desk.elsewhere.look()
    with statements() as seen:
        desk.elsewhere.look()
    assert len(seen) == is_postgresql(desk)


def test_a_file_that_is_locked_away_or_replaced_is_found_by_the_next_look(
    desk: Desk, tmp_path: Path
) -> None:
    if is_postgresql(desk):
        return
    desk.elsewhere.look()
    place = Path(desk.location)
    newer = Path(shutil.copy(place, tmp_path / "newer.desk"))
    with Desk.open(newer, clock=desk.clock) as other:
        add(other, "Di un altro")
    away = place.rename(tmp_path / "away.desk")
    assert desk.elsewhere.look() == NOTHING
    away.rename(place)
    assert desk.elsewhere.look() == NOTHING
    newer.replace(place)  # as a folder that is shared does
    assert desk.elsewhere.look() == {"members"}
