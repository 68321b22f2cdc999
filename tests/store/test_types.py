"""Moments, times and structures come out of either engine as they went in, or are refused."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from cluster_desk.store.types import Instant, JsonColumn, LocalTime, MoneyColumn

DIALECT = sqlite.dialect()
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda count: timezone(timedelta(minutes=count)))
PLAIN = st.none() | st.booleans() | st.integers() | st.text()


def kept(column: TypeDecorator[Any], value: Any) -> Any:
    """What is stored of it."""
    return column.process_bind_param(value, DIALECT)


def read(column: TypeDecorator[Any], value: Any) -> Any:
    return column.process_result_value(kept(column, value), DIALECT)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        kept(Instant(), datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001  # on purpose


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=OFFSETS))  # noqa: DTZ001
def test_a_moment_is_the_same_moment_and_sorts_as_text(moment: datetime) -> None:
    assert read(Instant(), moment) == moment
    later = moment + timedelta(microseconds=1)
    assert kept(Instant(), moment) < kept(Instant(), later)


def test_the_hour_that_comes_twice_in_autumn_is_two_moments() -> None:
    first, second = (
        datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=hours))) for hours in (2, 1)
    )
    assert read(Instant(), second) - read(Instant(), first) == timedelta(hours=1)
    assert read(Instant(), first).tzinfo == UTC


@given(st.dictionaries(st.text(), PLAIN | st.lists(PLAIN)))
def test_a_structure_is_the_same_text_whatever_its_order(value: dict[str, Any]) -> None:
    assert read(JsonColumn(), value) == value
    turned = dict(reversed(value.items()))
    assert kept(JsonColumn(), turned) == kept(JsonColumn(), value)


@given(st.times().map(lambda hour: hour.replace(second=0, microsecond=0)))
def test_a_time_on_the_wall_keeps_hours_and_minutes(hour: time) -> None:
    assert read(LocalTime(), hour) == hour


@pytest.mark.parametrize("column", [Instant(), JsonColumn(), LocalTime(), MoneyColumn()])
def test_nothing_stays_nothing(column: TypeDecorator[Any]) -> None:
    assert read(column, None) is None
