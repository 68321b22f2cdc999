"""Make the cells of the settings' lists."""

from __future__ import annotations

from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from ui.kit.table.columns import Cell, CellKind
from ui.theme.tokens import MEDIUM

_DASH = "—"


def words(text: str, *, strong: bool = False) -> Cell:
    """Plain words; a dash where there are none."""
    if not text:
        return Cell(text=_DASH, tone="text3", spoken=_("nothing"))
    return Cell(text=text, tone="text", weight=MEDIUM) if strong else Cell(text=text, tone="text2")


def day(found: date | None) -> Cell:
    """A day."""
    text = date_text(found) if found else _DASH
    return Cell(text=text, kind=CellKind.NUMBER, tone="text2" if found else "text3")


def amount(found: Money) -> Cell:
    """Money."""
    return Cell(text=money_text(found), kind=CellKind.MONEY)


def count(found: int) -> Cell:
    """How many; a dash for none."""
    if not found:
        return Cell(text=_DASH, kind=CellKind.NUMBER, tone="text3", spoken=_("nothing"))
    return Cell(text=count_text(found), kind=CellKind.NUMBER, tone="text2")


def chip(text: str, tone: str) -> Cell:
    """A state."""
    return Cell(text=text, kind=CellKind.CHIP, tone=tone)
