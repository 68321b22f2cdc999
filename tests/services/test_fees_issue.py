"""A year's fees are charged to everybody in the register, once, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from cluster_desk.desk import Desk
from cluster_desk.domain.charging import FeeRate
from cluster_desk.domain.fees import ChargeKind, ProRata
from cluster_desk.domain.members import MemberCategory, MembershipEventKind, SizeClass
from cluster_desk.domain.money import Money
from cluster_desk.domain.references import CreditorReference
from cluster_desk.errors import Invalid
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.queries.fees.charges import ChargeFilter, ChargeTotals, charge_rows, charge_totals
from cluster_desk.queries.fees.schedule import fee_schedule
from cluster_desk.services.fees.issuing import FeeIssueResult, IssueFees, issue_fees
from cluster_desk.services.fees.schedule import (
    AlreadyCharged,
    NoSchedule,
    ReduceFee,
    ScheduleIsIssued,
    SetFeeSchedule,
    reduce_fee,
    set_fee_schedule,
)
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from cluster_desk.services.members.importing import ImportMembers, import_members
from cluster_desk.store.reversal import HangsOnIt
from cluster_desk.store.tables.fees import FeeSchedule
from cluster_desk.tx import Tx
from tests.fee_desks import ENTRY, FEE, RATES, TODAY, issue, member, pay, schedule


def owed(desk: Desk) -> list[tuple[str, Money]]:
    rows = desk.read(charge_rows, on=TODAY)
    return sorted((row.member, row.owed) for row in rows)


def test_each_member_is_charged_by_its_category_and_size(desk: Desk) -> None:
    member(desk, "Alfa")
    member(desk, "Beta", size=SizeClass.SMALL)
    member(desk, "Gamma", category=MemberCategory.SUPPORTER, size=SizeClass.LARGE)
    schedule(desk)

    result = issue(desk)

    assert owed(desk) == [("Alfa", FEE), ("Beta", Money(600_00)), ("Gamma", Money(2_000_00))]
    assert (result.charges, result.total) == (3, Money(3_800_00))
    assert result.lines[0].description == "Quota associativa 2026 – Ordinario, media impresa"


def test_every_charge_has_a_reference_of_its_own_that_a_bank_accepts(desk: Desk) -> None:
    for name in ("Alfa", "Beta"):
        member(desk, name)
    schedule(desk)
    issue(desk)

    references = [row.reference for row in desk.read(charge_rows, on=TODAY)]

    assert len(set(references)) == 2
    assert [CreditorReference.parse(text).text for text in references] == references


def test_a_member_without_an_amount_is_left_out_with_the_reason(desk: Desk) -> None:
    member(desk, "Grande", size=SizeClass.LARGE)
    member(desk, "Onorario", category=MemberCategory.HONORARY)
    schedule(desk)

    result = issue(desk)

    assert result.charges == 0
    assert [(each.member, each.reason) for each in result.skipped] == [
        (
            "Grande",
            "Il prospetto delle quote non ha un importo per «Ordinario», dimensione «Grande».",
        ),
        ("Onorario", "Per questa categoria non è dovuta alcuna quota."),
    ]


def test_a_second_issue_charges_only_who_was_admitted_since(desk: Desk) -> None:
    member(desk, "Alfa")
    schedule(desk)
    issue(desk)
    member(desk, "Beta", admitted_on=date(2026, 5, 10))

    again = issue(desk, issued_on=date(2026, 5, 12))

    assert [line.member for line in again.lines] == ["Beta"]
    assert [each.reason for each in again.skipped] == ["La quota 2026 è già addebitata."]
    assert desk.read(charge_rows, on=TODAY)[0].due_on == date(2026, 6, 11)


def test_an_issue_to_nobody_writes_nothing(desk: Desk) -> None:
    member(desk)
    schedule(desk)
    issue(desk)

    again = desk.write(issue_fees, IssueFees(year=2026))

    assert (again.value.issue_id, again.change_set_id) == (None, None)


def test_the_fee_of_who_joins_during_the_year_is_cut_by_months(desk: Desk) -> None:
    member(desk, admitted_on=date(2026, 7, 15))
    schedule(desk, pro_rata=ProRata.BY_MONTH)

    result = issue(desk, issued_on=date(2026, 7, 20))

    assert result.total == Money(600_00)
    assert result.lines[0].description.endswith("socio dal 15/07/2026")


def test_an_entry_fee_is_asked_of_new_members_once_in_life(desk: Desk) -> None:
    member(desk, "Nuovo", admitted_on=date(2026, 1, 16))
    member(desk, "Vecchio", admitted_on=date(2025, 12, 15))
    schedule(desk, entry_fee=ENTRY)
    issue(desk)
    schedule(desk, 2027, entry_fee=ENTRY)
    issue(desk, 2027, issued_on=TODAY)

    entries = ChargeFilter(kinds=(ChargeKind.ENTRY_FEE,))

    rows = desk.read(charge_rows, on=TODAY, filter=entries)
    assert [(row.member, row.year, row.owed) for row in rows] == [("Nuovo", 2026, ENTRY)]


def test_who_leaves_before_the_year_begins_owes_nothing_for_it(desk: Desk) -> None:
    leaving = member(desk)
    desk.write(
        record_membership_event,
        RecordMembershipEvent(
            membership_id=leaving,
            kind=MembershipEventKind.WITHDRAWAL,
            received_on=date(2026, 9, 1),
        ),
    )
    schedule(desk, 2026)
    schedule(desk, 2027)

    assert issue(desk, 2026, issued_on=TODAY).charges == 1
    assert issue(desk, 2027, issued_on=TODAY).skipped[0].reason == (
        "Il suo recesso ha effetto prima dell’inizio del 2027."
    )


def test_a_reduction_is_taken_off_with_its_reason(desk: Desk) -> None:
    reduced = member(desk)
    schedule(desk)
    desk.write(
        reduce_fee,
        ReduceFee(year=2026, membership_id=reduced, percent=50, reason="Start-up innovativa"),
    )

    assert issue(desk).total == Money(600_00)

    row = desk.read(charge_rows, on=TODAY)[0]
    assert (row.amount, row.owed) == (FEE, Money(600_00))
    with pytest.raises(AlreadyCharged):
        desk.write(reduce_fee, ReduceFee(year=2026, membership_id=reduced, percent=0))


def test_nothing_is_left_of_an_issue_that_was_undone(desk: Desk) -> None:
    member(desk)
    schedule(desk, entry_fee=ENTRY)
    before = desk.read(fee_schedule, 2026)
    issue(desk)

    desk.undo()

    assert desk.read(charge_rows, on=date.max) == []
    assert desk.read(fee_schedule, 2026) == before
    assert issue(desk).charges == 2


def test_an_issue_with_payments_on_it_cannot_be_undone(desk: Desk) -> None:
    payer = member(desk)
    schedule(desk)
    done = desk.write(issue_fees, IssueFees(year=2026, issued_on=date(2026, 2, 1)))
    pay(desk, payer, 100_00)

    with pytest.raises(HangsOnIt):
        desk.undo(done.change_set_id)


def test_a_preview_says_all_and_writes_nothing(desk: Desk) -> None:
    member(desk)
    schedule(desk)

    seen = desk.preview(issue_fees, IssueFees(year=2026))

    assert (seen.value.charges, seen.change_set_id) == (1, None)
    assert desk.read(charge_rows, on=TODAY) == []


def test_an_issued_schedule_is_replaced_only_after_the_issue_is_undone(desk: Desk) -> None:
    member(desk)
    schedule(desk)
    issue(desk)
    with pytest.raises(ScheduleIsIssued, match="2026"):
        schedule(desk)

    desk.undo()
    schedule(desk, entry_fee=ENTRY)

    found = desk.read(fee_schedule, 2026)
    assert found is not None
    assert (found.entry_fee, found.rates) == (ENTRY, RATES)


def test_every_fault_of_a_schedule_is_told_at_once(desk: Desk) -> None:
    doubled = (
        FeeRate(category=MemberCategory.ORDINARY, size=None, amount=Money(-1)),
        FeeRate(category=MemberCategory.ORDINARY, size=None, amount=Money(1)),
    )
    with pytest.raises(Invalid) as refused:
        desk.write(
            set_fee_schedule, SetFeeSchedule(year=2026, due_on=date(2029, 1, 1), rates=doubled)
        )
    assert [p.field for p in refused.value.problems] == ["due_on", "rates", "rates"]


def test_a_year_without_schedule_cannot_be_issued(desk: Desk) -> None:
    with pytest.raises(NoSchedule, match="2031"):
        desk.write(issue_fees, IssueFees(year=2031))


def test_fees_are_not_issued_on_a_day_to_come(desk: Desk) -> None:
    schedule(desk)
    with pytest.raises(Invalid):
        desk.write(issue_fees, IssueFees(year=2026, issued_on=date(2026, 11, 23)))


CATEGORIES = st.sampled_from(
    [MemberCategory.ORDINARY, MemberCategory.SUPPORTER, MemberCategory.HONORARY]
)
JOINED = st.dates(date(2025, 12, 15), date(2026, 11, 22))


@pytest.fixture
def desk_with_fees(file_desk: Desk) -> Desk:
    """A desk for all examples of a property."""
    schedule(file_desk, entry_fee=ENTRY)
    return file_desk


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(st.tuples(CATEGORIES, st.sampled_from(SizeClass), JOINED), max_size=6),
    pro_rata=st.sampled_from(ProRata),
)
def test_the_total_of_an_issue_is_the_sum_of_what_its_charges_leave_to_pay(
    desk_with_fees: Desk, people: list[tuple[MemberCategory, SizeClass, date]], pro_rata: ProRata
) -> None:
    drafts = tuple(
        MemberDraft(row=row, name=f"Socio {row}", category=category, size=size, joined_on=joined)
        for row, (category, size, joined) in enumerate(people, start=1)
    )

    def issue_all(tx: Tx, _command: None) -> tuple[FeeIssueResult, ChargeTotals]:
        import_members(tx, ImportMembers(drafts=drafts))
        tx.session.scalars(select(FeeSchedule)).one().pro_rata = pro_rata
        result = issue_fees(tx, IssueFees(year=2026, issued_on=TODAY))
        return result, charge_totals(tx.session, on=TODAY)

    result, totals = desk_with_fees.preview(issue_all, None).value

    assert (totals.count, totals.owed) == (result.charges, result.total)
    assert result.total == Money.total(line.amount for line in result.lines)
    assert len({line.membership_id for line in result.lines}) + len(result.skipped) == len(people)
