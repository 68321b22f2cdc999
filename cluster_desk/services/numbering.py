"""Give the next number of a series, in the transaction that uses it: no gaps, no duplicates."""

from __future__ import annotations

from sqlalchemy import text

from cluster_desk.tx import Tx

MEMBER_REGISTER = "member_register"
PAYMENT_NOTICE = "RV"
RECEIPT = "RIC"


def next_numbers(tx: Tx, series: str, year: int, count: int = 1) -> range:
    """The next `count` numbers; a series that has no years is given year 0.

    A counter row is raised by one statement and stays locked to the commit (RELIABILITY §3):
    sequences leave gaps on rollback, `max()+1` gives duplicates to two writers.
    """
    if count < 1:
        return range(0)
    last = tx.session.execute(
        text(
            "INSERT INTO number_series(series,year,last,version) VALUES (:series,:year,:count,1)"
            " ON CONFLICT (series,year) DO UPDATE SET last=number_series.last+excluded.last,"
            " version=number_series.version+1 RETURNING last"
        ),
        {"series": series, "year": year, "count": count},
    ).scalar_one()
    return range(last - count + 1, last + 1)


def next_number(tx: Tx, series: str, year: int) -> int:
    """The next number of the series."""
    return next_numbers(tx, series, year)[0]


def continue_from(tx: Tx, series: str, year: int, last: int) -> None:
    """Let a series that was begun elsewhere go on after its last number; never backwards."""
    tx.session.execute(
        text(
            "INSERT INTO number_series(series,year,last,version) VALUES (:series,:year,:last,1)"
            " ON CONFLICT (series,year) DO UPDATE SET last=excluded.last,"
            " version=number_series.version+1 WHERE number_series.last<excluded.last"
        ),
        {"series": series, "year": year, "last": last},
    )
