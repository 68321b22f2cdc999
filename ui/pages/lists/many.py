"""The card at the right while thousands of rows are ticked: their count, and the list's sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.buttons import ActionButton, IconButton
from ui.kit.labels import Label
from ui.kit.layout import Card, Rule, clear, column, panel, row, scrolled, set_ground
from ui.kit.pairs import pair
from ui.pages.actions import ActionSet
from ui.pages.lists.question import Question
from ui.pages.lists.spec import ListSpec
from ui.theme.icons import MIDDLE
from ui.theme.tokens import BOLD, META

MOST_READ = 2_000  # ticked rows that are read for their own card


class ManyTicked(QWidget):
    """Reads nothing: a list that is ticked whole has its sums in its totals."""

    def __init__(self, spec: ListSpec, actions: ActionSet) -> None:
        super().__init__()
        self._spec = spec
        set_ground(self, "surface")
        self._title = Label("", 15.5, BOLD, wrap=True)
        about = Label(_("Together"), META, tone="text2")
        close = IconButton("x", _("Select none"), keys="Ctrl+Shift+A", size=MIDDLE)
        close.clicked.connect(actions[f"{spec.name}.tick_none"].trigger)
        words = column(self._title, about, gap=2)
        head = row((words, 1), close, margins=(16, 16, 14, 12))
        self._sums = column(gap=7, margins=(12, 11, 12, 12))
        self._hint = Label(
            _("With so many rows the sums are here when the whole list is selected."),
            META,
            tone="text2",
            wrap=True,
        )
        self._card = Card(self._sums, inner=True)
        export = ActionButton(actions[f"{spec.name}.export_ticked"], icon="download")
        copy = ActionButton(actions[f"{spec.name}.copy"], icon="copy")
        for button in (export, copy):
            button.setProperty("wide", "true")
        parts = (self._card, self._hint, Rule(), export, copy)
        body = panel(column(*parts, None, gap=12, margins=(16, 4, 16, 16)))
        self.setLayout(column(head, (scrolled(body, _("Together")), 1), gap=0))

    def show_many(self, count: int, totals: Any | None, question: Question) -> str:
        """So many rows; with the totals of the list where they are all of it. The sum in words."""
        self._title.setText(self._spec.words.ticked(count))
        clear(self._sums)
        sums: Mapping[str, str] = {}
        spoken = ""
        if totals is not None:
            _count, sums, spoken = self._spec.words.totals(totals, question)
        for known in self._spec.columns:
            if sums.get(known.key):
                self._sums.addLayout(pair(_(known.title), sums[known.key]))
        self._card.setVisible(bool(sums))
        self._hint.setVisible(totals is None)
        return spoken
