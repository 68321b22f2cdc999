"""Several who write at once leave no gap in the numbers and pay no charge twice."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.desk import Desk
from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import missing_numbers, repeated_numbers
from cluster_desk.errors import Invalid
from cluster_desk.queries.fees.charges import charge_totals
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.fees.payments import (
    RecordPayment,
    RecordPayments,
    record_payment,
    record_payments,
)
from cluster_desk.services.numbering import RECEIPT, next_number
from cluster_desk.store.tables.fees import Receipt
from cluster_desk.tx import Tx
from tests.desks import TODAY as CLOCK
from tests.fee_desks import FEE, TODAY, issue, member, schedule
from tests.figures import runs
from tests.processes import let_others_write_first

WRITERS = 4
EACH = runs(12, 200)


class ChangedMyMind(Exception):
    """What a writer raises in one of ten transactions, after it took its number."""


@dataclass(frozen=True)
class TakeNumber:
    """Bind the next receipt number to a payment, or fail afterwards."""

    payment_id: int
    fails: bool


def take_number(tx: Tx, command: TakeNumber) -> None:
    """A receipt without its page: the number is what matters here."""
    tx.describe("number")
    number = next_number(tx, RECEIPT, 2026)
    tx.session.add(
        Receipt(
            year=2026,
            number=number,
            issued_on=TODAY,
            payment_id=command.payment_id,
            amount=Money(1),
            stamp=Money(0),
        )
    )
    tx.session.flush()
    if command.fails:
        raise ChangedMyMind


def write_numbers(location: str | Path, payments: list[int], seed: int) -> int:
    """Take a number for each payment; how many transactions were rolled back."""
    let_others_write_first()
    chance = random.Random(seed)
    undone = 0
    with Desk.open(location, clock=CLOCK) as desk:
        for payment_id in payments:
            while chance.random() < 0.1:
                undone += 1
                with pytest.raises(ChangedMyMind):
                    desk.write(take_number, TakeNumber(payment_id, fails=True))
            desk.write(take_number, TakeNumber(payment_id, fails=False))
    return undone


def payments(desk: Desk) -> list[list[int]]:
    """Payments without receipt, a share for each writer."""
    payer = member(desk)
    one = RecordPayment(amount=Money(1), received_on=TODAY, membership_id=payer)
    many = RecordPayments(payments=(one,) * (WRITERS * EACH))
    ids = [result.payment_id for result in desk.write(record_payments, many).value]
    return [ids[at::WRITERS] for at in range(WRITERS)]


def numbers(session: Session) -> list[int]:
    return list(session.scalars(select(Receipt.number)))


def assert_gapless(desk: Desk) -> None:
    found = desk.read(numbers)
    assert len(found) == WRITERS * EACH
    assert missing_numbers(found) == ()
    assert repeated_numbers(found) == ()


@pytest.mark.slow
def test_numbers_have_no_gaps_when_threads_write_and_one_in_ten_fails(desk: Desk) -> None:
    shares = payments(desk)
    with ThreadPoolExecutor(WRITERS) as pool:
        undone = list(pool.map(write_numbers, [desk.location] * WRITERS, shares, range(WRITERS)))
    assert sum(undone) > 0
    assert_gapless(desk)


@pytest.mark.slow
def test_numbers_have_no_gaps_when_processes_write_and_one_in_ten_fails(desk: Desk) -> None:
    shares = payments(desk)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        tasks = [(desk.location, share, seed) for seed, share in enumerate(shares)]
        undone = pool.starmap(write_numbers, tasks)
    assert sum(undone) > 0
    assert_gapless(desk)


def at_once(desk: Desk, act: Callable[[Desk], None]) -> None:
    """The same gesture at two doors of one desk."""

    def run(_door: int) -> None:
        with Desk.open(desk.location, clock=CLOCK) as other:
            act(other)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(run, range(WRITERS)))


def test_one_charge_is_not_paid_twice_by_two_who_record_at_once(desk: Desk) -> None:
    payer = member(desk)
    schedule(desk)
    issue(desk)
    whole = RecordPayment(amount=FEE, received_on=TODAY, membership_id=payer)

    def pay_it(door: Desk) -> None:
        door.write(record_payment, whole)

    at_once(desk, pay_it)

    assert desk.read(charge_totals, on=TODAY).paid == FEE


def test_a_charge_that_is_named_by_two_at_once_is_refused_to_the_second(desk: Desk) -> None:
    payer = member(desk)
    schedule(desk)
    issue(desk)
    charge = (
        desk.write(
            record_payment,
            RecordPayment(amount=Money(1), received_on=TODAY, membership_id=payer),
        )
        .value.parts[0]
        .charge_id
    )
    rest = RecordPayment(
        amount=FEE - Money(1), received_on=TODAY, membership_id=payer, charge_ids=(charge,)
    )
    refused: list[Invalid] = []

    def pay_it(door: Desk) -> None:
        try:
            door.write(record_payment, rest)
        except Invalid as error:
            refused.append(error)

    at_once(desk, pay_it)

    assert len(refused) == WRITERS - 1
    assert desk.read(charge_totals, on=TODAY).paid == FEE


def test_two_who_issue_one_year_at_once_charge_each_member_once(desk: Desk) -> None:
    for name in ("Alfa", "Beta", "Gamma"):
        member(desk, name)
    schedule(desk)

    def issue_it(door: Desk) -> None:
        door.write(issue_fees, IssueFees(year=2026))

    at_once(desk, issue_it)

    assert desk.read(charge_totals, on=TODAY).count == 3
