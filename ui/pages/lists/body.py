"""The middle of a list: the table with its totals, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cluster_desk.errors import DeskError
from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.layout import column, panel, set_ground
from ui.kit.states import Skeleton, StatePanel
from ui.kit.table.model import RowsModel
from ui.kit.table.totals import TotalsRow
from ui.kit.table.view import TableView
from ui.pages.actions import ActionSet
from ui.pages.lists.question import EVERYTHING, Listing
from ui.pages.lists.spec import ListSpec


class ListBody(QStackedWidget):
    """Shows the table as soon as there is one row; otherwise says what to do."""

    search_wanted = Signal(str)  # a name to look for instead

    def __init__(
        self, spec: ListSpec, model: RowsModel, actions: ActionSet, unfilter: Button
    ) -> None:
        super().__init__()
        set_ground(self, "surface")
        self._words = spec.words
        self.table = TableView(model, _(spec.words.table))
        self.totals = TotalsRow(self.table, model)
        self._table = panel(column((self.table, 1), self.totals, gap=0), "surface")
        self._table.setFocusProxy(self.table)
        first = [
            actions.button(action_id, "secondary" if place else "primary")
            for place, action_id in enumerate(spec.words.first_actions)
        ]
        self._first = StatePanel(
            spec.words.icon, _(spec.words.first_title), _(spec.words.first_text), first
        )
        self._near_name = ""
        self._near = Button("", kind="soft", run=lambda: self.search_wanted.emit(self._near_name))
        self._counts: Mapping[str, int] = {}
        self._unfilter = unfilter
        self._begin = Button("", kind="primary")
        if spec.words.begin_action:
            self._begin.clicked.connect(actions[spec.words.begin_action].trigger)
        offers = (self._near, unfilter, self._begin)
        self._none = StatePanel("search", "", "", offers, token="info_dot")
        retry = actions[f"{spec.name}.retry"].trigger
        again = Button(_("Try again"), "refresh-cw", "primary", run=retry)
        self._error = StatePanel("triangle-alert", "", "", (again,), token="bad_dot")
        self._loading = Skeleton(_("The list is loading"))
        for part in (self._loading, self._table, self._first, self._none, self._error):
            self.addWidget(part)

    @property
    def state(self) -> str:
        """loading, table, first, none or error: which of them is seen."""
        return ("loading", "table", "first", "none", "error")[self.currentIndex()]

    def show_listing(self, listing: Listing, filters: Sequence[str], view: str) -> None:
        """The table, or why it is empty."""
        self._counts = self._counts if listing.counts is None else listing.counts
        if listing.ids:
            self.totals.show_totals(*self._words.totals(listing.totals, listing.question))
            self.setCurrentWidget(self._table)
        elif listing.counts is not None and not listing.counts.get(EVERYTHING):
            self.setCurrentWidget(self._first)
        else:
            self._none.say(*self._nothing(filters, view))
            self._near.hide()
            begin = "" if filters else self._words.begin(self._counts, listing.question)
            self._begin.set_text(begin)
            self._begin.setVisible(bool(begin))
            self._unfilter.setVisible(bool(filters))
            self.setCurrentWidget(self._none)

    def show_near(self, name: str) -> None:
        """Something is called almost so."""
        self._near_name = name
        self._near.set_text(_("Search «{name}»").format(name=name))
        self._near.setVisible(bool(name))

    def show_error(self, error: DeskError) -> None:
        """What happened, and that nothing was lost."""
        text = _("{reason} What was entered is safe.").format(reason=error)
        self._error.say(_("The list cannot be read"), text)
        self.setCurrentWidget(self._error)

    def _nothing(self, filters: Sequence[str], view: str) -> tuple[str, str]:
        words = self._words
        if not filters:
            return _(words.empty_title), _(words.empty_view).format(view=view)
        text = _(words.no_match).format(filters=", ".join(filters), view=view)
        return _(words.no_match_title), text
