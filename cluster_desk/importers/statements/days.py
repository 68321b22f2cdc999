"""Read dates as each format writes them, on the day they were written for."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])|([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[ T,].*)?")
_CENTURY_TURNS = 80  # 79 is 2079, 80 is 1980: no electronic statement is older
_FIRST, _LAST = 1980, 2099


def iso_day(text: str | None) -> date:
    """`2012-12-17T00:00+01:00` is the 17th wherever it is read: zones do not move a booking.

    Also `20121217` with anything behind it. ValueError for what is no day.
    """
    found = _ISO.match((text or "").strip())
    if found is None:
        raise ValueError("not a date")
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return _sane(year, month, day)


def short_day(text: str) -> date:
    """`YYMMDD`, as SWIFT writes it. ValueError for what is no day."""
    return _sane(_year(text[:2]), int(text[2:4]), int(text[4:6]))


def italian_short_day(text: str) -> date:
    """`DDMMYY`, as CBI writes it. ValueError for what is no day."""
    if not re.fullmatch("[0-9]{6}", text):
        raise ValueError("not a date")
    return _sane(_year(text[4:]), int(text[2:4]), int(text[:2]))


def table_day(text: str) -> date:
    """`18.04.24`, `02/01/2024`, `5/1/26`, `2024-01-02`; the day first. ValueError otherwise."""
    plain = " ".join(text.split())
    if found := _DAY_FIRST.fullmatch(plain):
        day, _, month, year = found.groups()
        return _sane(_year(year), int(month), int(day))
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])|[0-9]{8}$", plain):
        return iso_day(plain)
    raise ValueError("not a date")


def _year(text: str) -> int:
    year = int(text)
    if len(text) == len("yyyy"):
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _sane(year: int, month: int, day: int) -> date:
    if not _FIRST <= year <= _LAST:
        raise ValueError("not a year of bank statements")
    return date(year, month, day)
