"""Make desks with an association, members and a fee schedule, for the tests of fees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.fees import ProRata
from cluster_desk.domain.members import MemberCategory, SizeClass
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import AccountKind
from cluster_desk.services.association.profile import (
    FoundAssociation,
    SetLegalForm,
    found_association,
    set_legal_form,
)
from cluster_desk.services.association.settings import SetSetting, set_setting
from cluster_desk.services.association.statute import SetRule, SetRules, set_rules
from cluster_desk.services.fees.issuing import FeeIssueResult, IssueFees, issue_fees
from cluster_desk.services.fees.payments import PaymentResult, RecordPayment, record_payment
from cluster_desk.services.fees.schedule import SetFeeSchedule, set_fee_schedule
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.store.tables.bodies import Body, Seat
from cluster_desk.store.tables.members import Person
from cluster_desk.store.tables.treasury import Account
from cluster_desk.tx import Tx

TODAY = date(2026, 11, 22)
DUE = date(2026, 3, 31)
FEE = Money(1_200_00)
ENTRY = Money(500_00)
RATES = (
    FeeRate(category=MemberCategory.ORDINARY, size=SizeClass.MEDIUM, amount=FEE),
    FeeRate(category=MemberCategory.ORDINARY, size=SizeClass.SMALL, amount=Money(600_00)),
    FeeRate(category=MemberCategory.SUPPORTER, size=None, amount=Money(2_000_00)),
    FeeRate(category=MemberCategory.HONORARY, size=None, amount=Money(0)),
)


def found(desk: Desk) -> None:
    """The association, its board, its bank account, its statute rules confirmed."""
    desk.write(
        found_association,
        FoundAssociation(
            name="Cluster di prova",
            tax_code="91234560158",
            address="Via Roma 1",
            postal_code="26013",
            city="Crema",
            province="CR",
            email="segreteria@prova.example",
        ),
    )
    desk.write(
        set_legal_form,
        SetLegalForm(
            from_on=date(2025, 12, 15),
            wording="Associazione non riconosciuta",
            has_personality=False,
        ),
    )
    rules = ("fee_rule", "arrears_vote", "arrears_consequences", "exclusion")
    values = {"fee_rule": "assembly", "arrears_vote": "yes", "arrears_consequences": "resolution"}
    desk.write(
        set_rules,
        SetRules(
            rules=tuple(
                SetRule(key=key, value=values.get(key, "assembly"), article="9", confirmed=True)
                for key in rules
            )
        ),
    )
    desk.write(_board, None)


def _board(tx: Tx, _command: None) -> None:
    tx.describe("board")
    board = Body(code="CD", name="Consiglio Direttivo", kind=BodyKind.BOARD)
    people = [
        Person(given_name="Anna", family_name="Riva", gender="f"),
        Person(given_name="Luca", family_name="Conti", gender="m"),
    ]
    account = Account(
        code="BANCA",
        name="Banca",
        kind=AccountKind.BANK,
        iban="IT60X0542811101000000123456",
        opening=Money(0),
        opening_on=date(2025, 12, 15),
    )
    tx.session.add_all([board, *people, account])
    tx.session.flush()
    for person, role in zip(people, (SeatRole.TREASURER, SeatRole.PRESIDENT), strict=True):
        tx.session.add(
            Seat(body_id=board.id, person_id=person.id, role=role, from_on=date(2025, 12, 15))
        )


def member(
    desk: Desk,
    name: str = "Serio Pack S.r.l.",
    *,
    category: MemberCategory = MemberCategory.ORDINARY,
    size: SizeClass = SizeClass.MEDIUM,
    admitted_on: date = date(2026, 1, 16),
    **facts: Any,
) -> int:
    """A member's membership id."""
    command = AdmitMember(
        facts=OrganisationFacts(name=name, **facts),
        category=category,
        size=size,
        admitted_on=admitted_on,
    )
    return desk.write(admit_member, command).value


def schedule(
    desk: Desk,
    year: int = 2026,
    *,
    entry_fee: Money = ZERO,
    pro_rata: ProRata = ProRata.FULL,
    due_on: date | None = None,
) -> int:
    """The year's fees as `RATES` has them."""
    command = SetFeeSchedule(
        year=year,
        due_on=due_on or date(year, 3, 31),
        rates=RATES,
        entry_fee=entry_fee,
        pro_rata=pro_rata,
        resolution_text="3/2026",
        resolution_on=date(2026, 1, 20),
    )
    return desk.write(set_fee_schedule, command).value


def issue(desk: Desk, year: int = 2026, issued_on: date = date(2026, 2, 1)) -> FeeIssueResult:
    """The fees of the year, issued early in it."""
    return desk.write(issue_fees, IssueFees(year=year, issued_on=issued_on)).value


def pay(desk: Desk, membership_id: int, cents: int, **more: Any) -> PaymentResult:
    """A payment received on 20 March 2026 unless said otherwise."""
    command = RecordPayment(
        amount=Money(cents), membership_id=membership_id, received_on=date(2026, 3, 20)
    )
    changed = replace(command, **more)
    return desk.write(record_payment, changed).value


def choose(desk: Desk, key: str, value: object) -> None:
    """Write a setting."""
    desk.write(set_setting, SetSetting(key=key, value=value))
