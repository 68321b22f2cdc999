"""The card at the right while several members are ticked: what they are together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_short, money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.members.rows import MemberRow
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.buttons import ActionButton, IconButton
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.pages.actions import ActionSet
from ui.pages.lists.side import WIDTH
from ui.theme.icons import MIDDLE
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, MEDIUM, META, SEMIBOLD

_NAMED = 12


class TickedInspector(QWidget):
    """Sums, the first names, and what can be done with all of them."""

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Selected members"))
        self._title = Label("", 15.5, BOLD)
        about = Label(_("Together"), META, tone="text2")
        close = IconButton("x", _("Select none"), keys="Ctrl+Shift+A", size=MIDDLE)
        close.clicked.connect(actions["members.tick_none"].trigger)
        head = row(column(self._title, about, gap=2), None, close, margins=(16, 16, 14, 12))
        self._open = Label("", FIGURE, BOLD, tabular=True)
        self._bar = ShareBar()
        self._received = Label("", CAPTION, tone="text2", tabular=True)
        self._charged = Label("", CAPTION, tone="text2", tabular=True)
        foot = row(self._received, None, self._charged)
        card = column(
            Label(_("Open in all"), LABEL, SEMIBOLD),
            self._open,
            self._bar,
            foot,
            gap=8,
            margins=(12, 11, 12, 12),
        )
        self._names = column(gap=10)
        export = ActionButton(actions["members.export_ticked"], icon="download")
        copy = ActionButton(actions["members.copy"], icon="copy")
        for button in (export, copy):
            button.setProperty("wide", "true")
        parts = (Card(card, inner=True), Overline(_("Selected")), self._names, Rule(), export, copy)
        body = panel(column(*parts, None, gap=12, margins=(16, 4, 16, 16)))
        self.setLayout(column(head, (scrolled(body, _("Selected members")), 1), gap=0))
        theme.changed.connect(self._measure)
        self._measure()

    def _show_count(self, count: int) -> None:
        text = ngettext("{count} member selected", "{count} members selected", count)
        self._title.setText(text.format(count=count_text(count)))

    def show_rows(self, rows: Sequence[MemberRow]) -> str:
        """The members that are ticked; the sum in words."""
        self._show_count(len(rows))
        charged = Money.total(row.charged for row in rows)
        paid = Money.total(row.paid for row in rows)
        still = Money.total(row.balance for row in rows)
        self._open.setText(f"{money_text(still)} €")
        self._bar.show_share(paid.cents, charged.cents)
        self._received.setText(_("Received {amount} €").format(amount=money_text(paid)))
        self._charged.setText(_("Charged {amount} €").format(amount=money_text(charged)))
        clear(self._names)
        for member in rows[:_NAMED]:
            self._names.addLayout(_line(member))
        rest = len(rows) - _NAMED
        if rest > 0:
            text = ngettext("and {count} more", "and {count} more", rest)
            label = Label(text.format(count=count_text(rest)), META, tone="text3")
            self._names.addWidget(label)
        return _("Open in all: {amount} €").format(amount=money_text(still))

    def _measure(self) -> None:
        self.setFixedWidth(theme.scaled(WIDTH))


def _line(member: MemberRow) -> QHBoxLayout:
    amount = money_short(member.balance) if member.balance else "—"
    tone = "text3" if not member.balance else "text"
    name = GivingLabel(member.name, LABEL, MEDIUM)
    return row(
        Avatar(member.name, 24), (name, 1), Label(amount, LABEL, SEMIBOLD, tone, tabular=True)
    )
