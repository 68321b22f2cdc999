"""`upgrade`, `check`, `backup`, `restore`: keep the desk whole."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.clock import SystemClock
from cluster_desk.i18n import _
from cluster_desk.store import backup, check, engine, opening, schema


def arguments(parser: argparse.ArgumentParser, verb: str) -> None:
    """What each verb needs."""
    if verb == "backup":
        parser.add_argument("folder", metavar=_("FOLDER"), type=Path)
    elif verb == "restore":
        parser.add_argument("file", metavar="FILE", type=Path, help=_("the backup"))
        into = _("the file of the desk that is made of it")
        parser.add_argument("--into", metavar="FILE", type=Path, required=True, help=into)


def run(context: Context, options: argparse.Namespace) -> Answer:
    """The verb's own function."""
    return _VERBS[context.verb](context, options)


def _check(context: Context, _options: argparse.Namespace) -> Answer:
    with context.open(read_only=True) as desk:
        faults = desk.read(lambda session: check.faults(session.connection()))
    lines = [fault.message for fault in faults] or [_("All is well.")]
    return Answer(document={"ok": not faults, "problems": faults}, lines=lines)


def _backup(context: Context, options: argparse.Namespace) -> Answer:
    made = backup.make(context.location, options.folder, now=now())
    backup.rotate(options.folder, Path(context.location).stem)
    line = _("Backup made and checked: {path}").format(path=made.path)
    return Answer(document={"path": made.path, "manifest": made.manifest}, lines=[line])


def _restore(context: Context, options: argparse.Namespace) -> Answer:
    aside = backup.restore(options.file, options.into, now=now())
    lines = [_("Restored into {path}").format(path=options.into)]
    if aside is not None:
        lines.append(_("What was there is kept as {path}").format(path=aside))
    return Answer(document={"path": options.into, "kept": aside}, lines=lines)


def _upgrade(context: Context, _options: argparse.Namespace) -> Answer:
    made = False
    if engine.is_postgresql(context.location):
        made = opening.bring_server_to_head(str(context.location))
    else:
        context.open().close()  # a file is upgraded, after its backup, by being opened
    lines = [_("The desk is at schema {version}.").format(version=schema.HEAD)]
    if made:
        lines.insert(0, _("The database was empty: it is now a shared desk, with nobody in it."))
    return Answer(document={"schema": schema.HEAD, "created": made}, lines=lines)


def now() -> datetime:
    """The instant that names a backup: of the machine, even for the demo association."""
    return SystemClock().now()


_VERBS = {"check": _check, "backup": _backup, "restore": _restore, "upgrade": _upgrade}
