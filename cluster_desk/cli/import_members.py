"""`import members`: a register of members out of a workbook or a CSV file."""

from __future__ import annotations

import argparse

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.cli.files import content_of
from cluster_desk.cli.terminal import progress_shown
from cluster_desk.errors import NotFound, Problem
from cluster_desk.formats.dates import parse_date
from cluster_desk.i18n import N_, _, ngettext
from cluster_desk.importers.member_fields import LABELS
from cluster_desk.importers.members import ColumnMapping, MembersReading, read_members
from cluster_desk.queries.association import setting
from cluster_desk.services.members.importing import ImportMembers, import_members


class NoSuchMapping(NotFound):
    """A mapping is saved in the window, under a name."""

    message = N_("No mapping of columns was saved as «{name}»: save one in the window first.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which saved mapping of columns, and from which day the members are members."""
    mapping = _("columns as they were saved in the window under this name")
    parser.add_argument("--mapping", metavar=_("NAME"), help=mapping)
    sheet = _("this sheet of a workbook; without, the one that looks like a register")
    parser.add_argument("--sheet", metavar=_("NAME"), help=sheet)
    since = _("the day of admission of whom the file gives none; without, today")
    parser.add_argument("--admitted-on", metavar=_("DATE"), help=since)


def run(context: Context, options: argparse.Namespace) -> Answer:
    """JSON: created, updated, unchanged, skipped, problems, change_set."""
    with context.open() as desk:
        mapping = None
        if options.mapping:
            saved = desk.read(setting, f"mapping.{options.mapping}")
            if saved is None:
                raise NoSuchMapping(name=options.mapping)
            mapping = ColumnMapping(name=options.mapping, fields=tuple(saved.items()))
        name, content = options.file.name, content_of(options.file)
        reading = read_members(name, content, mapping=mapping, sheet=options.sheet)
        day = (
            parse_date(options.admitted_on, today=desk.clock.today())
            if options.admitted_on is not None
            else None
        )
        command = ImportMembers(drafts=reading.drafts, admitted_on=day)
        run_it = desk.preview if options.dry_run else desk.write
        with progress_shown() as progress:
            outcome = run_it(import_members, command, progress=progress)
    done = outcome.value
    problems = [*_skipped(reading), *reading.problems, *done.problems]
    return Answer(
        document={
            "created": done.created,
            "updated": done.updated,
            "unchanged": done.unchanged,
            "skipped": done.skipped + len(reading.skipped),
            "problems": sorted(problems, key=lambda p: p.row or 0),
            "change_set": outcome.change_set_id,
        },
        lines=[
            _("Created {created}, updated {updated}, unchanged {unchanged}.").format(
                created=done.created, updated=done.updated, unchanged=done.unchanged
            ),
            *([_("Only a preview: nothing was written.")] if options.dry_run else []),
            *(_told(problem) for problem in problems[:20]),
            *([_more(len(problems) - 20)] if len(problems) > 20 else []),
        ],
    )


def _skipped(reading: MembersReading) -> list[Problem]:
    return [Problem(row=row.row, message=row.reason) for row in reading.skipped]


def _told(problem: Problem) -> str:
    if problem.row is None:
        return problem.message
    if problem.field in LABELS:
        sentence = _("Row {row}, {field}: {message}")
        field = _within(_(LABELS[problem.field]))
        return sentence.format(row=problem.row, field=field, message=problem.message)
    return _("Row {row}: {message}").format(row=problem.row, message=problem.message)


def _within(label: str) -> str:
    """As it stands inside a sentence: «partita IVA», but «PEC»."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _more(count: int) -> str:
    return ngettext("{count} more problem.", "{count} more problems.", count).format(count=count)
