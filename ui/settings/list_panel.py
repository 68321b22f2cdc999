"""Show the short lists of the settings, one or several beside each other, edited in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, column, panel, row
from ui.kit.states import StatePanel
from ui.kit.table.columns import Column
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.kit.tabs import Tab, Tabs
from ui.pages.page import Page
from ui.settings.panel import Panel
from ui.theme.tokens import LABEL

Rows = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One list. All words are msgids; `open` makes the sheet, of a row or, with None, of none.

    `empty` is icon, title and text of the empty list. `remove` gets panel and row.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    empty: tuple[str, str, str]
    about: str = ""
    add: str = ""
    row_id: Callable[[Any], int] = field(default=lambda each: int(each.id))
    open: Callable[[ListPanel, Any], object] | None = None
    remove: Callable[[ListPanel, Any], object] | None = None


class ShelfView(QStackedWidget):
    """One list as a table, or, while it is empty, what to do about it."""

    changed = Signal()  # another line is looked at, or ticked

    def __init__(self, shelf: Shelf, add: Callable[[], object]) -> None:
        super().__init__()
        self._shelf = shelf
        self.rows: Sequence[Any] = ()
        self.model = RowsModel(shelf.columns, shelf.row_id)
        self.table = TableView(self.model, _(shelf.title))
        self.model.setParent(self.table)
        self.model.rows_wanted.connect(self._give)
        self.model.ticks.changed.connect(self.changed)
        self.table.looked_at.connect(lambda _id: self.changed.emit())
        icon, title, text = shelf.empty
        buttons = [Button(_(shelf.add), "plus", "primary", run=add)] if shelf.add else []
        self._first = buttons[0] if buttons else None
        self.setAccessibleName(_(shelf.title))
        self.setFocusProxy(self.table)
        self.addWidget(self.table)
        self.addWidget(StatePanel(icon, _(title), _(text), buttons, width=420))

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Others; the line that was looked at stays so, where it is still there."""
        before = self.table.current_id()
        self.rows = rows
        ids = [self._shelf.row_id(each) for each in rows]
        self.model.show(ids, rows)
        focus = QApplication.focusWidget()
        was_here = focus is not None and self.isAncestorOf(focus)
        self.setCurrentIndex(0 if rows else 1)
        self.setFocusProxy(self.table if rows or self._first is None else self._first)
        if was_here:  # what had the focus may be hidden now
            self.setFocus()
        if not self.table.look_at(before) and rows:
            self.table.look_at(ids[0])

    def current(self) -> Any:
        """The row that is looked at, or None."""
        row_id = self.table.current_id()
        return next((each for each in self.rows if self._shelf.row_id(each) == row_id), None)

    def _give(self, ids: Sequence[int]) -> None:
        wanted = set(ids)
        self.model.take_rows([each for each in self.rows if self._shelf.row_id(each) in wanted])


class ListPanel(Panel):
    """Reads all lists at once; Enter opens a line in a sheet, Del takes it away."""

    def __init__(
        self,
        page: Page,
        shelves: Sequence[Shelf],
        query: Callable[..., Rows],
        *,
        dated: bool = False,
    ) -> None:
        """`query` gives the rows by the shelves' keys; `dated` ones are asked as of today."""
        super().__init__(page)
        self.shelves = {shelf.key: shelf for shelf in shelves}
        self._query, self._dated = query, dated
        self.rows: Rows = {shelf.key: () for shelf in shelves}
        self.tables: dict[str, TableView] = {}
        self.models: dict[str, RowsModel] = {}
        self._views: dict[str, ShelfView] = {}
        self._wanted: tuple[str, int | None] | None = None
        self._build()
        self._show_shelf()

    def _build(self) -> None:
        self.tabs = Tabs(_("Lists"))
        self.tabs.show_tabs([Tab(key=s.key, text=_(s.title)) for s in self.shelves.values()])
        self.tabs.currentChanged.connect(lambda _index: self._show_shelf())
        self.stack = QStackedWidget()
        for key, shelf in self.shelves.items():
            view = self._views[key] = ShelfView(shelf, self.add)
            view.changed.connect(self.changed)
            view.table.opened.connect(lambda _id: self.edit())
            self.tables[key], self.models[key] = view.table, view.model
            self.stack.addWidget(view)
        self.about = Label("", LABEL, tone="text2", wrap=True)
        inside = column(gap=0)
        if len(self.shelves) > 1:
            inside.addLayout(row((self.tabs, 1), margins=(9, 4, 9, 0)))
            inside.addWidget(Rule())
        self._about = panel(row((self.about, 1), margins=(9, 9, 9, 9)))
        inside.addWidget(self._about)
        inside.addWidget(self.stack, 1)
        inside.setContentsMargins(1, 1, 1, 8)
        self.setLayout(column((Card(inside), 1), gap=12, margins=(18, 14, 18, 14)))

    # ── what the page asks ───────────────────────────────────────────────────────────────────
    @property
    def shelf(self) -> Shelf:
        """The list that is seen."""
        return self.shelves[self.tabs.current_key()]

    def current(self) -> Any:
        """The row that is looked at, or None."""
        return self._views[self.shelf.key].current()

    def load(self) -> None:
        asked: dict[str, Any] = {"on": self.workspace.today()} if self._dated else {}
        lane = f"settings-{id(self)}"
        self.workspace.read(self._query, then=self._show, lane=lane, **asked)

    def areas(self) -> list[QWidget]:
        return [self._views[self.shelf.key], *([self.tabs] if len(self.shelves) > 1 else [])]

    def look_for(self, view: str, record: int | None) -> None:
        if view in self.shelves:
            self.tabs.choose(view)
        self._wanted = (self.shelf.key, record)
        self._look_at_wanted()

    def add(self) -> None:
        if self.shelf.open is not None and self.shelf.add:
            self.shelf.open(self, None)

    @property
    def may_edit(self) -> bool:
        return self.shelf.open is not None and self.current() is not None

    def edit(self) -> None:
        found = self.current()
        if self.shelf.open is not None and found is not None:
            self.shelf.open(self, found)

    @property
    def may_remove(self) -> bool:
        return self.shelf.remove is not None and self.current() is not None

    def remove(self) -> None:
        found = self.current()
        if self.shelf.remove is not None and found is not None:
            self.shelf.remove(self, found)

    # ── inside ───────────────────────────────────────────────────────────────────────────────
    def _show(self, rows: Rows) -> None:
        self.rows = rows
        tabs = [
            Tab(key=s.key, text=_(s.title), count=len(rows[s.key])) for s in self.shelves.values()
        ]
        self.tabs.show_tabs(tabs)
        for key, view in self._views.items():
            view.show_rows(rows[key])
        self._look_at_wanted()
        self.changed.emit()

    def _look_at_wanted(self) -> None:
        if self._wanted is not None and self.rows[self._wanted[0]]:
            key, record = self._wanted
            self._wanted = None
            if record is not None:
                self.tables[key].look_at(record)

    def _show_shelf(self) -> None:
        self.stack.setCurrentIndex(self.tabs.currentIndex())
        self.add_words = self.shelf.add
        self.has_edit = self.shelf.open is not None
        self.has_remove = self.shelf.remove is not None
        self.about.setText(_(self.shelf.about) if self.shelf.about else "")
        self._about.setVisible(bool(self.shelf.about))
        self.changed.emit()
