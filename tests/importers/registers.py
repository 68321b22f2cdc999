"""Write a register in a test, and read it in one word."""

from __future__ import annotations

from cluster_desk.importers.member_columns import Column
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.members import MembersReading, read_members

# Check digits computed for numbers that nobody has: seven digits, office 019, check digit.
VAT, ZEROS_VAT, BODY_CODE = "02345670190", "00900010190", "80012340198"


def read(*lines: str) -> MembersReading:
    """A CSV of these lines."""
    return read_members("soci.csv", "\n".join(lines).encode())


def one(headers: str, values: str) -> MemberDraft:
    """The draft of the only row."""
    (draft,) = read(headers, values).drafts
    return draft


def said(reading: MembersReading) -> list[tuple[int | None, str]]:
    """Row and field of each problem."""
    return [(problem.row, problem.field) for problem in reading.problems]


def fields(columns: tuple[Column, ...]) -> list[str | None]:
    """What each column was taken for."""
    return [column.field for column in columns]
