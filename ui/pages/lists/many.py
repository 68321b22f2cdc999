"""The card at the right while thousands of rows are ticked: their count, and the list's sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluster_desk.i18n import _
from ui.kit.labels import Label
from ui.kit.layout import Card, clear, column
from ui.kit.pairs import pair
from ui.pages.actions import ActionSet
from ui.pages.lists.question import Question
from ui.pages.lists.spec import ListSpec
from ui.pages.lists.ticked import TickedCard
from ui.theme.tokens import META

MOST_READ = 2_000  # ticked rows that are read for their own card


class ManyTicked(TickedCard):
    """Reads nothing: a list that is ticked whole has its sums in its totals."""

    def __init__(self, spec: ListSpec, actions: ActionSet) -> None:
        self._spec = spec
        self._sums = column(gap=7, margins=(12, 11, 12, 12))
        self._card = Card(self._sums, inner=True)
        hint = _("With so many rows the sums are here when the whole list is selected.")
        self._hint = Label(hint, META, tone="text2", wrap=True)
        sums = column(self._card, self._hint, gap=12)
        super().__init__(spec, actions, _("Together"), sums=sums, named=False)

    def show_many(self, count: int, totals: Any | None, question: Question) -> None:
        """So many rows; with the totals of the list where they are all of it."""
        self.count_rows(count)
        clear(self._sums)
        sums: Mapping[str, str] = {}
        if totals is not None:
            _count, sums, _spoken = self._spec.words.totals(totals, question)
        for known in self._spec.columns:
            if sums.get(known.key):
                self._sums.addLayout(pair(_(known.title), sums[known.key]))
        self._card.setVisible(bool(sums))
        self._hint.setVisible(totals is None)
