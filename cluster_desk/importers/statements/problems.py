"""Collect what a person must know about a file, and count what nobody would read."""

from __future__ import annotations

from cluster_desk.errors import Problem
from cluster_desk.i18n import ngettext
from cluster_desk.importers.statements import limits


class Problems:
    """Problems in the order they are found; beyond a limit they are only counted."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._more = 0

    def add(self, message: str, *, field: str = "", row: int | None = None) -> None:
        """One sentence for the person, with the field and the row it is about."""
        self.append(Problem(message=message, field=field, row=row))

    def append(self, problem: Problem) -> None:
        """A problem found elsewhere."""
        if len(self._found) < limits.PROBLEMS:
            self._found.append(problem)
        else:
            self._more += 1

    def shown(self) -> tuple[Problem, ...]:
        """The first ones, and how many more there are."""
        if not self._more:
            return tuple(self._found)
        told = ngettext("{count} more problem.", "{count} more problems.", self._more)
        return (*self._found, Problem(message=told.format(count=self._more)))
