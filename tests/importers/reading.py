"""Read a statement in a test, and say it in the shortest way that can be compared."""

from __future__ import annotations

from pathlib import Path

from cluster_desk.domain.money import Money
from cluster_desk.importers.statement import read_statement
from cluster_desk.importers.statements.drafts import LineDraft, StatementDraft, StatementReading

SAMPLES = Path(__file__).parent / "statements"


def sample(name: str) -> StatementReading:
    """One of the files this project wrote itself."""
    return read_statement("", (SAMPLES / name).read_bytes())


def read(text: str | bytes) -> StatementReading:
    """What somebody typed, as a file of some bank."""
    return read_statement("", text if isinstance(text, bytes) else text.encode())


def only(reading: StatementReading) -> StatementDraft:
    """The one statement there is."""
    assert len(reading.statements) == 1
    return reading.statements[0]


def amounts(draft: StatementDraft) -> list[str]:
    """The amounts of the lines, in order."""
    return [line.amount.canonical() for line in draft.lines]


def net(lines: tuple[LineDraft, ...]) -> str:
    """Their sum."""
    return Money.total(line.amount for line in lines).canonical()


def messages(reading: StatementReading) -> str:
    """All problems, one after the other."""
    return " ".join(problem.message for problem in reading.problems)
