"""The first page says what its lists say, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from cluster_desk.desk import Desk
from cluster_desk.domain.aging import AgingBand
from cluster_desk.domain.bodies import BodyKind, SeatRole
from cluster_desk.domain.meetings import (
    AgendaKind,
    BallotMethod,
    BallotOutcome,
    Call,
    ItemOutcome,
    MajorityBase,
    MeetingMode,
    MeetingState,
    MinutesState,
)
from cluster_desk.domain.members import MembershipEventKind, PaymentStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading
from cluster_desk.queries.fees.charges import ChargeFilter, charge_totals
from cluster_desk.queries.home.members import member_figures, month_ends
from cluster_desk.queries.home.overview import Overview, overview
from cluster_desk.queries.home.waiting import Matter, Urgency, Waiting
from cluster_desk.queries.meetings.facts import meeting_facts
from cluster_desk.queries.meetings.lists import ListFilter, meeting_ids
from cluster_desk.queries.members.lists import MemberFilter, member_ids
from cluster_desk.services.association.settings import OpenFiscalYear, open_fiscal_year
from cluster_desk.services.bodies.seats import AddBody, Appoint, add_body, appoint
from cluster_desk.services.meetings.conduct import OpenMeeting, open_meeting
from cluster_desk.services.meetings.minutes import ComposeMinutes, compose_minutes
from cluster_desk.services.meetings.planning import PlanMeeting, plan_meeting
from cluster_desk.services.meetings.voting import EndItem, end_item
from cluster_desk.services.members.admission import AdmitMember, admit_member
from cluster_desk.services.members.events import RecordMembershipEvent, record_membership_event
from cluster_desk.services.members.facts import OrganisationFacts
from cluster_desk.services.tables.actions import AddAction, add_action
from cluster_desk.services.treasury.statements import ImportStatement, import_statement
from cluster_desk.store.tables.bodies import Body
from cluster_desk.store.tables.meetings import AgendaItem, Meeting
from cluster_desk.store.tables.resolutions import Ballot, Resolution
from cluster_desk.tx import Tx
from tests.fee_desks import ENTRY, FEE, TODAY, found, issue, member, pay, schedule
from tests.meeting_desks import at, board, closed, convened, roll_call


@contextmanager
def statements() -> Iterator[list[str]]:
    """The questions asked inside, whatever the engine."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        if str(arguments[2]).lstrip().upper().startswith("SELECT"):
            seen.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def look(desk: Desk, *, on: date = TODAY, year: int = 2026) -> Overview:
    return desk.read(overview, on=on, year=year)


def matters(seen: Overview, *wanted: Matter) -> list[Waiting]:
    return [each for each in seen.waiting if each.matter in wanted]


@pytest.fixture
def two_years(desk: Desk) -> dict[str, int]:
    """2025: Alfa and Beta paid. 2026: Alfa paid, Beta half and late, Gamma nothing."""
    found(desk)
    ids = {n: member(desk, n, admitted_on=date(2025, 1, 15)) for n in ("Alfa", "Beta")}
    schedule(desk, 2025)
    issue(desk, 2025, date(2025, 1, 20))
    pay(desk, ids["Alfa"], FEE.cents, received_on=date(2025, 2, 3))
    pay(desk, ids["Beta"], FEE.cents, received_on=date(2025, 12, 20))
    ids["Gamma"] = member(desk, "Gamma")
    schedule(desk, 2026, entry_fee=ENTRY)
    issue(desk)
    pay(desk, ids["Alfa"], FEE.cents, received_on=date(2026, 1, 7))
    pay(desk, ids["Beta"], 600_00, received_on=date(2026, 5, 4))
    return ids


# ── members ─────────────────────────────────────────────────────────────────────────────────────


def test_the_curve_ends_with_the_members_of_the_day(desk: Desk, two_years: dict[str, int]) -> None:
    figures = desk.read(member_figures, on=TODAY, year=2026)
    assert figures.curve[-1] == (TODAY, figures.members) == (TODAY, 3)
    assert figures.curve[0] == (date(2025, 12, 31), 2)
    assert (figures.new, figures.left, figures.uncharged) == (1, 0, 0)


