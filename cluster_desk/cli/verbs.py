"""Name every verb of the command line and the module that knows it, imported when chosen."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from cluster_desk.i18n import N_


@dataclass(frozen=True)
class Verb:
    """A verb. Its module has `arguments(parser)` and `run(context, options) -> Answer`."""

    name: str
    module: str
    summary: str

    def load(self) -> ModuleType:
        """The verb's module."""
        return import_module(f"cluster_desk.cli.{self.module}")


VERBS = (
    Verb("demo", "demo", N_("make a desk with the demo association")),
    Verb("import", "imports", N_("import members or a bank statement")),
    Verb("reconcile", "reconcile", N_("match bank lines with what members owe")),
    Verb("fees", "fees", N_("issue the fees of a year, or its reminders")),
    Verb("list", "lists", N_("list members, charges, movements, meetings and so on")),
    Verb("show", "show", N_("show one record with its story")),
    Verb("export", "export", N_("write documents and workbooks")),
    Verb("upgrade", "care", N_("bring the desk to this version's schema")),
    Verb("check", "care", N_("check the desk: file, history, sums, numbers, documents")),
    Verb("backup", "care", N_("make a checked backup in a folder")),
    Verb("restore", "care", N_("make a desk out of a backup")),
    Verb("undo", "story", N_("undo the last operation, or one by its number")),
    Verb("erase", "erase", N_("erase a person’s data, by law and for good")),
    Verb("history", "story", N_("list what was done, by whom and when")),
)
DRAWN = {
    "tour": N_("draw every page and every document of the demo association"),
    "bench": N_("measure how fast it is, against the limits"),
}
"""What the window's own half runs; named here for the help."""
