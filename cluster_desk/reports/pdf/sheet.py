"""The two sheets of paper everything is printed on, with their margins."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page and its margins, in points; `top` is below the letterhead, `next_top` after it."""

    width: float
    height: float
    left: float
    right: float
    top: float
    next_top: float
    bottom: float

    @property
    def inside(self) -> float:
        """The width that text is set in."""
        return self.width - self.left - self.right

    @property
    def whole(self) -> float:
        """The height of text on a following page."""
        return self.height - self.next_top - self.bottom


PORTRAIT = Sheet(
    width=A4[0],
    height=A4[1],
    left=24 * mm,
    right=22 * mm,
    top=37 * mm,
    next_top=26 * mm,
    bottom=23 * mm,
)
_WIDE = landscape(A4)
LANDSCAPE = Sheet(
    width=_WIDE[0],
    height=_WIDE[1],
    left=16 * mm,
    right=16 * mm,
    top=36 * mm,
    next_top=24 * mm,
    bottom=21 * mm,
)
