"""A thousand receipts are issued in groups: numbered without gaps, stopped and taken up again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cluster_desk.desk import Desk
from cluster_desk.errors import Cancelled
from cluster_desk.progress import Stoppable
from cluster_desk.queries.fees.notices import members_to_ask, notice_rows
from cluster_desk.queries.fees.payments import receipt_rows
from cluster_desk.queries.fees.receipt_facts import pending_payments
from cluster_desk.queries.fees.reminders import reminder_rows
from cluster_desk.services.fees.groups import GROUP, GroupedRun, run_groups
from cluster_desk.services.fees.notices import IssueNotices, issue_notices
from cluster_desk.services.fees.receipts import IssueReceipts, ReceiptsResult, issue_receipts
from cluster_desk.services.fees.reminders import Remind, remind
from tests.fee_desks import FEE, TODAY, choose, found, issue, member, pay, schedule
from tests.pace import fair, seconds_of

REQUEST = "0b6b9c0e-6a2f-4c7e-9d55-0d6d6f3a9f01"
PAID = 7


@pytest.fixture
def owing(desk: Desk) -> tuple[Desk, list[int]]:
    """Seven members with the fee of the year, and their ids."""
    found(desk)
    members = [member(desk, f"Socio {n}") for n in range(PAID)]
    schedule(desk)
    issue(desk)
    return desk, members


@pytest.fixture
def paid(owing: tuple[Desk, list[int]]) -> Desk:
    """The same when everybody has paid."""
    desk, members = owing
    for membership_id in members:
        pay(desk, membership_id, FEE.cents)
    return desk


def receipts_run(desk: Desk, size: int = 3) -> GroupedRun[ReceiptsResult]:
    pending = desk.read(pending_payments, until=TODAY)
    return GroupedRun(
        issue_receipts,
        lambda ids: IssueReceipts(payment_ids=ids),
        pending,
        request_id=REQUEST,
        size=size,
    )


def numbers(desk: Desk) -> list[str]:
    return [row.number for row in desk.read(receipt_rows)][::-1]


def expected(count: int) -> list[str]:
    return [f"RIC 2026/{n:04d}" for n in range(1, count + 1)]


def test_groups_follow_each_other_without_a_gap(paid: Desk) -> None:
    results = run_groups(paid, receipts_run(paid))
    assert [len(result.receipts) for result in results] == [3, 3, 1]
    assert numbers(paid) == expected(PAID)


def test_between_two_groups_somebody_else_writes(paid: Desk) -> None:
    run = receipts_run(paid)
    run.step(paid)
    choose(paid, "days_to_pay", 45)
    run.step(paid)
    assert (run.done, run.is_over) == (6, False)


def test_stopped_in_the_middle_of_a_group_what_was_done_before_stays(paid: Desk) -> None:
    run = receipts_run(paid)
    progress = _StopsAt(4)
    run_groups(paid, run, progress)
    assert run.is_stopped
    assert numbers(paid) == expected(3)
    assert progress.seen == [(0, 7), (1, 7), (2, 7), (3, 7), (4, 7)]


def test_begun_anew_a_run_does_only_what_is_missing(paid: Desk) -> None:
    run_groups(paid, receipts_run(paid), _StopsAt(4))
    again = receipts_run(paid)
    assert again.total == PAID - 3
    run_groups(paid, again)
    assert numbers(paid) == expected(PAID)


def test_a_group_whose_answer_was_lost_is_not_done_twice(paid: Desk) -> None:
    first = receipts_run(paid)
    also = receipts_run(paid)  # as the program knew them before it lost the answer
    first.step(paid)
    found_again = also.step(paid)
    assert found_again is not None
    assert found_again.repeated
    assert (also.done, also.values) == (3, [])
    assert numbers(paid) == expected(3)


def test_what_cannot_have_a_receipt_is_said_and_holds_nobody_up(paid: Desk) -> None:
    run = receipts_run(paid)
    second = paid.read(pending_payments, until=TODAY)[1]
    paid.write(issue_receipts, IssueReceipts(payment_ids=(second,)))
    results = run_groups(paid, run)
    assert [each.payment_id for result in results for each in result.skipped] == [second]
    assert numbers(paid) == expected(PAID)


def test_requests_of_payment_run_in_groups_by_register_number(
    owing: tuple[Desk, list[int]],
) -> None:
    desk, members = owing
    wanted = desk.read(members_to_ask, year=2026)
    assert wanted == members
    run = GroupedRun(
        issue_notices,
        lambda ids: IssueNotices(year=2026, membership_ids=ids),
        wanted,
        request_id=REQUEST,
        size=3,
    )
    run_groups(desk, run)
    assert [row.membership_id for row in desk.read(notice_rows)][::-1] == members
    assert desk.read(members_to_ask, year=2026) == []


def test_reminders_run_in_groups(owing: tuple[Desk, list[int]]) -> None:
    desk, members = owing
    run = GroupedRun(
        remind,
        lambda ids: Remind(year=2026, membership_ids=ids),
        members,
        request_id=REQUEST,
        size=3,
    )
    results = run_groups(desk, run)
    assert [len(result.reminders) for result in results] == [3, 3, 1]
    assert {row.level for row in desk.read(reminder_rows, year=2026)} == {1}


def test_a_group_holds_the_desk_for_less_than_a_second(file_desk: Desk) -> None:
    found(file_desk)
    members = [member(file_desk, f"Socio {n}") for n in range(GROUP)]
    schedule(file_desk)
    issue(file_desk)
    for membership_id in members:
        pay(file_desk, membership_id, FEE.cents, received_on=date(2026, 3, 20))
    run = receipts_run(file_desk, GROUP)
    taken = fair(seconds_of(lambda: run.step(file_desk)), 3)
    assert run.is_over
    assert taken < 3  # about half a second where nothing else runs


class _StopsAt(Stoppable):
    """Stops when so many are done, as a person at the button does."""

    def __init__(self, done: int) -> None:
        super().__init__()
        self._at = done
        self.seen: list[tuple[int, int]] = []

    def step(self, done: int, total: int, message: str = "") -> None:
        self.seen.append((done, total))
        if done >= self._at:
            raise Cancelled


def test_nothing_to_do_is_over_at_once(paid: Desk) -> None:
    empty: GroupedRun[Any] = GroupedRun(
        issue_receipts, lambda ids: IssueReceipts(payment_ids=ids), [], request_id=REQUEST
    )
    assert empty.is_over
    assert run_groups(paid, empty) == []
