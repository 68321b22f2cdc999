"""Issue receipts, alone or for every payment that has none, and void them with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.errors import DeskError, Invalid, NotFound, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.documents import document_bytes
from cluster_desk.queries.fees.addressees import Addressee, addressees
from cluster_desk.queries.fees.receipt_facts import (
    ReceiptFacts,
    pending_payments,
    receipt_facts,
)
from cluster_desk.reports.fees.receipt import receipt_pdf
from cluster_desk.reports.fees.receipt_document import ReceiptDocument
from cluster_desk.reports.fees.voided_receipt import voided_receipt_pdf
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.services.documents import NewDocument, issue_document
from cluster_desk.services.fees.corrections import HasReceipt, IsVoid
from cluster_desk.services.fees.receipt_making import (
    DOCUMENT_KIND,
    ReceiptSheet,
    receipt_document,
)
from cluster_desk.services.fees.wording import Wording
from cluster_desk.services.numbering import RECEIPT, next_number
from cluster_desk.store.tables.documents import Document
from cluster_desk.store.tables.fees import Receipt
from cluster_desk.tx import Tx


class NoPayer(Refused):
    """A receipt names who paid."""

    message = N_("Nobody is named as the payer of this payment.")


class AlreadyVoided(Refused):
    """A receipt is voided once."""

    message = N_("Receipt {number} is voided already.")


@dataclass(frozen=True, kw_only=True)
class IssueReceipt:
    """For one payment; today by default. The stamp's number where one is on the original."""

    payment_id: int
    issued_on: date | None = None
    stamp_identifier: str = ""
    stamp_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class IssueReceipts:
    """For these payments, or for all that have none yet."""

    issued_on: date | None = None
    payment_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class VoidReceipt:
    """The number stays; issuing again gives a new one."""

    receipt_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class IssuedReceipt:
    """A receipt with its stored document."""

    id: int
    number: str
    payer: str
    amount: Money
    payment_id: int
    document_id: int


@dataclass(frozen=True, kw_only=True)
class NotReceipted:
    """A payment without receipt, and why."""

    payment_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReceiptsResult:
    """What was issued, and what could not be."""

    receipts: tuple[IssuedReceipt, ...]
    skipped: tuple[NotReceipted, ...]


def issue_receipt(tx: Tx, command: IssueReceipt) -> IssuedReceipt:
    """HasReceipt where one is valid, IsVoid for money that was returned."""
    tx.allow("fees.receipts")
    issued_on = command.issued_on or tx.clock.today()
    desk = _ReceiptDesk(tx, [command.payment_id], issued_on)
    facts = desk.facts.get(command.payment_id)
    if facts is None:
        raise NotFound(what=_("payment"), id=command.payment_id)
    desk.refuse(facts)
    receipt = desk.issue(facts, command.stamp_identifier, command.stamp_on)
    tx.describe(_("Receipt {number}").format(number=receipt.number))
    return receipt


def issue_receipts(tx: Tx, command: IssueReceipts) -> ReceiptsResult:
    """In the order the payments came; what cannot be printed is left out with its reason."""
    tx.allow("fees.receipts")
    issued_on = command.issued_on or tx.clock.today()
    ids = command.payment_ids
    if ids is None:
        ids = tuple(pending_payments(tx.session, until=issued_on))
    desk = _ReceiptDesk(tx, ids, issued_on)
    issued: list[IssuedReceipt] = []
    skipped: list[NotReceipted] = []
    for done, payment_id in enumerate(ids):
        tx.progress.step(done, len(ids))
        try:
            facts = desk.facts[payment_id]
            desk.refuse(facts)
            desk.rehearse(facts)
        except KeyError:
            raise NotFound(what=_("payment"), id=payment_id) from None
        except DeskError as reason:
            skipped.append(NotReceipted(payment_id=payment_id, reason=str(reason)))
            continue
        issued.append(desk.issue(facts))
    sentence = ngettext("{count} receipt issued", "{count} receipts issued", len(issued))
    tx.describe(sentence.format(count=count_text(len(issued))))
    return ReceiptsResult(receipts=tuple(issued), skipped=tuple(skipped))


def void_receipt(tx: Tx, command: VoidReceipt) -> None:
    """Keeps number and document; a copy of that very document, crossed out, is printed instead.

    What was changed since in the register or in the payment does not change what it had said.
    """
    tx.allow("fees.receipts")
    receipt = tx.get(Receipt, command.receipt_id, _("receipt"))
    number = SeriesNumber(RECEIPT, receipt.year, receipt.number).text
    if receipt.voided_on is not None:
        raise AlreadyVoided(number=number)
    if not command.reason.strip():
        raise Invalid([Problem(field="reason", message=_("Write the reason."))])
    reason = command.reason.strip()[:300]
    receipt.voided_on = tx.clock.today()
    receipt.void_reason = reason
    if receipt.document_id is not None:
        receipt.document_id = _crossed_out(tx, receipt.document_id, receipt.voided_on, reason)
    tx.describe(_("Receipt {number} voided").format(number=number))
    tx.session.flush()


