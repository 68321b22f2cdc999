"""The fields of a payment: how much, when, how, where it lies, and what part meets which charge."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from cluster_desk.domain.treasury import AccountKind, PaymentMethod
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text, parse_money
from cluster_desk.i18n import _
from cluster_desk.queries.fees.open_charges import OpenChargeRow
from cluster_desk.queries.fees.prompt import PaymentPrompt
from ui.kit.entry_fields import day_field, money_field, term_field
from ui.kit.fields import ChoiceField, Field, LineField
from ui.kit.labels import GivingLabel, IconLabel, Label
from ui.kit.layout import column, panel, row
from ui.theme.theme import theme
from ui.theme.tokens import CAPTION, LABEL, MEDIUM, META, SEMIBOLD

_PART_WIDTH = 112


class PartField(Field):
    """A charge at the left, what of the payment meets it at the right."""

    has_digits = True

    def __init__(self, charge: OpenChargeRow, today: date) -> None:
        self.charge = charge
        self._line = QLineEdit()
        self._line.setMaxLength(20)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.setPlaceholderText("0,00")
        self._line.setFixedWidth(theme.scaled(_PART_WIDTH))
        due = _("due on {date}").format(date=date_text(charge.due_on))
        still = _("open {amount} €").format(amount=money_text(charge.open))
        self._facts = f"{due} · {still}"
        self._late = charge.due_on < today
        super().__init__(charge.description, self._line, hint="", parse=parse_money)
        self.editor.setAccessibleDescription(self._facts)
        self._line.textEdited.connect(lambda _text: self.edited.emit())
        self._line.returnPressed.connect(self.focusNextChild)

    def _build(self) -> None:
        name = GivingLabel(self.label, LABEL, MEDIUM)
        facts = Label(self._facts, CAPTION, tone="bad_fg" if self._late else "text3", tabular=True)
        self._star = Label("*", LABEL, SEMIBOLD, "bad_fg")
        self._sign = IconLabel("circle-alert", "bad_dot")
        self._words = Label("", META, wrap=True, tone="text3")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._under = panel(row(self._sign, (self._words, 1), gap=5))
        line = row((column(name, facts, gap=1), 1), self._star, self._line, gap=8)
        self.setLayout(column(line, self._under, gap=4))
        name.setBuddy(self.editor)
        self.require("")
        self.clear_problem()

    def text(self) -> str:
        return self._line.text().strip()

    def set_text(self, text: str) -> None:
        self._line.setText(text)


def part_name(charge_id: int) -> str:
    """What the field of a charge is called in the form."""
    return f"part.{charge_id}"


def payment_fields(prompt: PaymentPrompt, today: date) -> dict[str, Field]:
    """Every field of the sheet by name, in reading order."""
    accounts = [("", _("Not now: the bank statement will bring it"))]
    accounts += [(choice.code, choice.name) for choice in prompt.accounts]
    fields: dict[str, Field] = {
        "amount": money_field(_("Amount"), required=_("Write how much was received.")),
        "received_on": day_field(
            _("Received on"), today, required=_("Write on which day it was received.")
        ),
        "method": term_field(_("Method"), PaymentMethod),
        "account": ChoiceField(_("Entry in the cash journal"), accounts),
    }
    for charge in prompt.charges:
        fields[part_name(charge.id)] = PartField(charge, today)
    fields["payer_name"] = LineField(
        _("Paid by"), longest=300, hint=_("Only where it is not the member itself.")
    )
    fields["bank_reference"] = LineField(
        _("Reference of the payment"), longest=140, hint=_("TRN of the transfer, or cheque number.")
    )
    return fields


def usual_account(prompt: PaymentPrompt, method: PaymentMethod) -> str:
    """Cash goes into the cash box at once; what a bank carries comes with its statement."""
    if method is not PaymentMethod.CASH:
        return ""
    return next((a.code for a in prompt.accounts if a.kind is AccountKind.CASH), "")
