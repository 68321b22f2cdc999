"""Tinted boxes for what must be found at a glance: a resolution, a bank account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.lettering import Colour
from cluster_desk.reports.pdf.sheet import Sheet

_TALL = 100_000.0
_BREAKABLE = 0.45  # of a page: a lower box moves to the next page in one piece


class Box(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A tinted ground with a bar at its left; goes over a page's end only when it is tall."""

    def __init__(
        self, content: Sequence[Any], sheet: Sheet, *, bar: Colour = palette.PLUM, pad: float = 9
    ) -> None:
        super().__init__()
        self.content, self.sheet, self.bar, self.pad = list(content), sheet, bar, pad
        self.spaceBefore, self.spaceAfter = 2, 7
        self._heights: list[float] = []

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        inside = available_width - 22
        self._heights = [part.wrapOn(None, inside, _TALL)[1] for part in self.content]
        self.width, self.height = available_width, sum(self._heights) + 2 * self.pad
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Any]:
        self.wrap(available_width, available_height)
        if self.height < self.sheet.whole * _BREAKABLE:
            return []
        room = available_height - 2 * self.pad
        before: list[Any] = []
        after = list(self.content)
        for part, height in zip(self.content, self._heights, strict=True):
            if height > room:
                pieces = part.splitOn(None, available_width - 22, room)
                if len(pieces) > 1:
                    before.append(pieces[0])
                    after[:1] = pieces[1:]
                break
            room -= height
            before.append(after.pop(0))
        return [self._with(before), self._with(after)] if before and after else []

    def least_height(self, available_width: float) -> float:
        """What must fit below a heading: all of it, or the share of a page it may be broken at."""
        whole = self.wrap(available_width, _TALL)[1]
        return float(min(whole, self.sheet.whole * _BREAKABLE))

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFillColor(palette.SOFT)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(self.bar)
        canvas.rect(0, 0, 2.2, self.height, stroke=0, fill=1)
        canvas.restoreState()
        y = self.height - self.pad
        for part, height in zip(self.content, self._heights, strict=True):
            y -= height
            part.drawOn(canvas, 11, y)

    def _with(self, content: list[Any]) -> Box:
        return Box(content, self.sheet, bar=self.bar, pad=self.pad)


class Beside(Flowable):  # type: ignore[misc] # ReportLab has no types
    """Something narrow at the right of something wide."""

    def __init__(self, wide: Any, narrow: Any, narrow_width: float, gap: float = 14) -> None:
        super().__init__()
        self._wide, self._narrow = wide, narrow
        self._narrow_width, self._gap = narrow_width, gap

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        room = available_width - self._narrow_width - self._gap
        self._heights = (
            self._wide.wrapOn(None, room, available_height)[1],
            self._narrow.wrapOn(None, self._narrow_width, available_height)[1],
        )
        self.width, self.height = available_width, max(self._heights)
        return self.width, self.height

    def draw(self) -> None:
        wide, narrow = self._heights
        self._wide.drawOn(self.canv, 0, self.height - wide)
        x = self.width - self._narrow_width
        self._narrow.drawOn(self.canv, x, self.height - narrow)