def _crossed_out(tx: Tx, document_id: int, voided_on: date, reason: str) -> int:
    """The id of the copy of an issued receipt that says when and why it was voided."""
    issued = tx.get(Document, document_id, _("document"))
    content = document_bytes(tx.session, document_id)
    assert content is not None
    facts = {"voids": issued.sha256, "voided_on": voided_on, "reason": reason}
    new = NewDocument(
        kind=DOCUMENT_KIND,
        title=issued.title,
        number=issued.number,
        issued_on=issued.issued_on,
        facts=facts,
        membership_id=issued.membership_id,
        corrects_id=document_id,
    )
    copy = issue_document(
        tx,
        new,
        lambda stamp, _letterhead: voided_receipt_pdf(
            content, reason=reason, voided_on=voided_on, facts_hash=stamp.facts_hash
        ),
    )
    return copy.id


class _ReceiptDesk:
    """Everything that receipts of one day share, read once."""

    def __init__(self, tx: Tx, payment_ids: Sequence[int], issued_on: date) -> None:
        self.tx = tx
        self.issued_on = issued_on
        self.facts: Mapping[int, ReceiptFacts] = receipt_facts(tx.session, payment_ids)
        members = {m for facts in self.facts.values() for m in facts.members}
        members |= {m for f in self.facts.values() if (m := f.membership_id) is not None}
        self.members: Mapping[int, Addressee] = addressees(
            tx.session, sorted(members), on=issued_on
        )
        self.wording = Wording(tx, on=issued_on)

    def refuse(self, facts: ReceiptFacts) -> None:
        """Where this payment can have no receipt of this day."""
        if facts.is_void:
            raise IsVoid
        if facts.receipt_number is not None:
            raise HasReceipt(number=SeriesNumber(RECEIPT, *facts.receipt_number).text)
        if not facts.members and not facts.payer_name:
            raise NoPayer
        if self.issued_on > self.tx.clock.today():
            message = _("The date cannot be later than today.")
            raise Invalid([Problem(field="issued_on", message=message)])
        if self.issued_on < facts.received_on:
            message = _("A receipt cannot be dated before the payment.")
            raise Invalid([Problem(field="issued_on", message=message)])

    def rehearse(self, facts: ReceiptFacts) -> None:
        """Find out what is lacking before a number is taken."""
        number = SeriesNumber(RECEIPT, self.issued_on.year, 1).text
        require_printable(self.draft(facts, number))

    def issue(
        self, facts: ReceiptFacts, stamp_identifier: str = "", stamp_on: date | None = None
    ) -> IssuedReceipt:
        """Take the number, print, store."""
        year = self.issued_on.year
        number = SeriesNumber(RECEIPT, year, next_number(self.tx, RECEIPT, year))
        self._keep_order(year)
        document = self.draft(facts, number.text, stamp_identifier, stamp_on)
        stored = self.store(facts, document)
        receipt = Receipt(
            year=year,
            number=number.number,
            issued_on=self.issued_on,
            payment_id=facts.payment_id,
            amount=facts.amount,
            stamp=self.wording.stamp(DOCUMENT_KIND, facts.amount).duty,
            document_id=stored.id,
        )
        self.tx.session.add(receipt)
        self.tx.session.flush()
        return IssuedReceipt(
            id=receipt.id,
            number=number.text,
            payer=document.payer.name,
            amount=facts.amount,
            payment_id=facts.payment_id,
            document_id=stored.id,
        )

    def _keep_order(self, year: int) -> None:
        # after the number is taken nobody else can issue one of this year before the commit
        last = self.tx.session.scalar(
            select(func.max(Receipt.issued_on)).where(Receipt.year == year)
        )
        if last is not None and last > self.issued_on:
            message = _("Receipts of a later day are already issued: date it {date} or later.")
            message = message.format(date=date_text(last))
            raise Invalid([Problem(field="issued_on", message=message)])

    def draft(
        self,
        facts: ReceiptFacts,
        number: str,
        stamp_identifier: str = "",
        stamp_on: date | None = None,
    ) -> ReceiptDocument:
        """The receipt as it would be printed."""
        stamped = self.wording.stamp(
            DOCUMENT_KIND, facts.amount, identifier=stamp_identifier, stamped_on=stamp_on
        )
        sheet = ReceiptSheet(number=number, issued_on=self.issued_on, stamped=stamped)
        return receipt_document(facts, self.members, sheet, self.wording)

    def store(self, facts: ReceiptFacts, document: ReceiptDocument) -> Document:
        """Print it with the stamp of this moment and keep the bytes."""
        title = _("Receipt {number}: {name}").format(
            number=document.number, name=document.payer.name
        )
        new = NewDocument(
            kind=DOCUMENT_KIND,
            title=title[:300],
            number=document.number,
            issued_on=document.issued_on,
            facts=document,
            membership_id=facts.members[0] if len(facts.members) == 1 else None,
        )
        return issue_document(
            self.tx,
            new,
            lambda stamp, letterhead: receipt_pdf(replace(document, stamp=stamp), letterhead),
        )
