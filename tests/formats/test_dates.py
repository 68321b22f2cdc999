"""Days and hours are written as people read them, and read as they type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_desk.formats.dates import (
    NoSuchDay,
    date_long,
    date_range_text,
    date_text,
    instant_text,
    month_name,
    parse_date,
    parse_time,
    time_text,
    weekday_text,
)
from cluster_desk.formats.unreadable import Unreadable

TODAY = date(2026, 3, 1)
DAYS = st.dates(date(1000, 1, 1))
HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


@given(DAYS)
def test_every_printed_day_is_read_back(day: date) -> None:
    for text in (date_text(day), date_long(day), day.isoformat(), f"{day:%d.%m.}{day.year:04d}"):
        assert parse_date(text, today=TODAY) == day


@pytest.mark.usefixtures("english")
@given(DAYS)
def test_every_day_printed_in_english_is_read_back(day: date) -> None:
    assert parse_date(date_long(day), today=TODAY) == day


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-79 * 365, 20 * 365))
def test_a_year_of_two_digits_is_near_today(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert parse_date(f"{day.day}/{day.month}/{day.year % 100:02d}", today=today) == day


@given(st.integers(-99_999, 99_999), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_day_can_be_counted_from_today(days: int, today: date) -> None:
    assert parse_date(f"{days:+d}", today=today) == today + timedelta(days=days)


@given(st.text(max_size=15))
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    try:
        answer = f"{parse_date(text, today=TODAY)} {parse_time(text)}."
    except Unreadable as refusal:
        answer = str(refusal)
    assert answer.endswith(".")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16/6", "2026-06-16"),
        ("16/6/26", "2026-06-16"),
        ("16/06/2026", "2026-06-16"),
        ("16.06.2026", "2026-06-16"),
        ("16-6-2026", "2026-06-16"),
        ("16 6", "2026-06-16"),
        ("2026-06-16", "2026-06-16"),
        ("160626", "2026-06-16"),
        ("16062026", "2026-06-16"),
        ("16 giugno", "2026-06-16"),
        ("16 Giu. 2026", "2026-06-16"),
        ("1° gennaio 2026", "2026-01-01"),
        ("16 June 2026", "2026-06-16"),
        ("16/6/46", "2046-06-16"),
        ("16/6/47", "1947-06-16"),
        ("29/2/24", "2024-02-29"),
        (" oggi ", "2026-03-01"),
        ("Ieri", "2026-02-28"),
        ("domani", "2026-03-02"),
        ("tomorrow", "2026-03-02"),
        ("+30", "2026-03-31"),
        ("-7", "2026-02-22"),
        ("−7", "2026-02-22"),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: str) -> None:
    assert parse_date(text, today=TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "16", "16/6/026", "16/6/0026", "16 foo 2026", "giugno", "6/16/2026x", "+", "١/١"]
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_date(text, today=TODAY)
    assert str(caught.value) == "Scrivi gg/mm/aaaa, per esempio 16/06/2026."


@pytest.mark.parametrize("text", ["31/02/2026", "29/2/2025", "1/13/2026", "00/01/2026", "310626"])
def test_a_day_that_no_calendar_has_is_named(text: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        parse_date(text, today=TODAY)
    assert str(caught.value) == f"Il giorno {text} non esiste: controlla giorno e mese."


def test_the_calendar_ends() -> None:
    with pytest.raises(NoSuchDay):
        parse_date("+99999", today=date(9999, 12, 1))


def test_the_first_of_a_month_is_an_ordinal_in_italian() -> None:
    assert date_long(date(2026, 1, 1)) == "1° gennaio 2026"
    assert date_long(date(2026, 1, 16)) == "16 gennaio 2026"
    assert date_text(date(2026, 1, 6)) == "06/01/2026"
    assert weekday_text(date(2026, 1, 16)) == "venerdì"
    assert (month_name(1), month_name(9, short=True)) == ("gennaio", "set")


@pytest.mark.usefixtures("english")
def test_english_has_its_own_names() -> None:
    assert date_long(date(2026, 1, 1)) == "1 January 2026"
    assert weekday_text(date(2026, 1, 16)) == "Friday"
    assert month_name(1, short=True) == "Jan"
    assert date_range_text(date(2026, 1, 1), date(2026, 1, 5)) == "1–5 January 2026"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-01-16", "2026-01-16", "16 gennaio 2026"),
        ("2026-01-01", "2026-01-05", "1°–5 gennaio 2026"),
        ("2026-01-30", "2026-02-02", "30 gennaio – 2 febbraio 2026"),
        ("2025-12-30", "2026-01-02", "30 dicembre 2025 – 2 gennaio 2026"),
        ("2025-01-01", "2026-01-01", "1° gennaio 2025 – 1° gennaio 2026"),
    ],
)
def test_a_period_repeats_nothing(first: str, last: str, text: str) -> None:
    assert date_range_text(date.fromisoformat(first), date.fromisoformat(last)) == text


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 11, 22, 14, 4, tzinfo=UTC), "22/11/2026, 15:04"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "01/07/2026, 00:30"),
    ],
)
def test_an_instant_is_shown_on_the_wall_clock_of_rome(instant: datetime, text: str) -> None:
    assert instant_text(instant) == text


def test_an_instant_without_a_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        instant_text(datetime(2026, 11, 22, 14, 4))  # noqa: DTZ001 - the fault under test


@given(HOURS)
def test_every_printed_hour_is_read_back(hour: time) -> None:
    assert parse_time(time_text(hour)) == hour
    assert parse_time(time_text(hour).replace(":", "")) == hour
    assert parse_time(f"ore {time_text(hour).replace(':', '.')}") == hour


@pytest.mark.parametrize(
    ("text", "hour"), [("9", time(9)), ("930", time(9, 30)), ("15h02", time(15, 2)), ("0", time())]
)
def test_hours_are_read_as_people_type_them(text: str, hour: time) -> None:
    assert parse_time(text) == hour


@pytest.mark.parametrize("text", ["", "24:00", "1560", "9:5", "-1", "15:02:00", "alle tre"])
def test_what_is_no_hour_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_time(text)
    assert str(caught.value) == "Scrivi l’ora come 15:02."
