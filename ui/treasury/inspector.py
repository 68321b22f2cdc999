"""The card at the right: the movement that is looked at, and all that hangs on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cluster_desk.domain.money import ZERO
from cluster_desk.formats.dates import date_text, instant_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.treasury.movement_card import MovementCard, PaidCharge
from ui.kit.buttons import ActionButton, Button, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.kit.tabs import Tab, Tabs
from ui.pages.actions import ActionSet
from ui.pages.targets import Target
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, MEDIUM, META, SEMIBOLD
from ui.treasury.amounts import money_tone, signed
from ui.treasury.columns import state_of

_FACTS, _STORY = "facts", "story"


class MovementInspector(QWidget):
    """Follows the list; the tab that is open stays open."""

    close_wanted = Signal()
    target_wanted = Signal(object)  # a Target

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Movement’s card"))
        self._card: MovementCard | None = None
        self._title = GivingLabel("", 15.5, BOLD)
        self._about = GivingLabel("", META, tone="text2", tabular=True)
        self.close_button = close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        top = row((column(self._title, self._about, gap=2), 1), close, gap=10)
        self._amount = Label("", FIGURE, BOLD, tabular=True)
        self._chips = row(gap=6)
        edit = ActionButton(actions["treasury.edit"], icon="pencil")
        reverse = ActionButton(actions["treasury.reverse"], icon="undo-2")
        buttons = row((edit, 1), (reverse, 1), gap=8)
        margins = (16, 16, 14, 10)
        head = column(top, self._amount, self._chips, buttons, gap=10, margins=margins)
        self.tabs = Tabs(_("Sides of the card"))
        self.tabs.currentChanged.connect(lambda _index: self._show_side())
        tabs = row((self.tabs, 1), margins=(16, 0, 16, 0))
        self._side = column(gap=14, margins=(16, 14, 16, 16))
        body = scrolled(panel(column(self._side, None, gap=0)), _("Movement’s card"))
        self.setLayout(column(head, tabs, Rule(), (body, 1), gap=0))

    @property
    def card(self) -> MovementCard | None:
        """What is shown."""
        return self._card

    def show_card(self, card: MovementCard) -> None:
        """Another movement, or the same after a change."""
        self._card = card
        found = card.row
        self.setAccessibleName(_("Card of {name}").format(name=found.description))
        self._title.setText(found.description)
        self._about.setText(f"{date_text(found.booked_on)} · {found.account_name}")
        self._amount.setText(signed(found.amount))
        self._amount.set_tone(money_tone(found.amount))
        self._show_chips(card)
        self.tabs.show_tabs(
            [
                Tab(key=_FACTS, text=_("Record")),
                Tab(key=_STORY, text=_("Story"), count=len(card.story)),
            ]
        )
        self._show_side()

    def _show_chips(self, card: MovementCard) -> None:
        clear(self._chips)
        words, tone = state_of(card.row)
        if words:
            self._chips.addWidget(Chip(words, tone))
        if card.row.is_transfer:
            self._chips.addWidget(Chip(_("Internal transfer"), dot=False))
        if card.reverses is not None:
            self._chips.addWidget(Chip(_("Reversal"), "info", dot=False))
        if card.reversed_by is not None:
            self._chips.addWidget(Chip(_("Reversed"), "bad", dot=False))
        self._chips.addStretch(1)

    def _show_side(self) -> None:
        clear(self._side)
        if self._card is None:
            return
        if self.tabs.current_key() == _STORY:
            self._side.addLayout(_story(self._card))
            return
        card = self._card
        self._side.addLayout(_section(_("Movement"), _facts(card)))
        if card.splits:
            self._side.addWidget(_parts(card))
        for paid in card.paid:
            self._side.addWidget(self._paid(paid))
        if card.bank is not None:
            self._side.addLayout(_section(_("As the bank told it"), _bank(card)))
        for text, movement_id in (
            (_("See the movement that was reversed"), card.reverses),
            (_("See the reversal"), card.reversed_by),
        ):
            if movement_id is not None:
                target = Target(place="treasury", view="all", record=movement_id)
                self._side.addLayout(row(self._link(text, target), None))

    def _paid(self, paid: PaidCharge) -> QWidget:
        title = paid.charge or _("Credit, not yet used")
        head = row(
            (GivingLabel(title, LABEL, MEDIUM), 1),
            Label(f"{money_text(paid.amount)} €", LABEL, SEMIBOLD, tabular=True),
            gap=8,
        )
        parts = column(Overline(_("What it paid")), head, gap=5, margins=(12, 10, 12, 9))
        foot = row(gap=8)
        if paid.membership_id is not None:
            target = Target(place="members", record=paid.membership_id)
            foot.addWidget(self._link(paid.member, target))
        foot.addStretch(1)
        if paid.receipt_number:
            foot.addWidget(Label(paid.receipt_number, CAPTION, tone="text2", tabular=True))
        parts.addLayout(foot)
        return Card(parts, inner=True)

    def _link(self, text: str, target: Target) -> Button:
        return Button(text, kind="link", run=lambda: self.target_wanted.emit(target))


def _section(title: str, lines: list[tuple[str, str]]) -> QVBoxLayout:
    layout = column(Overline(title), gap=7)
    for name, value in lines:
        if value:
            layout.addLayout(pair(name, value))
    return layout


def _facts(card: MovementCard) -> list[tuple[str, str]]:
    found = card.row
    return [
        (_("Number"), str(found.id)),
        (_("Account"), found.account_name),
        (_("Booked on"), date_text(found.booked_on)),
        (_("Value date"), date_text(found.value_on) if found.value_on else ""),
        (_("Counterparty"), found.counterparty),
        (_("Document"), found.document_ref),
        (_("Other account"), found.other_account),
        (_("Balance after"), f"{money_text(found.balance)} €"),
    ]


def _bank(card: MovementCard) -> list[tuple[str, str]]:
    bank = card.bank
    assert bank is not None
    return [
        (_("Name"), bank.counterparty),
        (_("Text"), bank.remittance),
        (_("IBAN"), bank.iban),
        (_("Reference"), bank.reference),
        (_("File"), bank.file_name),
    ]


def _parts(card: MovementCard) -> Card:
    layout = column(Overline(_("What it is for")), gap=7, margins=(12, 10, 12, 11))
    for split in card.splits:
        amount = -split.amount if split.amount < ZERO else split.amount
        money = Label(f"{money_text(amount)} €", LABEL, SEMIBOLD, tabular=True)
        layout.addLayout(row((GivingLabel(split.category_name, LABEL, MEDIUM), 1), money, gap=8))
        about = [split.project, f"CUP {split.cup}" if split.cup else "", split.activity]
        text = " · ".join(filter(None, about))
        if text:
            layout.addWidget(GivingLabel(text, CAPTION, tone="text2", tabular=True))
    return Card(layout, inner=True)


def _story(card: MovementCard) -> QVBoxLayout:
    layout = column(gap=10)
    for change in reversed(card.story):
        words = Label(change.label, LABEL, MEDIUM, wrap=True)
        about = f"{instant_text(change.at)} · {change.actor}"
        under = GivingLabel(about, CAPTION, tone="text3", tabular=True)
        layout.addLayout(column(words, under, gap=1))
    return layout
