"""The status of a membership follows its events, and a withdrawal waits for the year's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.members import MembershipEventKind as Kind
from cluster_desk.domain.members import MembershipStatus as Status
from cluster_desk.domain.membership import (
    ENDED,
    MEMBERS,
    MembershipEvent,
    is_member,
    next_allowed,
    sequence_problems,
    status_at,
    why_not,
    withdrawal_effective_on,
)
from cluster_desk.domain.periods import FiscalCalendar, add_months, calendar_year_end

DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))


def event(kind: Kind, on: date, received_on: date | None = None) -> MembershipEvent:
    return MembershipEvent(kind=kind, on=on, received_on=received_on)


ADMITTED = event(Kind.ADMISSION, date(2026, 1, 16))
LEFT = event(Kind.WITHDRAWAL, date(2026, 12, 31), received_on=date(2026, 9, 10))


def test_before_any_event_there_is_no_status() -> None:
    assert status_at([], date(2026, 1, 1)) is None
    assert status_at([ADMITTED], date(2026, 1, 15)) is None


def test_an_applicant_is_not_a_member_until_admitted() -> None:
    events = [event(Kind.APPLICATION, date(2026, 1, 2)), ADMITTED]
    assert status_at(events, date(2026, 1, 15)) is Status.APPLICANT
    assert status_at(events, date(2026, 1, 16)) is Status.ACTIVE
    assert not is_member(Status.APPLICANT)


def test_withdrawing_lasts_from_the_letter_to_the_effect_then_withdrawn() -> None:
    events = [ADMITTED, LEFT]
    assert status_at(events, date(2026, 9, 9)) is Status.ACTIVE
    assert status_at(events, date(2026, 9, 10)) is Status.WITHDRAWING
    assert status_at(events, date(2026, 12, 31)) is Status.WITHDRAWING
    assert status_at(events, date(2027, 1, 1)) is Status.WITHDRAWN


def test_a_withdrawing_member_may_still_be_excluded() -> None:
    events = [ADMITTED, LEFT, event(Kind.EXCLUSION, date(2026, 11, 5))]
    assert status_at(events, date(2026, 11, 5)) is Status.EXCLUDED
    assert status_at(events, date(2027, 3, 1)) is Status.EXCLUDED


def test_a_suspended_member_that_withdrew_stays_suspended_until_it_leaves() -> None:
    events = [ADMITTED, event(Kind.SUSPENSION, date(2026, 6, 1)), LEFT]
    assert status_at(events, date(2026, 10, 1)) is Status.SUSPENDED
    assert status_at(events, date(2027, 1, 1)) is Status.WITHDRAWN


def test_who_is_reinstated_while_withdrawing_is_withdrawing_again() -> None:
    suspended = event(Kind.SUSPENSION, date(2026, 6, 1))
    back = event(Kind.REINSTATEMENT, date(2026, 10, 1))
    assert status_at([ADMITTED, suspended, LEFT, back], date(2026, 10, 2)) is Status.WITHDRAWING


def test_events_given_in_any_order_tell_the_same_story() -> None:
    assert status_at([LEFT, ADMITTED], date(2026, 10, 1)) is Status.WITHDRAWING


def test_what_is_recorded_after_the_end_changes_nothing() -> None:
    events = [ADMITTED, event(Kind.LAPSE, date(2026, 5, 1))]
    late = event(Kind.REINSTATEMENT, date(2026, 6, 1))
    assert status_at([*events, late], date(2026, 7, 1)) is Status.LAPSED


def test_arrears_are_no_event_so_a_late_payer_remains_a_member() -> None:
    assert status_at([ADMITTED], date(2035, 1, 1)) is Status.ACTIVE


def test_only_an_application_or_an_admission_begins_a_membership() -> None:
    assert next_allowed([], date(2026, 1, 1)) == {Kind.APPLICATION, Kind.ADMISSION}
    reason = why_not([], Kind.SUSPENSION, date(2026, 1, 1))
    assert reason is not None
    assert reason.msgid == "Nobody becomes a member without an admission."


def test_an_ended_membership_allows_nothing_more() -> None:
    assert next_allowed([ADMITTED, LEFT], date(2027, 1, 1)) == frozenset()
    reason = why_not([ADMITTED, LEFT], Kind.ADMISSION, date(2027, 1, 1))
    assert reason is not None
    assert "admitted anew" in reason.msgid


def test_a_second_withdrawal_and_a_second_suspension_are_refused() -> None:
    assert Kind.WITHDRAWAL not in next_allowed([ADMITTED, LEFT], date(2026, 10, 1))
    suspended = [ADMITTED, event(Kind.SUSPENSION, date(2026, 6, 1)), LEFT]
    assert Kind.WITHDRAWAL not in next_allowed(suspended, date(2026, 10, 1))
    reason = why_not(suspended, Kind.SUSPENSION, date(2026, 10, 1))
    assert reason is not None
    assert reason.msgid == "The membership is suspended already."


def test_nothing_is_recorded_before_what_is_already_recorded() -> None:
    reason = why_not([ADMITTED, LEFT], Kind.SUSPENSION, date(2026, 5, 1))
    assert reason is not None
    assert reason.msgid == "Something that happened later is already recorded."


def test_a_refused_applicant_may_win_its_appeal() -> None:
    refused = [
        event(Kind.APPLICATION, date(2026, 1, 2)),
        event(Kind.REFUSAL, date(2026, 2, 2)),
    ]
    assert Kind.ADMISSION in next_allowed(refused, date(2026, 4, 1))


@given(st.sampled_from(Kind), st.lists(st.tuples(st.sampled_from(Kind), DAYS), max_size=6), DAYS)
def test_what_is_allowed_has_no_reason_against_it(
    kind: Kind, told: list[tuple[Kind, date]], on: date
) -> None:
    events = [event(k, day, received_on=day) for k, day in told]
    assert (why_not(events, kind, on) is None) == (kind in next_allowed(events, on))


@given(st.data())
def test_a_story_of_allowed_events_has_no_problems_and_ends_at_most_once(
    data: st.DataObject,
) -> None:
    events: list[MembershipEvent] = []
    day = date(2025, 12, 15)
    for _step in range(data.draw(st.integers(0, 7))):
        day += timedelta(days=data.draw(st.integers(0, 200)))
        allowed = sorted(next_allowed(events, day))
        if not allowed:
            break
        kind = data.draw(st.sampled_from(allowed))
        leaving = kind is Kind.WITHDRAWAL
        effect = withdrawal_effective_on(day, calendar_year_end) if leaving else day
        events.append(event(kind, effect, received_on=day if leaving else None))
    assert sequence_problems(events) == ()
    later = [status_at(events, day + timedelta(days=31 * n)) in ENDED for n in range(26)]
    assert later == sorted(later)


def test_a_withdrawal_without_a_letter_and_a_doubled_admission_are_both_told() -> None:
    told = sequence_problems([ADMITTED, ADMITTED, event(Kind.WITHDRAWAL, date(2026, 12, 31))])
    assert [problem.msgid for problem in told] == [
        "The admission is already recorded.",
        "A withdrawal needs the day its letter was received.",
    ]


def test_a_withdrawal_cannot_take_effect_before_its_letter() -> None:
    early = event(Kind.WITHDRAWAL, date(2026, 8, 1), received_on=date(2026, 9, 1))
    assert [problem.msgid for problem in sequence_problems([ADMITTED, early])] == [
        "A withdrawal cannot take effect before its letter."
    ]


def test_every_reason_reads_as_a_sentence() -> None:
    for status_events in ([], [ADMITTED], [ADMITTED, LEFT], [event(Kind.APPLICATION, ADMITTED.on)]):
        for kind in Kind:
            reason = why_not(status_events, kind, date(2026, 10, 1))
            assert reason is None or reason.msgid.endswith(".")


@pytest.mark.parametrize(
    ("received", "effective"),
    [
        (date(2026, 9, 30), date(2026, 12, 31)),
        (date(2026, 10, 1), date(2027, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_withdrawal_by_article_24_of_the_civil_code(received: date, effective: date) -> None:
    assert withdrawal_effective_on(received, calendar_year_end) == effective


def test_withdrawal_follows_the_fiscal_year_where_the_statute_means_it() -> None:
    fiscal = FiscalCalendar.starting(date(2025, 12, 15), date(2026, 6, 30))
    assert withdrawal_effective_on(date(2026, 3, 31), fiscal.end_of) == date(2026, 6, 30)
    assert withdrawal_effective_on(date(2026, 4, 1), fiscal.end_of) == date(2027, 6, 30)


def test_a_first_year_too_short_for_the_notice_is_passed_over() -> None:
    fiscal = FiscalCalendar.starting(date(2025, 12, 15), date(2025, 12, 31))
    assert withdrawal_effective_on(date(2025, 12, 20), fiscal.end_of) == date(2026, 12, 31)


@given(DAYS, st.integers(0, 12))
def test_withdrawal_always_leaves_the_months_and_never_waits_a_needless_year(
    received: date, months: int
) -> None:
    effective = withdrawal_effective_on(received, calendar_year_end, months=months)
    assert effective == calendar_year_end(effective)
    assert add_months(received, months) <= effective
    year_before = date(effective.year - 1, 12, 31)
    assert year_before < received or add_months(received, months) > year_before


@given(DAYS)
def test_members_and_ended_never_meet(on: date) -> None:
    status = status_at([ADMITTED, LEFT], on)
    assert not (status in MEMBERS and status in ENDED)
    assert is_member(status) == (date(2026, 1, 16) <= on <= date(2026, 12, 31))
