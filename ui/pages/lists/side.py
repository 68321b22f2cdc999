"""What stands at the right of a list: a card, several rows together, or a hint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cluster_desk.i18n import _
from ui.kit.layout import panel, row, set_ground
from ui.kit.states import StatePanel
from ui.pages.actions import ActionSet
from ui.pages.lists.loader import LoadedList
from ui.pages.lists.many import MOST_READ, ManyTicked
from ui.pages.lists.question import Question
from ui.pages.lists.spec import ListSpec
from ui.theme.theme import theme
from ui.work.workspace import Workspace

WIDTH = 340
_ANY_WIDTH = 16_777_215  # Qt’s own largest
_AFTER_MS = 80  # arrows held down go past rows nobody wants to read


@dataclass(frozen=True, kw_only=True)
class Cards:
    """The two cards of a list, and what each is filled with.

    `query` reads what `show` gets, for the row that is looked at: (session, id, question).
    `show_ticked` gets the rows that are ticked and returns the sum for the status bar. `close`
    puts the first card away, where there is a list to come back to.
    """

    one: QWidget
    query: Callable[[Any, int, Question], Any]
    show: Callable[[Any, Question], object]
    several: QWidget
    show_ticked: Callable[[Sequence[Any]], str]
    close: QWidget | None = None


class ListSide(QStackedWidget):
    """Reads the card a moment after the last step through the list."""

    summed = Signal()  # `sum_text` is another

    def __init__(
        self,
        workspace: Workspace,
        spec: ListSpec,
        loaded: LoadedList,
        cards: Cards,
        actions: ActionSet,
    ) -> None:
        super().__init__()
        self._workspace, self._spec, self._list, self._cards = workspace, spec, loaded, cards
        set_ground(self, "surface")
        self._hint, self._many = _hint(spec), ManyTicked(spec, actions)
        for widget in (self._hint, cards.one, cards.several, self._many):
            self.addWidget(widget)
        self._wanted: int | None = None
        self.sum_text = ""
        self._is_alone = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.reload)
        theme.changed.connect(self._measure)
        self._measure()

    def stand_alone(self) -> None:
        """There is no list beside it: it fills what there is, and need not be hidden."""
        self._is_alone = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # keys work before anything is chosen
        if self._cards.close is not None:
            self._cards.close.hide()
        self._measure()

    def look_at(self, row_id: int | None) -> None:
        """Another row, soon; while rows are ticked their card stays."""
        self._wanted = row_id
        if not len(self._list.model.ticks):
            self._timer.start()

    def reload(self) -> None:
        """Read what is shown again, and now."""
        self._timer.stop()
        ticked = self._list.model.ticks.ids()
        question, lane = self._list.question, f"{self._spec.name}.side"
        if len(ticked) > MOST_READ:
            self._show_many(ticked)
        elif ticked:
            self.sum_text = ""
            self._workspace.read(
                self._spec.source.rows, sorted(ticked), question, then=self._show_ticked, lane=lane
            )
        elif self._wanted is None:
            self.setCurrentWidget(self._hint)
        else:
            self._workspace.read(
                self._cards.query, self._wanted, question, then=self._show_card, lane=lane
            )

    def _show_many(self, ticked: frozenset[int]) -> None:
        is_whole = len(ticked) == len(self._list.model.ids) and ticked.issuperset(
            self._list.model.ids
        )
        totals = self._list.totals if is_whole else None
        self._many.show_many(len(ticked), totals, self._list.question)
        self.sum_text = ""
        self.setCurrentWidget(self._many)
        self.summed.emit()

    def _show_card(self, card: Any) -> None:
        if len(self._list.model.ticks):  # ticked while the card was being read
            return
        if card is None:
            self.setCurrentWidget(self._hint)
            return
        self._cards.show(card, self._list.question)
        self.setCurrentWidget(self._cards.one)

    def _show_ticked(self, rows: Sequence[Any]) -> None:
        if len(self._list.model.ticks) > MOST_READ:
            return
        self.sum_text = self._cards.show_ticked(rows)
        self.setCurrentWidget(self._cards.several)
        self.summed.emit()

    def _measure(self) -> None:
        width = theme.beside(WIDTH)
        self.setMinimumWidth(width)
        self.setMaximumWidth(_ANY_WIDTH if self._is_alone else width)


def _hint(spec: ListSpec) -> QWidget:
    title, text = _(spec.words.hint_title), _(spec.words.hint_text)
    return panel(row(StatePanel(spec.words.icon, title, text, token="neutral_dot", width=260)))
