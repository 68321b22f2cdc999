"""The card at the right while several charges are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.fees.lists import ListedCharge
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.buttons import IconButton
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.pages.actions import ActionSet
from ui.pages.lists.side import WIDTH
from ui.theme.icons import MIDDLE
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, MEDIUM, META, SEMIBOLD

_NAMED = 12


class TickedCharges(QWidget):
    """Sums, the first names, and what can be done with all of them."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Selected charges"))
        self._title = Label("", 15.5, BOLD)
        about = Label(_("Together"), META, tone="text2")
        close = IconButton("x", _("Select none"), keys="Ctrl+Shift+A", size=MIDDLE)
        close.clicked.connect(actions["fees.tick_none"].trigger)
        head = row(column(self._title, about, gap=2), None, close, margins=(16, 16, 14, 12))
        self._open = Label("", FIGURE, BOLD, tabular=True)
        self._bar = ShareBar()
        self._received = Label("", CAPTION, tone="text2", tabular=True)
        self._owed = Label("", CAPTION, tone="text2", tabular=True)
        card = column(
            Label(_("Open in all"), LABEL, SEMIBOLD),
            self._open,
            self._bar,
            row(self._received, None, self._owed),
            gap=8,
            margins=(12, 11, 12, 12),
        )
        self._names = column(gap=10)
        buttons = [
            actions.button(action_id)
            for action_id in ("fees.notices_ticked", "fees.export_ticked", "fees.copy")
        ]
        for button in buttons:
            button.setProperty("wide", "true")
        body = panel(
            column(
                Card(card, inner=True),
                Overline(_("Selected")),
                self._names,
                Rule(),
                *buttons,
                None,
                gap=12,
                margins=(16, 4, 16, 16),
            )
        )
        self.setLayout(column(head, (scrolled(body, _("Selected charges")), 1), gap=0))
        theme.changed.connect(self._measure)
        self._measure()

    def show_rows(self, rows: Sequence[ListedCharge]) -> str:
        """The charges that are ticked; what is open of them, for the status bar."""
        text = ngettext("{count} charge selected", "{count} charges selected", len(rows))
        self._title.setText(text.format(count=count_text(len(rows))))
        owed = Money.total(row.charge.owed for row in rows)
        paid = Money.total(row.charge.paid for row in rows)
        still = Money.total(row.charge.residue for row in rows)
        self._open.setText(f"{money_text(still)} €")
        self._bar.show_share(paid.cents, owed.cents)
        self._received.setText(_("Received {amount} €").format(amount=money_text(paid)))
        self._owed.setText(_("Charged {amount} €").format(amount=money_text(owed)))
        clear(self._names)
        for row_ in rows[:_NAMED]:
            self._names.addLayout(_line(row_))
        rest = len(rows) - _NAMED
        if rest > 0:
            more = ngettext("and {count} more", "and {count} more", rest)
            self._names.addWidget(Label(more.format(count=count_text(rest)), META, tone="text3"))
        return _("Open in all: {amount} €").format(amount=money_text(still))

    def _measure(self) -> None:
        self.setFixedWidth(theme.scaled(WIDTH))


def _line(listed: ListedCharge) -> QHBoxLayout:
    residue = listed.charge.residue
    amount = money_short(residue) if residue else "—"
    tone = "text" if residue else "text3"
    name = GivingLabel(listed.name, LABEL, MEDIUM)
    return row(
        Avatar(listed.name, 24), (name, 1), Label(amount, LABEL, SEMIBOLD, tone, tabular=True)
    )
