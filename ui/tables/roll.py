"""A short list on a tab of a table's page: all its rows are there, ordered here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.labels import GivingLabel
from ui.kit.layout import Card, column, panel, row
from ui.kit.states import StatePanel
from ui.kit.table.columns import CellKind, Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.pages.actions import ActionSet
from ui.theme.tokens import LABEL


class Roll(QWidget):
    """`opened` at Enter or a double click; `nothing` stands in the place of the rows."""

    opened = Signal(object)
    looked_at = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        row_id: Callable[[Any], int],
        nothing: StatePanel,
        buttons: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._row_id = row_id
        self._rows: list[Any] = []
        self._order = ("", False)
        self.model = RowsModel(columns, row_id)
        self.table = TableView(self.model, name)
        self._nothing = nothing
        self._main = QStackedWidget()
        body = panel(column(self.table, gap=0, margins=(1, 1, 1, 1)))
        self._main.addWidget(body)
        self._main.addWidget(nothing)
        inside = column((self._main, 1), gap=0, margins=(4, 6, 4, 6))
        self._note = GivingLabel("", LABEL, tone="text2", tabular=True)
        bar = panel(row((self._note, 1), *buttons, gap=8))
        self.setLayout(column(bar, (Card(inside), 1), gap=12, margins=(20, 12, 20, 16)))
        self.setFocusProxy(self.table)
        self.table.head.order_asked.connect(self._order_by)
        self.table.opened.connect(self.opened)
        self.table.looked_at.connect(lambda _id: self.looked_at.emit())
        self.model.ticks.changed.connect(self._show_ticks)

    def offer(self, actions: ActionSet, names: Sequence[str]) -> None:
        """What the menu over a row has."""
        self.table.addActions([actions[name] for name in names])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """These; the one that is looked at stays so where it is still there."""
        at = self.table.current_id()
        self._rows = list(rows)
        ordered = self._ordered()
        known = {self._row_id(each) for each in ordered}
        self.model.ticks.put_only(known & self.model.ticks.ids())
        self.model.show([self._row_id(each) for each in ordered], ordered)
        self._main.setCurrentIndex(0 if ordered else 1)
        if not self.table.look_at(at) and ordered:
            self.table.look_at(self._row_id(ordered[0]))

    def say(self, note: str) -> None:
        """A line over the rows."""
        self._note.setText(note)

    def current(self) -> Any | None:
        """The row that is looked at."""
        at = self.table.current_id()
        return None if at is None else self.model.cache.record(at)

    def chosen(self) -> list[Any]:
        """The ticked rows in the order shown, or else the one that is looked at."""
        ticked = self.model.ticks.ids()
        ids = [row_id for row_id in self.model.ids if row_id in ticked]
        if not ids:
            current = self.current()
            return [] if current is None else [current]
        return [self.model.cache.record(row_id) for row_id in ids]

    def _show_ticks(self) -> None:
        if self.columns[0].key != CellKind.CHECK:
            self.model.ticks.put_only([])  # nothing here is done to several rows at once
        self.looked_at.emit()

    def _order_by(self, sort: str) -> None:
        key, descending = self._order
        self._order = (sort, not descending if sort == key else False)
        self.show_rows(self._rows)

    def _ordered(self) -> list[Any]:
        sort, descending = self._order
        found = next((c for c in self.columns if sort and c.sort == sort), None)
        if found is None:
            return list(self._rows)
        self.table.head.show_order(sort, descending=descending)
        known = [each for each in self._rows if found.value(each) is not None]
        unknown = [each for each in self._rows if found.value(each) is None]
        known.sort(key=lambda each: _comparable(found.value(each)), reverse=descending)
        return known + unknown


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
