"""The head of a list: name, live counts, its few actions, its views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.heading import Heading
from ui.kit.labels import GivingLabel, Title
from ui.kit.layout import column, row, set_ground
from ui.kit.tabs import Tab, Tabs
from ui.pages.lists.question import Question
from ui.pages.lists.spec import ListSpec, View
from ui.theme.tokens import LABEL


class ListHeader(QWidget):
    """Says which view is wanted."""

    view_wanted = Signal(str)

    def __init__(self, spec: ListSpec, buttons: Sequence[Button], keeping: QWidget) -> None:
        """`keeping` stands after the tabs: what saves a view."""
        super().__init__()
        set_ground(self, "surface")
        self._spec = spec
        self._own: Sequence[View] = ()
        self._counts: Mapping[str, int] = {}
        self._meta = GivingLabel("", LABEL, tone="text2", tabular=True)
        top = Heading(Title(_(spec.words.title)), self._meta, row(*buttons, gap=8))
        self.tabs = Tabs(_("Views"))
        views = row((self.tabs, 1), keeping, gap=12)
        self.setLayout(column(top, views, gap=8, margins=(16, 14, 16, 0)))
        self.tabs.currentChanged.connect(
            lambda _index: self.view_wanted.emit(self.tabs.current_key())
        )

    def view_name(self) -> str:
        """The words on the tab that is open."""
        return self.tabs.tabText(self.tabs.currentIndex())

    def show_own_views(self, views: Sequence[View], year: int) -> None:
        """The views a person has saved, after those that are always there."""
        self._own = views
        self._show_tabs(year)

    def show_counts(self, counts: Mapping[str, int], question: Question) -> None:
        """How many things each view has."""
        self._counts = counts
        self._show_tabs(question.year)
        self._meta.setText(self._spec.words.meta(counts, question))

    def _show_tabs(self, year: int) -> None:
        views = [*self._spec.views(year), *self._own]
        tabs = [Tab(key=v.key, text=v.text, count=self._counts.get(v.key)) for v in views]
        self.tabs.show_tabs(tabs)
