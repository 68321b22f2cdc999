"""A receipt has the next number, says what was paid, and is voided rather than changed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from cluster_desk.desk import Desk
from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.fees import StampTreatment
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.errors import FinalRecord, Invalid
from cluster_desk.queries.documents import document_bytes, document_rows
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows
from cluster_desk.queries.fees.payments import receipt_rows
from cluster_desk.reports.texts.rendering import TextIncomplete
from cluster_desk.services.association.settings import (
    SetStampRule,
    SetText,
    set_stamp_rule,
    set_text,
)
from cluster_desk.services.fees.corrections import (
    HasReceipt,
    IsVoid,
    ReturnPayment,
    VoidPayment,
    return_payment,
    void_payment,
)
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.fees.receipts import (
    AlreadyVoided,
    IssueReceipt,
    IssueReceipts,
    VoidReceipt,
    issue_receipt,
    issue_receipts,
    void_receipt,
)
from tests.fee_desks import FEE, TODAY, choose, found, issue, member, pay, schedule
from tests.reports.pdf_reading import words as words_of


@pytest.fixture
def paid(desk: Desk) -> tuple[Desk, int]:
    """A desk where Serio Pack paid its fee in full, and that payment."""
    found(desk)
    payer = member(desk, tax_code="00743110157", address="Via Milano 5", city="Lodi")
    schedule(desk)
    issue(desk)
    return desk, pay(desk, payer, FEE.cents, bank_reference="TRN 0042").payment_id


def words(desk: Desk, document_id: int) -> str:
    content = desk.read(document_bytes, document_id)
    assert content is not None
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
    return " ".join(words_of(content).split())


def test_a_receipt_says_who_paid_what_when_and_how_in_figures_and_words(
    paid: tuple[Desk, int],
) -> None:
    desk, payment = paid
    issued = desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value

    said = words(desk, issued.document_id)

    assert issued.number == "RIC 2026/0001"
    for expected in (
        "Serio Pack S.r.l., con sede in Via Milano 5, Lodi, C.F. 00743110157",
        "milleduecento/00",
        "20/03/2026",
        "TRN 0042",
        "Quota associativa 2026",
        "n. 3/2026 del 20/01/2026",
        "fuori campo IVA",
        "Imposta di bollo assolta sull’originale.",
        "Tesoriera",
        "Anna Riva",
    ):
        assert expected in said


def test_every_payment_without_receipt_gets_one_in_the_order_it_came(
    paid: tuple[Desk, int],
) -> None:
    desk, first = paid
    other = member(desk, "Belletti S.p.A.")
    second = pay(desk, other, 50_00, received_on=date(2026, 3, 19)).payment_id

    result = desk.write(issue_receipts, IssueReceipts()).value

    assert [(r.number, r.payment_id) for r in result.receipts] == [
        ("RIC 2026/0001", second),
        ("RIC 2026/0002", first),
    ]
    assert desk.write(issue_receipts, IssueReceipts()).change_set_id is None


def test_a_receipt_can_neither_be_issued_twice_nor_undone(paid: tuple[Desk, int]) -> None:
    desk, payment = paid
    done = desk.write(issue_receipt, IssueReceipt(payment_id=payment))
    with pytest.raises(HasReceipt, match="RIC 2026/0001"):
        desk.write(issue_receipt, IssueReceipt(payment_id=payment))
    with pytest.raises(FinalRecord):
        desk.undo(done.change_set_id)


def test_a_voided_receipt_keeps_its_number_and_the_next_one_is_new(
    paid: tuple[Desk, int],
) -> None:
    desk, payment = paid
    first = desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value
    void = VoidReceipt(receipt_id=first.id, reason="Intestazione errata")
    desk.write(void_receipt, void)
    with pytest.raises(AlreadyVoided):
        desk.write(void_receipt, void)

    second = desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value

    rows = desk.read(receipt_rows)
    assert second.number == "RIC 2026/0002"
    assert [(row.number, row.void_reason) for row in rows] == [
        ("RIC 2026/0002", ""),
        ("RIC 2026/0001", "Intestazione errata"),
    ]
    assert rows[1].document_id is not None
    assert "Intestazione errata" in words(desk, rows[1].document_id)
    assert len(desk.read(document_rows, kind="receipt")) == 3


def test_a_voided_receipt_goes_on_saying_what_it_had_said(desk: Desk) -> None:
    found(desk)
    payer = member(desk, tax_code="00743110157", address="Via Milano 5", city="Lodi")
    schedule(desk)
    issue(desk)
    part = pay(desk, payer, 500_00).payment_id
    stamped = IssueReceipt(payment_id=part, stamp_identifier="01234567890123", stamp_on=TODAY)
    first = desk.write(issue_receipt, stamped).value
    pay(desk, payer, 700_00)  # nothing is left to pay any more
    choose(desk, "vat_reference", "art. 4 DPR 633/1972")
    void = VoidReceipt(receipt_id=first.id, reason="Intestazione errata")

    desk.write(void_receipt, void)

    (row,) = desk.read(receipt_rows)
    assert row.document_id is not None
    said, had_said = words(desk, row.document_id), words(desk, first.document_id)
    assert said.startswith(had_said)
    assert "700,00" in said
    assert "01234567890123" in said
    assert said.endswith("Ricevuta annullata il 22/11/2026. Motivo: Intestazione errata ANNULLATA")


def test_money_with_a_receipt_is_returned_only_after_the_receipt_is_voided(
    paid: tuple[Desk, int],
) -> None:
    desk, payment = paid
    receipt = desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value
    back = ReturnPayment(payment_id=payment, returned_on=TODAY, reason="Storno")
    with pytest.raises(HasReceipt):
        desk.write(return_payment, back)
    with pytest.raises(HasReceipt):
        desk.write(void_payment, VoidPayment(payment_id=payment, reason="Storno"))
    desk.write(void_receipt, VoidReceipt(receipt_id=receipt.id, reason="Storno"))
    desk.write(return_payment, back)
    with pytest.raises(IsVoid):
        desk.write(issue_receipt, IssueReceipt(payment_id=payment))


def test_numbers_follow_the_days(paid: tuple[Desk, int]) -> None:
    desk, payment = paid
    desk.write(issue_receipt, IssueReceipt(payment_id=payment, issued_on=date(2026, 5, 2)))
    other = pay(desk, member(desk, "Belletti S.p.A."), 10_00).payment_id
    early = IssueReceipt(payment_id=other, issued_on=date(2026, 5, 1))
    with pytest.raises(Invalid, match="02/05/2026"):
        desk.write(issue_receipt, early)
    with pytest.raises(Invalid):
        desk.write(issue_receipt, IssueReceipt(payment_id=other, issued_on=date(2026, 3, 19)))
    late = IssueReceipt(payment_id=other, issued_on=date(2026, 5, 2))
    assert desk.write(issue_receipt, late).value.number == "RIC 2026/0002"


def test_stamp_duty_follows_amount_and_rule(paid: tuple[Desk, int]) -> None:
    desk, payment = paid
    small = pay(desk, member(desk, "Belletti S.p.A."), 77_47).payment_id
    rule = SetStampRule(
        document_kind="receipt",
        treatment=StampTreatment.EXEMPT,
        from_on=date(2026, 6, 1),
        reference="art. 7 Tabella B D.P.R. 642/1972",
    )
    desk.write(set_stamp_rule, rule)

    before = IssueReceipt(payment_id=payment, issued_on=date(2026, 5, 31))
    due = desk.write(issue_receipt, before).value
    below = desk.write(issue_receipt, IssueReceipt(payment_id=small)).value

    rows = desk.read(receipt_rows)
    assert [row.stamp for row in rows] == [ZERO, Money(2_00)]
    assert "Imposta di bollo" in words(desk, due.document_id)
    assert "bollo" not in words(desk, below.document_id)


def test_the_number_of_a_stamp_on_the_original_is_printed(paid: tuple[Desk, int]) -> None:
    desk, payment = paid
    command = IssueReceipt(
        payment_id=payment, stamp_identifier="01234567890123", stamp_on=date(2026, 11, 20)
    )
    issued = desk.write(issue_receipt, command).value
    said = words(desk, issued.document_id)
    assert "con contrassegno n. 01234567890123 del 20/11/2026" in said


def test_virtual_duty_without_its_authorisation_leaves_no_number_behind(
    paid: tuple[Desk, int],
) -> None:
    desk, payment = paid
    rule = SetStampRule(
        document_kind="receipt", treatment=StampTreatment.VIRTUAL, from_on=date(2026, 1, 1)
    )
    desk.write(set_stamp_rule, rule)
    with pytest.raises(TextIncomplete):
        desk.write(issue_receipt, IssueReceipt(payment_id=payment))
    skipped = desk.write(issue_receipts, IssueReceipts()).value.skipped
    assert "Autorizzazione" in skipped[0].reason

    again = SetStampRule(
        document_kind="receipt",
        treatment=StampTreatment.VIRTUAL,
        from_on=date(2026, 1, 2),
        reference="n. 4711/2026",
    )
    desk.write(set_stamp_rule, again)
    assert desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value.number.endswith("1")


def test_somebody_elses_payment_is_received_from_them_on_behalf_of_the_member(
    paid: tuple[Desk, int],
) -> None:
    desk, _payment = paid
    other = member(desk, "Belletti S.p.A.")
    third = pay(desk, other, 10_00, payer_name="Holding Europea", payer_tax_code="01234567897")
    own = pay(desk, other, 10_00, payer_name="BELLETTI")

    receipts = [
        desk.write(issue_receipt, IssueReceipt(payment_id=each.payment_id)).value
        for each in (third, own)
    ]

    texts = [words(desk, receipt.document_id) for receipt in receipts]
    assert "ricevuto da Holding Europea, C.F. 01234567897" in texts[0]
    assert "per conto del socio Belletti S.p.A." in texts[0]
    assert "per conto" not in texts[1]


def test_a_receipt_for_several_members_names_each(paid: tuple[Desk, int]) -> None:
    desk, _payment = paid
    names = ("Belletti S.p.A.", "Istituto Ricerche")
    others = [member(desk, name) for name in names]
    issue(desk, issued_on=date(2026, 3, 1))
    rows = desk.read(charge_rows, on=TODAY, filter=ChargeFilter(members=tuple(others)))
    command = RecordPayment(
        amount=FEE + FEE,
        received_on=date(2026, 3, 20),
        parts=tuple(AllocationPart(row.id, FEE) for row in rows),
        payer_name="Capogruppo S.p.A.",
    )
    payment = desk.write(record_payment, command).value.payment_id

    said = words(
        desk, desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value.document_id
    )

    assert all(name in said for name in ("Capogruppo S.p.A.", *names))
    assert "2.400,00" in said


def test_a_member_that_pays_for_another_is_the_payer(paid: tuple[Desk, int]) -> None:
    desk, _payment = paid
    mother, daughter = (member(desk, name) for name in ("Belletti S.p.A.", "Istituto Ricerche"))
    issue(desk, issued_on=date(2026, 3, 1))
    charges = {
        row.membership_id: row.id
        for row in desk.read(charge_rows, on=TODAY, filter=ChargeFilter(members=(mother, daughter)))
    }
    for_it = pay(desk, mother, 50_00, charge_ids=(charges[daughter],))
    both = (
        AllocationPart(charges[mother], Money(10_00)),
        AllocationPart(charges[daughter], Money(20_00)),
    )
    for_both = pay(desk, daughter, 30_00, parts=both)

    texts = [
        words(
            desk, desk.write(issue_receipt, IssueReceipt(payment_id=p.payment_id)).value.document_id
        )
        for p in (for_it, for_both)
    ]

    assert "ricevuto da Belletti S.p.A." in texts[0]
    assert "per conto del socio Istituto Ricerche" in texts[0]
    assert "ricevuto da Istituto Ricerche" in texts[1]
    assert "per conto" not in texts[1]


def test_the_associations_own_words_are_printed(paid: tuple[Desk, int]) -> None:
    desk, payment = paid
    own = "Con gratitudine abbiamo ricevuto {amount} da {payer_name}, per:\n{receipt_lines}\n"
    desk.write(set_text, SetText(key="receipt", source=own))
    issued = desk.write(issue_receipt, IssueReceipt(payment_id=payment)).value
    assert "Con gratitudine abbiamo ricevuto" in words(desk, issued.document_id)


def test_a_receipt_is_not_issued_tomorrow(paid: tuple[Desk, int]) -> None:
    desk, payment = paid
    with pytest.raises(Invalid):
        desk.write(issue_receipt, IssueReceipt(payment_id=payment, issued_on=date(2026, 11, 23)))
