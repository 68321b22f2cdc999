"""Draw the code a banking app reads: an EPC credit transfer with its RF reference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import segno.helpers
from reportlab.platypus import Flowable

from cluster_desk.domain.money import Money
from cluster_desk.reports.pdf import palette
from cluster_desk.reports.pdf.lettering import SMALL, lines

_LONGEST_NAME = 70  # characters, by the EPC's rules
_UTF_8 = 1
_QUIET = 2  # modules of white around, on a ground that is nearly white itself


def transfer_code(*, beneficiary: str, iban: str, amount: Money, reference: str, bic: str) -> Any:
    """The code as rows of modules. ValueError when a value breaks the EPC's rules."""
    return segno.helpers.make_epc_qr(
        name=beneficiary[:_LONGEST_NAME].strip(),
        iban=iban,
        amount=Decimal(amount.canonical()),
        reference=reference,
        bic=bic or None,
        encoding=_UTF_8,
    )


class TransferCode(Flowable):  # type: ignore[misc] # ReportLab has no types
    """A code of modules as squares, and words below it."""

    def __init__(self, code: Any, side: float, caption: str) -> None:
        super().__init__()
        self._rows = [bytes(row) for row in code.matrix]
        self._side, self._caption = side, caption

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        self._lines = lines(self._caption, SMALL, self._side)
        self.width = self._side
        self.height = self._side + 6 + len(self._lines) * SMALL.leading
        return self.width, self.height

    def draw(self) -> None:
        canvas, module = self.canv, self._side / len(self._rows)
        canvas.saveState()
        canvas.setFillColor(palette.WHITE)
        margin = _QUIET * module
        canvas.rect(
            -margin,
            self.height - self._side - margin,
            self._side + 2 * margin,
            self._side + 2 * margin,
            stroke=0,
            fill=1,
        )
        canvas.setFillColor(palette.INK)
        path = canvas.beginPath()
        for number, row in enumerate(self._rows, 1):
            for start, stop in _runs(row):
                x, y = start * module, self.height - number * module
                path.rect(x, y, (stop - start) * module, module)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFont(SMALL.font, SMALL.size)
        canvas.setFillColor(SMALL.colour)
        y = self.height - self._side - 6 - SMALL.size
        for line in self._lines:
            canvas.drawCentredString(self._side / 2, y, line)
            y -= SMALL.leading
        canvas.restoreState()


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin and end: neighbours in one piece leave no hairline between."""
    found: list[tuple[int, int]] = []
    for x, is_dark in enumerate(row):
        if is_dark and found and found[-1][1] == x:
            found[-1] = (found[-1][0], x + 1)
        elif is_dark:
            found.append((x, x + 1))
    return found
