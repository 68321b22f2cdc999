"""`fees`: charge a year, ask for it, receipt what was paid, remind who is late."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.desk import Desk, Outcome, UseCase
from cluster_desk.formats.dates import parse_date
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.services.fees.issuing import FeeIssueResult, IssueFees, issue_fees
from cluster_desk.services.fees.notices import IssueNotices, issue_notices
from cluster_desk.services.fees.receipts import IssueReceipts, issue_receipts
from cluster_desk.services.fees.reminders import Remind, RemindResult, remind

C = TypeVar("C")
V = TypeVar("V")


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
            action.add_argument("--year", type=int, required=True, metavar=_("YEAR"))
        if name == "remind":
            action.add_argument("--on", metavar=_("DATE"), help=_("as of this day"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """Do it, or say what would be done."""
    with context.open() as desk:
        return _ACTIONS[options.action](desk, options)


def _done(
    desk: Desk, options: argparse.Namespace, use_case: UseCase[C, V], command: C
) -> Outcome[V]:
    act = desk.preview if options.dry_run else desk.write
    return act(use_case, command)


def _issue(desk: Desk, options: argparse.Namespace) -> Answer:
    outcome = _done(desk, options, issue_fees, IssueFees(year=options.year))
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
    outcome = _done(desk, options, issue_notices, IssueNotices(year=options.year))
    result = outcome.value
    count = len(result.notices)
    counted = ngettext("{count} request of payment.", "{count} requests of payment.", count)
    return Answer(
        document={
            "notices": [
                {
                    "number": each.number,
                    "member": each.member,
                    "amount": each.amount,
                    "document": None if options.dry_run else each.document_id,
                }
                for each in result.notices
            ],
            "skipped": [{"member": each.member, "reason": each.reason} for each in result.skipped],
            "change_set": outcome.change_set_id,
        },
        lines=_lines(
            counted.format(count=count),
            [
                _("Not asked: {member} – {reason}").format(member=each.member, reason=each.reason)
                for each in result.skipped
            ],
            dry=options.dry_run,
        ),
        columns=(_("Number"), _("Member"), _("Amount")) if result.notices else (),
        rows=[(each.number, each.member, each.amount) for each in result.notices],
    )


def _receipts(desk: Desk, options: argparse.Namespace) -> Answer:
    outcome = _done(desk, options, issue_receipts, IssueReceipts())
    result = outcome.value
    count = len(result.receipts)
    counted = ngettext("{count} receipt.", "{count} receipts.", count)
    return Answer(
        document={
            "receipts": [
                {
                    "number": each.number,
                    "payer": each.payer,
                    "amount": each.amount,
                    "payment": each.payment_id,
                    "document": None if options.dry_run else each.document_id,
                }
                for each in result.receipts
            ],
            "skipped": [
                {"payment": each.payment_id, "reason": each.reason} for each in result.skipped
            ],
            "change_set": outcome.change_set_id,
        },
        lines=_lines(
            counted.format(count=count),
            [
                _("No receipt for payment {id} – {reason}").format(
                    id=each.payment_id, reason=each.reason
                )
                for each in result.skipped
            ],
            dry=options.dry_run,
        ),
        columns=(_("Number"), _("Payer"), _("Amount")) if result.receipts else (),
        rows=[(each.number, each.payer, each.amount) for each in result.receipts],
    )


def _remind(desk: Desk, options: argparse.Namespace) -> Answer:
    on = parse_date(options.on, today=desk.clock.today()) if options.on else None
    outcome = _done(desk, options, remind, Remind(year=options.year, on=on))
    result = outcome.value
    return Answer(
        document={
            "reminders": [
                {
                    "member": each.member,
                    "level": each.level,
                    "amount": each.amount,
                    "reason": each.reason,
                    "answer_by": each.answer_by,
                    "document": None if options.dry_run else each.document_id,
                }
                for each in result.reminders
            ],
            "skipped": [
                {"member": each.member, "amount": each.amount, "reason": each.reason}
                for each in result.skipped
            ],
            "change_set": outcome.change_set_id,
        },
        lines=_remind_lines(result, dry=options.dry_run),
        columns=(_("Member"), _("Level"), _("Amount"), _("Reason")) if result.reminders else (),
        rows=[(each.member, each.level, each.amount, each.reason) for each in result.reminders],
    )


def _remind_lines(result: RemindResult, *, dry: bool) -> list[str]:
    count = len(result.reminders)
    counted = ngettext("{count} reminder.", "{count} reminders.", count)
    left_out = [
        _("Not reminded: {member} – {reason}").format(member=each.member, reason=each.reason)
        for each in result.skipped
    ]
    return _lines(counted.format(count=count), left_out, dry=dry)


_ACTIONS: dict[str, Callable[[Desk, argparse.Namespace], Answer]] = {
    "issue": _issue,
    "notices": _notices,
    "receipts": _receipts,
    "remind": _remind,
}
