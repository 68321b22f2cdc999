"""The columns of the lists that are shown before an import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cluster_desk.formats.dates import date_text
from cluster_desk.i18n import N_, _
from cluster_desk.importers.member_draft import MemberDraft
from cluster_desk.importers.members import MembersReading
from ui.kit.table.columns import Cell, CellKind, Column


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A row of the file, or a column, and what is said of it; `row` 0 is the file as a whole."""

    id: int
    row: int
    name: str
    text: str


def remarks(reading: MembersReading) -> tuple[list[Remark], list[Remark], list[Remark]]:
    """What has to be checked, what was skipped, and what became of each column."""
    names = {draft.row: draft.name for draft in reading.drafts}
    check = [
        Remark(id=n, row=p.row or 0, name=names.get(p.row or 0, ""), text=p.message)
        for n, p in enumerate(reading.problems, 1)
    ]
    skipped = [
        Remark(id=n, row=row.row, name="", text=row.reason)
        for n, row in enumerate(reading.skipped, 1)
    ]
    columns = [
        Remark(id=n, row=0, name=column.header or column.letter, text=_column_text(column))
        for n, column in enumerate(reading.columns, 1)
    ]
    return check, skipped, columns


def _column_text(column: Any) -> str:
    if column.field is None:
        return _("kept as a text of its own")
    return _("recognised") if column.field else _("not imported")


def _text(read: Callable[[Any], str], tone: str = "text2") -> Callable[[Any], Cell]:
    return lambda row: Cell(text=read(row), tone=tone)


def _row_number(row: Any) -> Cell:
    text = str(row.row) if row.row else "—"
    return Cell(text=text, kind=CellKind.NUMBER, tone="text3")


def _draft_kind(draft: MemberDraft) -> str:
    if draft.person:
        return _("Person")
    return draft.kind.label if draft.kind else ""


def _draft_place(draft: MemberDraft) -> str:
    return f"{draft.city} ({draft.province})" if draft.city and draft.province else draft.city


def _draft_since(draft: MemberDraft) -> Cell:
    text = date_text(draft.joined_on) if draft.joined_on else "—"
    return Cell(text=text, kind=CellKind.NUMBER, tone="text2")


DRAFT_COLUMNS = (
    Column(key="row", title=N_("Row"), cell=_row_number, width=60, right=True),
    Column(
        key="name",
        title=N_("Name of the member"),
        cell=lambda draft: Cell(text=draft.name, kind=CellKind.NAME),
        width=240,
        stretch=True,
    ),
    Column(key="kind", title=N_("Type"), cell=_text(_draft_kind), width=130),
    Column(
        key="tax_code",
        title=N_("Tax code"),
        cell=lambda draft: Cell(text=draft.tax_code, kind=CellKind.NUMBER, tone="text2"),
        width=150,
        priority=1,
    ),
    Column(key="place", title=N_("Town"), cell=_text(_draft_place), width=160, priority=2),
    Column(key="pec", title=N_("PEC"), cell=_text(lambda d: d.pec), width=200, priority=3),
    Column(key="since", title=N_("Member since"), cell=_draft_since, width=112),
)
REMARK_COLUMNS = (
    Column(key="row", title=N_("Row"), cell=_row_number, width=60, right=True),
    Column(
        key="name", title=N_("Name of the member"), cell=_text(lambda r: r.name, "text"), width=260
    ),
    Column(key="text", title=N_("Remark"), cell=_text(lambda r: r.text), width=300, stretch=True),
)
COLUMN_COLUMNS = (
    Column(key="name", title=N_("Column"), cell=_text(lambda r: r.name, "text"), width=300),
    Column(
        key="text",
        title=N_("What becomes of it"),
        cell=_text(lambda r: r.text),
        width=300,
        stretch=True,
    ),
)
