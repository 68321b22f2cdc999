"""The columns of the bank's lines, and how each state of a line is told."""

from __future__ import annotations

from cluster_desk.domain.bank_settling import Way
from cluster_desk.domain.treasury import LineState
from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import SEMIBOLD
from ui.treasury.amounts import money_tone, signed
from ui.treasury.board import BoardRow, line_detail, line_title


def state_of(row: BoardRow) -> tuple[str, str]:
    """Words and tone of the chip."""
    if row.line.state is LineState.POSTED:
        return _("Matched"), "ok"
    if row.line.state is LineState.IGNORED:
        return LineState.IGNORED.label, "neutral"
    if not row.is_known:
        return _("To be matched"), "bad"
    best = row.suggestions[0]
    if best.way is Way.CATEGORY:
        return _("Category {score} %").format(score=best.score), "info"
    if row.is_sure:
        return _("Sure {score} %").format(score=best.score), "ok"
    return _("To confirm {score} %").format(score=best.score), "warn"


def _day(row: BoardRow) -> Cell:
    text = date_text(row.line.booked_on)
    return Cell(text=f"{text[:6]}{text[8:]}", kind=CellKind.NUMBER, tone="text2", spoken=text)


def _text(row: BoardRow) -> Cell:
    title, detail = line_title(row.line), line_detail(row.line)
    spoken = f"{title}, {detail}" if detail else title
    return Cell(text=title, under=detail, kind=CellKind.TWO_LINES, spoken=spoken)


def _amount(row: BoardRow) -> Cell:
    return Cell(
        text=signed(row.line.amount),
        kind=CellKind.MONEY,
        tone=money_tone(row.line.amount),
        weight=SEMIBOLD,
    )


LINE_COLUMNS = (
    Column(key="day", title=N_("Date"), cell=_day, width=78),
    Column(key="text", title=N_("Bank’s words"), cell=_text, width=200, stretch=True),
    Column(key="amount", title=N_("Amount"), cell=_amount, width=108, right=True),
    Column(
        key="state",
        title=N_("Status"),
        cell=lambda row: cells.chip(*state_of(row)),
        width=158,
        priority=1,
    ),
)
