"""Class an enterprise by its figures and the two-year rule of Recommendation 2003/361/EC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.members import SizeClass
from cluster_desk.domain.money import Money

# Annex, art. 2: fewer than so many people, and turnover or balance sheet total up to (in euro).
_CEILINGS = (
    (SizeClass.MICRO, 10, 2_000_000, 2_000_000),
    (SizeClass.SMALL, 50, 10_000_000, 10_000_000),
    (SizeClass.MEDIUM, 250, 50_000_000, 43_000_000),
)
_ORDER = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE)


@dataclass(frozen=True, kw_only=True, slots=True)
class SizeFigures:
    """What an enterprise declares for one year, whole euro amounts in `Money`.

    Headcount in annual work units, rounded up. `declared_on` is the day of the declaration.
    """

    year: int
    headcount: int
    turnover: Money | None
    balance: Money | None
    declared_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherEnterprise:
    """A linked enterprise (the whole of it) or a partner (its percentage of interest)."""

    figures: SizeFigures
    percent: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class SizeFinding:
    """The class of a year: what its own figures say, what holds, and the year that decided it."""

    year: int
    by_figures: SizeClass
    holds: SizeClass
    decided_by_year: int


def size_class(headcount: int, turnover: Money | None, balance: Money | None) -> SizeClass:
    """The class these figures alone give; one of turnover and balance is enough to stay below.

    ValueError without both, or with a negative headcount.
    """
    if headcount < 0 or (turnover is None and balance is None):
        raise ValueError("a size needs a headcount, and a turnover or a balance sheet total")
    for size, people, most_turnover, most_balance in _CEILINGS:
        fits = (turnover is not None and turnover.cents <= most_turnover * 100) or (
            balance is not None and balance.cents <= most_balance * 100
        )
        if headcount < people and fits:
            return size
    return SizeClass.LARGE


def with_others(own: SizeFigures, others: Iterable[OtherEnterprise]) -> SizeFigures:
    """The figures to be judged: one's own, all of the linked, the partners' share (annex, art. 6).

    A total that one of them does not give is unknown; headcounts are rounded up.
    """
    headcount, turnover, balance = own.headcount, own.turnover, own.balance
    for other in others:
        figures, percent = other.figures, other.percent
        headcount += -(-figures.headcount * percent // 100)
        turnover = _plus(turnover, figures.turnover, percent)
        balance = _plus(balance, figures.balance, percent)
    return SizeFigures(
        year=own.year,
        headcount=headcount,
        turnover=turnover,
        balance=balance,
        declared_on=own.declared_on,
    )


def classes_by_two_year_rule(figures: Iterable[SizeFigures]) -> tuple[SizeFinding, ...]:
    """The class that holds in each declared year, oldest first (annex, art. 4.2).

    The first declaration decides at once; afterwards a class is won or lost only when two
    consecutive years lie beyond its ceilings, and then it moves no further than both agree.
    One declaration per year is expected; of several the last given counts.
    """
    by_year = {figure.year: figure for figure in figures}
    findings: list[SizeFinding] = []
    for year in sorted(by_year):
        figure = by_year[year]
        own = size_class(figure.headcount, figure.turnover, figure.balance)
        if not findings:
            findings.append(SizeFinding(year=year, by_figures=own, holds=own, decided_by_year=year))
            continue
        before = findings[-1]
        pair = (own, before.by_figures) if before.year == year - 1 else ()
        moved = _moved(before.holds, pair)
        decided = before.decided_by_year if moved is before.holds else year
        findings.append(
            SizeFinding(year=year, by_figures=own, holds=moved, decided_by_year=decided)
        )
    return tuple(findings)


def _moved(current: SizeClass, pair: tuple[SizeClass, ...]) -> SizeClass:
    places = sorted(_ORDER.index(size) for size in pair)
    here = _ORDER.index(current)
    if places and places[0] > here:
        return _ORDER[places[0]]
    if places and places[-1] < here:
        return _ORDER[places[-1]]
    return current


def _plus(own: Money | None, other: Money | None, percent: int) -> Money | None:
    if own is None or other is None:
        return None
    return own + other.portion(percent, 100)
