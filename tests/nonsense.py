"""Put nonsense to use-cases, and tell which of it would have been taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cluster_desk.desk import Desk
from cluster_desk.errors import DeskError, Invalid


@dataclass(frozen=True)
class Nonsense:
    """A command that must be refused: under these fields, or for this named cause."""

    use_case: Any
    command: Any
    refused: str | type[DeskError]


def taken(desk: Desk, cases: Iterable[Nonsense]) -> list[str]:
    """What was not refused, or for another reason than the one expected; nothing is written."""
    wrong = []
    for case in cases:
        try:
            desk.preview(case.use_case, case.command)
        except Invalid as error:
            found = sorted({problem.field for problem in error.problems})
            if case.refused not in found:
                wrong.append(f"{case.command}: {found}, {error}")
        except DeskError as error:
            if not isinstance(case.refused, type) or not isinstance(error, case.refused):
                wrong.append(f"{case.command}: {type(error).__name__}")
        else:
            wrong.append(f"{case.command}: taken")
    return wrong