def test_a_member_counts_until_the_day_it_leaves(desk: Desk) -> None:
    leaver, expelled = member(desk, "Va Via"), member(desk, "Escluso")
    member(desk, "Resta")
    leaves = RecordMembershipEvent(
        membership_id=leaver, kind=MembershipEventKind.WITHDRAWAL, received_on=date(2026, 9, 10)
    )
    excluded = RecordMembershipEvent(
        membership_id=expelled,
        kind=MembershipEventKind.EXCLUSION,
        on_day=date(2026, 6, 30),
        reason="Atti",
        resolution_text="Assemblea 2/2026",
    )
    for command in (leaves, excluded):
        desk.write(record_membership_event, command)
    january = date(2027, 1, 31)
    for day in (*month_ends(january), date(2026, 6, 29), date(2026, 6, 30)):
        figures = desk.read(member_figures, on=day, year=2026)
        listed = desk.read(member_ids, on=day, year=2026, filter=MemberFilter())
        assert figures.curve[-1][1] == len(listed), day
    figures = desk.read(member_figures, on=january, year=2026)
    assert dict(figures.curve)[date(2026, 6, 30)] == 2
    assert dict(figures.curve)[date(2026, 12, 31)] == 2
    assert dict(figures.curve)[january] == 1
    assert figures.left == 2


def test_months_end_on_their_last_day() -> None:
    days = month_ends(date(2026, 3, 31))
    assert len(days) == 12
    assert days[-3:] == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    assert days[0] == date(2025, 4, 30)


def test_who_was_not_asked_for_the_fee_is_counted(desk: Desk, two_years: dict[str, int]) -> None:
    member(desk, "Appena entrato", admitted_on=date(2026, 11, 3))
    seen = look(desk)
    assert seen.members.uncharged == 1
    assert [each.count for each in matters(seen, Matter.UNCHARGED)] == [1]


# ── fees ────────────────────────────────────────────────────────────────────────────────────────


def test_fees_agree_with_the_list_of_charges(desk: Desk, two_years: dict[str, int]) -> None:
    fees = look(desk).fees
    totals = desk.read(charge_totals, on=TODAY, filter=ChargeFilter(year=2026))
    assert (fees.count, fees.owed, fees.paid) == (totals.count, totals.owed, totals.paid)
    for state, share in fees.states.items():
        chosen = ChargeFilter(year=2026, states=(state,))
        assert share.count == desk.read(charge_totals, on=TODAY, filter=chosen).count
    assert fees.overdue.amount == totals.overdue
    assert fees.late == {AgingBand.OVER_90: fees.overdue}
    assert fees.states[PaymentStatus.PAID].amount == FEE


def test_what_is_open_of_earlier_years_is_told_apart(desk: Desk, two_years: dict[str, int]) -> None:
    for view in ("overdue", "earlier"):
        for year in (2026, 2027):
            fees = look(desk, year=year).fees
            chosen = ChargeFilter(year=year, view=view)
            share = fees.overdue if view == "overdue" else fees.earlier
            totals = desk.read(charge_totals, on=TODAY, filter=chosen)
            assert (share.count, share.amount) == (totals.count, totals.open), (view, year)
    assert look(desk, year=2027).fees.earlier.count == 3
    assert [each.count for each in matters(look(desk, year=2027), Matter.EARLIER)] == [3]


def test_what_came_in_stands_in_its_month_beside_the_year_before(
    desk: Desk, two_years: dict[str, int]
) -> None:
    fees = look(desk).fees
    assert fees.collected.months[0] == FEE
    assert fees.collected.months[4] == Money(600_00)
    assert fees.collected.total == fees.paid
    assert fees.previous is not None
    assert fees.previous.months[1] == fees.previous.months[11] == FEE
    assert fees.previous.until == FEE, "until the same day of 2025 only the payment of February"


