"""`import statement`: a bank's file into an account."""

from __future__ import annotations

import argparse

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.files import content_of
from cluster_desk.domain.money import Money
from cluster_desk.formats.money import money_text
from cluster_desk.i18n import _, ngettext
from cluster_desk.importers.statement import read_statement
from cluster_desk.importers.statements.assembly import EURO
from cluster_desk.services.treasury.statements import (
    ImportStatement,
    StatementImported,
    import_statement,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Into which account."""
    account = _("the account, as «list accounts» gives it")
    parser.add_argument("--account", metavar=_("CODE"), required=True, help=account)


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON: account, format, balances, period, lines, new, duplicates, problems, change_set."""
    with context.open() as desk:
        path, content = options.file, content_of(options.file)
        command = ImportStatement(
            account=options.account,
            reading=read_statement(path.name, content),
            file_name=path.name,
            content=content,
            for_show=options.dry_run,
        )
        run_it = desk.preview if options.dry_run else desk.write
        outcome = run_it(import_statement, command)
    done = outcome.value
    return Answer(
        document={
            "account": done.account,
            "format": done.format,
            "currency": done.currency,
            "opening": done.opening,
            "closing": done.closing,
            "from": done.from_on,
            "to": done.to_on,
            "credits": done.credits,
            "debits": done.debits,
            "lines": done.lines,
            "new": done.new,
            "duplicates": done.duplicates,
            "problems": done.problems,
            "change_set": outcome.change_set_id,
        },
        lines=_said(done, is_preview=options.dry_run),
    )


def _said(done: StatementImported, *, is_preview: bool) -> list[str]:
    lines = [
        ngettext(
            "{account}: {new} new line, {duplicates} known already; in {credits}, out {debits}.",
            "{account}: {new} new lines, {duplicates} known already; in {credits}, out {debits}.",
            done.new,
        ).format(
            account=done.account,
            new=done.new,
            duplicates=done.duplicates,
            credits=_amount(done.credits, done.currency),
            debits=_amount(done.debits, done.currency),
        )
    ]
    if is_preview:
        lines.append(_("Only a preview: nothing was written."))
    return [*lines, *(problem.message for problem in done.problems)]


def _amount(amount: Money, currency: str) -> str:
    is_euro = currency in ("", EURO)
    return money_text(amount, symbol=True) if is_euro else f"{money_text(amount)} {currency}"
