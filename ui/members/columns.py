"""The columns of the members' list, and how each fact of a row is shown."""

from __future__ import annotations

from cluster_desk.domain.members import MembershipStatus, PaymentStatus
from cluster_desk.formats.money import money_short
from cluster_desk.i18n import N_, _
from cluster_desk.queries.members.rows import MemberRow
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import SEMIBOLD

STATUS_TONES = {
    MembershipStatus.APPLICANT: "info",
    MembershipStatus.ACTIVE: "ok",
    MembershipStatus.SUSPENDED: "warn",
    MembershipStatus.WITHDRAWING: "neutral",
    MembershipStatus.WITHDRAWN: "neutral",
    MembershipStatus.EXCLUDED: "bad",
    MembershipStatus.LAPSED: "bad",
    MembershipStatus.REFUSED: "neutral",
}
PAYMENT_TONES = {
    PaymentStatus.NOTHING_DUE: "neutral",
    PaymentStatus.PAID: "ok",
    PaymentStatus.OPEN: "info",
    PaymentStatus.PARTIAL: "warn",
    PaymentStatus.OVERDUE: "bad",
}


def _name(row: MemberRow) -> Cell:
    if not row.founder:
        return cells.name(row.name)
    spoken = _("{name}, founder").format(name=row.name)
    return Cell(text=row.name, kind=CellKind.NAME, badge="award", spoken=spoken)


def _status(row: MemberRow) -> Cell:
    if row.status is None:
        return Cell(text="")
    return cells.chip(row.status.label, STATUS_TONES[row.status])


def _payment(row: MemberRow) -> Cell:
    spoken = _("Fee: {status}").format(status=row.payment.label)
    if row.payment is PaymentStatus.NOTHING_DUE:
        return cells.nothing(spoken)
    text = _("In part") if row.payment is PaymentStatus.PARTIAL else row.payment.label
    return cells.chip(text, PAYMENT_TONES[row.payment], spoken=spoken)


def _balance(row: MemberRow) -> Cell:
    if row.payment is PaymentStatus.OVERDUE and row.balance:
        text = money_short(row.balance)
        return Cell(text=text, kind=CellKind.MONEY, tone="bad_fg", weight=SEMIBOLD)
    return cells.euros(row.balance)


COLUMNS = (
    cells.TICKS,
    Column(
        key="number",
        value=lambda row: row.number,
        book=("INTEGER", 7.0),
        title=N_("No."),
        cell=lambda row: cells.number(row.number),
        width=48,
        sort="number",
        right=True,
    ),
    Column(
        key="name",
        value=lambda row: row.name,
        book=("TEXT", 44.0),
        title=N_("Name of the member"),
        cell=_name,
        width=206,
        sort="name",
        stretch=True,
    ),
    Column(
        key="kind",
        value=lambda row: row.kind.label if row.kind else _("Person"),
        title=N_("Type"),
        cell=lambda row: cells.words(row.kind.label if row.kind else _("Person")),
        width=92,
        sort="kind",
        priority=3,
    ),
    Column(
        key="category",
        value=lambda row: row.category.label,
        title=N_("Category"),
        cell=lambda row: cells.words(row.category.label),
        width=96,
        sort="category",
        priority=6,
        shown=False,
    ),
    Column(
        key="size",
        value=lambda row: row.size.label,
        title=N_("Size"),
        cell=lambda row: cells.words(row.size.label),
        width=96,
        sort="size",
        priority=6,
        shown=False,
    ),
    Column(
        key="sector",
        value=lambda row: row.sector,
        title=N_("Sector"),
        cell=lambda row: cells.words(row.sector),
        width=98,
        sort="sector",
        priority=8,
    ),
    Column(
        key="city",
        value=lambda row: row.city,
        title=N_("Town"),
        cell=lambda row: cells.words(row.city),
        width=110,
        sort="city",
        priority=7,
        shown=False,
    ),
    Column(
        key="province",
        value=lambda row: row.province,
        book=("CENTRED", 7.0),
        title=N_("Prov."),
        cell=lambda row: cells.words(row.province),
        width=50,
        sort="province",
        priority=4,
    ),
    Column(
        key="status",
        value=lambda row: row.status.label if row.status else "",
        title=N_("Status"),
        cell=_status,
        width=100,
        sort="status",
    ),
    Column(
        key="charged",
        value=lambda row: row.charged,
        book=("MONEY", 14.0),
        title=N_("Fee"),
        cell=lambda row: cells.euros(row.charged),
        width=76,
        sort="charged",
        priority=2,
        right=True,
    ),
    Column(
        key="paid",
        value=lambda row: row.paid,
        book=("MONEY", 14.0),
        title=N_("Received"),
        cell=lambda row: cells.euros(row.paid, "text2"),
        width=76,
        sort="paid",
        priority=7,
        right=True,
    ),
    Column(
        key="balance",
        value=lambda row: row.balance,
        book=("MONEY", 14.0),
        title=N_("Open amount"),
        cell=_balance,
        width=76,
        sort="balance",
        right=True,
    ),
    Column(
        key="payment",
        value=lambda row: row.payment.label,
        title=N_("Fee status"),
        cell=_payment,
        width=100,
        sort="payment",
    ),
    Column(
        key="member_since",
        value=lambda row: row.member_since,
        book=("DATE", 13.0),
        title=N_("Member since"),
        cell=lambda row: cells.day(row.member_since),
        width=94,
        sort="member_since",
        priority=5,
    ),
    Column(
        key="vote",
        value=lambda row: row.may_vote,
        book=("YES_NO", 8.0),
        title=N_("Can vote"),
        cell=lambda row: cells.words(_("Yes") if row.may_vote else _("No")),
        width=60,
        priority=6,
        shown=False,
    ),
)
"""«Fee», «Received» are of the year, «Open» is all that is open; a test reads every cell."""
