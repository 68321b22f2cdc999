"""The lists of a run under their tabs: what is due, what is left out, what was issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.i18n import _
from ui.fees.run_columns import PaperLine, table_of
from ui.kit.layout import Rule, column, panel, set_ground
from ui.kit.states import Skeleton, StatePanel
from ui.kit.table.columns import CellKind, Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.kit.tabs import Tab, Tabs


@dataclass(frozen=True, kw_only=True)
class PaperList:
    """One list; where its columns begin with boxes, all but `unticked` are ticked."""

    key: str
    title: str
    lines: Sequence[PaperLine]
    columns: tuple[Column, ...]
    unticked: frozenset[int] = frozenset()


class PaperLists(QWidget):
    """Only lists with something in them are shown; without any, why there is none."""

    opened = Signal()
    moved = Signal()
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tabs = Tabs(_("Lists of this page"))
        self.tabs.currentChanged.connect(lambda _index: self._show_table())
        self._head = panel(column(self.tabs, gap=0, margins=(20, 0, 20, 0)), "surface")
        self._stack = QStackedWidget()
        set_ground(self._stack, "surface")
        self._stack.addWidget(Skeleton(_("The list is loading")))
        self._head.hide()
        self.setLayout(column(self._head, Rule(), (self._stack, 1), gap=0))
        self._shown: dict[str, tuple[PaperList, TableView, RowsModel]] = {}

    def show_lists(self, lists: Sequence[PaperList], none: StatePanel) -> None:
        """These instead; `none` where all of them are empty."""
        while (widget := self._stack.currentWidget()) is not None:
            self._stack.removeWidget(widget)
            widget.deleteLater()
        self._shown = {each.key: self._make(each) for each in lists if each.lines}
        self._stack.addWidget(none)
        tabs = [
            Tab(key=key, text=each.title, count=len(each.lines))
            for key, (each, _table, _model) in self._shown.items()
        ]
        self.tabs.show_tabs(tabs)
        self._head.setVisible(bool(tabs))
        self._show_table()

    def table(self) -> TableView | None:
        """The list that is seen."""
        shown = self._shown.get(self.tabs.current_key())
        return shown[1] if shown else None

    def current(self) -> PaperLine | None:
        """The line that is looked at."""
        shown = self._shown.get(self.tabs.current_key())
        row_id = shown[1].current_id() if shown else None
        if shown is None or row_id is None:
            return None
        return next((line for line in shown[0].lines if line.id == row_id), None)

    def lines(self, key: str) -> Sequence[PaperLine]:
        """Of one list, whichever is seen."""
        shown = self._shown.get(key)
        return shown[0].lines if shown else ()

    def chosen(self, key: str) -> list[PaperLine]:
        """What is ticked of a list, in its order."""
        shown = self._shown.get(key)
        return [line for line in shown[0].lines if line.id in shown[2].ticks] if shown else []

    def _make(self, each: PaperList) -> tuple[PaperList, TableView, RowsModel]:
        table, model = table_of(each.title, each.lines, each.columns)
        if each.columns[0].key == CellKind.CHECK:
            ids = (line.id for line in each.lines if line.id not in each.unticked)
            model.ticks.put(ids, on=True)
            model.ticks.changed.connect(self.ticked)
        table.opened.connect(lambda _id: self.opened.emit())
        table.looked_at.connect(lambda _id: self.moved.emit())
        self._stack.addWidget(table)
        table.look_at(each.lines[0].id)
        return each, table, model

    def _show_table(self) -> None:
        table = self.table()
        if table is not None:
            self._stack.setCurrentWidget(table)
        self.moved.emit()
