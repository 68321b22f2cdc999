"""A charge tells its story: every fact on its day, with the paper that was issued for it."""

from __future__ import annotations

from datetime import date

from cluster_desk.desk import Desk
from cluster_desk.domain.fees import AdjustmentKind
from cluster_desk.domain.money import Money
from cluster_desk.queries.fees.card import ChargeCard, charge_card
from cluster_desk.queries.fees.charges import charge_rows
from cluster_desk.queries.fees.story import charge_story
from cluster_desk.services.fees.charges import (
    AdjustCharge,
    NoteMandate,
    adjust_charge,
    note_mandate,
)
from cluster_desk.services.fees.corrections import ReturnPayment, return_payment
from cluster_desk.services.fees.notices import IssueNotices, issue_notices
from cluster_desk.services.fees.receipts import (
    IssueReceipt,
    VoidReceipt,
    issue_receipt,
    void_receipt,
)
from cluster_desk.services.fees.reminders import Remind, remind
from tests.fee_desks import FEE, TODAY, found, issue, member, pay, schedule
from tests.queries.test_fees import statements


def eventful(desk: Desk) -> int:
    """A charge to which everything happened; its id."""
    found(desk)
    payer = member(desk)
    schedule(desk)
    issue(desk)
    charge_id = desk.read(charge_rows, on=TODAY)[0].id
    desk.write(issue_notices, IssueNotices(year=2026))
    payment = pay(desk, payer, 300_00, received_on=date(2026, 4, 10)).payment_id
    receipt = desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value
    desk.write(void_receipt, VoidReceipt(receipt_id=receipt.id, reason="Nome errato"))
    back = ReturnPayment(payment_id=payment, returned_on=date(2026, 4, 20), reason="Storno")
    desk.write(return_payment, back)
    desk.write(remind, Remind(year=2026))
    lowered = AdjustCharge(
        charge_id=charge_id,
        kind=AdjustmentKind.REDUCTION,
        amount=Money(200_00),
        reason="Delibera 5/2026",
        on_day=date(2026, 5, 2),
    )
    desk.write(adjust_charge, lowered)
    mandate = NoteMandate(charge_id=charge_id, mandate_on=date(2026, 6, 1), reference="Prot. 9")
    desk.write(note_mandate, mandate)
    return charge_id


def card_of(desk: Desk, charge_id: int) -> ChargeCard:
    card = desk.read(charge_card, charge_id, on=TODAY)
    assert card is not None
    return card


def test_every_fact_stands_on_its_day(desk: Desk) -> None:
    card = card_of(desk, eventful(desk))
    told = [(fact.on, fact.kind, fact.amount) for fact in charge_story(card)]
    assert told[-5:] == [
        (date(2026, 6, 1), "mandate", None),
        (date(2026, 5, 2), "adjustment", Money(-200_00)),
        (date(2026, 4, 20), "returned", Money(-300_00)),
        (date(2026, 4, 10), "payment", Money(300_00)),
        (date(2026, 2, 1), "charge", FEE),
    ]
    today = {kind for on, kind, _amount in told if on == TODAY}
    assert today == {"notice", "reminder", "receipt", "voided"}


def test_papers_are_named_with_their_numbers_and_can_be_opened(desk: Desk) -> None:
    story = charge_story(card_of(desk, eventful(desk)))
    titles = {fact.title for fact in story if fact.document_id is not None}
    assert titles == {
        "Richiesta di versamento RV 2026/0001",
        "Sollecito, livello 1",
        "Ricevuta RIC 2026/0001",
        "Ricevuta RIC 2026/0001 annullata",
    }


def test_a_card_takes_eight_statements_whatever_happened(desk: Desk) -> None:
    charge_id = eventful(desk)
    with statements() as seen:
        card_of(desk, charge_id)
    assert len([each for each in seen if each != "BEGIN"]) <= 8
