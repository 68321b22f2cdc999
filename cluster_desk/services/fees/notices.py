"""Issue requests of payment for what is open, one a member, numbered without gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select

from cluster_desk.domain.collecting import DAYS_TO_PAY
from cluster_desk.domain.money import Money
from cluster_desk.domain.numbering import SeriesNumber
from cluster_desk.errors import DeskError, Invalid, Problem, Refused
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.queries.association import setting
from cluster_desk.queries.fees.addressees import addressees
from cluster_desk.queries.fees.notices import mandates, unasked, unasked_charges
from cluster_desk.queries.fees.open_charges import OpenChargeRow, open_charges
from cluster_desk.queries.fees.schedule import fee_schedule
from cluster_desk.reports.fees.notice import payment_notice_pdf
from cluster_desk.reports.pdf.legible import require_printable
from cluster_desk.services.documents import NewDocument, issue_document
from cluster_desk.services.fees.notice_making import (
    DOCUMENT_KIND,
    NoticeSheet,
    notice_document,
)
from cluster_desk.services.fees.wording import Wording
from cluster_desk.services.numbering import PAYMENT_NOTICE, next_number
from cluster_desk.store.tables.fees import NoticeLine, PaymentNotice
from cluster_desk.store.tables.members import Membership
from cluster_desk.tx import Tx


class NothingToAsk(Refused):
    """A request asks for money."""

    message = N_("This member has nothing to pay that was not asked for already.")


class NoticeVoided(Refused):
    """A request is voided once."""

    message = N_("Request {number} is voided already.")


@dataclass(frozen=True, kw_only=True)
class IssueNotice:
    """For one member: all that is open and not yet asked for, or these charges."""

    membership_id: int
    charge_ids: tuple[int, ...] | None = None
    issued_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class IssueNotices:
    """For every member with something of the year to pay, charged by the day, not asked for yet.

    `membership_ids` keeps to these members, as a group of a long issue does.
    """

    year: int
    issued_on: date | None = None
    membership_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class VoidNotice:
    """The number stays; the charges may be asked for anew."""

    notice_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class IssuedNotice:
    """A request with its stored document."""

    id: int
    number: str
    membership_id: int
    member: str
    amount: Money
    document_id: int


@dataclass(frozen=True, kw_only=True)
class NotAsked:
    """A member without a request, and why."""

    membership_id: int
    member: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NoticesResult:
    """What was issued, and what could not be."""

    notices: tuple[IssuedNotice, ...]
    skipped: tuple[NotAsked, ...]


def issue_notice(tx: Tx, command: IssueNotice) -> IssuedNotice:
    """NothingToAsk where nothing is open; TextIncomplete, RuleUnconfirmed as the text needs."""
    tx.allow("fees.notices")
    tx.get(Membership, command.membership_id, _("member"))
    issued_on = _day(tx, command.issued_on)
    rows = open_charges(tx.session, members=[command.membership_id])
    if command.charge_ids is not None:
        rows = [row for row in rows if row.id in command.charge_ids]
    else:
        rows = unasked(tx.session, rows)
    if not rows:
        raise NothingToAsk
    charged_on = max(row.issued_on for row in rows)
    if charged_on > issued_on:
        message = _("The fee was charged on {date}: date the request from then on.")
        message = message.format(date=date_text(charged_on))
        raise Invalid([Problem(field="issued_on", message=message)])
    sheet = _sheets(tx, rows, issued_on)[0]
    notice = _issue(tx, sheet, Wording(tx, on=issued_on))
    tx.describe(_("Request of payment {number}").format(number=notice.number))
    return notice


def issue_notices(tx: Tx, command: IssueNotices) -> NoticesResult:
    """One a member, by name; what cannot be printed is left out with its reason."""
    tx.allow("fees.notices")
    issued_on = _day(tx, command.issued_on)
    chosen = command.membership_ids
    found = unasked_charges(tx.session, year=command.year, members=chosen)
    rows = [row for row in found if row.issued_on <= issued_on]
    wording = Wording(tx, on=issued_on)
    sheets = _sheets(tx, rows, issued_on)
    issued, skipped = [], []
    for done, sheet in enumerate(sheets):
        tx.progress.step(done, len(sheets))
        try:
            require_printable(notice_document(tx, sheet, wording))
        except DeskError as reason:
            member = sheet.member
            skipped.append(
                NotAsked(membership_id=member.membership_id, member=member.name, reason=str(reason))
            )
            continue
        issued.append(_issue(tx, sheet, wording))
    sentence = ngettext(
        "{count} request of payment for {year}",
        "{count} requests of payment for {year}",
        len(issued),
    )
    tx.describe(sentence.format(count=count_text(len(issued)), year=command.year))
    return NoticesResult(notices=tuple(issued), skipped=tuple(skipped))


def void_notice(tx: Tx, command: VoidNotice) -> None:
    """Invalid without a reason."""
    tx.allow("fees.notices")
    notice = tx.get(PaymentNotice, command.notice_id, _("request of payment"))
    number = SeriesNumber(PAYMENT_NOTICE, notice.year, notice.number).text
    if notice.voided_on is not None:
        raise NoticeVoided(number=number)
    if not command.reason.strip():
        raise Invalid([Problem(field="reason", message=_("Write the reason."))])
    notice.voided_on = tx.clock.today()
    notice.void_reason = command.reason.strip()[:300]
    tx.describe(_("Request of payment {number} voided").format(number=number))


def _day(tx: Tx, issued_on: date | None) -> date:
    today = tx.clock.today()
    if issued_on is not None and issued_on > today:
        message = _("The date cannot be later than today.")
        raise Invalid([Problem(field="issued_on", message=message)])
    if issued_on is not None and issued_on < today:
        _keep_order(tx, issued_on)
    return issued_on or today


def _keep_order(tx: Tx, issued_on: date) -> None:
    """Numbers follow the days, within a year."""
    same_year = select(func.max(PaymentNotice.issued_on)).where(
        PaymentNotice.year == issued_on.year
    )
    last = tx.session.scalar(same_year)
    if last is not None and last > issued_on:
        message = _("Requests of a later day are already issued: date it {date} or later.")
        message = message.format(date=date_text(last))
        raise Invalid([Problem(field="issued_on", message=message)])


def _sheets(tx: Tx, rows: Sequence[OpenChargeRow], issued_on: date) -> list[NoticeSheet]:
    by_member: dict[int, list[OpenChargeRow]] = defaultdict(list)
    for row in rows:
        by_member[row.membership_id].append(row)
    members = addressees(tx.session, sorted(by_member), on=issued_on)
    orders = mandates(tx.session, [row.id for row in rows])
    years = {charges[0].fee_year for charges in by_member.values()}
    schedules = {year: fee_schedule(tx.session, year) for year in sorted(years)}
    soonest = issued_on + timedelta(days=setting(tx.session, "days_to_pay", DAYS_TO_PAY))
    sheets = [
        NoticeSheet(
            number=SeriesNumber(PAYMENT_NOTICE, issued_on.year, 1).text,
            issued_on=issued_on,
            # what is overdue already gets the days of a new charge
            due_on=charges[0].due_on if charges[0].due_on >= issued_on else soonest,
            member=members[member_id],
            charges=charges,
            schedule=schedules[charges[0].fee_year],
            mandate_ref=next((orders[c.id][1] for c in charges if c.id in orders), ""),
        )
        for member_id, charges in by_member.items()
    ]
    return sorted(sheets, key=lambda sheet: (sheet.member.register_number or 0, sheet.member.name))


def _issue(tx: Tx, sheet: NoticeSheet, wording: Wording) -> IssuedNotice:
    year = sheet.issued_on.year
    number = SeriesNumber(PAYMENT_NOTICE, year, next_number(tx, PAYMENT_NOTICE, year))
    document = notice_document(tx, replace(sheet, number=number.text), wording)
    member = sheet.member
    stored = issue_document(
        tx,
        NewDocument(
            kind=DOCUMENT_KIND,
            title=f"{document.title}: {member.name}"[:300],
            number=number.text,
            issued_on=sheet.issued_on,
            facts=document,
            membership_id=member.membership_id,
        ),
        lambda stamp, letterhead: payment_notice_pdf(replace(document, stamp=stamp), letterhead),
    )
    notice = PaymentNotice(
        year=year,
        number=number.number,
        membership_id=member.membership_id,
        issued_on=sheet.issued_on,
        due_on=sheet.due_on,
        amount=sheet.amount,
        document_id=stored.id,
    )
    tx.session.add(notice)
    tx.session.flush()
    tx.session.add_all(
        NoticeLine(notice_id=notice.id, charge_id=charge.id, amount=charge.open)
        for charge in sheet.charges
    )
    tx.session.flush()
    return IssuedNotice(
        id=notice.id,
        number=number.text,
        membership_id=member.membership_id,
        member=member.name,
        amount=sheet.amount,
        document_id=stored.id,
    )
