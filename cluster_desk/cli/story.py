"""`undo` and `history`: what was done, and how to take it back."""

from __future__ import annotations

import argparse

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.usage import MOST_ID, record_id, whole_number
from cluster_desk.formats.dates import instant_text
from cluster_desk.i18n import _
from cluster_desk.queries.history.log import history_rows


def arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    """Which operation, or how many."""
    if verb == "undo":
        which = _("its number, as «history» gives it; without, the last")
        parser.add_argument(
            "change_set", nargs="?", type=record_id, metavar=_("OPERATION"), help=which
        )
    else:
        newest = _("so many of the newest; 20 where none is said")
        parser.add_argument(
            "--limit", type=whole_number(1, MOST_ID), default=20, metavar="N", help=newest
        )


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON of undo: undone, change_set; of history: an array of operations."""
    return _undo(context, options) if context.verb == "undo" else _history(context, options)


def _undo(context: Context, options: argparse.Namespace) -> Answer:
    with context.open() as desk:
        outcome = desk.undo(options.change_set)
    document = {"label": outcome.label, "change_set": outcome.change_set_id}
    return Answer(document=document, lines=[outcome.label])


def _history(context: Context, options: argparse.Namespace) -> Answer:
    with context.open(read_only=True) as desk:
        rows = desk.read(history_rows, limit=options.limit)
    return Answer(
        document=rows,
        columns=(_("No."), _("When"), _("Who"), _("What")),
        rows=[(row.id, instant_text(row.at), row.actor, row.label) for row in rows],
    )
