"""Fees, bank and register take nothing that cannot have been, whoever sends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.domain.allocation import AllocationPart
from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.money import Money
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.errors import NotFound
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows
from cluster_desk.services.association.profile import (
    EditAssociation,
    FoundAssociation,
    edit_association,
    found_association,
)
from cluster_desk.services.fees.charges import (
    AddCharge,
    AdjustCharge,
    FormerMember,
    NoteMandate,
    add_charge,
    adjust_charge,
    note_mandate,
)
from cluster_desk.services.fees.corrections import (
    AllocatePayment,
    ReturnPayment,
    VoidPayment,
    allocate_payment,
    return_payment,
    void_payment,
)
from cluster_desk.services.fees.issuing import IssueFees, issue_fees
from cluster_desk.services.fees.notices import IssueNotice, NothingToAsk, issue_notice
from cluster_desk.services.fees.payments import RecordPayment, record_payment
from cluster_desk.services.fees.receipts import (
    IssueReceipt,
    VoidReceipt,
    issue_receipt,
    void_receipt,
)
from cluster_desk.services.fees.reminders import Remind, remind
from cluster_desk.services.fees.schedule import (
    NoSchedule,
    ReduceFee,
    SetFeeSchedule,
    reduce_fee,
    set_fee_schedule,
)
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.editing import ClassifyMember, classify_member
from cluster_desk.services.members.events import (
    OutOfOrder,
    RecordMembershipEvent,
    record_membership_event,
)
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.treasury.accounts import (
    EditAccount,
    NoSuchAccount,
    OpenAccount,
    edit_account,
    open_account,
)
from cluster_desk.services.treasury.movements import (
    PostMovement,
    ReverseMovement,
    Split,
    TransferMoney,
    post_movement,
    reverse_movement,
    transfer_money,
)
from cluster_desk.store.tables.members import Membership
from tests.fee_desks import RATES, TODAY, issue, member, pay, schedule
from tests.nonsense import Nonsense, taken
from tests.treasury_desks import furnish, post

NOBODY, FUTURE, FOUNDED = 9_999, date(2027, 1, 1), date(2025, 12, 15)


def founded(desk: Desk) -> None:
    desk.write(found_association, FoundAssociation(name="Prova", founded_on=FOUNDED))


def charge_of(desk: Desk, membership_id: int) -> int:
    wanted = ChargeFilter(members=(membership_id,))
    return desk.read(charge_rows, on=TODAY, filter=wanted)[0].id


def test_a_payment_is_of_money_that_came_for_somebody(desk: Desk) -> None:
    founded(desk)
    alfa, beta = member(desk, "Alfa"), member(desk, "Beta")
    schedule(desk)
    issue(desk)
    charge = charge_of(desk, alfa)
    payment = pay(desk, beta, 100_00).payment_id

    def paid(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "amount": Money(100_00),
            "received_on": date(2026, 3, 1),
            "membership_id": alfa,
        }
        return Nonsense(record_payment, RecordPayment(**(usual | values)), refused)

    much, nothing = AllocationPart(charge, Money(9_999_00)), AllocationPart(charge, Money(0))
    returned = ReturnPayment(payment_id=payment, returned_on=date(2026, 3, 19), reason="IBAN")
    receipt = IssueReceipt(payment_id=payment, issued_on=date(2026, 3, 19))
    spent = AllocatePayment(payment_id=payment, parts=(much,))
    unasked = IssueNotice(membership_id=beta, charge_ids=(charge,))
    cases = (
        paid("amount", amount=Money(0)),
        paid("amount", amount=Money(-1)),
        paid("received_on", received_on=FUTURE),
        paid("received_on", received_on=date(2025, 3, 1)),  # nobody to pay yet
        paid("membership_id", membership_id=None),
        paid("membership_id", membership_id=None, charge_ids=()),
        paid("membership_id", membership_id=None, charge_ids=(charge,), amount=Money(9_999_00)),
        paid("charge_ids", charge_ids=(NOBODY,)),
        paid("parts", parts=(much,), amount=Money(9_999_00)),
        paid("parts", parts=(nothing,)),
        paid("parts", parts=(AllocationPart(charge, Money(200_00)),)),
        Nonsense(return_payment, returned, "returned_on"),
        Nonsense(void_payment, VoidPayment(payment_id=payment, reason=" "), "reason"),
        Nonsense(issue_receipt, receipt, "issued_on"),
        Nonsense(issue_receipt, IssueReceipt(payment_id=payment, issued_on=FUTURE), "issued_on"),
        Nonsense(issue_receipt, IssueReceipt(payment_id=NOBODY), NotFound),
        Nonsense(void_receipt, VoidReceipt(receipt_id=NOBODY, reason="Errore"), NotFound),
        Nonsense(allocate_payment, spent, "parts"),
        Nonsense(issue_notice, unasked, NothingToAsk),  # a charge of another member
        Nonsense(remind, Remind(year=2026, on=FUTURE), "on"),
    )
    assert taken(desk, cases) == []


def test_a_charge_is_of_a_year_in_which_somebody_was_a_member(desk: Desk) -> None:
    founded(desk)
    gone = member(desk, "Alfa")
    schedule(desk)
    issue(desk)
    charge = charge_of(desk, gone)
    exclusion = RecordMembershipEvent(
        membership_id=gone,
        kind=Kind.EXCLUSION,
        on_day=date(2026, 6, 1),
        reason="Gravi motivi",
        resolution_text="Assemblea 1/2026",
    )
    desk.write(record_membership_event, exclusion)

    def charged(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "membership_id": gone,
            "kind": ChargeKind.EXTRAORDINARY_CONTRIBUTION,
            "fee_year": 2026,
            "amount": Money(100_00),
            "due_on": date(2026, 12, 31),
            "description": "Contributo",
        }
        return Nonsense(add_charge, AddCharge(**(usual | values)), refused)

    def lowered(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "charge_id": charge,
            "kind": AdjustmentKind.WAIVER,
            "amount": Money(10_00),
            "reason": "Accordo",
        }
        return Nonsense(adjust_charge, AdjustCharge(**(usual | values)), refused)

    cases = (
        charged(FormerMember, fee_year=2027, due_on=date(2027, 3, 31)),
        charged("amount", amount=Money(0)),
        charged("due_on", due_on=date(2026, 1, 1)),
        charged("due_on", due_on=date(2036, 12, 31)),
        charged("issued_on", issued_on=date(2025, 1, 1)),
        charged("issued_on", issued_on=FUTURE),
        charged("fee_year", fee_year=26),
        charged(NotFound, membership_id=NOBODY),
        lowered("amount", amount=Money(-1)),
        lowered("amount", amount=Money(99_999_00)),
        lowered("on_day", on_day=date(2026, 1, 1)),
        Nonsense(note_mandate, NoteMandate(charge_id=charge, mandate_on=FUTURE), "mandate_on"),
    )
    assert taken(desk, cases) == []


def test_the_fees_of_a_year_are_set_near_it(desk: Desk) -> None:
    founded(desk)
    gone = member(desk, "Alfa")
    schedule(desk)
    dues: dict[str, Any] = {"year": 2027, "due_on": date(2027, 3, 31), "rates": RATES}
    cases = (
        Nonsense(set_fee_schedule, SetFeeSchedule(**dues, resolution_on=FUTURE), "resolution_on"),
        Nonsense(
            set_fee_schedule, SetFeeSchedule(**(dues | {"due_on": date(2037, 1, 1)})), "due_on"
        ),
        Nonsense(set_fee_schedule, SetFeeSchedule(**(dues | {"rates": ()})), "rates"),
        Nonsense(issue_fees, IssueFees(year=2026, issued_on=FUTURE), "issued_on"),
        Nonsense(issue_fees, IssueFees(year=1999), NoSchedule),
        Nonsense(
            reduce_fee, ReduceFee(year=2026, membership_id=gone, percent=101, reason="?"), "percent"
        ),
        Nonsense(reduce_fee, ReduceFee(year=2026, membership_id=gone, percent=-1), "percent"),
    )
    assert taken(desk, cases) == []


def test_the_register_tells_a_story_that_can_have_been(desk: Desk) -> None:
    founded(desk)
    alfa = member(desk, "Alfa")
    organisation = desk.read(lambda session: session.get_one(Membership, alfa).organisation_id)

    def admitted(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "facts": OrganisationFacts(name="Beta"),
            "admitted_on": date(2026, 2, 1),
        }
        return Nonsense(admit_member, AdmitMember(**(usual | values)), refused)

    def happened(refused: Any, kind: Kind, **values: Any) -> Nonsense:
        command = RecordMembershipEvent(membership_id=alfa, kind=kind, **values)
        return Nonsense(record_membership_event, command, refused)

    def classified(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {"category": MemberCategory.ORDINARY, "size": SizeClass.SMALL}
        usual |= {"membership_id": alfa, "from_on": date(2026, 6, 1)}
        command = ClassifyMember(**(usual | values))
        return Nonsense(classify_member, command, refused)

    late = FoundAssociation(name="Prova", founded_on=date(2026, 6, 1))
    cases = (
        admitted("admitted_on", admitted_on=date(2025, 2, 1)),
        admitted("admitted_on", admitted_on=FUTURE),
        admitted("admitted_on", applied_on=date(2026, 3, 1)),
        admitted("register_number", register_number=0),
        admitted("headcount", headcount=-1),
        admitted(NotFound, organisation_id=NOBODY),
        admitted("organisation_id", organisation_id=organisation),
        happened("received_on", Kind.WITHDRAWAL, received_on=FUTURE),
        happened("on_day", Kind.WITHDRAWAL, received_on=date(2026, 9, 1), on_day=date(2026, 8, 1)),
        happened("on_day", Kind.REINSTATEMENT, on_day=date(2062, 1, 1)),
        happened(OutOfOrder, Kind.REINSTATEMENT, on_day=date(2026, 9, 1)),
        happened("reason", Kind.EXCLUSION, on_day=date(2026, 9, 1)),
        classified("headcount", headcount=-1),
        classified("turnover", turnover=Money(-1)),
        classified("declared_on", declared_on=FUTURE),
        classified("from_on", from_on=FOUNDED),  # before it was a member
        classified("from_on", from_on=date(2062, 1, 1)),
        Nonsense(edit_association, EditAssociation(version=1, profile=late), "founded_on"),
    )
    assert taken(desk, cases) == []


def test_the_journal_has_no_day_before_its_accounts_nor_after_today(desk: Desk) -> None:
    furnish(desk)

    def posted(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "account": "BANCA",
            "booked_on": date(2026, 3, 1),
            "amount": Money(10_00),
            "description": "Quota",
            "splits": (Split(category="QUOTE", amount=Money(10_00)),),
        }
        return Nonsense(post_movement, PostMovement(**(usual | values)), refused)

    parts = (
        Split(category="QUOTE", amount=Money(10_00)),
        Split(category="QUOTE", amount=Money(0)),
    )
    cases = (
        posted("amount", amount=Money(0), splits=()),
        posted("booked_on", booked_on=FUTURE),
        posted("booked_on", booked_on=date(2025, 12, 14)),
        posted("value_on", value_on=date(2027, 3, 1)),
        posted("splits", splits=()),
        posted("splits", splits=parts),
        posted("splits", splits=(Split(category="NULLA", amount=Money(10_00)),)),
        posted("description", description=" "),
        posted(NoSuchAccount, account="NULLA"),
    )
    assert taken(desk, cases) == []


def test_the_journal_has_no_day_before_there_was_an_association(desk: Desk) -> None:
    furnish(desk)
    founded(desk)
    early = date(2025, 12, 1)
    for code in ("PROMOTORI", "CONTANTI"):  # the money of who prepared the founding
        account = OpenAccount(code=code, name=code, kind=AccountKind.CASH, opening_on=early)
        desk.write(open_account, account)
    before = FOUNDED - timedelta(days=1)
    split = Split(category="QUOTE", amount=Money(10_00))
    movement = PostMovement(
        account="PROMOTORI",
        booked_on=before,
        amount=Money(10_00),
        description="Quota",
        splits=(split,),
    )
    transfer = TransferMoney(
        from_account="PROMOTORI", to_account="CONTANTI", booked_on=before, amount=Money(1)
    )
    cases = (
        Nonsense(post_movement, movement, "booked_on"),
        Nonsense(transfer_money, transfer, "booked_on"),
    )
    assert taken(desk, cases) == []
    desk.write(post_movement, replace(movement, booked_on=FOUNDED))


def test_an_account_begins_before_what_moved_in_it(desk: Desk) -> None:
    furnish(desk)
    movement = post(desk, 50_00, date(2026, 3, 1))
    late = OpenAccount(
        code="BANCA", name="Banca", kind=AccountKind.BANK, opening_on=date(2026, 6, 1)
    )

    def moved(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "from_account": "BANCA",
            "to_account": "CASSA",
            "booked_on": date(2026, 3, 1),
            "amount": Money(10_00),
        }
        return Nonsense(transfer_money, TransferMoney(**(usual | values)), refused)

    def back(refused: Any, **values: Any) -> Nonsense:
        usual: dict[str, Any] = {
            "movement_id": movement,
            "booked_on": date(2026, 3, 2),
            "reason": "Errore",
        }
        return Nonsense(reverse_movement, ReverseMovement(**(usual | values)), refused)

    future = OpenAccount(code="NUOVO", name="Nuovo", kind=AccountKind.BANK, opening_on=FUTURE)
    cases = (
        moved("to_account", to_account="BANCA"),
        moved("amount", amount=Money(-1)),
        moved("booked_on", booked_on=FUTURE),
        moved("booked_on", booked_on=date(2025, 1, 1)),
        back("booked_on", booked_on=date(2026, 2, 28)),
        back("booked_on", booked_on=FUTURE),
        back("reason", reason=" "),
        back(NotFound, movement_id=NOBODY),
        Nonsense(open_account, future, "opening_on"),
        Nonsense(edit_account, EditAccount(id=1, account=late), "opening_on"),
    )
    assert taken(desk, cases) == []
