"""Show what is still open of what was charged: the sum with its share, and a line for a name."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.i18n import _
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, column, row
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, MEDIUM, SEMIBOLD


class OpenSum(Card):
    """What is open in all, as a figure; what was received of what was charged, as a bar."""

    def __init__(self) -> None:
        self._open = Label("", FIGURE, BOLD, tabular=True)
        self._bar = ShareBar()
        self._received = Label("", CAPTION, tone="text2", tabular=True)
        self._charged = Label("", CAPTION, tone="text2", tabular=True)
        parts = (
            Label(_("Open in all"), LABEL, SEMIBOLD),
            self._open,
            self._bar,
            row(self._received, None, self._charged),
        )
        super().__init__(column(*parts, gap=8, margins=(12, 11, 12, 12)), inner=True)

    def show_sums(self, *, charged: Money, paid: Money, still: Money) -> str:
        """These; what is open, in words."""
        self._open.setText(f"{money_text(still)} €")
        self._bar.show_share(paid.cents, charged.cents)
        self._received.setText(_("Received {amount} €").format(amount=money_text(paid)))
        self._charged.setText(_("Charged {amount} €").format(amount=money_text(charged)))
        return _("Open in all: {amount} €").format(amount=money_text(still))


def open_line(name: str, still: Money) -> QHBoxLayout:
    """Who, and what is open; a dash where nothing is."""
    amount, tone = (money_short(still), "text") if still else ("—", "text3")
    shown = Label(amount, LABEL, SEMIBOLD, tone, tabular=True)
    return row(Avatar(name, 24), (GivingLabel(name, LABEL, MEDIUM), 1), shown)
