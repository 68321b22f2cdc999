"""Give the treasurer the charges in Excel: what was asked, what came, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cluster_desk.domain.fees import ChargeKind
from cluster_desk.domain.members import PaymentStatus
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.reports.workbook.about import about_text
from cluster_desk.reports.workbook.model import Column, Kind, Scope, Sheet, Value, Workbook
from cluster_desk.reports.workbook.package import build


@dataclass(frozen=True, kw_only=True, slots=True)
class ChargeLine:
    """A charge on a day. `adjusted` was taken off, `paid` was allocated to it by then."""

    notice_number: str = ""
    member_number: int | None = None
    member: str
    kind: ChargeKind
    fee_year: int
    issued_on: date
    due_on: date
    amount: Money
    adjusted: Money = ZERO
    paid: Money = ZERO
    payment: PaymentStatus
    reference: str = ""

    @property
    def outstanding(self) -> Money:
        """What is left to pay."""
        return self.amount - self.adjusted - self.paid


@dataclass(frozen=True, kw_only=True)
class ChargesList:
    """The charges shown, in their order, as of a day."""

    as_of: date
    lines: Sequence[ChargeLine]
    scope: Scope


COLUMNS = (
    Column(N_("Request"), Kind.CODE, 14, N_("Number of the request of payment")),
    Column(N_("Member no."), Kind.INTEGER, 8, N_("Number in the register of members")),
    Column(N_("Member"), Kind.TEXT, 40),
    Column(N_("Kind of charge"), Kind.TEXT, 24),
    Column(N_("Fee year"), Kind.INTEGER, 8),
    Column(N_("Issued on"), Kind.DATE, 12),
    Column(N_("Due on"), Kind.DATE, 12, N_("Last day to pay")),
    Column(N_("Amount"), Kind.MONEY, 13, is_summed=True),
    Column(
        N_("Taken off"), Kind.MONEY, 13, N_("Reductions, waivers and write-offs"), is_summed=True
    ),
    Column(N_("Amount paid"), Kind.MONEY, 13, N_("Payments allocated to it"), is_summed=True),
    Column(
        N_("Outstanding"),
        Kind.MONEY,
        13,
        N_("Amount, less what was taken off and paid"),
        formula=lambda row: f"H{row}-I{row}-J{row}",
        is_summed=True,
    ),
    Column(N_("Payment"), Kind.TEXT, 15, N_("Where the charge stands on the day of the list")),
    Column(N_("Payment reference"), Kind.CODE, 26, N_("ISO 11649, to be quoted in the transfer")),
)


def charges_workbook(charges: ChargesList) -> bytes:
    """The charges as xlsx."""
    title = _("Fees and charges")
    return build(Workbook(title=title, scope=charges.scope, sheets=(charges_sheet(charges),)))


def charges_sheet(charges: ChargesList) -> Sheet:
    """The charges as a sheet, for a workbook or a CSV file."""
    return Sheet(
        name=_("Charges"),
        title=_("Fees and charges"),
        about=about_text(charges.scope, _("as of {day}").format(day=date_text(charges.as_of))),
        columns=COLUMNS,
        rows=[_row(line) for line in charges.lines],
        key_columns=3,
        total_label_column=2,
        nothing=_("No charge answers to these filters."),
        header_height=30,
    )


def _row(line: ChargeLine) -> tuple[Value, ...]:
    return (
        line.notice_number,
        line.member_number,
        line.member,
        line.kind.label,
        line.fee_year,
        line.issued_on,
        line.due_on,
        line.amount,
        line.adjusted,
        line.paid,
        line.outstanding,
        line.payment.label,
        line.reference,
    )
