"""Numbers have no gaps and no doubles, however many write and however often they step back."""

from __future__ import annotations

from cluster_desk.desk import Desk
from cluster_desk.services.numbering import RECEIPT, continue_from, next_number, next_numbers
from cluster_desk.store import check
from tests.desks import NewDesk
from tests.faults.acting import post_some
from tests.figures import runs
from tests.processes import received, start
from tests.store.acting import do, rows

WRITERS = 8


def test_several_processes_leave_no_gap_and_no_double(new_desk: NewDesk) -> None:
    desk = new_desk()
    turns = runs(12, 225)
    begun = [start(post_some, str(desk.location), seed, turns) for seed in range(WRITERS)]
    told = [received(answers) for _, answers in begun]
    for process, _ in begun:
        process.join()
        assert process.exitcode == 0
    numbers = sorted(number for own in told for number in own)
    assert WRITERS * turns * 0.7 < len(numbers) <= WRITERS * turns
    assert numbers == list(range(1, len(numbers) + 1))
    stored = [row[0] for row in rows(desk, "SELECT number FROM receipt ORDER BY number")]
    assert stored == numbers
    assert all(own == sorted(own) for own in told)
    assert desk.read(lambda s: check.faults(s.connection())) == []


def test_each_series_and_year_counts_for_itself(desk: Desk) -> None:
    assert do(desk, lambda tx: next_number(tx, RECEIPT, 2026)) == 1
    assert do(desk, lambda tx: next_number(tx, RECEIPT, 2027)) == 1
    assert do(desk, lambda tx: next_number(tx, "RV", 2026)) == 1
    assert do(desk, lambda tx: next_number(tx, RECEIPT, 2026)) == 2


def test_several_numbers_at_once_follow_one_another(desk: Desk) -> None:
    assert do(desk, lambda tx: list(next_numbers(tx, RECEIPT, 2026, 3))) == [1, 2, 3]
    assert do(desk, lambda tx: list(next_numbers(tx, RECEIPT, 2026, 0))) == []
    assert do(desk, lambda tx: next_number(tx, RECEIPT, 2026)) == 4


def test_a_series_begun_on_paper_goes_on_and_never_back(desk: Desk) -> None:
    do(desk, lambda tx: continue_from(tx, RECEIPT, 2026, 41))
    assert do(desk, lambda tx: next_number(tx, RECEIPT, 2026)) == 42
    do(desk, lambda tx: continue_from(tx, RECEIPT, 2026, 7))
    assert do(desk, lambda tx: next_number(tx, RECEIPT, 2026)) == 43
