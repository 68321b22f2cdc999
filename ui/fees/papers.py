"""Open what was issued, or see it before it is: receipts, requests of payment, reminders."""

from __future__ import annotations

from typing import Any

from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.payments import PaymentRow, ReceiptRow, receipt_rows
from cluster_desk.running import Outcome
from cluster_desk.services.exports.file import ExportedFile
from cluster_desk.services.exports.issued import document_file
from cluster_desk.services.fees.drafts import draft_receipt
from cluster_desk.services.fees.receipts import (
    IssuedReceipt,
    IssueReceipt,
    VoidReceipt,
    issue_receipt,
    void_receipt,
)
from ui.kit.fields import NoteField
from ui.kit.toast import Notice
from ui.pages.actions import Action
from ui.pages.entry_sheet import Entry, EntrySheet
from ui.pages.page import Page
from ui.pages.preview_page import About, Check, PreviewPage

_Page = Any  # the page a button of a preview belongs to


def open_paper(page: Page, document_id: int, title: str, about: About | None = None) -> None:
    """The very bytes that were issued."""

    def show(file: ExportedFile) -> None:
        said = about or About(crumbs=(_("Fees"),))
        page.page_wanted.emit(PreviewPage(page.workspace, title, file.content, file.name, said))

    page.workspace.read(document_file, document_id=document_id, then=show)


def show_receipt(page: Page, payment: PaymentRow) -> None:
    """The receipt of a payment; where it has none, how it would look, and the button for it."""
    if payment.receipt_id is None:
        _show_draft(page, payment)
    else:
        open_receipt(page, payment.id)


def open_receipt(page: Page, payment_id: int) -> None:
    """The valid receipt of a payment, with what can be done with it."""

    def show(rows: list[ReceiptRow]) -> None:
        row = next((row for row in rows if row.voided_on is None), None)
        if row is not None and row.document_id is not None:
            title = _("Receipt {number}").format(number=row.number)
            open_paper(page, row.document_id, title, _about(row))

    page.workspace.read(receipt_rows, payment_id=payment_id, then=show)


def _about(row: ReceiptRow) -> About:
    """What is said around a receipt; one that is valid can be voided."""
    checks = [Check(text=_("Receipt of {date}").format(date=date_text(row.issued_on)))]
    if row.stamp:
        stamp = _("Stamp duty {amount} €").format(amount=money_text(row.stamp))
        checks.append(Check(text=stamp, detail=_("As the text of the receipt says."), tone="info"))
    else:
        checks.append(Check(text=_("No stamp duty on this receipt"), tone="info"))
    if row.voided_on is not None:
        voided = _("Receipt voided on {date}").format(date=date_text(row.voided_on))
        checks.append(Check(text=voided, detail=row.void_reason, tone="bad"))
    return About(
        crumbs=(_("Fees"),),
        meta=f"{row.member} · {money_text(row.amount, symbol=True)}",
        state=(_("Receipt voided"), "bad") if row.voided_on else (_("Valid"), "ok"),
        checks_title=_("Receipt"),
        checks=tuple(checks),
        note=_("A receipt keeps its number for good: it can be voided with a reason, not changed."),
        against=None if row.voided_on else _void_action(row),
    )


def _void_action(row: ReceiptRow) -> Action:
    return Action(
        id="receipt.void",
        text=N_("Void the receipt"),
        menu="record",
        icon="ban",
        keys=("Shift+Del",),
        run=lambda page: open_void_sheet(page, row),
    )


def open_void_sheet(page: _Page, row: ReceiptRow) -> None:
    """Ask for the reason; the number stays, and the page of the valid one closes."""
    entry = Entry(
        title=_("Void receipt {number}").format(number=row.number),
        about=_(
            "The number stays in the series, marked as voided; the copy kept for the books "
            "says why. The payment can then have a new receipt."
        ),
        save=_("Void the receipt"),
        use_case=void_receipt,
        command=lambda asked: VoidReceipt(receipt_id=row.id, **asked),
        done=lambda _outcome: page.finished.emit(),
        is_final=True,
    )
    reason = NoteField(_("Reason"), required=_("Write the reason."), lines=3)
    EntrySheet(page, entry, {"reason": reason}, {})


def _show_draft(page: Page, payment: PaymentRow) -> None:
    def show(outcome: Outcome[bytes]) -> None:
        about = About(
            crumbs=(_("Fees"),),
            meta=_("Not issued yet: the number is taken when you issue it."),
            state=(_("Preview"), "warn"),
            main=_issue_action(payment),
        )
        name = _("receipt-preview.pdf")
        title = _("Receipt for {name}").format(name=payment.payer_name or payment.member)
        page.page_wanted.emit(PreviewPage(page.workspace, title, outcome.value, name, about))

    page.workspace.preview(
        draft_receipt,
        IssueReceipt(payment_id=payment.id),
        then=show,
        refused=lambda error: page.refused.emit(str(error)),
    )


def _issue_action(payment: PaymentRow) -> Action:
    return Action(
        id="receipt.issue",
        text=N_("Issue the receipt"),
        menu="record",
        icon="stamp",
        keys=("Ctrl+Return",),
        shown_first=True,
        run=lambda page: _issue(page, payment),
    )


def _issue(page: _Page, payment: PaymentRow) -> None:
    """The draft goes, the issued one comes in its place."""

    def issued(outcome: Outcome[IssuedReceipt]) -> None:
        page.noticed.emit(Notice(text=_("{what} issued").format(what=outcome.label)))
        page.finished.emit()

    page.workspace.write(
        issue_receipt,
        IssueReceipt(payment_id=payment.id),
        then=issued,
        refused=lambda error: page.refused.emit(str(error)),
    )
