"""Money that comes in pays what is open, to the cent, and what came by mistake goes again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cluster_desk.desk import Desk
from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.errors import Invalid
from cluster_desk.queries.fees.account import statement_of_account
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows, charge_totals
from cluster_desk.queries.fees.payments import credit_of, payment_rows
from cluster_desk.services.fees.charges import AddCharge, AdjustCharge, add_charge, adjust_charge
from cluster_desk.services.fees.corrections import (
    AllocatePayment,
    IsVoid,
    ReturnPayment,
    VoidPayment,
    allocate_payment,
    return_payment,
    void_payment,
)
from cluster_desk.services.fees.payments import (
    RecordPayment,
    RecordPayments,
    record_payment,
    record_payments,
)
from cluster_desk.services.fees.schedule import AlreadyCharged
from cluster_desk.store.check import faults
from cluster_desk.store.tables.fees import Charge, PayerAlias
from cluster_desk.tx import Tx
from tests.fee_desks import FEE, TODAY, choose, issue, member, pay, schedule

PAID = date(2026, 3, 20)


def charged(desk: Desk, *names: str) -> list[int]:
    """Members with their fee of 2026, issued on 1 February."""
    ids = [member(desk, name) for name in names or ("Alfa",)]
    schedule(desk)
    issue(desk)
    return ids


def charge_of(desk: Desk, membership_id: int, year: int = 2026) -> int:
    rows = desk.read(
        charge_rows, on=TODAY, filter=ChargeFilter(members=(membership_id,), year=year)
    )
    return rows[0].id


def state(desk: Desk, membership_id: int, on: date = TODAY) -> tuple[PaymentStatus, Money]:
    chosen = ChargeFilter(members=(membership_id,))
    row = desk.read(charge_rows, on=on, filter=chosen)[0]
    return row.state, row.residue


def fields(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


def test_a_part_paid_leaves_the_rest_open(desk: Desk) -> None:
    (alfa,) = charged(desk)
    pay(desk, alfa, 500_00)
    assert state(desk, alfa, on=date(2026, 3, 25)) == (PaymentStatus.PARTIAL, Money(700_00))
    assert state(desk, alfa) == (PaymentStatus.OVERDUE, Money(700_00))


def test_a_payment_counts_from_its_own_day(desk: Desk) -> None:
    (alfa,) = charged(desk)
    pay(desk, alfa, FEE.cents)
    assert state(desk, alfa, on=date(2026, 3, 19)) == (PaymentStatus.OPEN, FEE)
    assert state(desk, alfa, on=date(2026, 3, 20)) == (PaymentStatus.PAID, ZERO)


def test_what_is_paid_beyond_stays_credit_until_somebody_allocates_it(desk: Desk) -> None:
    (alfa,) = charged(desk)
    paid = pay(desk, alfa, FEE.cents + 300_00)
    assert paid.excess == Money(300_00)
    schedule(desk, 2027)
    issue(desk, 2027, issued_on=TODAY)
    assert desk.read(credit_of, alfa, on=TODAY) == Money(300_00)

    desk.write(allocate_payment, AllocatePayment(payment_id=paid.payment_id))

    assert desk.read(credit_of, alfa, on=TODAY) == ZERO
    assert desk.read(charge_totals, on=TODAY).open == Money(900_00)
    the_day_before = TODAY - timedelta(days=1)  # no fee of 2027 had been asked for
    assert desk.read(credit_of, alfa, on=the_day_before) == Money(300_00)
    account = desk.read(statement_of_account, alfa, on=the_day_before)
    assert account.closing == Money(-300_00)


def test_no_more_than_the_credit_can_be_allocated(desk: Desk) -> None:
    alfa, beta = charged(desk, "Alfa", "Beta")
    paid = pay(desk, alfa, FEE.cents + 10_00)
    too_much = AllocationPart(charge_of(desk, beta), Money(10_01))
    with pytest.raises(Invalid) as refused:
        desk.write(allocate_payment, AllocatePayment(payment_id=paid.payment_id, parts=(too_much,)))
    assert fields(refused) == {"parts"}


def test_a_year_that_the_payer_named_is_paid_before_an_older_one(desk: Desk) -> None:
    (alfa,) = charged(desk)
    schedule(desk, 2027)
    issue(desk, 2027, issued_on=TODAY)
    paid = pay(desk, alfa, 200_00, years=(2027,))
    assert [part.charge_id for part in paid.parts] == [charge_of(desk, alfa, 2027)]


def test_one_transfer_pays_for_several_members_by_exact_parts(desk: Desk) -> None:
    alfa, beta = charged(desk, "Alfa", "Beta")
    parts = (
        AllocationPart(charge_of(desk, alfa), FEE),
        AllocationPart(charge_of(desk, beta), Money(800_00)),
    )
    command = RecordPayment(
        amount=Money(2_000_00),
        received_on=date(2026, 3, 20),
        parts=parts,
        payer_name="Capogruppo S.p.A.",
    )
    assert desk.write(record_payment, command).value.excess == ZERO
    assert [state(desk, each)[1] for each in (alfa, beta)] == [ZERO, Money(400_00)]


def test_a_rest_that_is_nobodys_is_refused(desk: Desk) -> None:
    (alfa,) = charged(desk)
    part = AllocationPart(charge_of(desk, alfa), Money(100_00))
    command = RecordPayment(amount=Money(150_00), received_on=date(2026, 3, 20), parts=(part,))
    with pytest.raises(Invalid) as refused:
        desk.write(record_payment, command)
    assert fields(refused) == {"membership_id"}


def test_a_part_larger_than_what_is_open_is_refused(desk: Desk) -> None:
    (alfa,) = charged(desk)
    part = AllocationPart(charge_of(desk, alfa), FEE + Money(1))
    with pytest.raises(Invalid, match=r"1\.200,00"):
        pay(desk, alfa, FEE.cents + 1, parts=(part,))


def test_every_fault_of_a_payment_is_told_at_once(desk: Desk) -> None:
    command = RecordPayment(amount=Money(0), received_on=date(2026, 11, 23))
    with pytest.raises(Invalid) as refused:
        desk.write(record_payment, command)
    assert fields(refused) == {"amount", "received_on", "membership_id"}


def test_of_an_amount_below_zero_one_thing_is_said(desk: Desk) -> None:
    (alfa,) = charged(desk)
    for parts in (None, (), (AllocationPart(charge_of(desk, alfa), Money(100_00)),)):
        with pytest.raises(Invalid) as refused:
            pay(desk, alfa, -5_00, parts=parts)
        assert str(refused.value) == "Scrivi un importo maggiore di zero."


def test_cash_from_five_thousand_euro_on_is_refused_as_the_law_says(desk: Desk) -> None:
    (alfa,) = charged(desk)
    with pytest.raises(Invalid, match=r"4\.999,99"):
        pay(desk, alfa, 5_000_00, method=PaymentMethod.CASH)
    pay(desk, alfa, 4_999_99, method=PaymentMethod.CASH)


def test_a_new_limit_on_cash_is_a_dated_setting(desk: Desk) -> None:
    (alfa,) = charged(desk)
    choose(desk, "cash_limits", [["2023-01-01", "4999.99"], ["2026-03-01", "999.99"]])
    with pytest.raises(Invalid, match="999,99"):
        pay(desk, alfa, 1_000_00, method=PaymentMethod.CASH)
    pay(desk, alfa, 1_000_00, method=PaymentMethod.CASH, received_on=date(2026, 2, 28))


def test_a_returned_transfer_opens_the_charge_again_from_its_day(desk: Desk) -> None:
    (alfa,) = charged(desk)
    paid = pay(desk, alfa, FEE.cents)
    back = ReturnPayment(
        payment_id=paid.payment_id, returned_on=date(2026, 4, 2), reason="Conto chiuso"
    )
    desk.write(return_payment, back)
    assert state(desk, alfa, on=date(2026, 4, 1))[0] is PaymentStatus.PAID
    assert state(desk, alfa, on=date(2026, 4, 2)) == (PaymentStatus.OVERDUE, FEE)
    with pytest.raises(IsVoid):
        desk.write(return_payment, back)


def test_a_payment_recorded_by_mistake_counts_on_no_day(desk: Desk) -> None:
    (alfa,) = charged(desk)
    paid = pay(desk, alfa, FEE.cents)
    with pytest.raises(Invalid):
        desk.write(void_payment, VoidPayment(payment_id=paid.payment_id, reason=" "))
    desk.write(void_payment, VoidPayment(payment_id=paid.payment_id, reason="Doppio"))
    assert state(desk, alfa, on=date(2026, 3, 20)) == (PaymentStatus.OPEN, FEE)
    assert desk.read(payment_rows, on=TODAY)[0].credit == ZERO
    assert pay(desk, alfa, FEE.cents).excess == ZERO


def test_a_payer_with_another_name_is_remembered_once(desk: Desk) -> None:
    (alfa,) = charged(desk)
    for _twice in range(2):
        pay(
            desk,
            alfa,
            100_00,
            payer_name="Capogruppo S.p.A.",
            payer_iban="IT60 X054 2811 1010 0000 0123 456",
        )
    pay(desk, alfa, 100_00, payer_name="ALFA")

    def aliases(session: Any) -> list[tuple[str, str]]:
        rows = session.query(PayerAlias).order_by(PayerAlias.kind)
        return [(row.kind, row.value) for row in rows]

    assert desk.read(aliases) == [
        ("iban", "IT60X0542811101000000123456"),
        ("name", "capogruppo spa"),
    ]


def test_many_payments_share_what_is_open_and_are_undone_together(desk: Desk) -> None:
    (alfa,) = charged(desk)
    one = RecordPayment(amount=Money(700_00), received_on=date(2026, 3, 20), membership_id=alfa)
    results = desk.write(record_payments, RecordPayments(payments=(one, one))).value
    assert [result.excess for result in results] == [ZERO, Money(200_00)]
    desk.undo()
    assert state(desk, alfa)[1] == FEE


def test_the_row_of_a_wrong_payment_among_many_is_named(desk: Desk) -> None:
    (alfa,) = charged(desk)
    good = RecordPayment(amount=Money(1_00), received_on=TODAY, membership_id=alfa)
    bad = RecordPayment(amount=Money(0), received_on=TODAY, membership_id=alfa)
    with pytest.raises(Invalid) as refused:
        desk.write(record_payments, RecordPayments(payments=(good, bad)))
    assert [problem.row for problem in refused.value.problems] == [2]


def test_a_waiver_lowers_what_is_owed_and_never_below_nothing(desk: Desk) -> None:
    (alfa,) = charged(desk)
    pay(desk, alfa, 1_000_00)
    waiver = AdjustCharge(
        charge_id=charge_of(desk, alfa),
        kind=AdjustmentKind.WAIVER,
        amount=Money(200_01),
        reason="Delibera n. 5/2026",
    )
    with pytest.raises(Invalid, match="200,00"):
        desk.write(adjust_charge, waiver)
    exact = AdjustCharge(
        charge_id=waiver.charge_id,
        kind=AdjustmentKind.WAIVER,
        amount=Money(200_00),
        reason="Delibera n. 5/2026",
    )
    desk.write(adjust_charge, exact)
    assert state(desk, alfa) == (PaymentStatus.PAID, ZERO)


def test_a_contribution_is_charged_to_one_member_and_a_second_fee_is_not(desk: Desk) -> None:
    (alfa,) = charged(desk)
    more = AddCharge(
        membership_id=alfa,
        kind=ChargeKind.EXTRAORDINARY_CONTRIBUTION,
        fee_year=2026,
        amount=Money(250_00),
        due_on=date(2026, 12, 31),
        description="Contributo alla fiera",
    )
    desk.write(add_charge, more)
    assert desk.read(charge_totals, on=TODAY).owed == FEE + Money(250_00)
    second = AddCharge(
        membership_id=alfa,
        kind=ChargeKind.MEMBERSHIP_FEE,
        fee_year=2026,
        amount=Money(1),
        due_on=TODAY,
        description="Quota",
    )
    with pytest.raises(AlreadyCharged):
        desk.write(add_charge, second)


@pytest.fixture
def one_charged(file_desk: Desk) -> tuple[Desk, int]:
    """A desk for all examples of a property, and the member that was charged in it."""
    (alfa,) = charged(file_desk)
    return file_desk, alfa


AMOUNTS = st.lists(st.integers(1, 2_000_00), min_size=1, max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(AMOUNTS, min_size=1, max_size=2))
def test_no_charge_is_ever_paid_beyond_what_it_asks(
    one_charged: tuple[Desk, int], batches: list[list[int]]
) -> None:
    desk, alfa = one_charged

    def pay_all(tx: Tx, _command: None) -> tuple[Money, Money, Money]:
        for amounts in batches:
            payments = tuple(
                RecordPayment(amount=Money(cents), membership_id=alfa, received_on=PAID)
                for cents in amounts
            )
            record_payments(tx, RecordPayments(payments=payments))
        totals = charge_totals(tx.session, on=TODAY)
        return totals.paid, totals.owed, credit_of(tx.session, alfa, on=TODAY)

    paid, owed, credit = desk.preview(pay_all, None).value

    received = Money(sum(map(sum, batches)))
    assert paid == min(owed, received)
    assert paid + credit == received


def test_check_finds_a_charge_that_is_paid_beyond_what_is_owed(file_desk: Desk) -> None:
    (alfa,) = charged(file_desk)
    pay(file_desk, alfa, FEE.cents)
    assert file_desk.read(lambda session: faults(session.connection())) == []

    charge = charge_of(file_desk, alfa)

    def forget_the_rule(tx: Tx, _command: None) -> None:
        tx.describe("wrong")
        tx.get(Charge, charge, "charge").amount = Money(1)

    file_desk.write(forget_the_rule, None)

    found = file_desk.read(lambda session: faults(session.connection()))
    assert [fault.message for fault in found] == ["L’addebito 1 è pagato oltre il dovuto."]
