"""Write days and hours as people read them, and read what they type."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

from cluster_desk.clock import ROME
from cluster_desk.domain.folding import fold
from cluster_desk.formats.unreadable import Unreadable
from cluster_desk.i18n import LANGUAGES, N_, language

_DAYS_AWAY = {"oggi": 0, "ieri": -1, "domani": 1, "today": 0, "yesterday": -1, "tomorrow": 1}
_SHIFT = re.compile(r"([+-]|\u2212) ?([0-9]{1,5})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})(?:\s*[/.\- ]\s*([0-9]{4}|[0-9]{2}))?"
)
_JOINED = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_IN_WORDS = re.compile(r"([0-9]{1,2})[°º.]?\s+(?:di\s+|of\s+)?([^\W\d_]{3,})\.?(?:\s+([0-9]{4}))?")
_TIME = re.compile(r"(?:ore\s+)?([0-9]{1,2})(?:\s*[:.,h]\s*([0-9]{2})|([0-9]{2}))?")
_YEARS_AHEAD = 20
_FIRST_YEAR = 1000  # a year is written with four digits


class UnreadableDate(Unreadable):
    """Not a day."""

    message = N_("Write dd/mm/yyyy, for example 16/06/2026.")


class NoSuchDay(UnreadableDate):
    """Written as a day, but no calendar has it."""

    message = N_("There is no day {day}: check day and month.")


class UnreadableTime(Unreadable):
    """Not an hour."""

    message = N_("Write the time like 15:02.")


def date_text(day: date) -> str:
    """`16/01/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def date_long(day: date) -> str:
    """`16 gennaio 2026`, `1° gennaio 2026`; `16 January 2026`."""
    return f"{_day_of_month(day)} {_month(day)} {day.year:04d}"


def weekday_text(day: date) -> str:
    """`venerdì`."""
    return str(get_day_names("wide", locale=language())[day.weekday()])


def month_name(number: int, *, short: bool = False) -> str:
    """`gennaio`; short, for axes and badges, `gen`."""
    names = get_month_names("abbreviated" if short else "wide", locale=language())
    return str(names[number])


def time_text(hour: time) -> str:
    """`15:00`."""
    return f"{hour.hour:02d}:{hour.minute:02d}"


def instant_text(instant: datetime) -> str:
    """A UTC instant on the wall clock of Rome: `22/11/2026, 15:04`."""
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    local = instant.astimezone(ROME)
    return f"{date_text(local.date())}, {time_text(local.time())}"


def date_range_text(first: date, last: date) -> str:
    """`16–20 gennaio 2026`, `30 gennaio – 2 febbraio 2026`; one day alone once."""
    if first == last:
        return date_long(first)
    if first.year != last.year:
        return f"{date_long(first)} – {date_long(last)}"
    if first.month != last.month:
        return f"{_day_of_month(first)} {_month(first)} – {date_long(last)}"
    return f"{_day_of_month(first)}–{date_long(last)}"


def parse_date(text: str, *, today: date) -> date:
    """From what people type: the day first, or ISO, or in words, or counted from today.

    `16/6` (this year), `16/6/26`, `16.06.2026`, `160626`, `2026-06-16`, `16 giugno 2026`, `oggi`,
    `ieri`, `domani`, `+30`, `-7`. A year of two digits is at most twenty years ahead of today.
    """
    typed = " ".join(text.split())
    if fold(typed) in _DAYS_AWAY:
        return _shifted(today, _DAYS_AWAY[fold(typed)], typed)
    if shift := _SHIFT.fullmatch(typed):
        days = int(shift[2])
        return _shifted(today, days if shift[1] == "+" else -days, typed)
    if iso := _ISO.fullmatch(typed):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]), typed)
    if spoken := _IN_WORDS.fullmatch(typed):
        month = _months().get(fold(spoken[2]), 0)
        return _day(int(spoken[3] or today.year), month, int(spoken[1]), typed)
    found = _DAY_FIRST.fullmatch(typed) or _JOINED.fullmatch(typed)
    if found is None:
        raise UnreadableDate
    return _day(_year(found[3], today), int(found[2]), int(found[1]), typed)


def parse_time(text: str) -> time:
    """From `15:02`, `15.02`, `1502`, `930`, `9`, `ore 15:02`."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        raise UnreadableTime
    try:
        return time(int(found[1]), int(found[2] or found[3] or 0))
    except ValueError as error:
        raise UnreadableTime from error


def _day_of_month(day: date) -> str:
    return "1°" if day.day == 1 and language() == "it" else str(day.day)


def _day(year: int, month: int, day: int, typed: str) -> date:
    if not month or year < _FIRST_YEAR:
        raise UnreadableDate
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay(day=typed) from error


def _shifted(today: date, days: int, typed: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError as error:
        raise NoSuchDay(day=typed) from error


def _year(text: str | None, today: date) -> int:
    if text is None:
        return today.year
    year = int(text)
    if len(text) == len("yyyy"):
        return year
    latest = today.year + _YEARS_AHEAD
    return latest - (latest - year) % 100


@cache
def _months() -> dict[str, int]:
    """Folded names of the months in every language, whole and cut to three or four letters."""
    found: dict[str, int] = {}
    for code in LANGUAGES:
        for number, name in get_month_names("wide", locale=code).items():
            plain = fold(str(name))
            found |= {plain: number, plain[:3]: number, plain[:4]: number}
    return found


def _month(day: date) -> str:
    return month_name(day.month)
