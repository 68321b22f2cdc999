"""A payment is collected in one gesture: charges, cash journal and receipt agree, or nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind, Direction, PaymentMethod
from cluster_desk.errors import DeskError
from cluster_desk.queries.fees.charges import charge_rows
from cluster_desk.queries.fees.payments import payment_rows
from cluster_desk.queries.treasury.journal import account_rows, movement_rows
from cluster_desk.services.collection import (
    CollectPayment,
    TakeBackPayment,
    collect_payment,
    take_back_payment,
)
from cluster_desk.services.fees.corrections import HasReceipt, IsVoid
from cluster_desk.services.fees.payments import RecordPayment
from cluster_desk.services.fees.receipts import VoidReceipt, void_receipt
from cluster_desk.services.treasury.accounts import (
    AddCategory,
    OpenAccount,
    add_category,
    open_account,
)
from tests.fee_desks import FEE, TODAY, found, issue, member, schedule

ON = date(2026, 3, 20)


@pytest.fixture
def owing(desk: Desk) -> tuple[Desk, CollectPayment]:
    """Serio Pack owes its fee; a cash box and the category of fees are there."""
    found(desk)
    payer = member(desk, tax_code="00743110157")
    schedule(desk)
    issue(desk)
    desk.write(
        open_account,
        OpenAccount(
            code="CASSA", name="Cassa", kind=AccountKind.CASH, opening_on=date(2025, 12, 15)
        ),
    )
    desk.write(
        add_category,
        AddCategory(code="QUOTE", name="Quote", direction=Direction.INCOME, statement_line="A1"),
    )
    payment = RecordPayment(
        amount=FEE, received_on=ON, membership_id=payer, method=PaymentMethod.CASH
    )
    return desk, CollectPayment(payment=payment, account="CASSA", receipt=True)


def cash(desk: Desk) -> Money:
    return next(row.balance for row in desk.read(account_rows, on=TODAY) if row.code == "CASSA")


def test_the_fee_the_journal_and_the_receipt_say_the_same(
    owing: tuple[Desk, CollectPayment],
) -> None:
    desk, command = owing
    collected = desk.write(collect_payment, command)
    assert collected.value.receipt is not None
    assert collected.label == "Incasso registrato, ricevuta RIC 2026/0001"
    assert [row.state for row in desk.read(charge_rows, on=TODAY)] == [PaymentStatus.PAID]
    assert cash(desk) == FEE
    (movement,) = desk.read(movement_rows)
    assert movement.description == "Quota 2026: Serio Pack S.r.l."
    assert [split.category for split in movement.splits] == ["QUOTE"]
    (payment,) = desk.read(payment_rows, on=TODAY)
    assert payment.movement_id == movement.id


def test_without_an_account_nothing_is_posted(owing: tuple[Desk, CollectPayment]) -> None:
    desk, command = owing
    outcome = desk.write(collect_payment, replace(command, account="", receipt=False))
    assert outcome.value.receipt is None
    assert cash(desk) == Money(0)
    desk.undo(outcome.change_set_id)
    assert desk.read(payment_rows, on=TODAY) == []


def test_money_in_advance_is_posted_as_such(owing: tuple[Desk, CollectPayment]) -> None:
    desk, command = owing
    desk.write(collect_payment, replace(command, receipt=False))
    more = replace(command.payment, amount=Money(50_00))
    desk.write(collect_payment, CollectPayment(payment=more, account="CASSA"))
    latest = max(desk.read(movement_rows), key=lambda row: row.id)
    assert latest.description == "Versamento in anticipo: Serio Pack S.r.l."


def test_where_one_part_is_refused_nothing_is_kept(owing: tuple[Desk, CollectPayment]) -> None:
    desk, command = owing
    unlawful = replace(command.payment, amount=Money(6_000_00))
    for wrong in (replace(command, account="BOH"), replace(command, payment=unlawful)):
        with pytest.raises(DeskError):
            desk.write(collect_payment, wrong)
        assert desk.read(payment_rows, on=TODAY) == []
    assert cash(desk) == Money(0)


def test_taken_back_the_charge_is_open_and_the_cash_is_gone(
    owing: tuple[Desk, CollectPayment],
) -> None:
    desk, command = owing
    collected = desk.write(collect_payment, command).value
    back = TakeBackPayment(payment_id=collected.payment.payment_id, reason="Doppio")
    with pytest.raises(HasReceipt):
        desk.write(take_back_payment, back)
    assert collected.receipt is not None
    desk.write(void_receipt, VoidReceipt(receipt_id=collected.receipt.id, reason="Doppia"))
    desk.write(take_back_payment, back)
    assert [row.state for row in desk.read(charge_rows, on=TODAY)] == [PaymentStatus.OVERDUE]
    assert cash(desk) == Money(0)
    with pytest.raises(IsVoid):
        desk.write(take_back_payment, back)
