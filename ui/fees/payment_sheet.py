"""Record a payment in a sheet: who paid how much, what it covers, and the receipt if wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLayout

from cluster_desk.domain.allocation import (
    AllocationPart,
    allocate_payment,
    day_doubt,
    may_be_slip,
)
from cluster_desk.domain.money import ZERO, Money
from cluster_desk.domain.treasury import PaymentMethod
from cluster_desk.errors import DeskError
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text, parse_money
from cluster_desk.i18n import _
from cluster_desk.queries.fees.prompt import PaymentPrompt, payment_prompt
from cluster_desk.running import Outcome
from cluster_desk.services.collection import Collected, CollectPayment, collect_payment
from cluster_desk.services.fees.payments import RecordPayment
from ui.fees.papers import open_receipt
from ui.fees.payment_fields import PartField, part_name, payment_fields, usual_account
from ui.kit.avatar import Avatar
from ui.kit.buttons import Button
from ui.kit.check import CheckBox
from ui.kit.fields import Field
from ui.kit.labels import GivingLabel, Label, Overline
from ui.kit.layout import Card, Rule, column, row
from ui.kit.toast import Notice
from ui.pages.entry_sheet import Doubt, Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.year_doubts import year_doubts
from ui.theme.tokens import LABEL, META, SEMIBOLD

PAYMENT = ("amount", "received_on", "method", "payer_name", "bank_reference")
"""The fields of the command that are named as they are."""


def open_payment_sheet(page: Page, membership_id: int, charge_id: int | None = None) -> None:
    """For a member, with one of its charges served first where it is given."""

    def show(prompt: PaymentPrompt | None) -> None:
        if prompt is not None:
            PaymentSheet(page, prompt, charge_id)

    page.workspace.read(payment_prompt, membership_id, on=page.workspace.today(), then=show)


class PaymentSheet(EntrySheet):
    """The parts follow the amount, the oldest charge first, until one is changed by hand."""

    def __init__(self, page: Page, prompt: PaymentPrompt, charge_id: int | None) -> None:
        self._prompt, self._first = prompt, charge_id
        self._by_hand = False  # whether the parts were changed
        self._account_chosen = False
        self._given = payment_fields(prompt, page.workspace.today())
        self._left = Label("", META, SEMIBOLD, "text2", tabular=True)
        self.receipt = CheckBox(_("Issue the receipt at once"))
        entry = Entry(
            title=_("Record a payment"),
            about=_("What it covers is filled in from the oldest charge; you can change it."),
            save=_("Record the payment"),
            use_case=collect_payment,
            command=self._command,
            doubts=self._doubts,
            told=_told,
        )
        super().__init__(page, entry, self._given, self._texts(page), self._body())
        for name, field in self._given.items():
            field.edited.connect(lambda name=name: self._follow(name))
        self._follow("")

    @property
    def parts(self) -> dict[int, PartField]:
        """The field of each open charge."""
        found = {}
        for field in self._given.values():
            if isinstance(field, PartField):
                found[field.charge.id] = field
        return found

    def _doubts(self, asked: dict[str, Any]) -> Iterator[Doubt]:
        """What looks like a slip of the hand."""
        amount: Money = asked["amount"]
        if may_be_slip(amount, self._open):
            title = _("Record {amount} €?").format(amount=money_text(amount))
            text = _(
                "It is far more than the {open} € that are open: what is left over stays as"
                " credit of the member."
            ).format(open=money_text(self._open))
            yield Doubt(field="amount", title=title, text=text)
        today = self._page.workspace.today()
        fields = self.parts.values()
        paid = [(f.charge.fee_year, f.charge.issued_on) for f in fields if _typed(f) > ZERO]
        day: date = asked["received_on"]
        doubt = day_doubt(day, paid, since=self._prompt.since, today=today)
        if doubt is not None and day <= today:  # of one to come the form says what is wrong
            title = _("Record a payment of {date}?").format(date=date_text(day))
            text = _("{doubt} If it came in advance go on, if the year is a slip correct the day.")
            said = doubt.text(lambda it: date_text(it) if isinstance(it, date) else str(it))
            yield Doubt(field="received_on", title=title, text=text.format(doubt=said))
        elif asked.get("account"):
            yield from year_doubts(day, self._prompt.years, today, field="received_on")

    @property
    def _open(self) -> Money:
        return Money.total(charge.open for charge in self._prompt.charges)

    def _texts(self, page: Page) -> dict[str, str]:
        open_ = [charge.open for charge in self._prompt.charges]
        chosen = [c.open for c in self._prompt.charges if c.id == self._first] or open_
        amount = Money.total(chosen)
        return {
            "amount": money_text(amount) if amount else "",
            "received_on": date_text(page.workspace.today()),
            "method": PaymentMethod.BANK_TRANSFER.value,
            "account": "",
        }

    def _body(self) -> QLayout:
        fields = self._given
        parts = column(*self.parts.values(), gap=12)
        if not self.parts:
            words = _("Nothing is open: the amount stays as a credit of the member.")
            parts.addWidget(Label(words, LABEL, tone="text2", wrap=True))
        again = Button(
            _("From the oldest"), "rotate-ccw", "link", small=True, run=self._spread_anew
        )
        if len(self.parts) < 2:
            again.hide()
        covered = column(
            row(Overline(_("What it covers")), None, again),
            parts,
            Rule(),
            row(None, self._left),
            gap=10,
            margins=(14, 12, 14, 12),
        )
        return column(
            self._who(),
            row((fields["amount"], 1), (fields["received_on"], 1), gap=14),
            row((fields["method"], 1), gap=14),
            fields["account"],
            Card(covered, inner=True),
            self.receipt,
            Rule(),
            fields["payer_name"],
            fields["bank_reference"],
            gap=14,
        )

    def _who(self) -> QLayout:
        member = self._prompt.member
        number = ""
        if member.register_number is not None:
            number = _("Member no. {number}").format(number=member.register_number)
        if self._prompt.credit:
            credit = _("credit {amount} €").format(amount=money_text(self._prompt.credit))
            number = " · ".join(part for part in (number, credit) if part)
        words = column(
            GivingLabel(member.name, LABEL, SEMIBOLD),
            GivingLabel(number, META, tone="text2", tabular=True),
            gap=1,
        )
        return row(Avatar(member.name, 36), (words, 1), gap=10)

    # ── what follows what ────────────────────────────────────────────────────────────────────
    def _follow(self, name: str) -> None:
        if name.startswith("part."):
            self._by_hand = True
        elif name == "account":
            self._account_chosen = True
        elif name == "method" and not self._account_chosen:
            method = PaymentMethod(self._given["method"].text())
            self._given["account"].set_text(usual_account(self._prompt, method))
        if not self._by_hand:
            self._spread()
        self._show_rest()

    def _spread_anew(self) -> None:
        self._by_hand = False
        self._spread()
        self._show_rest()

    def _spread(self) -> None:
        """From the oldest; the charge the sheet was opened for comes before all."""
        charges = [charge.for_allocation for charge in self._prompt.charges]
        order = sorted((c.id for c in charges), key=lambda charge_id: charge_id != self._first)
        spread = allocate_payment(max(self._amount(), ZERO), charges, named=order)
        given = {part.charge_id: part.amount for part in spread.parts}
        for charge_id, field in self.parts.items():
            amount = given.get(charge_id)
            field.set_text(money_text(amount) if amount else "")
            field.clear_problem()

    def _show_rest(self) -> None:
        amount, open_ = self._amount(), self._open
        rest = amount - Money.total(map(_typed, self.parts.values()))
        words, tone = _("All of it is covered"), "ok_fg"
        if rest > ZERO:
            words, tone = _("Left as credit: {amount} €"), "warn_fg"
        elif rest < ZERO:
            words, tone = _("More than the payment by {amount} €"), "bad_fg"
        said = words.format(amount=money_text(max(rest, -rest))) if amount > ZERO else ""
        self._left.setText(said)
        self._left.set_tone(tone)
        if self._prompt.charges and amount > open_:
            text = _("It is {amount} € more than what is open: the rest stays as credit.")
            over = money_text(amount - open_)
            self._given["amount"].show_problem(text.format(amount=over), "warn")
        elif self._given["amount"].state == "warn":
            self._given["amount"].clear_problem()

    def _saved(self, outcome: Outcome[Collected]) -> None:
        receipt = None if outcome.repeated else outcome.value.receipt
        if receipt is None:
            super()._saved(outcome)
            return
        # A receipt is final: it is voided with a reason, not undone.
        self._sheet.close_sheet()
        show = partial(open_receipt, self._page, receipt.payment_id)
        self._page.noticed.emit(Notice(text=outcome.label, action=_("Open"), run=show))

    def _amount(self) -> Money:
        return _typed(self._given["amount"])

    def _command(self, asked: dict[str, Any]) -> CollectPayment:
        parts = tuple(
            AllocationPart(charge_id, asked[part_name(charge_id)])
            for charge_id in self.parts
            if asked.get(part_name(charge_id))
        )
        given = {name: asked[name] for name in PAYMENT if name in asked}
        member = self._prompt.member.membership_id
        payment = RecordPayment(membership_id=member, parts=parts, **given)
        return CollectPayment(
            payment=payment, account=asked.get("account", ""), receipt=self.receipt.isChecked()
        )


def _typed(field: Field) -> Money:
    """What stands in a field; nothing where it cannot be read yet."""
    try:
        return parse_money(field.text()) if field.text() else ZERO
    except DeskError:
        return ZERO


def _told(outcome: Outcome[Collected]) -> str:
    collected = outcome.value
    if outcome.repeated or not collected.payment.excess:
        return ""
    text = _("{done}. {amount} € stay as credit.")
    return text.format(done=outcome.label, amount=money_text(collected.payment.excess))
