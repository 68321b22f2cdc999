"""Reminders go one step at a time, and never before an answer is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.domain.dunning import Arrears, Ladder, SentReminder, next_reminder, sent_on

DUE = date(2026, 3, 31)
LADDER = Ladder()


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def step(days: int, *sent: SentReminder, **more: Any) -> int | None:
    arrears = Arrears(due_on=DUE, sent=sent, **more)
    return next_reminder(arrears, after(days), LADDER).level


def sent(level: int, days: int) -> SentReminder:
    return SentReminder(level, after(days), after(days + LADDER.days_to_answer))


def test_nobody_is_reminded_on_the_due_day_nor_before_the_first_step() -> None:
    assert [step(days) for days in (0, 1, 29, 30)] == [None, None, None, 1]


def test_the_second_step_waits_for_the_answer_to_the_first() -> None:
    late = sent(1, 80)
    assert [step(days, late) for days in (95, 96)] == [None, 2]


def test_after_the_last_step_there_is_none() -> None:
    assert step(300, sent(1, 30), sent(2, 60), sent(3, 90)) is None


def test_a_public_body_climbs_later_and_not_to_the_top() -> None:
    body = {"is_public_body": True}
    assert [step(days, **body) for days in (59, 60)] == [None, 1]
    assert step(300, sent(1, 60), sent(2, 90), **body) is None


def test_a_payment_order_under_way_stops_the_ladder_for_a_while() -> None:
    order = {"mandate_on": after(20)}
    assert [step(days, **order) for days in (110, 111)] == [None, 1]


def test_the_day_of_a_step_is_that_of_its_last_letter() -> None:
    letters = (sent(1, 30), sent(1, 40))
    assert sent_on(letters, 1) == after(40)
    assert sent_on(letters, 2) is None


@given(start=st.integers(1, 100), gaps=st.lists(st.integers(1, 40), max_size=30))
def test_levels_rise_by_one_and_stop_at_the_last(start: int, gaps: list[int]) -> None:
    letters: list[SentReminder] = []
    day = start
    for gap in gaps:
        level = step(day, *letters)
        if level is not None:
            letters.append(sent(level, day))
        day += gap
    assert [letter.level for letter in letters] == list(range(1, len(letters) + 1))
    assert len(letters) <= LADDER.highest
