"""The card at the right: the charge that is looked at, what paid it, and what happened to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cluster_desk.domain.references import CreditorReference
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.fees.card import ChargeCard, ChargePayment
from cluster_desk.queries.fees.charges import ChargeRow
from cluster_desk.queries.fees.payments import PaymentRow
from cluster_desk.queries.fees.story import charge_story
from ui.fees.columns import STATE_TONES, level_words, state_words
from ui.fees.story import story
from ui.kit.avatar import Avatar
from ui.kit.bars import ShareBar
from ui.kit.buttons import Button, IconButton
from ui.kit.chips import Chip
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.kit.tabs import Tab, Tabs
from ui.pages.actions import ActionSet
from ui.pages.lists.side import WIDTH
from ui.theme.icons import MIDDLE
from ui.theme.theme import theme
from ui.theme.tokens import BOLD, CAPTION, FIGURE, LABEL, MEDIUM, META, SEMIBOLD

_FACTS, _PAYMENTS, _STORY = "facts", "payments", "story"


class ChargeInspector(QWidget):
    """Follows the list; the tab that is open stays open from charge to charge."""

    close_wanted = Signal()
    paper_wanted = Signal(object, str)  # document id, its title
    receipt_wanted = Signal(object)  # the PaymentRow whose receipt is to be seen or issued
    return_wanted = Signal(object)  # the PaymentRow that was returned or never came
    member_wanted = Signal()

    def __init__(self, actions: ActionSet) -> None:
        super().__init__()
        set_ground(self, "surface")
        self.setAccessibleName(_("Card of the charge"))
        self.card: ChargeCard | None = None
        self._build(actions)
        theme.changed.connect(self._measure)
        self._measure()

    def _build(self, actions: ActionSet) -> None:
        self._avatar = Avatar(side=44)
        self._name = GivingLabel("", 15.5, BOLD)
        self._what = GivingLabel("", META, tone="text2")
        member = IconButton(
            "external-link", _("Go to the member"), size=MIDDLE, run=self.member_wanted.emit
        )
        close = IconButton("x", _("Hide the card"), keys="F4", size=MIDDLE)
        close.clicked.connect(lambda _on: self.close_wanted.emit())
        words = column(self._name, self._what, gap=2)
        top = row(self._avatar, (words, 1), member, close, gap=6)
        self._chips = row(gap=6)
        pay = actions.button("fees.pay", "primary")
        account = actions.button("fees.account")
        head = column(
            top, self._chips, row((pay, 1), (account, 1), gap=8), gap=12, margins=(16, 16, 14, 10)
        )
        self.tabs = Tabs(_("Sides of the card"))
        self.tabs.currentChanged.connect(lambda _index: self._show_side())
        tabs = row((self.tabs, 1), margins=(16, 0, 16, 0))
        self._side = column(gap=14, margins=(16, 14, 16, 16))
        body = scrolled(panel(column(self._side, None, gap=0)), _("Card of the charge"))
        self.setLayout(column(head, tabs, Rule(), (body, 1), gap=0))

    def show_card(self, card: ChargeCard) -> None:
        """Another charge, or the same after a change."""
        self.card = card
        charge = card.row
        name = _("Card of «{charge}» of {member}")
        self.setAccessibleName(name.format(charge=charge.description, member=charge.member))
        self._avatar.set_name(charge.member)
        self._name.setText(charge.member)
        self._what.setText(f"{charge.kind.label} {charge.year}")
        self._show_chips(card)
        self.tabs.show_tabs(
            [
                Tab(key=_FACTS, text=_("Record")),
                Tab(key=_PAYMENTS, text=_("Received amounts"), count=len(card.payments)),
                Tab(key=_STORY, text=_("Story"), count=len(charge_story(card))),
            ]
        )
        self._show_side()

    def _show_chips(self, card: ChargeCard) -> None:
        clear(self._chips)
        charge = card.row
        self._chips.addWidget(Chip(state_words(charge), STATE_TONES[charge.state]))
        level = max((r.level for r in card.reminders if not r.is_void), default=0)
        if level and charge.residue:
            text = _("Reminder: {level}").format(level=level_words(level).lower())
            self._chips.addWidget(Chip(text, "warn", dot=False))
        if charge.number is not None:
            text = _("Member no. {number}").format(number=charge.number)
            self._chips.addWidget(Chip(text, dot=False))
        self._chips.addStretch(1)

    def _show_side(self) -> None:
        clear(self._side)
        card = self.card
        if card is None:
            return
        match self.tabs.current_key():
            case "payments":
                for paid in card.payments:
                    self._side.addWidget(self._payment(paid))
                if not card.payments:
                    text = _("Nothing has been received for this charge yet.")
                    self._side.addWidget(Label(text, LABEL, tone="text3", wrap=True))
            case "story":
                self._side.addLayout(story(charge_story(card), self.paper_wanted.emit))
            case _:
                self._show_facts(card)

    def _show_facts(self, card: ChargeCard) -> None:
        self._side.addWidget(amount_card(card.row))
        self._side.addLayout(_section(_("Charge"), _pairs(card)))
        if card.adjustments:
            lines = column(Overline(_("Reductions and waivers")), gap=7)
            for row_ in card.adjustments:
                text = f"{date_text(row_.on_day)} · {row_.reason}"
                amount = f"{money_text(-row_.amount)} €"
                lines.addLayout(_line(row_.kind.label, amount))
                lines.addWidget(Label(text, CAPTION, tone="text3", wrap=True))
            self._side.addLayout(lines)

    def _payment(self, paid: ChargePayment) -> QWidget:
        payment = paid.payment
        when = date_text(payment.received_on)
        head = _line(payment.method.label, f"{money_text(paid.part)} €", "ok_fg")
        parts: list[str] = [when]
        if paid.part != payment.amount:
            of = _("part of {amount} €").format(amount=money_text(payment.amount))
            parts.append(of)
        parts += [part for part in (payment.payer_name, payment.bank_reference) if part]
        under = Label(" · ".join(parts), CAPTION, tone="text3", wrap=True)
        lines = column(head, under, gap=3)
        if payment.void_from is not None:
            text = _("Returned on {date}: {reason}").format(
                date=date_text(payment.void_from), reason=payment.void_reason
            )
            lines.addWidget(Label(text, CAPTION, MEDIUM, "bad_fg", wrap=True))
        else:
            lines.addLayout(self._payment_links(payment))
        widget = panel(lines)
        widget.setAccessibleName(f"{payment.method.label}, {when}, {money_text(paid.part)} €")
        return widget

    def _payment_links(self, payment: PaymentRow) -> QHBoxLayout:
        has_one = payment.receipt_id is not None
        receipt = Button(
            payment.receipt_number if has_one else _("Issue the receipt"),
            "eye" if has_one else "stamp",
            "link",
            small=True,
            run=lambda: self.receipt_wanted.emit(payment),
        )
        if has_one:
            name = _("Receipt {number}").format(number=payment.receipt_number)
            receipt.setAccessibleName(name)
        back = Button(
            _("Returned or wrong…"),
            kind="link",
            small=True,
            run=lambda: self.return_wanted.emit(payment),
        )
        return row(receipt, None, back, gap=4, margins=(-8, 0, -8, 0))

    def _measure(self) -> None:
        self.setFixedWidth(theme.beside(WIDTH))


def amount_card(charge: ChargeRow) -> Card:
    """How much is due, until when, and how much of it came in."""
    head = row(
        Label(_("To be paid"), LABEL, SEMIBOLD),
        None,
        Chip(state_words(charge), STATE_TONES[charge.state]),
    )
    due = _("due on {date}").format(date=date_text(charge.due_on))
    figure = row(
        Label(f"{money_text(charge.owed)} €", FIGURE, BOLD, tabular=True),
        None,
        Label(due, CAPTION, tone="text2", tabular=True),
    )
    received = _("Received {amount} €").format(amount=money_text(charge.paid))
    still = _("Open {amount} €").format(amount=money_text(charge.residue))
    tone = "bad_fg" if STATE_TONES[charge.state] == "bad" else "text2"
    foot = row(
        Label(received, CAPTION, tone="text2", tabular=True),
        None,
        Label(still, CAPTION, SEMIBOLD if charge.residue else 400, tone, tabular=True),
    )
    bar = ShareBar(charge.paid.cents, charge.owed.cents)
    return Card(column(head, figure, bar, foot, gap=8, margins=(12, 11, 12, 12)), inner=True)


def _section(title: str, lines: list[tuple[str, str]]) -> QVBoxLayout:
    layout = column(Overline(title), gap=7)
    for name, value in lines:
        if value:
            layout.addLayout(pair(name, value))
    return layout


def _pairs(card: ChargeCard) -> list[tuple[str, str]]:
    charge = card.row
    asked = next((notice.number for notice in card.notices if not notice.is_void), "")
    lowered = charge.amount - charge.owed
    mandate = date_text(card.mandate_on) if card.mandate_on else ""
    return [
        (_("Description"), charge.description),
        (_("Category"), charge.category.label if charge.category else ""),
        (_("Issued on"), date_text(charge.issued_on)),
        (_("Due on"), date_text(charge.due_on)),
        (_("Charged"), f"{money_text(charge.amount)} €" if lowered else ""),
        (_("Request"), asked),
        (_("Reference to quote"), CreditorReference(charge.reference).grouped),
        (_("Payment order"), " · ".join(part for part in (mandate, card.mandate_ref) if part)),
        (_("Prescribes on"), date_text(card.prescribes_on) if card.prescribes_on else ""),
    ]


def _line(name: str, amount: str, tone: str = "text") -> QHBoxLayout:
    return row(
        (GivingLabel(name, LABEL, MEDIUM), 1),
        Label(amount, LABEL, SEMIBOLD, tone, tabular=True),
        gap=8,
    )