def test_what_comes_before_or_after_the_year_is_kept_apart(
    desk: Desk, two_years: dict[str, int]
) -> None:
    pay(desk, two_years["Gamma"], 100_00, received_on=date(2025, 12, 30))
    collected = look(desk).fees.collected
    assert collected.before == Money(100_00)
    assert sum(month.cents for month in collected.months) == FEE.cents + 600_00
    last_year = look(desk, year=2025)
    assert last_year.fees.paid == FEE + FEE
    assert last_year.fees.previous is None, "in 2024 nothing was asked"


def test_fees_not_yet_due_are_announced_and_then_late(
    desk: Desk, two_years: dict[str, int]
) -> None:
    before = look(desk, on=date(2026, 3, 28))
    coming = matters(before, Matter.FEES_DUE)
    assert [(each.day, each.urgency) for each in coming] == [(date(2026, 3, 31), Urgency.NEAR)]
    assert coming[0].amount == FEE + FEE + ENTRY
    assert matters(before, Matter.OVERDUE) == []
    assert [each.urgency for each in matters(look(desk), Matter.OVERDUE)] == [Urgency.LATE]


# ── what waits ──────────────────────────────────────────────────────────────────────────────────


def test_applications_wait_for_a_decision(desk: Desk) -> None:
    facts = OrganisationFacts(name="Richiedente S.r.l.")
    desk.write(admit_member, AdmitMember(facts=facts, applied_on=date(2026, 11, 2)))
    seen = look(desk)
    assert [each.count for each in matters(seen, Matter.APPLICATIONS)] == [1]
    assert not seen.is_first_use


def test_a_planned_meeting_asks_for_its_notice_in_time(desk: Desk) -> None:
    made = board(desk, board_notice="7")
    plan = PlanMeeting(
        body_id=made.body, held_on=date(2026, 12, 10), starts_at=at("15:00"), venue="Crema"
    )
    meeting = desk.write(plan_meeting, plan).value
    notice, held = matters(look(desk), Matter.NOTICE, Matter.MEETING)
    assert (notice.matter, notice.day) == (Matter.NOTICE, date(2026, 12, 2))
    assert (held.day, held.record, held.urgency) == (date(2026, 12, 10), meeting, Urgency.CALM)
    late = matters(look(desk, on=date(2026, 12, 3)), Matter.NOTICE)[0]
    assert (late.day, late.since, late.urgency) == (None, date(2026, 12, 2), Urgency.LATE)


def test_a_meeting_nobody_held_is_asked_for(desk: Desk) -> None:
    made = board(desk)
    meeting = convened(made, "Bilancio", on=date(2026, 10, 8))
    seen = look(desk)
    (missed,) = matters(seen, Matter.MEETING, Matter.NOTICE)
    assert (missed.record, missed.day, missed.since) == (meeting, None, date(2026, 10, 8))
    assert missed.urgency is Urgency.LATE
    assert seen.meetings.coming == ()
    listed = desk.read(meeting_ids, year=2026, filter=ListFilter(view="upcoming"))
    assert listed == [meeting]


def test_a_called_meeting_says_who_is_excused(desk: Desk) -> None:
    made = board(desk)
    convened(made, "Bilancio", on=date(2026, 12, 10))
    seen = look(desk)
    coming = seen.meetings.coming[0]
    assert (coming.invited, coming.excused, coming.notice_by) == (7, 0, None)
    assert matters(seen, Matter.NOTICE) == []


