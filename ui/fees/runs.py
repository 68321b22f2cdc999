"""The three papers that are issued by the hundred: receipts, requests of payment, reminders."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.fees.todo import (
    notices_to_issue,
    receipts_to_issue,
    reminders_to_issue,
)
from cluster_desk.services.fees.drafts import draft_notice, draft_receipt, draft_reminder
from cluster_desk.services.fees.notices import (
    IssueNotice,
    IssueNotices,
    NoticesResult,
    issue_notices,
)
from cluster_desk.services.fees.receipts import (
    IssueReceipt,
    IssueReceipts,
    ReceiptsResult,
    issue_receipts,
)
from cluster_desk.services.fees.reminders import Remind, RemindResult, remind
from ui.fees.paper_run import Issued, PaperRun
from ui.fees.run_columns import TO_DO, TO_REMIND
from ui.fees.run_page import RunPage
from ui.pages.page import Page


def open_receipts(page: Page) -> None:
    """Every payment that has no receipt yet."""
    today = page.workspace.today()
    run = PaperRun(
        title=_("Receipts not issued yet"),
        about=_("One a payment, numbered in the order in which they came; what you untick waits."),
        icon="stamp",
        to_do=partial(receipts_to_issue, on=today),
        columns=TO_DO,
        use_case=issue_receipts,
        command_of=lambda ids: IssueReceipts(payment_ids=ids),
        draft=draft_receipt,
        draft_of=lambda payment_id: IssueReceipt(payment_id=payment_id),
        issued=_receipts,
        refused=lambda result: [(each.payment_id, each.reason) for each in result.skipped],
        verb=_issue_receipts,
        done=_receipts_done,
        paper=lambda row: _("Receipt for {name}").format(name=row.name),
        file_name=_("receipts-{date}.pdf").format(date=today.isoformat()),
        none_title=_("Every payment has its receipt"),
        none_text=_("Nothing is to be issued. Receipts are found in the card of each charge."),
    )
    _open(page, run)


def open_notices(
    page: Page, year: int, members: Collection[int] | None = None, steps: tuple[str, ...] = ()
) -> None:
    """Who was not asked for its open charges of the year, or these members of them."""
    today = page.workspace.today()
    chosen = None if members is None else sorted(members)
    run = PaperRun(
        title=_("Requests of payment {year}").format(year=year),
        about=_("One a member, with IBAN, reference to quote and QR code; numbered without gaps."),
        icon="file-text",
        to_do=partial(notices_to_issue, year=year, on=today, members=chosen),
        columns=TO_DO,
        use_case=issue_notices,
        command_of=lambda ids: IssueNotices(year=year, membership_ids=ids),
        draft=draft_notice,
        draft_of=lambda member_id: IssueNotice(membership_id=member_id),
        issued=_notices,
        refused=lambda result: [(each.membership_id, each.reason) for each in result.skipped],
        verb=_issue_notices,
        done=_notices_done,
        paper=lambda row: _("Request of payment for {name}").format(name=row.name),
        file_name=_("requests-of-payment-{year}.pdf").format(year=year),
        none_title=_("Everybody was asked already"),
        none_text=_("No open charge of {year} is without its request of payment.").format(
            year=year
        ),
        steps=steps,
    )
    _open(page, run)


def open_reminders(page: Page, year: int) -> None:
    """Who is late with the year, and which letter is due."""
    today = page.workspace.today()
    run = PaperRun(
        title=_("Reminders {year}").format(year=year),
        about=_("One step after the last, never two; nobody is reminded before an answer is due."),
        icon="bell",
        to_do=partial(reminders_to_issue, year=year, on=today),
        columns=TO_REMIND,
        use_case=remind,
        command_of=lambda ids: Remind(year=year, membership_ids=ids),
        draft=draft_reminder,
        draft_of=lambda member_id: Remind(year=year, membership_ids=(member_id,)),
        issued=_reminders,
        refused=lambda result: [(each.membership_id, each.reason) for each in result.skipped],
        verb=_issue_reminders,
        done=_reminders_done,
        paper=lambda row: _("Reminder, level {level}: {name}").format(
            level=row.level, name=row.name
        ),
        file_name=_("reminders-{year}.pdf").format(year=year),
        none_title=_("No reminder is due"),
        none_text=_("Nobody is late with {year}, or everybody has time to answer still.").format(
            year=year
        ),
    )
    _open(page, run)


def _open(page: Page, run: PaperRun) -> None:
    page.page_wanted.emit(RunPage(page.workspace, run))


def _receipts(result: ReceiptsResult) -> list[Issued]:
    return [
        Issued(id=each.payment_id, number=each.number, document_id=each.document_id)
        for each in result.receipts
    ]


def _notices(result: NoticesResult) -> list[Issued]:
    return [
        Issued(id=each.membership_id, number=each.number, document_id=each.document_id)
        for each in result.notices
    ]


def _reminders(result: RemindResult) -> list[Issued]:
    return [
        Issued(
            id=each.membership_id,
            number=_("Level {level}").format(level=each.level),
            document_id=each.document_id,
        )
        for each in result.reminders
    ]


def _issue_receipts(count: int) -> str:
    text = ngettext("Issue {count} receipt", "Issue {count} receipts", count)
    return text.format(count=count_text(count))


def _receipts_done(count: int) -> str:
    text = ngettext("{count} receipt issued", "{count} receipts issued", count)
    return text.format(count=count_text(count))


def _issue_notices(count: int) -> str:
    text = ngettext("Issue {count} request", "Issue {count} requests", count)
    return text.format(count=count_text(count))


def _notices_done(count: int) -> str:
    text = ngettext("{count} request issued", "{count} requests issued", count)
    return text.format(count=count_text(count))


def _issue_reminders(count: int) -> str:
    text = ngettext("Make {count} reminder", "Make {count} reminders", count)
    return text.format(count=count_text(count))


def _reminders_done(count: int) -> str:
    text = ngettext("{count} reminder made", "{count} reminders made", count)
    return text.format(count=count_text(count))
