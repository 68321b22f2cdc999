"""Make of the year's figures what the charts show."""

from __future__ import annotations

from collections.abc import Sequence

from cluster_desk.domain.aging import AgingBand
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text, month_name
from cluster_desk.formats.money import grouped, money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.home.fees import Collected, FeeFigures, Share
from cluster_desk.queries.home.members import MemberFigures
from ui.kit.charts.figures import Figures, Series
from ui.kit.charts.painting import PREVIOUS

_THOUSANDS_FROM = 10_000_00  # cents: from here the axis counts in thousands of euro
_THOUSAND, _EURO = 1000_00, 100

STATES = (
    (PaymentStatus.PAID, N_("Paid in full"), "c1", "paid"),
    (PaymentStatus.PARTIAL, N_("Paid in part"), "c2", "open"),
    (PaymentStatus.OPEN, N_("Not due yet"), "c4", "open"),
    (PaymentStatus.OVERDUE, N_("Past their day"), "bad_dot", "overdue"),
    (PaymentStatus.NOTHING_DUE, N_("Exempt or waived"), "neutral_dot", "lowered"),
)
"""The states of a charge as the page tells them: words, colour, and the view of the fees."""

_BANDS = (
    (AgingBand.OVER_90, "bad_dot"),
    (AgingBand.UP_TO_90, "c3"),
    (AgingBand.UP_TO_60, "warn_dot"),
    (AgingBand.UP_TO_30, "c4"),
)


def euro(cents: int) -> str:
    """`1.234,50 €`, and nothing as `0 €`."""
    return f"{money_text(Money(cents))} €" if cents else "0 €"


def money_axis(line: int, top: int) -> str:
    """`25`, and at the top `100 k€`."""
    thousands = top >= _THOUSANDS_FROM
    unit, scale = ("k€", _THOUSAND) if thousands else ("€", _EURO)
    whole, rest = divmod(line, scale)
    number = grouped(whole) if not rest else money_text(Money(line * 100 // scale)).rstrip("0")
    return f"{number} {unit}" if line == top else number


def collected_figures(fees: FeeFigures) -> Figures:
    """Month by month, beside the year before where fees were asked then."""
    years: list[tuple[Collected, int]] = [(fees.collected, 255)]
    if fees.previous is not None:
        years.append((fees.previous, PREVIOUS))
    beyond = (
        (_("Before January"), [each.before.cents for each, _veil in years]),
        (_("After December"), [each.after.cents for each, _veil in years]),
    )
    months = range(1, 13)
    return Figures(
        title=_("Fees of {year} collected month by month").format(year=fees.year),
        label_head=_("Month"),
        labels=[_big(month) for month in months],
        short_labels=[month_name(month, short=True) for month in months],
        series=[
            Series(
                name=str(each.year),
                values=[amount.cents for amount in each.months],
                told=euro,
                veil=veil,
            )
            for each, veil in years
        ],
        notes=[(name, amounts) for name, amounts in beyond if any(amounts)],
    )


def states_figures(fees: FeeFigures) -> Figures:
    """The composition of the year's charges."""
    shares = [fees.states.get(state, Share()) for state, *_rest in STATES]
    return _shares(
        _("How the fees of {year} stand").format(year=fees.year),
        [_(words) for _state, words, *_rest in STATES],
        [token for _state, _words, token, _view in STATES],
        shares,
    )


def late_figures(fees: FeeFigures) -> Figures:
    """What is late, by how long."""
    return _shares(
        _("Fees of {year} past due, by how long").format(year=fees.year),
        [band.label for band, _token in _BANDS],
        [token for _band, token in _BANDS],
        [fees.late.get(band, Share()) for band, _token in _BANDS],
    )


def _shares(
    title: str, labels: Sequence[str], tokens: Sequence[str], shares: Sequence[Share]
) -> Figures:
    counts = [share.count for share in shares]
    amounts = [share.amount.cents for share in shares]
    return Figures(
        title=title,
        label_head=_("State"),
        labels=labels,
        tokens=tokens,
        series=[
            Series(name=_("Fees"), values=counts, told=count_text),
            Series(name=_("Amount"), values=amounts, told=euro),
        ],
    )


def members_figures(members: MemberFigures) -> Figures:
    """At the end of each of the last months."""
    return Figures(
        title=_("Members at the end of each month"),
        label_head=_("Day"),
        labels=[date_text(day) for day, _count in members.curve],
        series=[
            Series(
                name=_("Members"), values=[count for _day, count in members.curve], told=count_text
            )
        ],
    )


def _big(month: int) -> str:
    name = month_name(month)
    return name[:1].upper() + name[1:]
