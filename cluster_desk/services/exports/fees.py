"""Charges, lateness, a member's account and the reminders of a year, to be read elsewhere."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cluster_desk.errors import NotFound, Refused
from cluster_desk.i18n import N_, _
from cluster_desk.queries.fees.account import statement_of_account
from cluster_desk.queries.fees.addressees import addressees
from cluster_desk.queries.fees.charges import ChargeFilter, charge_rows
from cluster_desk.queries.fees.notices import notice_numbers
from cluster_desk.reports.fees.aging_workbook import Aging, OpenCharge, aging_workbook
from cluster_desk.reports.fees.charges_workbook import ChargeLine, ChargesList, charges_workbook
from cluster_desk.reports.fees.receipt_document import Party
from cluster_desk.reports.fees.statement import statement_pdf
from cluster_desk.reports.fees.statement_document import StatementDocument, StatementLine
from cluster_desk.reports.fees.statement_workbook import statement_workbook
from cluster_desk.reports.pdf.letterhead import DocumentStamp
from cluster_desk.services.exports.file import PDF, XLSX, ExportedFile, letterhead_at, scope_of
from cluster_desk.services.exports.issued import documents_together
from cluster_desk.store.tables.fees import Reminder


class NothingToExport(Refused):
    """The file would be empty."""

    message = N_("There is nothing to export for {year}.")


def charges_file(session: Session, *, on: date, year: int | None = None) -> ExportedFile:
    """Every charge as of a day, of one fee year or of all."""
    rows = charge_rows(session, on=on, filter=ChargeFilter(year=year))
    numbers = notice_numbers(session, [row.id for row in rows])
    lines = [
        ChargeLine(
            notice_number=numbers.get(row.id, ""),
            member_number=row.number,
            member=row.member,
            kind=row.kind,
            fee_year=row.year,
            issued_on=row.issued_on,
            due_on=row.due_on,
            amount=row.amount,
            adjusted=row.amount - row.owed,
            paid=row.paid,
            payment=row.state,
            reference=row.reference,
        )
        for row in rows
    ]
    return ExportedFile(
        name=_("charges-{date}.xlsx").format(date=on.isoformat()),
        media_type=XLSX,
        content=charges_workbook(
            ChargesList(as_of=on, lines=lines, scope=scope_of(session, on=on))
        ),
    )


def aging_file(session: Session, *, on: date) -> ExportedFile:
    """What is still open, by how long it has been due."""
    rows = [row for row in charge_rows(session, on=on) if row.residue]
    numbers = notice_numbers(session, [row.id for row in rows])
    who = addressees(session, sorted({row.membership_id for row in rows}), on=on)
    levels = _levels(session, on)
    charges = [
        OpenCharge(
            member_number=row.number,
            member=row.member,
            notice_number=numbers.get(row.id, ""),
            fee_year=row.year,
            due_on=row.due_on,
            outstanding=row.residue,
            last_reminder=levels.get((row.membership_id, row.year), ""),
            contact=who[row.membership_id].pec or who[row.membership_id].email,
        )
        for row in rows
    ]
    return ExportedFile(
        name=_("aging-{date}.xlsx").format(date=on.isoformat()),
        media_type=XLSX,
        content=aging_workbook(Aging(as_of=on, charges=charges, scope=scope_of(session, on=on))),
    )


def _levels(session: Session, on: date) -> dict[tuple[int, int], str]:
    query = (
        select(Reminder)
        .where(Reminder.issued_on <= on, Reminder.voided_on.is_(None))
        .order_by(Reminder.issued_on, Reminder.id)
    )
    return {
        (row.membership_id, row.fee_year): _("Level {level}").format(level=row.level)
        for row in session.scalars(query)
    }


def account_file(
    session: Session,
    *,
    membership_id: int,
    on: date,
    since: date | None = None,
    as_workbook: bool = False,
) -> ExportedFile:
    """A member's statement of account up to a day, as PDF or workbook; what was before `since`
    is its opening balance."""
    who = addressees(session, [membership_id], on=on).get(membership_id)
    if who is None:
        raise NotFound(what=_("member"), id=membership_id)
    account = statement_of_account(session, membership_id, on=on, since=since)
    document = StatementDocument(
        member=Party(
            name=who.name,
            address_lines=(who.address_line,) if who.address_line else (),
            tax_code=who.tax_code,
            vat_number=who.vat_number,
        ),
        register_number=who.register_number,
        since=account.since,
        until=account.until,
        opening=account.opening,
        lines=tuple(
            StatementLine(
                on=line.on,
                description=line.description,
                document=line.document,
                charged=line.charged,
                paid=line.paid,
                balance=line.balance,
            )
            for line in account.lines
        ),
        charged=account.charged,
        paid=account.paid,
        closing=account.closing,
        stamp=DocumentStamp(
            document_id=_("Statement of account of {name}").format(name=who.name), issued_on=on
        ),
    )
    stem = _("statement-of-account-{member}").format(member=membership_id)
    if as_workbook:
        content = statement_workbook(document, scope_of(session, on=on))
        return ExportedFile(name=f"{stem}.xlsx", media_type=XLSX, content=content)
    content = statement_pdf(document, letterhead_at(session, on))
    return ExportedFile(name=f"{stem}.pdf", media_type=PDF, content=content)


def reminders_file(session: Session, *, on: date, year: int) -> ExportedFile:
    """Every reminder sent for a fee year by the day, one after the other, as issued."""
    query = (
        select(Reminder.document_id)
        .where(
            Reminder.fee_year == year,
            Reminder.issued_on <= on,
            Reminder.voided_on.is_(None),
            Reminder.document_id.is_not(None),
        )
        .order_by(Reminder.issued_on, Reminder.id)
    )
    found = [document_id for document_id in session.scalars(query) if document_id is not None]
    if not found:
        raise NothingToExport(year=year)
    return documents_together(session, found, name=_("reminders-{year}.pdf").format(year=year))
