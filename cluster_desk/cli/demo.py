"""`demo`: a fresh desk with the invented association, or a real one's beginning."""

from __future__ import annotations

import argparse
from pathlib import Path

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.terminal import progress_shown
from cluster_desk.cli.usage import MOST_ID, whole_number
from cluster_desk.errors import DeskUnavailable
from cluster_desk.formats.dates import date_text
from cluster_desk.formats.money import money_text
from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.services import starter
from cluster_desk.services.demo.making import DemoMade, make_demo
from cluster_desk.store.engine import is_postgresql

MOST_MEMBERS, MOST_YEARS = 100_000, 30


class DemoOnServer(DeskUnavailable):
    """Both are made beside and moved into place, as only a file can be."""

    message = N_("A new desk is a file here: name one with --desk, not a server’s address.")


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """How large, and whether what is there may be replaced."""
    members = _("so many, but no fewer than forty; 120 where none is said")
    parser.add_argument(
        "--members", type=whole_number(1, MOST_MEMBERS), default=120, metavar="N", help=members
    )
    years = _("so many years of story, up to the one of the demo’s last day")
    parser.add_argument(
        "--years", type=whole_number(1, MOST_YEARS), default=1, metavar="N", help=years
    )
    seed = _("another number, another story")
    parser.add_argument("--seed", type=whole_number(0, MOST_ID), default=1, metavar="N", help=seed)
    parser.add_argument(
        "--starter",
        metavar=_("NAME"),
        choices=starter.starter_names(),
        help=_("the public facts of a real association, instead of the invented one"),
    )
    parser.add_argument("--replace", action="store_true", help=_("in place of what is there"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON: path, bank_file, members, charged, paid, open, balances.

    Of a starter: path, association, members, seats, to_enter.
    """
    if is_postgresql(context.location):
        raise DemoOnServer
    if options.starter:
        return _begin(context, options)
    with progress_shown() as progress:
        made = make_demo(
            Path(context.location),
            members_wanted=options.members,
            years=options.years,
            seed=options.seed,
            replace=options.replace,
            progress=progress,
        )
    return Answer(document=made, lines=told(made))


def _begin(context: Context, options: argparse.Namespace) -> Answer:
    begun = starter.begin(
        Path(context.location), options.starter, clock=context.clock, replace=options.replace
    )
    members = ngettext("{count} founder", "{count} founders", begun.members)
    seats = ngettext("{count} seat", "{count} seats", begun.seats)
    return Answer(
        document=begun,
        lines=[
            _("{association}: {path}").format(association=begun.association, path=begun.path),
            f"{members.format(count=begun.members)}, {seats.format(count=begun.seats)}",
            *begun.to_enter,
            *_kept(begun.kept),
        ],
    )


def told(made: DemoMade) -> list[str]:
    """One screen about a demo desk."""
    balances = ", ".join(
        f"{code} {money_text(balance, symbol=True)}" for code, balance in made.balances.items()
    )
    return [
        _("Demo association, as of {date}: {path}").format(
            date=date_text(made.today), path=made.path
        ),
        _("Members: {count}").format(count=count_text(made.members)),
        _("Fees charged {charged}, paid {paid}, open {open}").format(
            charged=money_text(made.charged, symbol=True),
            paid=money_text(made.paid, symbol=True),
            open=money_text(made.open, symbol=True),
        ),
        _("Balances: {balances}").format(balances=balances),
        _("Issued documents: {count}").format(count=count_text(made.documents)),
        _("A bank statement to try an import on: {path}").format(path=made.bank_file),
        *_kept(made.kept),
    ]


def _kept(path: Path | None) -> list[str]:
    return [_("What was there is kept as {path}").format(path=path)] if path else []