def test_minutes_wait_from_the_meeting_until_they_are_approved(desk: Desk) -> None:
    made = board(desk)
    meeting = convened(made, "Bilancio", on=date(2026, 11, 12))
    roll_call(made, meeting, made.people)
    opened = OpenMeeting(
        meeting_id=meeting,
        opened_at=at("15:05"),
        chair_id=made.people[0],
        minute_taker_id=made.secretary,
    )
    desk.write(open_meeting, opened)
    for item in desk.read(meeting_facts, meeting).items:
        desk.write(end_item, EndItem(item_id=item.id, outcome=ItemOutcome.DISCUSSED))
    closed(made, meeting)
    waiting = matters(look(desk), Matter.MINUTES)
    assert [(each.record, each.state) for each in waiting] == [(meeting, None)]
    desk.write(compose_minutes, ComposeMinutes(meeting_id=meeting))
    waiting = matters(look(desk), Matter.MINUTES)
    assert [each.state for each in waiting] == [MinutesState.DRAFT]


def test_late_promises_are_told_together_and_the_next_by_name(desk: Desk) -> None:
    made = board(desk)
    meeting = convened(made, "Bilancio", on=date(2026, 10, 8))
    for day in (date(2026, 10, 20), date(2026, 11, 1), date(2026, 11, 30)):
        action = AddAction(meeting_id=meeting, wording=f"Entro il {day}", due_on=day)
        desk.write(add_action, action)
    late, coming = matters(look(desk), Matter.PROMISED)
    assert (late.count, late.since, late.name) == (2, date(2026, 10, 20), "")
    assert (coming.name, coming.about, coming.day) == (
        "Entro il 2026-11-30",
        "Consiglio Direttivo",
        date(2026, 11, 30),
    )
    assert coming.record is None, "a board has no page of promises"


def test_a_promise_leads_to_its_table(desk: Desk) -> None:
    table = desk.write(
        add_body, AddBody(code="TT1", name="Tavolo", kind=BodyKind.WORKING_TABLE)
    ).value
    plan = PlanMeeting(body_id=table, held_on=date(2026, 10, 8), starts_at=at("15:00"), venue="Q")
    meeting = desk.write(plan_meeting, plan).value
    action = AddAction(meeting_id=meeting, wording="Scrivere", due_on=date(2026, 11, 1))
    desk.write(add_action, action)
    (late,) = matters(look(desk), Matter.PROMISED)
    assert (late.name, late.record) == ("Scrivere", table)


def test_offices_that_end_are_announced_and_missed_where_nobody_follows(desk: Desk) -> None:
    made = board(desk, 1)
    auditors = desk.write(
        add_body, AddBody(code="OC", name="Organo di controllo", kind=BodyKind.AUDITORS)
    ).value
    term = Appoint(
        body_id=auditors,
        person_id=made.secretary,
        role=SeatRole.MEMBER,
        from_on=date(2025, 1, 1),
        to_on=date(2027, 1, 15),
    )
    desk.write(appoint, term)
    ending = matters(look(desk), Matter.SEATS)
    assert [(each.name, each.day) for each in ending] == [
        ("Organo di controllo", date(2027, 1, 15))
    ]
    over = matters(look(desk, on=date(2027, 2, 1)), Matter.SEATS)[0]
    assert (over.day, over.since, over.urgency) == (None, date(2027, 1, 15), Urgency.LATE)
    again = Appoint(
        body_id=auditors,
        person_id=made.secretary,
        role=SeatRole.MEMBER,
        from_on=date(2027, 1, 16),
    )
    desk.write(appoint, again)
    assert matters(look(desk, on=date(2027, 2, 1)), Matter.SEATS) == []


# ── the whole ───────────────────────────────────────────────────────────────────────────────────


def test_an_empty_desk_is_a_first_use(desk: Desk) -> None:
    seen = look(desk)
    assert seen.is_first_use
    assert seen.waiting == ()
    assert (seen.last_seq, seen.dated.begun, seen.fees.paid) == (0, frozenset(), ZERO)
    found(desk)
    schedule(desk)
    assert look(desk).dated.begun == {"association", "fees", "treasury"}
    assert look(desk, year=2027).dated.begun == {"association", "treasury"}


def test_the_same_words_again_are_one_line(desk: Desk) -> None:
    schedule(desk, 2025)
    for _time in range(3):
        schedule(desk)
    gestures = look(desk).gestures
    assert [(each.label, each.times) for each in gestures] == [
        ("Quote 2026", 3),
        ("Quote 2025", 1),
    ]


