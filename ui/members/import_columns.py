"""The columns of the lists that are shown before an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cluster_desk.errors import Problem
from cluster_desk.i18n import N_, _
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.members import MembersReading
from ui.kit.table import cells
from ui.kit.table.columns import Cell, Column


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A row of the file, or a column, and what is said of it; `row` 0 is the file as a whole."""

    id: int
    row: int
    name: str
    text: str


def to_check(reading: MembersReading, found: Sequence[Problem] = ()) -> list[Remark]:
    """What has to be checked: of the file itself, and what the desk `found` in it."""
    names = {draft.row: draft.name for draft in reading.drafts}
    problems = sorted((*reading.problems, *found), key=lambda problem: problem.row or 0)
    return [
        Remark(id=n, row=p.row or 0, name=names.get(p.row or 0, ""), text=p.message)
        for n, p in enumerate(problems, 1)
    ]


def remarks(reading: MembersReading) -> tuple[list[Remark], list[Remark]]:
    """What was skipped, and what became of each column."""
    skipped = [
        Remark(id=n, row=row.row, name="", text=row.reason)
        for n, row in enumerate(reading.skipped, 1)
    ]
    columns = [
        Remark(id=n, row=0, name=column.header or column.letter, text=_column_text(column))
        for n, column in enumerate(reading.columns, 1)
    ]
    return skipped, columns


def _column_text(column: Any) -> str:
    if column.field is None:
        return _("kept as a text of its own")
    return _("recognised") if column.field else _("not imported")


def _row_number(row: Any) -> Cell:
    return cells.figures(str(row.row) if row.row else "", "text3")


def _draft_kind(draft: MemberDraft) -> str:
    if draft.person:
        return _("Person")
    return draft.kind.label if draft.kind else ""


def _draft_place(draft: MemberDraft) -> str:
    return f"{draft.city} ({draft.province})" if draft.city and draft.province else draft.city


DRAFT_COLUMNS = (
    Column(key="row", title=N_("Row"), cell=_row_number, width=60, right=True),
    Column(
        key="name",
        title=N_("Name of the member"),
        cell=lambda draft: cells.name(draft.name),
        width=240,
        stretch=True,
    ),
    Column(
        key="kind", title=N_("Type"), cell=lambda draft: cells.words(_draft_kind(draft)), width=130
    ),
    Column(
        key="tax_code",
        title=N_("Tax code"),
        cell=lambda draft: cells.figures(draft.tax_code),
        width=150,
        priority=1,
    ),
    Column(
        key="place",
        title=N_("Town"),
        cell=lambda draft: cells.words(_draft_place(draft)),
        width=160,
        priority=2,
    ),
    Column(
        key="pec", title=N_("PEC"), cell=lambda draft: cells.words(draft.pec), width=200, priority=3
    ),
    Column(
        key="since",
        title=N_("Member since"),
        cell=lambda draft: cells.day(draft.joined_on),
        width=112,
    ),
)
REMARK_COLUMNS = (
    Column(key="row", title=N_("Row"), cell=_row_number, width=60, right=True),
    Column(
        key="name",
        title=N_("Name of the member"),
        cell=lambda remark: Cell(text=remark.name),
        width=260,
    ),
    Column(
        key="text",
        title=N_("Remark"),
        cell=lambda remark: cells.words(remark.text),
        width=300,
        stretch=True,
    ),
)
COLUMN_COLUMNS = (
    Column(key="name", title=N_("Column"), cell=lambda remark: Cell(text=remark.name), width=300),
    Column(
        key="text",
        title=N_("What becomes of it"),
        cell=lambda remark: cells.words(remark.text),
        width=300,
        stretch=True,
    ),
)
