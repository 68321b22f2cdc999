"""The columns of what a bank's file holds, before it is imported."""

from __future__ import annotations

from dataclasses import dataclass

from cluster_desk.errors import Problem
from cluster_desk.i18n import N_, _
from cluster_desk.services.treasury.statements import ImportedLine
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import SEMIBOLD
from ui.treasury.amounts import money_tone, signed


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A line of the file with its place in it; `currency` where it is another one."""

    id: int
    line: ImportedLine
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What has to be known, of a row or of the whole file."""

    id: int
    row: int | None
    text: str


def remarks(problems: tuple[Problem, ...]) -> list[Remark]:
    """Each problem as a row."""
    return [Remark(id=n, row=p.row, text=p.message) for n, p in enumerate(problems, 1)]


def _text(row: Numbered) -> Cell:
    line = row.line
    title = line.counterparty or line.remittance or _("Movement without a text")
    under = line.remittance if line.counterparty else ""
    return Cell(text=title, under=under, kind=CellKind.TWO_LINES, spoken=f"{title} {under}".strip())


def _amount(row: Numbered) -> Cell:
    amount = row.line.amount
    tone = "text3" if row.line.duplicate else money_tone(amount)
    return Cell(text=signed(amount, row.currency), kind=CellKind.MONEY, tone=tone, weight=SEMIBOLD)


def _state(row: Numbered) -> Cell:
    if row.currency:
        return cells.chip(_("Other currency"), "warn")
    if row.line.duplicate:
        return cells.chip(_("Known already"), "neutral")
    return cells.chip(_("New line"), "ok")


FILE_COLUMNS = (
    Column(key="day", title=N_("Date"), cell=lambda row: cells.day(row.line.booked_on), width=92),
    Column(
        key="value",
        title=N_("Value date"),
        cell=lambda row: cells.day(row.line.value_on, "text3"),
        width=92,
        priority=2,
    ),
    Column(key="text", title=N_("Bank’s words"), cell=_text, width=260, stretch=True),
    Column(
        key="reference",
        title=N_("Reference"),
        cell=lambda row: cells.figures(row.line.reference),
        width=170,
        priority=3,
    ),
    Column(key="amount", title=N_("Amount"), cell=_amount, width=130, right=True),
    Column(key="state", title=N_("Status"), cell=_state, width=120),
)
REMARK_COLUMNS = (
    Column(
        key="row",
        title=N_("Row"),
        cell=lambda row: cells.figures(str(row.row) if row.row else "", "text3"),
        width=60,
        right=True,
    ),
    Column(
        key="text",
        title=N_("Remark"),
        cell=lambda row: Cell(text=row.text),
        width=300,
        stretch=True,
    ),
)
