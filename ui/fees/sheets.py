"""The quick entries about one charge: lower it, add one, note a payment order, take money back."""

from __future__ import annotations

from datetime import date
from typing import Any

from cluster_desk.domain.fees import AdjustmentKind, ChargeKind
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _
from cluster_desk.queries.fees.charges import ChargeRow
from cluster_desk.queries.fees.payments import PaymentRow
from cluster_desk.services.collection import TakeBackPayment, take_back_payment
from cluster_desk.services.fees.charges import (
    AddCharge,
    AdjustCharge,
    NoteMandate,
    add_charge,
    adjust_charge,
    note_mandate,
)
from cluster_desk.services.fees.corrections import ReturnPayment, return_payment
from ui.kit.entry_fields import day_field, money_field, term_field
from ui.kit.fields import ChoiceField, DigitsField, Field, LineField, NoteField
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page

_RETURNED, _WRONG = "returned", "wrong"


def open_adjust_sheet(page: Page, charge: ChargeRow) -> None:
    """A reduction, a waiver or a write-off, with the resolution or reason it rests on."""
    today = page.workspace.today()
    still = money_text(charge.residue)
    entry = Entry(
        title=_("Reduce or waive"),
        about=_("{charge} of {member}: {amount} € are open.").format(
            charge=charge.description, member=charge.member, amount=still
        ),
        save=_("Lower the charge"),
        use_case=adjust_charge,
        command=lambda asked: AdjustCharge(charge_id=charge.id, **asked),
    )
    fields: dict[str, Field] = {
        "kind": term_field(_("What it is"), AdjustmentKind),
        "amount": money_field(
            _("By how much"),
            required=_("Write by how much."),
            hint=_("Never more than what is still open."),
        ),
        "on_day": day_field(_("Day"), today, required=_("Write on which day.")),
        "reason": NoteField(
            _("Reason"),
            required=_("Write the reason."),
            hint=_("The resolution with its number and day, where there is one."),
        ),
    }
    texts = {"kind": AdjustmentKind.REDUCTION.value, "on_day": date_text(today)}
    EntrySheet(page, entry, fields, texts)
    fields["kind"].edited.connect(lambda: _fill_whole(fields, charge))


def _fill_whole(fields: dict[str, Field], charge: ChargeRow) -> None:
    """Who waives or writes off usually means all that is open."""
    whole = fields["kind"].text() != AdjustmentKind.REDUCTION.value
    if whole and not fields["amount"].text():
        fields["amount"].set_text(money_text(charge.residue))


def open_charge_sheet(page: Page, membership_id: int, member: str) -> None:
    """A single charge: a contribution, a service, or what was open before the program was used."""
    today = page.workspace.today()
    entry = Entry(
        title=_("New charge"),
        about=_("It is charged to {member} alone.").format(member=member),
        save=_("Add the charge"),
        use_case=add_charge,
        command=lambda asked: AddCharge(membership_id=membership_id, **asked),
    )
    fields: dict[str, Field] = {
        "kind": term_field(_("What for"), ChargeKind),
        "description": LineField(
            _("Description"),
            required=_("Write what it is for."),
            hint=_("As it will stand in the request and in the receipt."),
        ),
        "amount": money_field(_("Amount"), required=_("Write the amount.")),
        "fee_year": DigitsField(
            _("Year"), required=_("Write a year of four digits."), longest=4, parse=_year
        ),
        "due_on": day_field(_("Due on"), today, required=_("Write until when it is to be paid.")),
    }
    texts = {
        "kind": ChargeKind.EXTRAORDINARY_CONTRIBUTION.value,
        "fee_year": str(page.workspace.year),
    }
    EntrySheet(page, entry, fields, texts)


def open_mandate_sheet(page: Page, charge: ChargeRow, since: date | None, reference: str) -> None:
    """A public body pays by an order of its own: reminders wait for it."""
    today = page.workspace.today()
    entry = Entry(
        title=_("Payment order of a public body"),
        about=_("While the order is under way {member} gets no reminder.").format(
            member=charge.member
        ),
        save=_("Note the payment order"),
        use_case=note_mandate,
        command=lambda asked: NoteMandate(charge_id=charge.id, **{"mandate_on": None, **asked}),
    )
    fields: dict[str, Field] = {
        "mandate_on": day_field(
            _("Under way since"), today, hint=_("Empty: there is no payment order any more.")
        ),
        "reference": LineField(
            _("Its own reference"), longest=140, hint=_("Number of protocol or of the order.")
        ),
    }
    texts = {"mandate_on": date_text(since) if since else "", "reference": reference}
    EntrySheet(page, entry, fields, texts)


def open_return_sheet(page: Page, payment: PaymentRow) -> None:
    """Money that went back, or was never there; what it had paid is open again."""
    today = page.workspace.today()
    entry = Entry(
        title=_("Returned or wrong payment"),
        about=_("{method} of {date}, {amount} €: what it had paid is open again.").format(
            method=payment.method.label,
            date=date_text(payment.received_on),
            amount=money_text(payment.amount),
        ),
        save=_("Take the payment back"),
        use_case=_take_back,
        command=lambda asked: _back_command(payment.id, asked),
    )
    choices = [
        (_RETURNED, _("The bank returned the transfer")),
        (_WRONG, _("It should never have been recorded")),
    ]
    fields: dict[str, Field] = {
        "what": ChoiceField(_("What happened"), choices),
        "returned_on": day_field(_("Returned on"), today, required=_("Write on which day.")),
        "reason": NoteField(_("Reason"), required=_("Write the reason."), lines=3),
    }
    EntrySheet(page, entry, fields, {"what": _RETURNED, "returned_on": date_text(today)})

    def ask_for_day() -> None:
        returned = fields["what"].text() == _RETURNED
        fields["returned_on"].setVisible(returned)
        fields["returned_on"].require(_("Write on which day.") if returned else "")

    fields["what"].edited.connect(ask_for_day)


def _back_command(payment_id: int, asked: dict[str, Any]) -> ReturnPayment | TakeBackPayment:
    if asked["what"] == _WRONG:
        return TakeBackPayment(payment_id=payment_id, reason=asked["reason"])
    return ReturnPayment(
        payment_id=payment_id, returned_on=asked["returned_on"], reason=asked["reason"]
    )


def _take_back(tx: Any, command: ReturnPayment | TakeBackPayment) -> None:
    if isinstance(command, ReturnPayment):
        return_payment(tx, command)
    else:
        take_back_payment(tx, command)


def _year(typed: str) -> int:
    return int(typed) if typed.isdigit() else 0
