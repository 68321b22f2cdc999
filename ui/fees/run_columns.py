"""The columns of the papers that are to be issued, were issued, or are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cluster_desk.formats.money import money_text
from cluster_desk.i18n import N_
from cluster_desk.queries.fees.todo import ToDoRow
from ui.fees.columns import level_words
from ui.kit.table import cells
from ui.kit.table.columns import Cell, CellKind, Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """A line of one of the lists; `document` and its id once it was issued."""

    row: ToDoRow
    is_due: bool = False
    document: str = ""
    document_id: int | None = None

    @property
    def id(self) -> int:
        """The payment's or the membership's."""
        return self.row.id

    @property
    def may_look(self) -> bool:
        """Whether there is, or would be, a paper to look at."""
        return self.is_due or self.document_id is not None

    def refused(self, reason: str) -> PaperLine:
        """Left out after all."""
        return PaperLine(row=replace(self.row, reason=reason))

    def issued_as(self, document: str, document_id: int) -> PaperLine:
        """With its paper."""
        return PaperLine(row=self.row, document=document, document_id=document_id)


def _amount(line: PaperLine) -> Cell:
    return Cell(text=f"{money_text(line.row.amount)} €", kind=CellKind.MONEY)


def _level(line: PaperLine) -> Cell:
    tone = "bad" if line.row.level == 3 else "warn"  # the formal notice is no friendly letter
    return cells.chip(level_words(line.row.level), tone)


_NUMBER = Column(
    key="number",
    title=N_("No."),
    cell=lambda line: cells.number(line.row.number),
    width=52,
    right=True,
)
_NAME = Column(
    key="name",
    title=N_("Name of the member"),
    cell=lambda line: cells.name(line.row.name),
    width=240,
    stretch=True,
)
_ABOUT = Column(
    key="about",
    title=N_("What for"),
    cell=lambda line: cells.words(line.row.about),
    width=270,
    priority=2,
)
_LEVEL = Column(key="level", title=N_("Level"), cell=_level, width=100)
_AMOUNT = Column(key="amount", title=N_("Amount"), cell=_amount, width=110, right=True)
_REASON = Column(
    key="reason",
    title=N_("Why"),
    cell=lambda line: cells.words(line.row.reason),
    width=290,
    priority=1,
)
_DOCUMENT = Column(
    key="document",
    title=N_("Document"),
    cell=lambda line: cells.figures(line.document, "text"),
    width=130,
)

TO_DO = (cells.TICKS, _NUMBER, _NAME, _ABOUT, _AMOUNT, _REASON)
TO_REMIND = (cells.TICKS, _NUMBER, _NAME, _LEVEL, _ABOUT, _AMOUNT, _REASON)
LEFT_OUT = (_NUMBER, _NAME, _ABOUT, _AMOUNT, _REASON)
FEE_LINES = (_NAME, replace(_ABOUT, width=420), _AMOUNT)
SKIPPED = (_NAME, replace(_REASON, width=460))
ISSUED = (_DOCUMENT, _NUMBER, _NAME, _ABOUT, _AMOUNT)


def table_of(
    name: str, lines: Sequence[Any], columns: tuple[Column, ...]
) -> tuple[TableView, RowsModel]:
    """A list that is in memory already."""
    known = {int(line.id): line for line in lines}
    model = RowsModel(columns, lambda line: int(line.id))
    table = TableView(model, name)
    model.setParent(table)
    model.rows_wanted.connect(lambda ids: model.take_rows([known[i] for i in ids]))
    model.show(list(known), lines[:100])
    return table, model
