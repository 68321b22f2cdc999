"""The card at the right while several movements are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.movements import MovementListRow
from ui.kit.labels import GivingLabel, Label
from ui.kit.layout import Card, clear, column, row
from ui.kit.pairs import pair
from ui.pages.actions import ActionSet
from ui.pages.lists.ticked import TickedCard
from ui.theme.tokens import BOLD, FIGURE, LABEL, META, SEMIBOLD
from ui.treasury.amounts import money_tone, signed
from ui.treasury.columns import category_words
from ui.treasury.spec import TREASURY

_OFTEN = 8


class TickedMovements(TickedCard):
    """Their sum, by category too."""

    def __init__(self, actions: ActionSet) -> None:
        self._sum = Label("", FIGURE, BOLD, tabular=True)
        self._facts = column(gap=7)
        title = Label(_("Balance of the selected"), LABEL, SEMIBOLD)
        card = column(title, self._sum, self._facts, gap=8, margins=(12, 11, 12, 12))
        sums = Card(card, inner=True)
        super().__init__(TREASURY, actions, _("Selected movements"), sums=sums)

    def show_rows(self, rows: Sequence[MovementListRow]) -> str:
        """The movements that are ticked; their sum in words."""
        self.name_rows(rows, _line)
        total = Money.total(each.amount for each in rows)
        self._sum.setText(signed(total))
        self._sum.set_tone(money_tone(total))
        clear(self._facts)
        for name, amount in sums_by_category(rows)[:_OFTEN]:
            self._facts.addLayout(pair(name, f"{money_text(amount)} €"))
        return _("Balance of the selected: {amount} €").format(amount=money_text(total))


def _line(movement: MovementListRow) -> QHBoxLayout:
    return row(
        Label(date_text(movement.booked_on)[:5], META, tone="text3", tabular=True),
        (GivingLabel(movement.description, LABEL), 1),
        Label(signed(movement.amount), LABEL, SEMIBOLD, tabular=True),
    )


def sums_by_category(rows: Sequence[MovementListRow]) -> list[tuple[str, Money]]:
    """The largest first; several categories of one movement count as they are told."""
    sums: dict[str, Money] = {}
    for each in rows:
        name = category_words(each)
        sums[name] = sums.get(name, ZERO) + each.amount
    return sorted(sums.items(), key=lambda pair: -abs(pair[1].cents))
