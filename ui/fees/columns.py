"""The columns of the list of charges, and how each fact of a charge is shown."""

from __future__ import annotations

from cluster_desk.domain.members import PaymentStatus
from cluster_desk.formats.money import money_short
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.charges import ChargeRow
from cluster_desk.queries.fees.lists import ListedCharge
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import SEMIBOLD

STATE_TONES = {
    PaymentStatus.NOTHING_DUE: "neutral",
    PaymentStatus.PAID: "ok",
    PaymentStatus.OPEN: "info",
    PaymentStatus.PARTIAL: "warn",
    PaymentStatus.OVERDUE: "bad",
}


def state_words(charge: ChargeRow) -> str:
    """Where a charge stands; one that was waived whole says so."""
    if charge.state is PaymentStatus.NOTHING_DUE:
        return _("Waived")
    return _("In part") if charge.state is PaymentStatus.PARTIAL else charge.state.label


def _category(row: ListedCharge) -> str:
    return row.charge.category.label if row.charge.category else ""


def _residue(row: ListedCharge) -> Cell:
    charge = row.charge
    if charge.state is PaymentStatus.OVERDUE:
        text = money_short(charge.residue)
        return Cell(text=text, kind=CellKind.MONEY, tone="bad_fg", weight=SEMIBOLD)
    return cells.euros(charge.residue)


def _state(row: ListedCharge) -> Cell:
    words = state_words(row.charge)
    spoken = _("Fee: {status}").format(status=words)
    return cells.chip(words, STATE_TONES[row.charge.state], spoken=spoken)


def _reminded(row: ListedCharge) -> Cell:
    return cells.words(level_words(row.reminded) if row.reminded else "", none=_("never reminded"))


def level_words(level: int) -> str:
    """`1º`: a step of the ladder of reminders."""
    return _("Level {level}").format(level=level)


COLUMNS = (
    cells.TICKS,
    Column(
        key="number",
        title=N_("No."),
        cell=lambda row: cells.number(row.charge.number),
        width=44,
        sort="number",
        priority=2,
        right=True,
        value=lambda row: row.charge.number,
        book=("INTEGER", 8),
    ),
    Column(
        key="member",
        title=N_("Member"),
        cell=lambda row: cells.name(row.charge.member),
        width=206,
        sort="member",
        stretch=True,
        value=lambda row: row.charge.member,
        book=("TEXT", 40),
    ),
    Column(
        key="kind",
        title=N_("What for"),
        cell=lambda row: cells.words(row.charge.kind.label),
        width=134,
        sort="kind",
        priority=4,
        value=lambda row: row.charge.kind.label,
        book=("TEXT", 24),
    ),
    Column(
        key="category",
        title=N_("Category"),
        cell=lambda row: cells.words(_category(row)),
        width=104,
        sort="category",
        priority=7,
        shown=False,
        value=_category,
        book=("TEXT", 18),
    ),
    Column(
        key="year",
        title=N_("Year"),
        cell=lambda row: cells.figures(str(row.charge.year)),
        width=58,
        sort="year",
        priority=6,
        value=lambda row: row.charge.year,
        book=("INTEGER", 8),
    ),
    Column(
        key="issued_on",
        title=N_("Issued on"),
        cell=lambda row: cells.day(row.charge.issued_on),
        width=98,
        sort="issued_on",
        priority=8,
        shown=False,
        value=lambda row: row.charge.issued_on,
        book=("DATE", 12),
    ),
    Column(
        key="due_on",
        title=N_("Due on"),
        cell=lambda row: cells.day(row.charge.due_on),
        width=98,
        sort="due_on",
        value=lambda row: row.charge.due_on,
        book=("DATE", 12),
    ),
    Column(
        key="owed",
        title=N_("Fee"),
        cell=lambda row: cells.euros(row.charge.owed),
        width=76,
        sort="owed",
        priority=1,
        right=True,
        value=lambda row: row.charge.owed,
        book=("MONEY", 13),
    ),
    Column(
        key="paid",
        title=N_("Received"),
        cell=lambda row: cells.euros(row.charge.paid, "text2"),
        width=76,
        sort="paid",
        priority=3,
        right=True,
        value=lambda row: row.charge.paid,
        book=("MONEY", 13),
    ),
    Column(
        key="residue",
        title=N_("Open amount"),
        cell=_residue,
        width=76,
        sort="residue",
        right=True,
        value=lambda row: row.charge.residue,
        book=("MONEY", 13),
    ),
    Column(
        key="state",
        title=N_("Status"),
        cell=_state,
        width=98,
        sort="state",
        value=lambda row: state_words(row.charge),
        book=("TEXT", 16),
    ),
    Column(
        key="reminded",
        title=N_("Reminders"),
        cell=_reminded,
        width=84,
        priority=5,
        value=lambda row: row.reminded or None,
        book=("INTEGER", 10),
    ),
    Column(
        key="notice",
        title=N_("Request"),
        cell=lambda row: cells.figures(row.notice_number),
        width=112,
        priority=8,
        value=lambda row: row.notice_number,
        book=("CODE", 15),
    ),
    Column(
        key="reference",
        title=N_("Reference to quote"),
        cell=lambda row: cells.figures(row.charge.reference),
        width=160,
        sort="reference",
        priority=9,
        shown=False,
        value=lambda row: row.charge.reference,
        book=("CODE", 24),
    ),
)
"""«Fee» is what is owed after reductions; a test reads every cell."""
