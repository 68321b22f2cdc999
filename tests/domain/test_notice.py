"""A meeting is called in clear days, counted for every addressee, with proof."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.notice import (
    Delivery,
    NoticeFault,
    NoticeFrom,
    NoticeRule,
    hours_of_notice,
    is_urgent_notice_enough,
    notice_check,
    notice_warning,
)

MEETING = date(2026, 1, 16)
SEVEN = NoticeRule(days=7)
BY_RECEIPT = NoticeRule(days=7, counted_from=NoticeFrom.RECEIPT)
RULES = st.builds(
    NoticeRule,
    days=st.integers(0, 60),
    first_day_counts=st.booleans(),
    meeting_day_counts=st.booleans(),
)


def sent(who: int, on: date, received: date | None = None) -> Delivery:
    return Delivery(addressee_id=who, sent_on=on, received_on=received)


def test_clear_days_leave_out_the_sending_and_the_meeting() -> None:
    assert SEVEN.given(date(2026, 1, 8), MEETING) == 7
    assert SEVEN.given(date(2026, 1, 9), MEETING) == 6
    assert SEVEN.latest_on(MEETING) == date(2026, 1, 8)


def test_a_statute_may_count_either_end() -> None:
    lenient = NoticeRule(days=7, first_day_counts=True, meeting_day_counts=True)
    assert lenient.given(date(2026, 1, 10), MEETING) == 7
    assert lenient.latest_on(MEETING) == date(2026, 1, 10)


@given(RULES)
def test_the_latest_day_is_enough_and_the_day_after_is_not(rule: NoticeRule) -> None:
    latest = rule.latest_on(MEETING)
    assert latest <= MEETING
    assert rule.given(latest, MEETING) >= rule.days or latest == MEETING
    if rule.days:
        assert rule.given(latest + timedelta(days=1), MEETING) < rule.days


def test_notice_in_time_to_everybody_is_one_good_sentence() -> None:
    check = notice_check([sent(1, date(2026, 1, 7)), sent(2, date(2026, 1, 8))], MEETING, SEVEN)
    assert check.is_enough
    assert (check.given, check.needed) == (7, 7)
    assert [words.msgid for words in check.words] == [
        "Notice in time: days given {given}, needed {needed}."
    ]


def test_whoever_was_called_late_or_without_proof_is_named() -> None:
    deliveries = [sent(1, date(2026, 1, 8)), sent(2, date(2026, 1, 12)), Delivery(addressee_id=3)]
    check = notice_check(deliveries, MEETING, SEVEN)
    assert not check.is_enough
    assert (check.late, check.unproved, check.given) == ((2,), (3,), 3)
    assert len(check.words) == 2


def test_counted_from_receipt_a_sending_proves_nothing() -> None:
    check = notice_check([sent(1, date(2026, 1, 2))], MEETING, BY_RECEIPT)
    assert check.unproved == (1,)
    received = notice_check([sent(1, date(2026, 1, 2), date(2026, 1, 9))], MEETING, BY_RECEIPT)
    assert received.late == (1,)


def test_nobody_called_is_nothing_late() -> None:
    check = notice_check([], MEETING, SEVEN)
    assert (check.is_enough, check.given) == (True, None)


@given(st.lists(st.integers(-5, 40), max_size=6), RULES)
def test_late_are_exactly_those_called_after_the_latest_day(
    gaps: list[int], rule: NoticeRule
) -> None:
    deliveries = [sent(i, MEETING - timedelta(days=gap)) for i, gap in enumerate(gaps)]
    check = notice_check(deliveries, MEETING, rule)
    if rule.days:
        after = {d.addressee_id for d in deliveries if d.sent_on and d.sent_on > check.latest_on}
        assert set(check.late) == after
    else:
        assert check.late == ()


def test_an_urgent_call_needs_48_hours() -> None:
    meeting = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
    assert is_urgent_notice_enough(datetime(2026, 1, 14, 15, 0, tzinfo=UTC), meeting, 48)
    assert not is_urgent_notice_enough(datetime(2026, 1, 14, 15, 1, tzinfo=UTC), meeting, 48)
    assert hours_of_notice(datetime(2026, 1, 14, 15, 1, tzinfo=UTC), meeting) == 47
    assert hours_of_notice(meeting + timedelta(hours=1), meeting) == 0
    assert not is_urgent_notice_enough(meeting + timedelta(hours=1), meeting, 0)


def test_a_meeting_is_warned_of_where_it_was_not_called_or_not_in_time() -> None:
    missing = notice_warning(SEVEN, MEETING, None)
    late = notice_warning(SEVEN, MEETING, SEVEN.latest_on(MEETING) + timedelta(days=1))
    assert missing is not None
    assert late is not None
    assert (missing.fault, late.fault) == (NoticeFault.MISSING, NoticeFault.LATE)
    assert notice_warning(SEVEN, MEETING, SEVEN.latest_on(MEETING)) is None