def test_the_page_asks_eight_questions_however_many_members(desk: Desk) -> None:
    with statements() as few:
        look(desk)
    found(desk)
    for number in range(25):
        member(desk, f"Socio {number}")
    schedule(desk)
    issue(desk)
    with statements() as many:
        look(desk)
    assert len(few) == len(many) <= 8


def test_bank_lines_nobody_posted_wait_by_account(desk: Desk) -> None:
    found(desk)
    lines = tuple(
        LineDraft(
            position=position,
            booked_on=date(2026, 4, 2 + position),
            value_on=None,
            amount=Money(cents),
            currency="EUR",
        )
        for position, cents in enumerate((500_00, -12_50), start=1)
    )
    draft = StatementDraft(
        account_iban="", account_text="1", currency="EUR", number="1", opening=None,
        closing=None, from_on=None, to_on=None, lines=lines,
    )  # fmt: skip
    reading = StatementReading(format="csv", statements=(draft,), problems=())
    command = ImportStatement(account="BANCA", reading=reading, file_name="a.csv", content=b"x")
    desk.write(import_statement, command)
    (bank,) = matters(look(desk), Matter.BANK)
    assert (bank.count, bank.amount, bank.since) == (2, Money(487_50), date(2026, 4, 3))
    assert bank.name == "Banca"


def test_the_accounts_of_a_year_wait_for_the_assembly(desk: Desk) -> None:
    year = OpenFiscalYear(year=2025, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    desk.write(open_fiscal_year, year)
    (due,) = matters(look(desk, on=date(2026, 4, 27)), Matter.ACCOUNTS)
    assert (due.number, due.day, due.urgency) == (2025, date(2026, 4, 30), Urgency.NEAR)
    (late,) = matters(look(desk), Matter.ACCOUNTS)
    assert (late.day, late.since, late.urgency) == (None, date(2026, 4, 30), Urgency.LATE)
    desk.write(_accounts_approved, date(2025, 12, 20))  # what was adopted before the year was over
    assert len(matters(look(desk), Matter.ACCOUNTS)) == 1
    desk.write(_accounts_approved, date(2026, 4, 23))
    assert matters(look(desk), Matter.ACCOUNTS) == []


def _accounts_approved(tx: Tx, on: date) -> None:
    """An assembly of that day resolved the item on the accounts."""
    tx.describe("Bilancio")
    body = Body(code=f"A{on:%m}", name="Assemblea", kind=BodyKind.ASSEMBLY)
    tx.session.add(body)
    tx.session.flush()
    meeting = Meeting(
        body_id=body.id, year=on.year, held_on=on, starts_at=at("10:00"), call=Call.SINGLE,
        mode=MeetingMode.IN_PERSON, state=MeetingState.CLOSED,
    )  # fmt: skip
    tx.session.add(meeting)
    tx.session.flush()
    item = AgendaItem(
        meeting_id=meeting.id, position=1, title="Bilancio", kind=AgendaKind.ACCOUNTS,
        outcome=ItemOutcome.RESOLVED,
    )  # fmt: skip
    tx.session.add(item)
    tx.session.flush()
    ballot = Ballot(
        item_id=item.id, held_at=at("10:30"), method=BallotMethod.SHOW_OF_HANDS, proposal="Sì",
        entitled=3, present=3, quorum_needed=2, in_favour=3, against=0, abstained=0, blank=0,
        void=0, majority_base=MajorityBase.PRESENT, majority_needed=2,
        outcome=BallotOutcome.APPROVED, rules={},
    )  # fmt: skip
    tx.session.add(ballot)
    tx.session.flush()
    tx.session.add(
        Resolution(
            body_id=body.id, year=on.year, number=1, meeting_id=meeting.id, item_id=item.id,
            ballot_id=ballot.id, adopted_on=on, wording="Sì",
        )
    )  # fmt: skip
    tx.session.flush()
