"""Put the parts of a list together: header, bars, table, card; show what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QWidget

from cluster_desk.i18n import _
from ui.kit.buttons import Button
from ui.kit.layout import Rule, column, panel, row
from ui.pages.actions import ActionSet
from ui.pages.lists.body import ListBody
from ui.pages.lists.filters import BulkBar, FilterBar
from ui.pages.lists.header import ListHeader
from ui.pages.lists.loader import LoadedList
from ui.pages.lists.menus import columns_button, density_button
from ui.pages.lists.question import Listing
from ui.pages.lists.side import ListSide
from ui.pages.lists.spec import ListSpec
from ui.pages.lists.view_bar import ViewBar


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """Which actions stand where: in the header with their kind, on a row, over ticked rows."""

    header: Sequence[tuple[str, str]] = ()
    on_a_row: Sequence[str] = ()
    on_ticked: Sequence[str] = ()


class _Bars(QStackedWidget):
    """As high as the filters, whichever of the two is seen: nothing moves when rows are ticked."""

    def __init__(self, filters: QWidget, bulk: QWidget) -> None:
        super().__init__()
        self._filters = filters
        self.addWidget(filters)
        self.addWidget(bulk)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._filters.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class ListPane(QWidget):
    """What is seen of a list; the page behind it decides."""

    def __init__(
        self,
        spec: ListSpec,
        loaded: LoadedList,
        side: ListSide,
        actions: ActionSet,
        buttons: Buttons,
        arranged: Callable[[], object],
    ) -> None:
        super().__init__()
        self._spec, self._list, self._actions = spec, loaded, actions
        self.side = side
        keep, restore = actions[f"{spec.name}.view.keep"], actions[f"{spec.name}.view.restore"]
        self.view_bar = ViewBar(keep.trigger, restore.trigger)
        head = [actions.button(action_id, kind) for action_id, kind in buttons.header]
        self.header = ListHeader(spec, head, self.view_bar)
        columns = columns_button(spec.columns, lambda: self.body.table, arranged)
        density = density_button(lambda: self.body.table, arranged)
        self.filters = FilterBar(spec.chips, columns, density)
        self.bulk = BulkBar(actions, spec.name, buttons.on_ticked)
        self._bars = _Bars(self.filters, self.bulk)
        unfilter = Button(_("Remove the filters"), "x", run=self.filters.clear)
        self.body = ListBody(spec, loaded.model, actions, unfilter)
        self._edge, self._line = Rule(upright=True), Rule()
        parts = (self.header, Rule(), self._bars, self._line, (self.body, 1))
        self._left = panel(column(*parts, gap=0), "surface")
        self.setLayout(row((self._left, 1), self._edge, side, gap=0))
        self._wire(buttons)

    def _wire(self, buttons: Buttons) -> None:
        table = self.body.table
        self._list.failed.connect(self.body.show_error)
        self._list.near_found.connect(self.body.show_near)
        self.body.search_wanted.connect(self.filters.search_for)
        self.filters.search.list_key.connect(
            lambda event: QApplication.sendEvent(table, event.clone())
        )
        offered = (*buttons.on_a_row, f"{self._spec.name}.window")
        table.addActions([self._actions[name] for name in offered])
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_side(self, *, seen: bool) -> None:
        """Show the card at the right, or put it away, for now."""
        self.side.setVisible(seen)
        self._edge.setVisible(seen)

    def show_card_alone(self) -> None:
        """Nothing but the card, as wide as there is room."""
        self._left.hide()
        self._edge.hide()
        self.side.stand_alone()

    def show_listing(self, listing: Listing, wanted: int | None) -> None:
        """What was found, at the row that is wanted."""
        if listing.counts is not None:
            self.header.show_counts(listing.counts, listing.question)
            self.filters.offer(listing.choices)
        self.body.show_listing(listing, self.filters.words(), self.header.view_name())
        for part in (self._bars, self._line, self.view_bar):
            part.setVisible(not self.is_first_use)
        order = listing.question
        self.body.table.head.show_order(order.sort, descending=order.descending)
        if not self.body.table.look_at(wanted) and listing.ids:
            self.body.table.look_at(listing.ids[0])
        if not listing.ids:
            self.side.look_at(None)

    @property
    def is_first_use(self) -> bool:
        """Whether there is nothing at all yet."""
        return self.body.state == "first"

    def show_ticks(self) -> None:
        """The bar of the ticked rows in the place of the filters, or back."""
        ticks = self._list.model.ticks
        self._bars.setCurrentWidget(self.bulk if len(ticks) else self.filters)
        self.bulk.show_ticked(len(ticks), self._list.model.ids)
