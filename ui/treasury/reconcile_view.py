"""What is seen while reconciling: the lines, the one that is looked at, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.formats.numbers import count_text
from cluster_desk.i18n import _
from ui.kit.banner import Banner
from ui.kit.buttons import ActionButton
from ui.kit.layout import Rule, column, panel, row
from ui.kit.states import Skeleton, StatePanel
from ui.kit.table.columns import Density
from ui.kit.table.model import RowsModel
from ui.kit.table.view import TableView
from ui.kit.tabs import Tab, Tabs
from ui.pages.actions import ActionSet
from ui.treasury.board import EVERY, TO_CONFIRM, TO_DECIDE, TO_FIND, Board
from ui.treasury.drops import FileDrop
from ui.treasury.line_columns import LINE_COLUMNS
from ui.treasury.line_pane import LinePane
from ui.treasury.reconcile_actions import HELD, KEYS
from ui.treasury.reconcile_head import ReconcileHead

_FIRST_ROWS = 60


class ReconcileView(QWidget):
    """Shows a board; the list keeps the focus, and its single keys trigger actions."""

    looked_at = Signal()

    def __init__(self, actions: ActionSet, take_file: Callable[[Path], object]) -> None:
        super().__init__()
        self.board: Board | None = None
        self.wanted: int | None = None  # the line to be looked at when a board has come
        self._build(actions)
        FileDrop(self, take_file)
        LineKeys(self.table, actions)
        self.tabs.currentChanged.connect(lambda _place: self._show_list())
        self.table.looked_at.connect(self._look_at)
        self.model.rows_wanted.connect(self._bring_rows)

    def _build(self, actions: ActionSet) -> None:
        self.head = ReconcileHead(actions)
        self.banner = Banner("bad")
        self.tabs = Tabs(_("Views"))
        self._show_tabs({})
        self.model = RowsModel(LINE_COLUMNS, lambda each: int(each.id))
        self.table = TableView(self.model, _("Lines of the bank"))
        self.table.set_density(Density.TWO_LINES)
        self.pane = LinePane(actions)
        bring = actions["line.import"]
        self._lines = QStackedWidget()
        self._lines.addWidget(self.table)
        self._lines.addWidget(_all_done())
        tabs = row((self.tabs, 1), margins=(14, 4, 14, 0))
        left = panel(column(tabs, Rule(), (self._lines, 1), gap=0), "surface")
        work = panel(row((left, 45), Rule(upright=True), (self.pane, 55), gap=0))
        self._body = QStackedWidget()
        loading = Skeleton(_("The lines are being compared"))
        for part in (loading, work, _first_use(ActionButton(bring, "primary", icon="upload"))):
            self._body.addWidget(part)
        self.setLayout(column(self.head, self.banner, Rule(), (self._body, 1), gap=0))

    def show_board(self, board: Board) -> None:
        """Another board, at the line that is wanted."""
        is_first = self.board is None
        self.board = board
        self.head.show_board(board)
        counts = board.counts
        self._show_tabs(counts)
        if is_first and not counts[TO_DECIDE]:
            self.tabs.choose(EVERY)
        self._body.setCurrentIndex(1 if board.rows else 2)
        self._show_list()
        if is_first and self.isVisible():
            self.table.setFocus()

    def next_waiting(self, done: Collection[int]) -> int | None:
        """The next line that waits after the current one, else the last before it."""
        if self.board is None:
            return None
        waiting = {each.id for each in self.board.rows if each.is_open and each.id not in done}
        ids, place = list(self.model.ids), max(self.table.currentIndex().row(), 0)
        return next((i for i in [*ids[place:], *reversed(ids[:place])] if i in waiting), None)

    def step(self) -> None:
        """To the next line of the list; after the last, to the first."""
        if self.model.ids:
            place = (self.table.currentIndex().row() + 1) % len(self.model.ids)
            self.table.look_at(self.model.ids[place])

    def where(self) -> str:
        """For the status bar."""
        place = self.table.currentIndex().row()
        if place < 0:
            return ""
        total = count_text(len(self.model.ids))
        return _("Line {row} of {total}").format(row=count_text(place + 1), total=total)

    def _show_tabs(self, counts: Mapping[str, int]) -> None:
        words = (
            (TO_DECIDE, _("To decide")),
            (TO_CONFIRM, _("To confirm")),
            (TO_FIND, _("To be matched")),
            (EVERY, _("Every line")),
        )
        self.tabs.show_tabs([Tab(key=key, text=text, count=counts.get(key)) for key, text in words])

    def _show_list(self) -> None:
        if self.board is None:
            return
        rows = self.board.listed(self.tabs.current_key())
        had_focus = self.table.hasFocus()
        self.model.show([each.id for each in rows], rows[:_FIRST_ROWS])
        self._lines.setCurrentIndex(0 if rows else 1)
        self.table.blockSignals(True)  # the line is shown once, when its place is known
        if not self.table.look_at(self.wanted) and rows:
            self.table.look_at(rows[0].id)
        self.table.blockSignals(False)
        self._look_at(self.table.current_id() if rows else None)
        if had_focus and not rows:
            self.tabs.setFocus()

    def _bring_rows(self, ids: list[int]) -> None:
        if self.board is not None:
            wanted = set(ids)
            self.model.take_rows([each for each in self.board.rows if each.id in wanted])

    def _look_at(self, line_id: int | None) -> None:
        if self.board is not None:
            self.wanted = line_id if line_id is not None else self.wanted
            self.pane.show_row(self.board, self.board.row(line_id))
            self.looked_at.emit()


class LineKeys(QObject):
    """Single keys are heard on the list alone: in a field they are letters."""

    def __init__(self, table: TableView, actions: ActionSet) -> None:
        super().__init__(table)
        self._actions = actions
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        name = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
        action = KEYS.get(name) if event.modifiers() in plain else None
        if action is None:
            return super().eventFilter(watched, event)
        if not event.isAutoRepeat() or action in HELD:  # what decides a line is done once a press
            self._actions.refresh()
            self._actions[action].trigger()
        return True


def _all_done() -> QWidget:
    return StatePanel(
        "circle-check",
        _("Nothing is left here"),
        _("Every line of this view is decided. What was decided is under «Every line»."),
        token="ok_dot",
        width=300,
    )


def _first_use(button: ActionButton) -> QWidget:
    return StatePanel(
        "landmark",
        _("No statement yet"),
        _(
            "Import the bank’s file (CAMT.053, MT940, OFX, CBI, CSV or Excel), or drop it on this "
            "page: you see what is in it before anything is written."
        ),
        (button,),
    )
