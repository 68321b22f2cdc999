"""Record money that came in, and say which charges it pays; one payment or a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cluster_desk.domain.allocation import Allocation as Spread
from cluster_desk.domain.allocation import AllocationPart, allocate_payment
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.errors import Invalid, Problem
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.fees.settings import cash_limits
from cluster_desk.services.association.founding import founded_on
from cluster_desk.services.fees.ledger import Ledger, open_ledger
from cluster_desk.services.fees.payers import learn_payers
from cluster_desk.services.fees.payment_rules import (
    amount_problems,
    day_problems,
    named_problems,
    part_problems,
)
from cluster_desk.store.tables.fees import Allocation, Payment
from cluster_desk.tx import Tx


@dataclass(frozen=True, kw_only=True)
class RecordPayment:
    """Money received. Without `parts` it goes to open charges, oldest due first.

    `charge_ids` names the charges, in order; `years` the years; `parts` says exactly how much goes
    where, of several members too. What is left over stays credit of `membership_id`.
    `payer_name`, `payer_tax_code`, `payer_iban` are given where somebody else pays; they are
    remembered for the next bank statement. `movement_id` ties it to the treasury.
    """

    amount: Money
    received_on: date
    method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    membership_id: int | None = None
    charge_ids: tuple[int, ...] | None = None
    years: tuple[int, ...] | None = None
    parts: tuple[AllocationPart, ...] | None = None
    payer_name: str = ""
    payer_tax_code: str = ""
    payer_iban: str = ""
    bank_reference: str = ""
    movement_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RecordPayments:
    """Many payments as one gesture, as reconciliation applies them."""

    payments: tuple[RecordPayment, ...]


@dataclass(frozen=True, kw_only=True)
class PaymentResult:
    """Where a payment went; `excess` stays credit."""

    payment_id: int
    parts: tuple[AllocationPart, ...]
    excess: Money


def record_payment(tx: Tx, command: RecordPayment) -> PaymentResult:
    """Invalid with the fields where it cannot be."""
    return record_payments(tx, RecordPayments(payments=(command,)))[0]


def record_payments(tx: Tx, command: RecordPayments) -> tuple[PaymentResult, ...]:
    """In the order given; a problem's `row` counts the payments from 1 where there are more."""
    tx.allow("fees.payments")
    if not command.payments:
        return ()
    ledger = _open_ledger(tx, command.payments)
    spreads = _spreads(tx, command.payments, ledger)
    ids = tx.reserve_ids(Payment, len(command.payments))
    tx.insert_all(Payment, [_row(*each) for each in zip(ids, command.payments, strict=True)])
    parts = [
        {"payment_id": payment_id, "charge_id": part.charge_id, "amount": part.amount}
        for payment_id, spread in zip(ids, spreads, strict=True)
        for part in spread.parts
    ]
    if parts:
        tx.insert_all(Allocation, parts)
    payers = [
        (member_id, payment.payer_name, payment.payer_iban)
        for payment, spread in zip(command.payments, spreads, strict=True)
        if (member_id := _only_member(payment, spread, ledger)) is not None
    ]
    learn_payers(tx, payers)
    sentence = ngettext("{count} payment recorded", "{count} payments recorded", len(ids))
    tx.describe(sentence.format(count=count_text(len(ids))))
    return tuple(
        PaymentResult(payment_id=payment_id, parts=spread.parts, excess=spread.excess)
        for payment_id, spread in zip(ids, spreads, strict=True)
    )


def _open_ledger(tx: Tx, payments: Sequence[RecordPayment]) -> Ledger:
    members = {p.membership_id for p in payments if p.membership_id is not None}
    named = {i for p in payments for i in p.charge_ids or ()}
    named |= {part.charge_id for p in payments for part in p.parts or ()}
    return open_ledger(tx, members=members, charges=named)


def _spreads(tx: Tx, payments: Sequence[RecordPayment], ledger: Ledger) -> list[Spread]:
    problems = []
    spreads = []
    today, limits = tx.clock.today(), cash_limits(tx.session)
    founded = founded_on(tx)
    for row, payment in enumerate(payments, 1):
        found = [
            *amount_problems(payment.amount, payment.method, payment.received_on, limits),
            *day_problems(payment.received_on, today, founded),
            *_target_problems(payment, ledger),
        ]
        if found:
            numbered = row if len(payments) > 1 else None
            problems += [replace(problem, row=numbered) for problem in found]
            continue
        spread = _spread(payment, ledger)
        ledger.take(spread.parts)
        spreads.append(spread)
    if problems:
        raise Invalid(problems)
    return spreads


def _target_problems(payment: RecordPayment, ledger: Ledger) -> list[Problem]:
    if payment.parts is not None:
        problems = part_problems(payment.parts, ledger.rows)
        given = Money.total(part.amount for part in payment.parts)
        if given > payment.amount > ZERO:
            message = _("The parts are more than the payment.")
            problems.append(Problem(field="parts", message=message))
        elif given < payment.amount and payment.membership_id is None:
            message = _("Say whose credit is the rest.")
            problems.append(Problem(field="membership_id", message=message))
        return problems
    if payment.charge_ids:
        problems = named_problems(payment.charge_ids, ledger.rows)
        open_ = Money.total(ledger.rows[i].open for i in payment.charge_ids if i in ledger.rows)
        if not problems and payment.amount > open_ and payment.membership_id is None:
            message = _("Say whose credit is the rest.")
            problems.append(Problem(field="membership_id", message=message))
        return problems
    if payment.membership_id is None:
        message = _("Say for which member, or which charges it pays.")
        return [Problem(field="membership_id", message=message)]
    return []


def _spread(payment: RecordPayment, ledger: Ledger) -> Spread:
    if payment.parts is not None:
        given = Money.total(part.amount for part in payment.parts)
        return Spread(payment.parts, payment.amount - given)
    if payment.charge_ids is not None:
        rows = [ledger.rows[charge_id] for charge_id in payment.charge_ids]
    else:
        assert payment.membership_id is not None
        rows = ledger.of_member(payment.membership_id)
    return allocate_payment(
        payment.amount,
        [row.for_allocation for row in rows],
        wanted_years=payment.years,
        named=payment.charge_ids,
    )


def _row(payment_id: int, payment: RecordPayment) -> dict[str, Any]:
    return {
        "id": payment_id,
        "received_on": payment.received_on,
        "amount": payment.amount,
        "method": payment.method,
        "membership_id": payment.membership_id,
        "payer_name": " ".join(payment.payer_name.split())[:300],
        "payer_tax_code": payment.payer_tax_code.strip().upper()[:20],
        "bank_reference": payment.bank_reference.strip()[:140],
        "movement_id": payment.movement_id,
    }


def _only_member(payment: RecordPayment, spread: Spread, ledger: Ledger) -> int | None:
    """For whom this payer pays, where it is one member and no more."""
    members = {ledger.rows[part.charge_id].membership_id for part in spread.parts}
    if payment.membership_id is not None:
        members.add(payment.membership_id)
    return members.pop() if len(members) == 1 else None
