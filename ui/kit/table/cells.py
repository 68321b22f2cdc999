"""Make the cells that every list shows alike: words, figures, days, money, a state, nothing."""

from __future__ import annotations

from datetime import date

from cluster_desk.domain.money import Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from ui.kit.table.columns import Cell, CellKind, Column
from ui.theme.tokens import MEDIUM

_DASH = "—"
_BOX = Cell(text="", kind=CellKind.CHECK)

TICKS = Column(key=CellKind.CHECK, title="", cell=lambda _row: _BOX, width=36)
"""The first column of a list whose rows can be ticked."""


def nothing(spoken: str = "", kind: CellKind = CellKind.TEXT) -> Cell:
    """A dash; `spoken` tells a screen reader what there is none of."""
    return Cell(text=_DASH, kind=kind, tone="text3", spoken=spoken or _("nothing"))


def words(text: str, *, none: str = "") -> Cell:
    """Quiet words; `none` is spoken where there are none."""
    return Cell(text=text, tone="text2") if text else nothing(none)


def strong(text: str) -> Cell:
    """The words a row is known by."""
    return Cell(text=text, weight=MEDIUM) if text else nothing()


def name(text: str) -> Cell:
    """A person or an organisation, with its face."""
    return Cell(text=text, kind=CellKind.NAME)


def figures(text: str, tone: str = "text2", *, none: str = "") -> Cell:
    """A code, an hour, a number in figures of one width."""
    return Cell(text=text, kind=CellKind.NUMBER, tone=tone) if text else _no_figures(none)


def number(found: int | None) -> Cell:
    """What a row is numbered with, such as a member in the register."""
    return figures(str(found) if found else "", "text3", none=_("no number yet"))


def count(found: int, tone: str = "text") -> Cell:
    """How many; a dash for none."""
    return figures(count_text(found) if found else "", tone, none=_("none"))


def day(found: date | None, tone: str = "text2", *, none: str = "") -> Cell:
    """A day in figures."""
    return figures(date_text(found) if found else "", tone, none=none)


def money(amount: Money | None, tone: str = "text") -> Cell:
    """To the cent, as ledgers have it; `None` is a dash, zero is not."""
    if amount is None:
        return nothing(kind=CellKind.MONEY)
    return Cell(text=money_text(amount), kind=CellKind.MONEY, tone=tone)


def euros(amount: Money, tone: str = "text") -> Cell:
    """In whole euros, as overviews have it; zero is a dash."""
    if not amount:
        return nothing(kind=CellKind.MONEY)
    return Cell(text=money_short(amount), kind=CellKind.MONEY, tone=tone)


def chip(text: str, tone: str, *, spoken: str = "") -> Cell:
    """A state; without words nothing is shown."""
    return Cell(text=text, kind=CellKind.CHIP, tone=tone, spoken=spoken)


def _no_figures(spoken: str) -> Cell:
    return nothing(spoken, CellKind.NUMBER)
