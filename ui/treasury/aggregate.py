"""The card at the right while several movements are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cluster_desk.domain.money import ZERO, Money
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.treasury.movements import MovementListRow
from ui.kit.buttons import ActionButton, IconButton
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.pages.actions import ActionSet
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, FIGURE, LABEL, META, SEMIBOLD
from ui.treasury.columns import category_words
from ui.treasury.line_columns import money_tone, signed

_NAMED = 12
_OFTEN = 8


class TickedMovements(QWidget):
    """Sums, by category too, and what can be done with all of them."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Selected movements"))
        self._title = Label("", 15.5, BOLD)
        about = Label(_("Together"), META, tone="text2")
        close = IconButton("x", _("Select none"), keys="Ctrl+Shift+A", size=MIDDLE)
        close.clicked.connect(actions["treasury.tick_none"].trigger)
        head = row(column(self._title, about, gap=2), None, close, margins=(16, 16, 14, 12))
        self._sum = Label("", FIGURE, BOLD, tabular=True)
        self._facts = column(gap=7)
        card = column(
            Label(_("Balance of the selected"), LABEL, SEMIBOLD),
            self._sum,
            self._facts,
            gap=8,
            margins=(12, 11, 12, 12),
        )
        self._names = column(gap=10)
        export = ActionButton(actions["treasury.export_ticked"], icon="download")
        copy = ActionButton(actions["treasury.copy"], icon="copy")
        for button in (export, copy):
            button.setProperty("wide", "true")
        parts = (Card(card, inner=True), Overline(_("Selected")), self._names, Rule(), export, copy)
        body = panel(column(*parts, None, gap=12, margins=(16, 4, 16, 16)))
        self.setLayout(column(head, (scrolled(body, _("Selected movements")), 1), gap=0))

    def show_rows(self, rows: Sequence[MovementListRow]) -> str:
        """The movements that are ticked; their sum in words."""
        count = len(rows)
        text = ngettext("{count} movement selected", "{count} movements selected", count)
        self._title.setText(text.format(count=count_text(count)))
        total = Money.total(each.amount for each in rows)
        self._sum.setText(signed(total))
        self._sum.set_tone(money_tone(total))
        clear(self._facts)
        for name, amount in sums_by_category(rows)[:_OFTEN]:
            self._facts.addLayout(pair(name, f"{money_text(amount)} €"))
        clear(self._names)
        for each in rows[:_NAMED]:
            self._names.addLayout(
                row(
                    Label(date_text(each.booked_on)[:5], META, tone="text3", tabular=True),
                    (GivingLabel(each.description, LABEL), 1),
                    Label(signed(each.amount), LABEL, SEMIBOLD, tabular=True),
                )
            )
        rest = count - _NAMED
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            self._names.addWidget(Label(more.format(count=count_text(rest)), META, tone="text3"))
        return _("Balance of the selected: {amount} €").format(amount=money_text(total))


def sums_by_category(rows: Sequence[MovementListRow]) -> list[tuple[str, Money]]:
    """The largest first; several categories of one movement count as they are told."""
    sums: dict[str, Money] = {}
    for each in rows:
        name = category_words(each)
        sums[name] = sums.get(name, ZERO) + each.amount
    return sorted(sums.items(), key=lambda pair: -abs(pair[1].cents))
