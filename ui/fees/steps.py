"""Say at which step of a longer gesture one is: those done, this one, those to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.chips import Chip
from ui.kit.labels import IconLabel
from ui.kit.layout import row


class StepLine(QWidget):
    """`1 Anno e scadenza › 2 Chi paga quanto`, the current one in colour; hidden without steps."""

    def __init__(self, steps: Sequence[str], current: int = 0) -> None:
        super().__init__()
        self._steps = steps
        self._chips = [Chip("", dot=False) for _step in steps]
        parts: list[QWidget] = []
        for chip in self._chips:
            parts += [IconLabel("chevron-right", "text3"), chip] if parts else [chip]
        self.setLayout(row(*parts, None, gap=6))
        if not steps:
            self.hide()
        self.show_step(current)

    def show_step(self, current: int) -> None:
        """Now at this one, counted from nought."""
        for number, (text, chip) in enumerate(zip(self._steps, self._chips, strict=True)):
            tone = "ok" if number < current else "info" if number == current else "neutral"
            chip.say(f"{number + 1}  {text}", tone)
        if self._steps:
            words = _("Step {number} of {count}: {step}")
            self.setAccessibleName(
                words.format(number=current + 1, count=len(self._steps), step=self._steps[current])
            )
