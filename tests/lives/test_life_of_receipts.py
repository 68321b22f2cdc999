"""Whatever is charged, paid, returned and receipted, the desk says what a plain model says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.domain.money import Money
from cluster_desk.errors import Invalid
from cluster_desk.queries.fees.open_charges import open_charges
from cluster_desk.queries.fees.receipt_facts import pending_payments
from cluster_desk.queries.members.rows import member_rows
from cluster_desk.services.fees.charges import AddCharge, AdjustCharge, add_charge, adjust_charge
from cluster_desk.services.fees.corrections import (
    AllocatePayment,
    HasReceipt,
    IsVoid,
    ReturnPayment,
    VoidPayment,
    allocate_payment,
    return_payment,
    void_payment,
)
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.fees.receipts import (
    AlreadyVoided,
    IssueReceipt,
    IssueReceipts,
    ReceiptsResult,
    VoidReceipt,
    issue_receipt,
    issue_receipts,
    void_receipt,
)
from tests.desks import NewDesk
from tests.fee_desks import found, member
from tests.lives.life import Life, No, live
from tests.store.acting import rows

WHICH = st.integers(0, 3)
R = TypeVar("R")
CENTS = st.sampled_from([1, 77_47, 77_48, 100_00, 200_00])
AGO = st.sampled_from([0, 0, 0, 0, 0, 1, 5, 40, -1])


def _stays(_issued: object) -> bool:
    return True


@dataclass
class Due:
    """A charge; `lowered` is what was waived of it."""

    member: int
    cents: int
    due_on: date
    lowered: int = 0


@dataclass
class Paid:
    """A payment; `parts` go to charges, and to none once it is `ended`."""

    member: int
    cents: int
    on: date
    parts: dict[int, int] = field(default_factory=dict)
    ended: bool = False

    @property
    def credit(self) -> int:
        return self.cents - sum(self.parts.values())


@dataclass
class Told:
    """A receipt."""

    payment: int
    number: int
    on: date
    voided: bool = False


@dataclass
class Books:
    """What was charged, what came in, what was receipted, by id."""

    charges: dict[int, Due] = field(default_factory=dict)
    payments: dict[int, Paid] = field(default_factory=dict)
    receipts: dict[int, Told] = field(default_factory=dict)

    def open_of(self, charge_id: int) -> int:
        charge = self.charges[charge_id]
        valid = [payment for payment in self.payments.values() if not payment.ended]
        paid = sum(payment.parts.get(charge_id, 0) for payment in valid)
        return charge.cents - charge.lowered - paid

    def fill(self, payment: Paid) -> None:
        """Let its credit pay what its member owes, oldest due first."""
        of_member = [i for i, charge in self.charges.items() if charge.member == payment.member]
        for charge_id in sorted(of_member, key=lambda i: (self.charges[i].due_on, i)):
            part = min(payment.credit, self.open_of(charge_id))
            if part:
                payment.parts[charge_id] = payment.parts.get(charge_id, 0) + part

    def has_receipt(self, payment_id: int) -> bool:
        return any(r.payment == payment_id and not r.voided for r in self.receipts.values())

    def end(self, payment_id: int) -> None:
        if self.has_receipt(payment_id):
            raise No(HasReceipt)
        self.payments[payment_id].ended = True

    def pending(self, until: date) -> list[int]:
        found = [
            (payment.on, payment_id)
            for payment_id, payment in self.payments.items()
            if not payment.ended and payment.on <= until and not self.has_receipt(payment_id)
        ]
        return [payment_id for _on, payment_id in sorted(found)]

    def issue(self, receipt_id: int, payment_id: int, on: date) -> None:
        same_year = [told for told in self.receipts.values() if told.on.year == on.year]
        if any(told.on > on for told in same_year):
            raise No(Invalid, "issued_on")
        self.receipts[receipt_id] = Told(payment_id, len(same_year) + 1, on)


def pick(
    records: Mapping[int, R], which: int, prefer: Callable[[int, R], bool] | None = None
) -> int:
    """One of them; more often one of those that a story goes on with."""
    ids = sorted(records)
    if prefer is not None and which % 2:
        ids = [each for each in ids if prefer(each, records[each])] or ids
    return ids[which % len(ids)]


class ReceiptsLife(Life[Books]):
    """Two members are charged and pay; receipts are issued, voided, and issued again."""

    members: tuple[int, ...]

    @classmethod
    def furnish(cls, desk: Desk) -> None:
        found(desk)
        cls.members = tuple(member(desk, name) for name in ("Serio Pack S.r.l.", "Alba S.p.A."))

    def begin(self) -> Books:
        return Books()

    def _day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    @rule(who=st.integers(0, 1), cents=CENTS, days=st.sampled_from([0, 30, 60]))
    def charge(self, who: int, cents: int, days: int) -> None:
        owing, today = self.members[who], self.today

        def model(books: Books, made: int) -> None:
            books.charges[made] = Due(owing, cents, today + timedelta(days=days))

        command = AddCharge(
            membership_id=owing,
            kind=ChargeKind.EXTRAORDINARY_CONTRIBUTION,
            fee_year=today.year,
            amount=Money(cents),
            due_on=today + timedelta(days=days),
            description="Contributo",
        )
        self.does(add_charge, command, model)

    @precondition(lambda self: self.now.charges)
    @rule(which=WHICH, cents=CENTS)
    def lower(self, which: int, cents: int) -> None:
        charge_id = pick(self.now.charges, which)

        def model(books: Books, _made: object) -> None:
            if cents > books.open_of(charge_id):
                raise No(Invalid, "amount")
            books.charges[charge_id].lowered += cents

        command = AdjustCharge(
            charge_id=charge_id,
            kind=AdjustmentKind.REDUCTION,
            amount=Money(cents),
            reason="convenzione",
        )
        self.does(adjust_charge, command, model)

    @rule(who=st.integers(0, 1), cents=CENTS, ago=AGO)
    def pay(self, who: int, cents: int, ago: int) -> None:
        payer, on, today = self.members[who], self._day(ago), self.today

        def model(books: Books, made: int) -> None:
            if on > today:
                raise No(Invalid, "received_on")
            payment = books.payments[made] = Paid(payer, cents, on)
            books.fill(payment)

        command = RecordPayment(amount=Money(cents), received_on=on, membership_id=payer)
        self.does(record_payment, command, model, made=lambda value: value.payment_id)

    @precondition(lambda self: self.now.payments)
    @rule(which=WHICH)
    def spend_credit(self, which: int) -> None:
        payment_id = pick(
            self.now.payments,
            which,
            lambda _id, paid: paid.credit > 0 and any(map(self.now.open_of, paid.parts)),
        )

        def model(books: Books, _made: object) -> None:
            payment = books.payments[payment_id]
            if payment.ended:
                raise No(IsVoid)
            if not payment.credit:
                raise No(Invalid, "payment_id")
            books.fill(payment)

        self.does(allocate_payment, AllocatePayment(payment_id=payment_id), model)

    @precondition(lambda self: self.now.payments)
    @rule(which=WHICH, ago=AGO)
    def is_returned(self, which: int, ago: int) -> None:
        payment_id = pick(self.now.payments, which, self._was_receipted)
        on, today = self._day(ago), self.today

        def model(books: Books, _made: object) -> None:
            payment = books.payments[payment_id]
            if payment.ended:
                raise No(IsVoid)
            if on > today or on < payment.on:
                raise No(Invalid, "returned_on")
            books.end(payment_id)

        command = ReturnPayment(payment_id=payment_id, returned_on=on, reason="insoluto")
        self.does(return_payment, command, model)

    @precondition(lambda self: self.now.payments)
    @rule(which=WHICH, reason=st.sampled_from(["doppio", " "]))
    def was_a_mistake(self, which: int, reason: str) -> None:
        payment_id = pick(self.now.payments, which, self._was_receipted)

        def model(books: Books, _made: object) -> None:
            if books.payments[payment_id].ended:
                raise No(IsVoid)
            if not reason.strip():
                raise No(Invalid, "reason")
            books.end(payment_id)

        self.does(void_payment, VoidPayment(payment_id=payment_id, reason=reason), model)

    def _was_receipted(self, payment_id: int, payment: Paid) -> bool:
        told = [each for each in self.now.receipts.values() if each.payment == payment_id]
        return bool(told) and not payment.ended and all(each.voided for each in told)

    @precondition(lambda self: self.now.payments)
    @rule(which=WHICH, ago=AGO)
    def receipt(self, which: int, ago: int) -> None:
        payment_id, on, today = pick(self.now.payments, which), self._day(ago), self.today

        def model(books: Books, made: int) -> None:
            payment = books.payments[payment_id]
            if payment.ended:
                raise No(IsVoid)
            if books.has_receipt(payment_id):
                raise No(HasReceipt)
            if on > today or on < payment.on:
                raise No(Invalid, "issued_on")
            books.issue(made, payment_id, on)

        command = IssueReceipt(payment_id=payment_id, issued_on=on)
        self.does(issue_receipt, command, model, made=lambda value: value.id, is_final=_stays)

    @rule(ago=st.sampled_from([0, 0, 3]))
    def receipt_all(self, ago: int) -> None:
        on = self._day(ago)

        def model(books: Books, made: list[int] | int) -> None:
            pending = books.pending(on)
            ids = range(-len(pending), 0) if isinstance(made, int) else made
            for receipt_id, payment_id in zip(ids, pending, strict=True):
                books.issue(receipt_id, payment_id, on)

        def made(value: ReceiptsResult) -> list[int]:
            return [receipt.id for receipt in value.receipts]

        command = IssueReceipts(issued_on=on)
        self.does(issue_receipts, command, model, made=made, is_final=_stays)

    @precondition(lambda self: self.now.receipts)
    @rule(which=WHICH)
    def void(self, which: int) -> None:
        receipt_id = pick(self.now.receipts, which, lambda _id, told: not told.voided)

        def model(books: Books, _made: object) -> None:
            if books.receipts[receipt_id].voided:
                raise No(AlreadyVoided)
            books.receipts[receipt_id].voided = True

        command = VoidReceipt(receipt_id=receipt_id, reason="intestata male")
        self.does(void_receipt, command, model, is_final=_stays)

    @rule(who=st.integers(0, 1), cents=CENTS, steps=st.integers(1, 7), which=WHICH)
    def a_year_goes_on(self, who: int, cents: int, steps: int, which: int) -> None:
        """What usually follows: charged, paid, receipted; voided, returned, paid again."""
        usual: tuple[Callable[[], None], ...] = (
            lambda: self.charge(who=who, cents=100_00, days=30),
            lambda: self.pay(who=who, cents=cents, ago=0),
            lambda: self.receipt(which=which, ago=0),
            lambda: self.void(which=1),
            lambda: self.is_returned(which=1, ago=0),
            lambda: self.pay(who=who, cents=200_00, ago=0),
            lambda: self.receipt_all(ago=0),
        )
        for gesture in usual[:steps]:
            if self.now.receipts or gesture is not usual[3]:
                gesture()

    def compare(self) -> None:
        books = self.now
        open_ = {row.id: row.open.cents for row in self.desk.read(open_charges)}
        assert {i: cents for i, cents in open_.items() if cents} == {
            i: books.open_of(i) for i in books.charges if books.open_of(i)
        }
        pending = self.desk.read(pending_payments, until=self.today)
        assert pending == books.pending(self.today)
        query = "SELECT id, payment_id, year, number, issued_on, amount, document_id FROM receipt"
        found = {row.id: row for row in rows(self.desk, query)}
        assert sorted(found) == sorted(books.receipts)
        for receipt_id, told in books.receipts.items():
            row = found[receipt_id]
            assert (row.payment_id, row.year, row.number) == (
                told.payment,
                told.on.year,
                told.number,
            )
            assert str(row.issued_on) == told.on.isoformat()
            assert row.amount == books.payments[told.payment].cents
            assert row.document_id is not None
        for row in self.desk.read(member_rows, self.members, on=self.today, year=self.today.year):
            owed = [i for i, charge in books.charges.items() if charge.member == row.id]
            assert row.balance.cents == sum(books.open_of(i) for i in owed)


@pytest.mark.slow
def test_any_life_of_receipts_is_what_the_model_says(new_desk: NewDesk) -> None:
    live(ReceiptsLife, new_desk, steps=6)
