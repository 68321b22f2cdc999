"""`import members FILE` and `import statement FILE`: other people's files into the desk."""

from __future__ import annotations

import argparse
from pathlib import Path

from cluster_desk.cli import import_members, import_statement
from cluster_desk.cli.answers import Answer
from cluster_desk.cli.context import Context
from cluster_desk.i18n import _

_KINDS = {"members": import_members, "statement": import_statement}


def arguments(parser: argparse.ArgumentParser, _verb: str) -> None:
    """What is imported, then its own options."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="members|statement")
    for name, module in _KINDS.items():
        own = kinds.add_parser(name)
        own.add_argument("file", metavar="FILE", type=Path)
        own.add_argument("--dry-run", action="store_true", help=_("show, change nothing"))
        module.arguments(own)


def run(context: Context, options: argparse.Namespace) -> Answer:
    """Read the file first, then write in one transaction."""
    answer: Answer = _KINDS[options.kind].run(context, options)
    return answer
