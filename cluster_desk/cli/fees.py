"""`fees`: charge a year, ask for it, receipt what was paid, remind who is late."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.by_groups import PapersIssued, issue_papers
from cluster_desk.cli.context import Context
from cluster_desk.cli.terminal import progress_shown
from cluster_desk.cli.usage import year
from cluster_desk.desk import Desk
from cluster_desk.formats.dates import parse_date
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.queries.fees.notices import members_to_ask
from cluster_desk.queries.fees.receipt_facts import pending_payments
from cluster_desk.queries.fees.reminders import late_members
from cluster_desk.services.fees.issuing import FeeIssueResult, IssueFees, issue_fees
from cluster_desk.services.fees.notices import IssueNotices, issue_notices
from cluster_desk.services.fees.receipts import IssueReceipts, issue_receipts
from cluster_desk.services.fees.reminders import Remind, remind


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """What each of the four takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="|".join(_ACTIONS))
    helps = {
        "issue": _("charge the fees of a year"),
        "notices": _("ask in writing for what is open of a year"),
        "receipts": _("issue the receipts of all payments that have none"),
        "remind": _("make the reminders that are due"),
    }
    for name, words in helps.items():
        action = actions.add_parser(name, help=words)
        action.add_argument("--dry-run", action="store_true", help=_("write nothing"))
        if name != "receipts":
            action.add_argument("--year", type=year, required=True, metavar=_("YEAR"))
        if name == "remind":
            action.add_argument("--on", metavar=_("DATE"), help=_("as of this day"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """Do it, or say what would be done."""
    with context.open() as desk:
        return _ACTIONS[options.action](desk, options)


def _issue(desk: Desk, options: argparse.Namespace) -> Answer:
    act = desk.preview if options.dry_run else desk.write
    with progress_shown() as progress:
        outcome = act(issue_fees, IssueFees(year=options.year), progress=progress)
    result = outcome.value
    return Answer(
        document={
            "charges": result.charges,
            "total": result.total,
            "skipped": [{"member": each.member, "reason": each.reason} for each in result.skipped],
            "change_set": outcome.change_set_id,
        },
        lines=_issue_lines(result, dry=options.dry_run),
        columns=(_("Member"), _("Charge"), _("Amount")) if options.dry_run else (),
        rows=[(line.member, line.description, line.amount) for line in result.lines]
        if options.dry_run
        else (),
    )


def _issue_lines(result: FeeIssueResult, *, dry: bool) -> list[str]:
    total = money_text(result.total, symbol=True)
    sentence = ngettext("{count} charge, {total}.", "{count} charges, {total}.", result.charges)
    left_out = [
        _("Not charged: {member} – {reason}").format(member=each.member, reason=each.reason)
        for each in result.skipped
    ]
    return _lines(sentence.format(count=result.charges, total=total), left_out, dry=dry)


def _lines(first: str, left_out: list[str], *, dry: bool) -> list[str]:
    return [first, *left_out, *([_("Nothing was written.")] if dry else [])]


def _notices(desk: Desk, options: argparse.Namespace) -> Answer:
    asked_for = options.year
    done = issue_papers(
        desk,
        issue_notices,
        lambda ids: IssueNotices(year=asked_for, membership_ids=ids),
        desk.read(members_to_ask, year=asked_for),
        dry_run=options.dry_run,
    )
    notices = [each for group in done.values for each in group.notices]
    skipped = [each for group in done.values for each in group.skipped]
    counted = ngettext("{count} request of payment.", "{count} requests of payment.", len(notices))
    return _papers(
        done,
        {
            "notices": [
                {
                    "number": each.number,
                    "member": each.member,
                    "amount": each.amount,
                    "document": None if options.dry_run else each.document_id,
                }
                for each in notices
            ],
            "skipped": [{"member": each.member, "reason": each.reason} for each in skipped],
        },
        lines=_lines(
            counted.format(count=len(notices)),
            [
                _("Not asked: {member} – {reason}").format(member=each.member, reason=each.reason)
                for each in skipped
            ],
            dry=options.dry_run,
        ),
        columns=(_("Number"), _("Member"), _("Amount")),
        rows=[(each.number, each.member, each.amount) for each in notices],
    )


def _receipts(desk: Desk, options: argparse.Namespace) -> Answer:
    done = issue_papers(
        desk,
        issue_receipts,
        lambda ids: IssueReceipts(payment_ids=ids),
        desk.read(pending_payments, until=desk.clock.today()),
        dry_run=options.dry_run,
    )
    receipts = [each for group in done.values for each in group.receipts]
    skipped = [each for group in done.values for each in group.skipped]
    counted = ngettext("{count} receipt.", "{count} receipts.", len(receipts))
    return _papers(
        done,
        {
            "receipts": [
                {
                    "number": each.number,
                    "payer": each.payer,
                    "amount": each.amount,
                    "payment": each.payment_id,
                    "document": None if options.dry_run else each.document_id,
                }
                for each in receipts
            ],
            "skipped": [{"payment": each.payment_id, "reason": each.reason} for each in skipped],
        },
        lines=_lines(
            counted.format(count=len(receipts)),
            [
                _("No receipt for payment {id} – {reason}").format(
                    id=each.payment_id, reason=each.reason
                )
                for each in skipped
            ],
            dry=options.dry_run,
        ),
        columns=(_("Number"), _("Payer"), _("Amount")),
        rows=[(each.number, each.payer, each.amount) for each in receipts],
    )


def _remind(desk: Desk, options: argparse.Namespace) -> Answer:
    late_with, today = options.year, desk.clock.today()
    on = parse_date(options.on, today=today) if options.on is not None else today
    late = desk.read(late_members, late_with, on=on)
    done = issue_papers(
        desk,
        remind,
        lambda ids: Remind(year=late_with, on=on, membership_ids=ids),
        [each.member.membership_id for each in late],
        dry_run=options.dry_run,
    )
    reminders = [each for group in done.values for each in group.reminders]
    skipped = [each for group in done.values for each in group.skipped]
    counted = ngettext("{count} reminder.", "{count} reminders.", len(reminders))
    return _papers(
        done,
        {
            "reminders": [
                {
                    "member": each.member,
                    "level": each.level,
                    "amount": each.amount,
                    "reason": each.reason,
                    "answer_by": each.answer_by,
                    "document": None if options.dry_run else each.document_id,
                }
                for each in reminders
            ],
            "skipped": [
                {"member": each.member, "amount": each.amount, "reason": each.reason}
                for each in skipped
            ],
        },
        lines=_lines(
            counted.format(count=len(reminders)),
            [
                _("Not reminded: {member} – {reason}").format(
                    member=each.member, reason=each.reason
                )
                for each in skipped
            ],
            dry=options.dry_run,
        ),
        columns=(_("Member"), _("Level"), _("Amount"), _("Reason")),
        rows=[(each.member, each.level, each.amount, each.reason) for each in reminders],
    )


def _papers(
    done: PapersIssued[Any],
    document: dict[str, object],
    *,
    lines: list[str],
    columns: tuple[str, ...],
    rows: list[tuple[object, ...]],
) -> Answer:
    """Each group is a change set of its own; `change_set` is the last one."""
    last = done.change_sets[-1] if done.change_sets else None
    return Answer(
        document={**document, "change_set": last, "change_sets": done.change_sets},
        lines=lines,
        columns=columns if rows else (),
        rows=rows,
        cut_short=done.cut_short,
    )


_ACTIONS: dict[str, Callable[[Desk, argparse.Namespace], Answer]] = {
    "issue": _issue,
    "notices": _notices,
    "receipts": _receipts,
    "remind": _remind,
}
