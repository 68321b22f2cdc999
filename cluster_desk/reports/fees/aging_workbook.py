"""Give the board what is still open, by how long it has been due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.aging import AgingBand, aging_band, days_late
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.workbook.about import about_text
from cluster_desk.reports.workbook.model import Column, Kind, Scope, Sheet, Value, Workbook
from cluster_desk.reports.workbook.package import build


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenCharge:
    """A charge with something left to pay. `contact` is whom to call, `last_reminder` the level."""

    member_number: int | None = None
    member: str
    notice_number: str = ""
    fee_year: int
    due_on: date
    outstanding: Money
    last_reminder: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class Aging:
    """What is open on a day, in the order in which it is to stand."""

    as_of: date
    charges: Sequence[OpenCharge]
    scope: Scope


_BANDS = tuple(AgingBand)
_FIRST_BAND, _LAST_BAND = "H", "L"

COLUMNS = (
    Column(N_("Member no."), Kind.INTEGER, 8, N_("Number in the register of members")),
    Column(N_("Member"), Kind.TEXT, 40),
    Column(N_("Request"), Kind.CODE, 14, N_("Number of the request of payment")),
    Column(N_("Fee year"), Kind.INTEGER, 8),
    Column(N_("Due on"), Kind.DATE, 12, N_("Last day to pay")),
    Column(N_("Days late"), Kind.INTEGER, 8, N_("Days since the last day to pay")),
    Column(N_("Last reminder"), Kind.TEXT, 16),
    *(Column(band.msgid, Kind.MONEY, 13, is_summed=True) for band in _BANDS),
    Column(
        N_("Outstanding"),
        Kind.MONEY,
        14,
        N_("Still to be paid on the day of the list"),
        formula=lambda row: f"SUM({_FIRST_BAND}{row}:{_LAST_BAND}{row})",
        is_summed=True,
    ),
    Column(N_("Contact"), Kind.TEXT, 34),
)

MEMBER_COLUMNS = (
    Column(N_("Member no."), Kind.INTEGER, 8),
    Column(N_("Member"), Kind.TEXT, 40),
    Column(N_("Open charges"), Kind.INTEGER, 9, is_summed=True),
    *(Column(band.msgid, Kind.MONEY, 13, is_summed=True) for band in _BANDS),
    Column(
        N_("Outstanding"),
        Kind.MONEY,
        14,
        formula=lambda row: f"SUM(D{row}:H{row})",
        is_summed=True,
    ),
)


def aging_workbook(aging: Aging) -> bytes:
    """Every open charge, and the same by member, as xlsx."""
    title = _("Open charges by age")
    sheets = (aging_sheet(aging), _members_sheet(aging))
    return build(Workbook(title=title, scope=aging.scope, sheets=sheets))


def aging_sheet(aging: Aging) -> Sheet:
    """Every open charge as a sheet, for a workbook or a CSV file."""
    return Sheet(
        name=_("Open charges"),
        title=_("Open charges by age"),
        about=about_text(aging.scope, _("as of {day}").format(day=date_text(aging.as_of))),
        columns=COLUMNS,
        rows=[_charge_row(charge, aging.as_of) for charge in aging.charges],
        key_columns=2,
        total_label_column=1,
        nothing=_("Nothing is open on this day."),
        header_height=30,
    )


def _charge_row(charge: OpenCharge, on: date) -> tuple[Value, ...]:
    late = days_late(charge.due_on, on=on)
    return (
        charge.member_number,
        charge.member,
        charge.notice_number,
        charge.fee_year,
        charge.due_on,
        late if late > 0 else None,
        charge.last_reminder,
        *_in_bands({aging_band(charge.due_on, on=on): charge.outstanding}),
        charge.outstanding,
        charge.contact,
    )


def _in_bands(sums: dict[AgingBand, Money]) -> Iterator[Money | None]:
    return (sums.get(band) for band in _BANDS)


def _members_sheet(aging: Aging) -> Sheet:
    found: dict[tuple[int | None, str], list[OpenCharge]] = {}
    for charge in aging.charges:
        found.setdefault((charge.member_number, charge.member), []).append(charge)
    return Sheet(
        name=_("By member"),
        title=_("Open charges by member"),
        about=about_text(aging.scope, _("as of {day}").format(day=date_text(aging.as_of))),
        columns=MEMBER_COLUMNS,
        rows=[_member_row(*who, charges, aging.as_of) for who, charges in found.items()],
        key_columns=2,
        total_label_column=1,
        nothing=_("Nothing is open on this day."),
        header_height=30,
    )


def _member_row(
    number: int | None, name: str, charges: Sequence[OpenCharge], on: date
) -> tuple[Value, ...]:
    sums: dict[AgingBand, Money] = {}
    for charge in charges:
        band = aging_band(charge.due_on, on=on)
        sums[band] = sums.get(band, ZERO) + charge.outstanding
    total = Money.total(charge.outstanding for charge in charges)
    return (number, name, len(charges), *_in_bands(sums), total)
