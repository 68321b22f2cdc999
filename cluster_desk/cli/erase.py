"""`erase person`: show what the desk holds of a person, and erase it by law."""

from __future__ import annotations

import argparse

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.usage import record_id
from cluster_desk.i18n import _
from cluster_desk.queries.members.traces import PersonTraces, person_traces
from cluster_desk.services.members.erasing import ErasePerson, erase_person


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """Whom, and why."""
    parser.add_argument("what", choices=("person",), metavar="person")
    parser.add_argument("id", type=record_id, metavar="ID", help=_("as «list people» gives it"))
    reason = _("why, without names: it stays in the history")
    parser.add_argument("--reason", default="", metavar=_("TEXT"), help=reason)
    parser.add_argument("--keep-name", action="store_true", help=_("only addresses and notes"))
    parser.add_argument("--dry-run", action="store_true", help=_("write nothing"))


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON: what there was of the person, and the change set; a dry run only looks."""
    with context.open(read_only=options.dry_run) as desk:
        if options.dry_run:
            found = desk.read(person_traces, options.id, on=desk.clock.today())
            return Answer(document={"person": found, "change_set": None}, lines=_told(found))
        command = ErasePerson(
            person_id=options.id, reason=options.reason, keep_name=options.keep_name
        )
        outcome = desk.erase(erase_person, command)
    document = {"person": outcome.value, "change_set": outcome.change_set_id}
    lines = [
        outcome.label,
        _("Backups made before still hold it: let them expire, or delete them."),
    ]
    return Answer(document=document, lines=lines)


def _told(found: PersonTraces) -> list[str]:
    counts = _(
        "{name}: addresses {addresses}, offices {offices}, meetings {meetings}, files {files}"
    ).format(
        name=found.name,
        addresses=found.addresses,
        offices=found.offices,
        meetings=found.meetings,
        files=found.attachments,
    )
    return [counts, *(found.reasons or (_("The name may be erased too."),))]
