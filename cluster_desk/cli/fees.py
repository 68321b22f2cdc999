"""`fees issue` and `fees remind`: charge a year to everybody, and remind who is late."""

from __future__ import annotations

import argparse
from datetime import date

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.services.fees.issuing import FeeIssueResult, IssueFees, issue_fees
from cluster_desk.services.fees.reminders import Remind, RemindResult, remind


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """What each of the two takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="issue|remind")
    issue = actions.add_parser("issue", help=_("charge the fees of a year"))
    reminders = actions.add_parser("remind", help=_("make the reminders that are due"))
    for action in (issue, reminders):
        action.add_argument("--year", type=int, required=True, metavar=_("YEAR"))
        action.add_argument("--dry-run", action="store_true", help=_("write nothing"))
    reminders.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar=_("DATE"), help=_("as of this day")
    )


def run(context: Context, options: argparse.Namespace) -> Answer:
    """Do it, or say what would be done."""
    if options.action == "issue":
        return _issue(context, options)
    return _remind(context, options)


def _issue(context: Context, options: argparse.Namespace) -> Answer:
    with context.open() as desk:
        act = desk.preview if options.dry_run else desk.write
        outcome = act(issue_fees, IssueFees(year=options.year))
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
    lines = [sentence.format(count=result.charges, total=total)]
    lines += [
        _("Not charged: {member}. {reason}").format(member=each.member, reason=each.reason)
        for each in result.skipped
    ]
    return [*lines, _("Nothing was written.")] if dry else lines


def _remind(context: Context, options: argparse.Namespace) -> Answer:
    with context.open() as desk:
        act = desk.preview if options.dry_run else desk.write
        outcome = act(remind, Remind(year=options.year, on=options.on))
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
    lines = [ngettext("{count} reminder.", "{count} reminders.", count).format(count=count)]
    lines += [
        _("Not reminded: {member}. {reason}").format(member=each.member, reason=each.reason)
        for each in result.skipped
    ]
    return [*lines, _("Nothing was written.")] if dry else lines
